"""The comment as forges show it: Mermaid by Mermaid itself, Markdown by GitHub's own renderer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from cetakbiru.pipeline.revisions import review_revisions
from cetakbiru.render import plain
from cetakbiru.review import comment, tell_review
from cetakbiru.review.mermaid import escape
from tests.npm import MERMAID, package
from tests.review.planted import FORGE, HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OURS = {"a", "blockquote", "code", "details", "h3", "h4", "li", "p", "pre", "strong", "summary", "table", "tbody", "td",
        "th", "thead", "tr", "ul"}  # fmt: skip
NAMES = (
    HOSTILE,
    '"] --> x; click n0 call alert(1)',
    'n0["x"]\nclick n0 href "https://evil.example"',
    "end",
    "```\n<img src=x onerror=alert(1)>",
    '%%{init: {"securityLevel": "loose"}}%%',
    "`**tebal** _miring_`",
    "- butir",
    "1. butir",
    "# judul",
    "&lt;b&gt; #35; &#35;",
    "Ünïcödé 中文 😀 عربي",
    "$$x^2$$",
    "a<br/>b",
    "\\n \\u003c",
)


@pytest.fixture(scope="module")
def text(planted: Path) -> str:
    """The comment on the planted changes."""
    review = review_revisions(planted, "utama", "usul")
    return comment(review, tell_review(review, "id"), planted, FORGE)


@pytest.fixture(scope="module")
def forge(browser: Browser) -> Iterator[Page]:
    """A page with Mermaid, as set up by GitHub: strict; a dialog on it is a script of a name that ran."""
    page = browser.new_page()
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: alarms.append(request.url) if request.url.startswith("http") else None)
    page.set_content("<p>x</p>")
    page.add_script_tag(path=package(*MERMAID) / "dist" / "mermaid.min.js")
    page.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")
    yield page
    page.close()
    assert alarms == []


def _block(comment_text: str) -> str:
    return re.findall(r"^```mermaid\n(.*?)^```$", comment_text, re.S | re.M)[0]


def _drawn(page: Page, source: str) -> dict[str, Any]:
    """What Mermaid draws: labels of nodes and edges, and the tags that a picture should not hold."""
    return page.evaluate(
        """async (source) => {
          await mermaid.parse(source);
          const box = document.createElement("div");
          document.body.append(box);
          box.innerHTML = (await mermaid.render("drawn", source)).svg;
          const words = (where) => [...box.querySelectorAll(where)].map((item) => item.textContent.trim());
          const found = { nodes: words(".node"), edges: [...new Set(words(".edgeLabel").filter(Boolean))],
            active: box.querySelectorAll("script, a, img, iframe, object, [onclick], [onerror]").length,
            dashed: box.querySelectorAll(".removed").length, width: box.querySelector("svg").getBBox().width };
          box.remove();
          return found;
        }""",
        source,
    )


def test_the_comment_is_drawn(forge, text):
    """Mermaid draws the changed neighbourhood: every changed element with its sign, nothing that can be clicked."""
    drawn = _drawn(forge, _block(text))
    assert drawn["active"] == 0
    assert drawn["width"] > 100
    assert "~ SIMRS Terpadu Provinsi" in drawn["nodes"]
    assert "− SATUSEHAT" in drawn["nodes"]
    assert f"+ {plain(HOSTILE[:60])}" in drawn["nodes"]
    assert "Integrasi" in drawn["edges"]
    assert drawn["dashed"] == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_only_a_name(forge, name):
    """Whatever a name holds, Mermaid parses the diagram and shows the name letter by letter, on nodes and on edges."""
    source = f'flowchart LR\n  n0["{escape(name)}"]\n  n1["b"]\n  n0 -->|"{escape(name)}"| n1'
    drawn = _drawn(forge, source)
    assert drawn["nodes"] == [plain(name), "b"]
    assert drawn["edges"] == [plain(name)]
    assert drawn["active"] == 0


class _Shown(HTMLParser):
    """Tags, links and cells of what a renderer made, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.tables: list[list[int]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append(0)
        elif tag in ("td", "th"):
            self.tables[-1][-1] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def shown(text: str) -> _Shown:
    """The comment as GitHub's renderer makes it, with raw HTML let through so that none can hide."""
    return _Shown(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))


def test_only_our_own_markup_is_obeyed(shown):
    """Not a tag and not a link comes from the model: the tags are the template's, the links lead to lines of files."""
    assert shown.tags <= OURS
    assert shown.links
    assert [
        link for link in shown.links if not re.match(r"https://forge\.example/.+/blob/[0-9a-f]{40}/.+#L\d+$", link)
    ] == []


def test_a_hostile_name_is_shown_as_it_is(shown):
    """The name with HTML, Markdown, a mention and a workflow command in it is read as it was written."""
    readable = shown.text.replace("\N{WORD JOINER}", "")
    assert plain(HOSTILE) in readable
    assert "@all" not in shown.text


def test_every_table_is_a_table(shown, text):
    """Each row of a table in the Markdown is a row of a table on the page, with as many cells as its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rules = [line for line in lines if set(line) <= set("|-")]
    assert len(shown.tables) == len(rules) > 1
    assert sum(map(len, shown.tables)) == len(lines) - len(rules)
    assert all(len(set(cells)) == 1 for cells in shown.tables)
