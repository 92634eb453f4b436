"""A change of 5,000 elements: the comment fits and says what it leaves out, and the JSON has it all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cetakbiru.metamodel import find_pack, load_pack
from cetakbiru.model import Model, build_model
from cetakbiru.review import Review, Side, comment, compare, tell_review, to_json, to_text
from cetakbiru.source import Finding, read_blobs

PACK = load_pack(find_pack("spbe", Path()))
UNITS, EACH = 50, 100
HOSTILE = "<@a>|`#1`\u202e" * 20
FORGE = "https://forge.example/{commit}/{path}#L{line}"


def _model(name: str) -> Model:
    """Units with services and applications, all of whose names end alike."""
    files = {}
    for unit in range(UNITS):
        services = "".join(f'  s{n}: {{nama: "{n} {name}"}}\n' for n in range(EACH // 2))
        uses = "".join(f'  a{n}: {{nama: "{n} {name}", layanan: [s{n}]}}\n' for n in range(EACH // 2))
        head = f'perangkat_daerah:\n  u{unit}: {{nama: "Unit {unit} {name}"}}\n'
        files[f"blueprints/u{unit}.yaml"] = f"{head}layanan:\n{services}aplikasi:\n{uses}"
    model, findings = build_model(read_blobs((path, text.encode()) for path, text in files.items()), PACK)
    assert findings == []
    return model


def _findings(model: Model) -> tuple[Finding, ...]:
    """Many findings, as if a rule had found each element."""
    return tuple(
        Finding(
            "name-single-language", item.place(), {"name": item.values["nama"], "kind": "x"}, item.id, (), "warning"
        )
        for item in model.elements.values()
    )


@pytest.fixture(scope="module", params=["Baru", HOSTILE], ids=["plain", "hostile"])
def review(request: pytest.FixtureRequest) -> Review:
    """A review in which every name changed and every element is found fault with."""
    before, after = _model("Lama"), _model(request.param)
    sides = Side("a", "1" * 40, before, ()), Side("b", "2" * 40, after, _findings(after))
    return compare(*sides, notes=[{"*": HOSTILE}] * 30)


def test_the_comment_fits_and_counts_what_it_leaves_out(review: Review, tmp_path: Path) -> None:
    """A comment is at most 65,536 characters long as GitHub counts; rows shown and rows counted are all rows."""
    told = tell_review(review, "id")
    text = comment(review, told, tmp_path, FORGE)
    assert len(text.encode("utf-16-le")) // 2 <= 65_536
    assert len(told.rows) == UNITS * (EACH + 1)
    changes = re.split(r"^#### Perubahan \((\d+)\)$", text, flags=re.MULTILINE)
    assert int(changes[1]) == len(told.rows)
    part = re.split(r"^<details", changes[2], flags=re.MULTILINE)[0]
    shown = len(re.findall(r"^\| ~ \|", part, re.MULTILINE))
    cut = sum(map(int, re.findall(r"… dan (\d+) lagi", part)))
    assert shown + cut == len(told.rows)
    findings = text.split("#### Temuan baru")[1].split("####")[0]
    listed = len(re.findall(r"^- \*\*", findings, re.MULTILINE))
    assert listed + int(re.findall(r"… dan (\d+) lagi", findings)[0]) == len(told.introduced) == len(told.rows)
    assert text.count("<details") == text.count("</details>")
    assert text.count("```") % 2 == 0


def test_the_comment_uses_its_room(review: Review, tmp_path: Path) -> None:
    """As many rows are shown as there is room for: many where names are short, a few where each is long and hostile."""
    text = comment(review, tell_review(review, "id"), tmp_path, FORGE)
    assert len(re.findall(r"^\| ~ \|", text, re.MULTILINE)) >= (50 if "Baru" in text else 3)
    assert text.count("\n####") >= 2


def test_json_and_text_have_it_all(review: Review) -> None:
    """Neither is cut."""
    told = tell_review(review, "id")
    assert len(json.loads(to_json(told))["rows"]) == UNITS * (EACH + 1)
    assert len(re.findall(r"^  ~ ", to_text(told, PACK), re.MULTILINE)) == UNITS * (EACH + 1)


def test_each_row_has_its_line(review: Review) -> None:
    """Of 5,000 rows each leads to the line of its element."""
    rows = tell_review(review, "en").rows
    heads = {1, 3, EACH // 2 + 4}
    assert {row.line for row in rows} == set(range(2, EACH + 5)) - heads
