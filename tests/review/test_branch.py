"""A branch of the shipped model with twelve planted changes, seen as comment, as text and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cetakbiru.cli.main import main
from cetakbiru.pipeline.revisions import review_revisions
from cetakbiru.review import Review, comment, tell_review, to_json, to_text
from tests.review.planted import FORGE, commit, git, replace, shipped_repository

HEALTH, SCHOOLS = "blueprints/dinkes/uji.yaml", "blueprints/disdikbud/uji.yaml"
BEFORE = {
    HEALTH: """\
layanan:
  uji-berkas:
    nama: Layanan yang pindah berkas
  uji-lama: {nama: Layanan yang ditinggalkan}
aplikasi:
  uji-inti:
    nama: Sistem inti
    versi: "1.0"
    layanan: [uji-berkas, uji-lama]
    data:
      - {ke: uji-nama, akses: R}
      - {ke: uji-pindah, akses: R}
  uji-hapus: {nama: Sistem yang dihapus}
data:
  uji-nama: {nama: Data yang berganti id, uraian: Riwayat pemeriksaan laboratorium}
  uji-pindah: {nama: Data yang berpindah unit, uraian: Daftar sekolah dengan ruang kesehatan}
  uji-tambah: {nama: Data yang belum dipakai}
""",
    SCHOOLS: "layanan:\n  uji-sekolah: {nama: Layanan sekolah}\n",
    "architecture/viewpoints/uji.yaml": "form: catalogue\ntitle: {id: Uji, en: Test}\nkinds: [layanan]\n",
}
ADDED = """\
  uji-baru:
    nama: Sistem yang ditambahkan
    jenis: khusus
    layanan: [uji-lama]
    referensi: {code}
"""
# The twelve changes: file, what stands there, what takes its place.
CHANGES = (
    (HEALTH, "  uji-hapus: {nama: Sistem yang dihapus}\n", ADDED),
    (HEALTH, "  uji-nama: {", "  uji-nama-baru: {"),
    (HEALTH, "{ke: uji-nama, akses: R}", "{ke: uji-nama-baru, akses: CRUD}"),
    (HEALTH, "  uji-pindah: {nama: Data yang berpindah unit, uraian: Daftar sekolah dengan ruang kesehatan}\n", "\n"),
    (SCHOOLS, "{nama: Layanan sekolah}\n", "{nama: Layanan sekolah}\ndata:\n"
     "  uji-pindah: {nama: Data yang berpindah unit, uraian: Daftar sekolah dengan ruang kesehatan}\n"),
    (HEALTH, "{ke: uji-pindah, akses: R}", "{ke: disdikbud/uji-pindah, akses: R}\n      - {ke: uji-tambah}"),
    (HEALTH, "  uji-berkas:\n    nama: Layanan yang pindah berkas\n", "\n"),
    (HEALTH, 'versi: "1.0"', 'versi: "2.0"'),
    (HEALTH, "layanan: [uji-berkas, uji-lama]", "layanan: [uji-berkas]"),
    ("architecture/waivers.yaml", "until: 2027-12-31", "until: 2028-06-30"),
    ("architecture/viewpoints/uji.yaml", "kinds: [layanan]", "kinds: [layanan, data]"),
    ("blueprints/dinkes/narasi.md", "\n", "\nKalimat tambahan.\n\n"),
)  # fmt: skip
ROWS = {
    ("+", "element", "dinkes/uji-baru", "", ""),
    ("-", "element", "dinkes/uji-hapus", "", ""),
    ("→", "identity", "dinkes/uji-nama-baru", f"dinkes/uji-nama ({HEALTH})", f"dinkes/uji-nama-baru ({HEALTH})"),
    ("→", "identity", "disdikbud/uji-pindah", f"dinkes/uji-pindah ({HEALTH})", f"disdikbud/uji-pindah ({SCHOOLS})"),
    ("→", "identity", "dinkes/uji-berkas", f"dinkes/uji-berkas ({HEALTH})",
     "dinkes/uji-berkas (blueprints/dinkes/uji-lain.yaml)"),
    ("~", "attribute", "dinkes/uji-inti", "1.0", "2.0"),
    ("+", "relation", "dinkes/uji-inti", "", "Data yang belum dipakai (dinkes/uji-tambah)"),
    ("-", "relation", "dinkes/uji-inti", "Layanan yang ditinggalkan (dinkes/uji-lama)", ""),
    ("~", "relation", "dinkes/uji-inti", "Data yang berganti id (dinkes/uji-nama) [Akses: R]",
     "Data yang berganti id (dinkes/uji-nama-baru) [Akses: CRUD]"),
}  # fmt: skip
FILES = {
    ("~", "architecture/viewpoints/uji.yaml"),
    ("~", "architecture/waivers.yaml"),
    ("~", "blueprints/dinkes/narasi.md"),
}


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model with a few elements more on ``utama``, and ``usul`` and ``galat`` with the twelve changes."""
    root = shipped_repository(tmp_path_factory.mktemp("cabang") / "repo")
    for path, text in BEFORE.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    commit(root, "Bahan")
    for branch, code in (("usul", "RAA.02.01"), ("galat", "RAA.99.99")):
        git(root, "switch", "-q", "-c", branch, "utama")
        for path, before, after in CHANGES:
            replace(root / path, before, after.replace("{code}", code))
        (root / "blueprints/dinkes/uji-lain.yaml").write_text(
            "layanan:\n  uji-berkas:\n    nama: Layanan yang pindah berkas\n", encoding="utf-8"
        )
        commit(root, branch)
    return root


@pytest.fixture(scope="module")
def review(repo: Path) -> Review:
    """The review of ``usul``."""
    return review_revisions(repo, "utama", "usul")


@pytest.fixture(scope="module")
def plain(review: Review) -> dict[str, Any]:
    """The same as JSON."""
    found: dict[str, Any] = json.loads(to_json(tell_review(review, "id")))
    return found


def test_json_has_exactly_the_twelve(plain: dict[str, Any]) -> None:
    """Nine changes of the model and three of other files, each once, and nothing else."""
    rows = [tuple(row[key] for key in ("sign", "what", "element", "before", "after")) for row in plain["rows"]]
    assert Counter(rows) == Counter(ROWS)
    assert {(item["sign"], item["path"]) for item in plain["files"]} == FILES
    assert len(plain["rows"]) + len(plain["files"]) == 12
    assert "9 perubahan" in plain["summary"]
    assert "3 berkas lain" in plain["summary"]


def test_text_has_exactly_the_twelve(review: Review) -> None:
    """The terminal shows one line for each of the twelve, below the name of the owner."""
    text = to_text(tell_review(review, "id"), review.after.model.metamodel)
    signed = [line[2:] for line in text.splitlines() if re.match(r"  [+~→-] ", line)]
    rows = {(words[0], match[1]) for words in signed if (match := re.search(r"\[([a-z-]+/[a-z-]+)\]", words))}
    assert len(signed) == 12
    assert rows == {(sign, element) for sign, _, element, _, _ in ROWS}
    assert {(words[0], words[2:]) for words in signed} >= FILES
    assert text.splitlines()[0] == f"Tinjauan arsitektur: {review.before.name} → {review.after.name}"


def test_the_comment_has_exactly_the_twelve(review: Review, repo: Path) -> None:
    """The comment's table has one row for each change, with a link to the line of the side that has it."""
    text = comment(review, tell_review(review, "id"), repo, FORGE)
    rows = re.findall(r"^\| ([+~→-]) \| (.*)$", text, re.MULTILINE)
    assert len(rows) == 9
    links = re.findall(r"\(https://forge\.example/lampung/arsitektur/blob/(\w+)/([^)#]+)#L(\d+)\)", text)
    for sign, row in rows:
        side, path, line = re.search(r"blob/(\w+)/([^)#]+)#L(\d+)", row).groups()  # type: ignore[union-attr]
        assert side == (review.before if sign == "-" else review.after).commit
        name = row.split(" (")[0]
        shown = git(repo, "show", f"{side}:{path}").splitlines()[int(line) - 1 :]
        assert name in "\n".join(shown[:2])
    assert len(links) >= 9
    assert {(sign, path) for sign, path in re.findall(r"^- ([+~-]) `([^`]+)`$", text, re.MULTILINE)} == FILES


def test_new_findings_stand_on_their_lines(repo: Path) -> None:
    """What the checks find new is on the line at fault; an error is among it, and what was found before is not."""
    found = json.loads(to_json(tell_review(review_revisions(repo, "utama", "galat"), "id")))["introduced"]
    lines = git(repo, "show", f"galat:{HEALTH}").splitlines()
    (error,) = [item for item in found if item["severity"] == "error"]
    assert (error["rule"], error["path"]) == ("reference-unknown", HEALTH)
    assert "RAA.99.99" in lines[error["line"] - 1]
    assert lines[error["line"] - 1][error["column"] - 1 :] == "RAA.99.99"
    for item in found:
        text = git(repo, "show", f"galat:{item['path']}").splitlines()[item["line"] - 1]
        assert item["element"].rpartition("/")[2] in text or text.startswith("    ")
    assert {item["element"] for item in found} <= {key for _, _, key, _, _ in ROWS} | {
        "dinkes/uji-lama",
        "dinkes/uji-tambah",
    }


@pytest.mark.parametrize(("branch", "code"), [("usul", 0), ("galat", 1)])
def test_only_a_new_error_fails(branch: str, code: int, repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 1 where the branch brings an error, and with 0 where only old findings are there."""
    assert main(["review", "utama", branch, "--project", str(repo), "--format", "json"]) == code
    plain = json.loads(capsys.readouterr().out)
    assert any(item["severity"] == "error" for item in plain["introduced"]) == bool(code)
    assert main(["check", "--project", str(repo)]) == 1
    assert "peringatan" in capsys.readouterr().out
