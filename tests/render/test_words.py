"""Words on pages: any text comes through Markdown as that text, numbers and dates are those of the language."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown as python_markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cetakbiru.render import PageError, day, environment, escaped, markdown, money, number, page, shown
from cetakbiru.render.plain import plain
from tests.conftest import ROOT
from tests.views.town import TOY

LISTED = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
EXTENSIONS: dict[str, dict[str, Any]] = {
    name: options or {}
    for item in LISTED
    for name, options in (item.items() if isinstance(item, dict) else [(item, {})])
}
SIGNS = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~:^=&;\"'/ \nab1"), max_size=24)
QUIET = settings(deadline=None, derandomize=True, database=None, max_examples=150)


class Reader(HTMLParser):
    """The tags and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.tags.append(("comment", {data: ""}))

    def handle_data(self, data):
        self.text += data


def read(source: str) -> Reader:
    """Markdown as a page of the site would show it."""
    return Reader(python_markdown.markdown(source, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS))


@QUIET
@given(st.text() | SIGNS)
@example("{: onclick=alert(1) }")
@example("[x](javascript:alert(1))")
@example("![x](http://example.org/x.png)")
@example("<script>alert(1)</script>")
@example("a: b ~ c ^ d = e | f")
@example("ends with \\")
@example("#")
@example("\x02klzzwxh:0000\x03")
@example("&lt;b&gt; &amp; &#35;")
def test_any_text_as_a_heading_is_that_text(words):
    """A heading of any text has the id that the page gives it, shows the text, and brings no tag with it."""
    html = read(f"text\n\n## {markdown(words)} {{: #_x }}\n\n<p>after</p>")
    assert [tag for tag, _ in html.tags] == ["p", "h2", "a", "p"]
    assert html.tags[1][1] == {"id": "_x"}
    assert html.tags[2][1] == {"class": "headerlink", "href": "#_x", "title": "Permanent link"}
    assert html.text.split("\n", 1)[1] == f"{plain(words) or chr(160)}¶\nafter"


@QUIET
@given(SIGNS)
def test_any_text_in_a_paragraph_is_that_text(words):
    """The same text in the middle of a paragraph is that text, too."""
    html = read(f"before {markdown(words)} after")
    assert [tag for tag, _ in html.tags] == ["p"]
    assert " ".join(html.text.replace("\xa0", " ").split()) == " ".join(f"before {plain(words)} after".split())


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("  two\n\twords ", "two words"),
        ("a\x00b\x1b[31mc\x7f", "a b [31mc"),
        ("\u202eabc\u2066", "abc"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("\ud800", ""),
    ],
)
def test_plain_words_stand_on_one_line(words, seen):
    """Control characters and signs that turn the reading direction are gone, and white space is single."""
    assert plain(words) == seen


def test_titles_are_escaped_for_the_engine():
    """Where an engine writes a title into HTML as it is, the title is HTML already."""
    assert escaped('</title><script> & "x"\n') == "&lt;/title&gt;&lt;script&gt; &amp; &quot;x&quot;"


def test_amounts_are_those_of_the_language():
    """Rupiah in Indonesian and in English, without decimals; a pack without a currency has bare numbers."""
    assert money(1234567, "IDR", "id") == "Rp1.234.567"
    assert money(1234567, "IDR", "en") == "IDR1,234,567"
    assert money(-5000, "EUR", "en") == "-€5,000"
    assert money(0, "IDR", "id") == "Rp0"
    assert money(10**15, "", "id") == "1.000.000.000.000.000"


def test_numbers_are_those_of_the_language():
    """Points and commas change their places between Indonesian and English."""
    assert (number(1234.5, "id"), number(1234.5, "en")) == ("1.234,5", "1,234.5")


def test_dates_are_written_out():
    """A date has its month in words of the language, whether asked for as a date or as any value."""
    november = date(2026, 11, 24)
    assert (day(november, "id"), day(date(2026, 8, 17), "id")) == ("24 November 2026", "17 Agustus 2026")
    assert (shown(november, "en"), shown(2500, "id"), shown("x", "id")) == ("24 November 2026", "2.500", "x")


def project(folder: Path, **templates: str) -> Path:
    """A project with templates of its own."""
    (folder / "templates").mkdir()
    for name, text in templates.items():
        (folder / "templates" / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return folder


def test_a_project_overrides_a_template(tmp_path):
    """A file in the project's templates stands in the place of the toolkit's, and may extend another of those."""
    root = project(tmp_path, views='{% extends "base.md.j2" %}{% block content %}own {{ title | md }}{% endblock %}')
    facts = {"title": "T", "counterparts": {}, "here": "x", "page": {}}
    assert page(environment(root, TOY, "id"), "views.md.j2", facts).endswith("\nown T\n")
    assert "own" not in page(environment(tmp_path / "none", TOY, "id"), "views.md.j2", facts | {"page": {"views": []}})


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("one\n{{ nothing }}", 2, "UndefinedError"),
        ("{% if %}", 1, "TemplateSyntaxError"),
        ("\n\n{{ 1 // 0 }}", 3, "ZeroDivisionError"),
        ('{% extends "gone.md.j2" %}', 1, "TemplateNotFound"),
    ],
)
def test_a_template_that_fails_is_named(tmp_path, text, line, said):
    """A project's own template that fails is named with its line and what is wrong; it is not our bug."""
    with pytest.raises(PageError, match=rf"templates/views\.md\.j2:{line}: {said}"):
        page(environment(project(tmp_path, views=text), TOY, "id"), "views.md.j2", {})


def test_without_own_templates_a_failure_is_our_bug(tmp_path):
    """Where only the toolkit's templates are in use, a failure is passed on as it is."""
    with pytest.raises(Exception, match="undefined") as error:
        page(environment(tmp_path, TOY, "id"), "views.md.j2", {})
    assert not isinstance(error.value, PageError)


def test_titles_keep_their_letters(tmp_path):
    """The title in a page's head is YAML that reads back as the title, emoji and quotes included."""
    title = 'A "b" \U0001f600: #1 \u2028 <i> {{ x }}'
    text = page(environment(tmp_path, TOY, "id"), "views.md.j2",
                {"title": title, "counterparts": {}, "here": "x", "page": {"views": []}})  # fmt: skip
    head = yaml.safe_load(text.split("---")[1])
    assert head == {"title": "A &quot;b&quot; \U0001f600: #1 &lt;i&gt; {{ x }}"}
