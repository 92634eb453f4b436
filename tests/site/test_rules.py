"""Every rule has a page of its own, in both languages, that says why it is asked."""

from __future__ import annotations

import re
from html import unescape

import pytest

from cetakbiru.metamodel import say


@pytest.mark.parametrize(("language", "folder"), [("id", ""), ("en", "en/")])
def test_every_rule_has_a_page_with_its_reason(shipped, lampung, language, folder):
    """The page of each rule leads with the reason, as the rule gives it."""
    lacking = []
    for rule in shipped.model.metamodel.rules.values():
        page = lampung / f"{folder}rules/{rule.id}.html"
        html = page.read_text(encoding="utf-8") if page.is_file() else ""
        lead = re.search(r'<p class="cb-lead">(.*?)</p>', html, re.S)
        if not lead or unescape(lead[1]).split() != say(rule.why, language).split():
            lacking.append(rule.id)
    assert lacking == []
