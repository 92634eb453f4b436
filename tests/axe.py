"""Accessibility of a page as axe-core judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.npm import AXE, package

if TYPE_CHECKING:
    from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and good practice: rule, and the first places at fault."""
    page.evaluate((package(*AXE) / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document).then((result) => result.violations)")
    return [f"{item['id']}: {[node['target'] for node in item['nodes'][:3]]}" for item in found]
