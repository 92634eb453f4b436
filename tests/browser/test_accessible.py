"""Accessibility as axe-core judges it: no violation on any type of page, in light and dark."""

from __future__ import annotations

import pytest

from tests.axe import violations
from tests.browser.sample import PAGES
from tests.browser.test_focus import UNIT, ask


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_violation(visit, address, scheme):
    """Words have contrast, things have names, headings have an order, links are told apart without colour."""
    assert violations(visit(address, color_scheme=scheme)) == []


@pytest.mark.parametrize("address", ["index.html", UNIT, "unit/dinkes/aplikasi.html", "views/integration.html"])
def test_a_page_on_a_phone_has_no_violation(visit, address):
    """What is folded away on a phone is as accessible as the rest."""
    assert violations(visit(address, width=390)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_box_has_no_violation(visit, scheme):
    """The picture drawn in the browser is as accessible as the page's own."""
    page = visit(UNIT, color_scheme=scheme)
    ask(page, "dinkes/simrs")
    assert violations(page) == []
