"""Names that a stranger chose: whatever they hold, comment, text and JSON show them and nothing obeys them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
import yaml
from cmarkgfm.cmark import Options

from cetakbiru.pipeline.revisions import review_revisions
from cetakbiru.render import plain
from cetakbiru.review import Review, comment, tell_review, to_json, to_text
from cetakbiru.review.inert import gfm, line
from tests.review.planted import commit, git
from tests.review.small import PATH, change, repository

NAMES = {
    "html": "<img src=x onerror=alert(1)>&lt;b&gt;</details><!-- x -->",
    "markdown": "**tebal** _miring_ ~~coret~~ `kode` [tautan](https://jahat.example) ![g](https://jahat.example/a.png)",
    "reference": "[a][b] [^1] \\* $x^2$ | sel | <https://jahat.example>",
    "mention": "@admin @org/tim admin@jahat.example",
    "issue": "#123 GH-123 org/repo#5 !12 ~bug %tonggak $7 &9 ^alert#3",
    "address": "https://jahat.example www.jahat.example mailto:a@jahat.example ftp://jahat.example",
    "emoji": ":tada: :100:",
    "list": "- butir",
    "number": "1. butir",
    "heading": "# Judul",
    "quote": "> kutipan",
    "rule": "===",
    "mermaid": 'end"] --> x["`**a**`"]; click x "https://jahat.example"; %%{init: {}}%% graph',
    "command": "::error file=x,line=1::galat",
    "old command": "##[error]galat ##vso[task.complete] ##[add-mask]x",
    "newline": "satu\n::error::dua\n\n# tiga\n- @empat\r\n::set-output name=x::y\u2028::error::lima",
    "percent": "%0A::error::x %0D%0A",
    "ansi": "\x1b[31mmerah\x1b[0m \x9b2J \x1b]0;judul\x07",
    "direction": "\u202emalsi\u202c \u2066x\u2069 \u200e\u200f",
    "template": "{{ 7*7 }} {% raw %} ${7*7} {name} [[x]]",
    "marker": "<!-- cetakbiru-review -->",
    "long": "x" * 5_000,
}
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class _Tags(HTMLParser):
    """Tags, with the addresses that they lead to, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs).get("href") or dict(attrs).get("src") or ""))

    def handle_data(self, data: str) -> None:
        self.text += data


def _rendered(text: str) -> _Tags:
    """A comment as GitHub renders it, with raw HTML, tables and autolinks as there."""
    return _Tags(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))


WORDS = ["Arsip", "Bantuan", "Cagar", "Denah", "Ekspor", "Fosil", "Gudang", "Hutan", "Irigasi", "Jalan", "Kapal"]
HARMLESS = [f"{one} {other}" for one in WORDS[:6] for other in WORDS[6:]][: len(NAMES)]
FORGE = "https://forge.example/{commit}/{path}#L{line}"


def _changed(root: Path, names: Sequence[str]) -> Review:
    """A review of a change that brings units, services and applications of these names, before and after too."""
    repository(root, {"cetakbiru.yaml": "pack: spbe\nid: contoh\nprofile: dasar\n", PATH: _blueprint("Dinas", "1")})
    files = {}
    for number, name in enumerate(names):
        files[f"blueprints/u{number}.yaml"] = yaml.safe_dump({
            "perangkat_daerah": {f"u{number}": {"nama": name}},
            "layanan": {f"s{number}": {"nama": name, "uraian": name}},
            "aplikasi": {f"a{number}": {"nama": name, "layanan": [f"s{number}", "contoh/s0"], "referensi": name[:200]}},
        }, width=10**6)  # fmt: skip
    change(
        root, {**files, PATH: _blueprint(names[0], *names), "cetakbiru.yaml": (root / "cetakbiru.yaml").read_bytes()}
    )
    return review_revisions(root, "HEAD~1", "HEAD")


def _blueprint(unit: str, *versions: str) -> str:
    """A unit whose services and applications carry names and values that change."""
    services = {f"s{number}": {"nama": name} for number, name in enumerate(versions)}
    applications = {"si": {"nama": unit, "basis_data": list(versions), "versi": versions[-1]}}
    data = {"perangkat_daerah": {"contoh": {"nama": unit}}, "layanan": services, "aplikasi": applications}
    return yaml.safe_dump(data, width=10**6)


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Review]:
    """A review with all hostile names, and the same with harmless ones to compare with."""
    folder = tmp_path_factory.mktemp("nama")
    return {
        "bad": _changed(folder / "bad", list(NAMES.values())), "plain": _changed(folder / "plain", HARMLESS)
    }  # fmt: skip


@pytest.fixture
def uncut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment of any length, so that two of them hold the same rows."""
    monkeypatch.setattr(sys.modules["cetakbiru.review.comment"], "LIMIT", 10**9)


@pytest.mark.usefixtures("uncut")
def test_nothing_in_the_comment_is_active(reviews: dict[str, Review], tmp_path: Path) -> None:
    """GitHub's renderer makes of the comment the same tags as of one with harmless names, and no address but ours."""
    texts = {key: comment(review, tell_review(review, "id"), tmp_path, FORGE) for key, review in reviews.items()}
    found, plain = (_rendered(_without_picture(texts[key])) for key in ("bad", "plain"))
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in plain.tags]
    assert len(found.tags) > 500
    assert [url for _, url in found.tags if url and not url.startswith("https://forge.example/")] == []
    loose = re.sub(r"[\w/.-]+\.yaml:\d+", "", found.text)
    assert re.findall(r"(?:^|[^\w])[@#!~$&^]\w|://|:\w+:|www\.\w|\bGH-\d|%[a-z]", loose) == []
    assert not STEERING.search(texts["bad"].replace("\n", ""))
    assert texts["bad"].count("<!-- cetakbiru-review -->") == 1
    assert texts["bad"].startswith("<!-- cetakbiru-review -->\n")


@pytest.mark.usefixtures("uncut")
def test_what_was_written_is_still_read(reviews: dict[str, Review], tmp_path: Path) -> None:
    """A reader of the rendered comment sees the words of each name, as far as signs can be seen and room allows."""
    review = reviews["bad"]
    seen = _rendered(comment(review, tell_review(review, "id"), tmp_path, FORGE)).text.replace("\N{WORD JOINER}", "")
    for key in set(NAMES) - {"long"}:
        assert plain(NAMES[key])[:120] in seen, key


def _without_picture(text: str) -> str:
    return re.sub(r"```mermaid\n.*?```", "", text, flags=re.DOTALL)


def test_nothing_in_the_text_is_active(reviews: dict[str, Review]) -> None:
    """No line of the text is a command to a CI runner, and none holds what a terminal obeys; no line is more."""
    texts = {key: to_text(tell_review(review, "id"), review.after.model.metamodel) for key, review in reviews.items()}
    lines = texts["bad"].split("\n")
    assert len(lines) == len(texts["plain"].split("\n"))
    assert [words for words in lines if words.lstrip().startswith("::") or "##[" in words or "##vso[" in words] == []
    assert not STEERING.search(texts["bad"].replace("\n", ""))


def test_nothing_in_the_json_is_active(reviews: dict[str, Review]) -> None:
    """The JSON holds each name as it was written, and its text nothing that a log or a terminal obeys."""
    text = to_json(tell_review(reviews["bad"], "id"))
    assert text.isascii()
    assert not re.search(r"^\s*::|##\[|##vso\[", text, re.MULTILINE)
    assert not STEERING.search(text.replace("\n", ""))
    assert set(NAMES.values()) <= {row["name"] for row in json.loads(text)["rows"]}


@pytest.mark.usefixtures("uncut")
def test_the_picture_s_source_is_inert(reviews: dict[str, Review], tmp_path: Path) -> None:
    """Mermaid's source has the same lines as with harmless names, and labels of letters and entity codes only."""
    texts = [comment(reviews[key], tell_review(reviews[key], "id"), tmp_path, "") for key in ("bad", "plain")]
    source, plain_source = (re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)[0] for text in texts)
    labels = re.findall(r'"([^"]*)"', source)
    assert re.sub(r'"[^"]*"', '""', source) == re.sub(r'"[^"]*"', '""', plain_source)
    assert len(labels) > 40
    assert [words for words in labels if not re.fullmatch(r"(~ |− |#43; )?([\w .,/-]|#\d+;)*", words)] == []
    assert [words for words in labels if re.match(r"(~ |− |#43; )?(\d+[.)]|-)", words)] == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Dinas Kesehatan (Dinkes), 75%: siap", "Dinas Kesehatan (Dinkes), 75%&#58; siap"),
        ("rujukan-daring → simrs", "rujukan-daring → simrs"),
        ("a_b", "a&#95;b"),
        ("@x", "&#64;\u2060x"),
        ("12) x", "&#49;&#50;&#41; x"),
        ("x\n\ty", "x y"),
        ("é 漢字", "é 漢字"),
    ],
)
def test_words_stay_legible(words: str, shown: str) -> None:
    """Ordinary prose passes as it is; only signs that could mean something are written as entities."""
    assert gfm(words) == shown


def test_long_words_are_cut() -> None:
    """A text beyond the limit is cut with a sign that it was, before its signs are written as entities."""
    assert gfm("<" * 200, 10) == "&#60;" * 9 + "…"


def test_a_line_keeps_its_indent() -> None:
    """A line for the terminal keeps its indent, and a command in it loses its force."""
    assert line("    a\tb") == "    a b"
    assert line("  ::error::x") == "  : :error::x"
    assert line("x ##[group]") == "x # #[group]"


def test_hostile_file_names(tmp_path: Path) -> None:
    """Paths with line breaks, backticks or markup are told on one line, in code or escaped, and open nothing."""
    root = repository(tmp_path / "p")
    for name in ("a\n\n@b.md", "a`<img src=x>`.md", "::error::x.md", "\u202edm.md", "b`<b>.yaml"):
        (root / "blueprints" / name).write_text("layanan: {}\n", encoding="utf-8")
    (root / "architecture/rules").mkdir()
    rule = "type: expression\nseverity: warning\ntitle: X\nmessage: X\nparameters: {for: 'kind:layanan', expect: url}\n"
    (root / "architecture/rules/a`<img src=x>.yaml").write_text(rule, encoding="utf-8")
    (root / "blueprints" / os_name(b"\xff\xfe.md")).write_text("x", encoding="utf-8")
    git(root, "switch", "-q", "-c", "usul")
    commit(root, "Nama")
    for head in ("", "usul"):
        review = review_revisions(root, "utama", head)
        told = tell_review(review, "id")
        text = comment(review, told, tmp_path, "https://forge.example/{commit}/{path}#L{line}")
        text.encode("utf-8")
        assert "img" not in [tag for tag, _ in _rendered(text).tags]
        assert not re.search(r"^@b", text, re.MULTILINE)
        assert not STEERING.search(text.replace("\n", ""))
        shown = to_text(told, review.after.model.metamodel)
        assert not re.search(r"^\s*(::|@b)", shown, re.MULTILINE)
        assert len([item for item in told.files if item["sign"] == "+"]) == len(told.files) >= 5


def os_name(raw: bytes) -> str:
    """A file name that is not UTF-8."""
    return raw.decode("utf-8", "surrogateescape")


def test_a_hostile_pack_s_words_are_words(trem: Path, tmp_path: Path) -> None:
    """Labels of a pack that came with the change are escaped like names, and their marks are only filled, not run."""
    git(trem, "init", "-q")
    commit(trem, "Begin")
    labels = trem / "pack" / "labels.yaml"
    bad = {"review-title": {"en": "<img src=x>@all {count.__class__}"}, "review-more": {"en": "{0} {x!r:>9} <b>"},
           "review-introduced": {"en": "# x\n\n- @all"}, "severity-warning": {"en": "**</details>"}}  # fmt: skip
    labels.write_text(labels.read_text(encoding="utf-8") + yaml.safe_dump(bad), encoding="utf-8")
    text = (trem / "architecture/network.yaml").read_text(encoding="utf-8")
    (trem / "architecture/network.yaml").write_text(text + "  extra: {name: Extra}\n", encoding="utf-8")
    review = review_revisions(trem, "HEAD")
    shown = comment(review, tell_review(review, "en"), tmp_path, "")
    assert "img" not in [tag for tag, _ in _rendered(shown).tags]
    assert "&#64;" in shown
    assert "class" not in shown.split("\n")[1].replace("count.&#95;&#95;class&#95;&#95;", "")
