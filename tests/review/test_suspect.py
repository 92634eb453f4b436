"""Approvals: what a unit relies on, recorded in git, and the links that are suspect since."""

from __future__ import annotations

from pathlib import Path

import pytest

from cetakbiru.cli.main import main
from cetakbiru.model import meaning_mark
from cetakbiru.pipeline import check, open_project
from cetakbiru.report import tell
from cetakbiru.source import Finding
from tests.project import make
from tests.review.planted import commit, git
from tests.review.small import repository, seen

HEALTH = "blueprints/kesehatan.yaml"
FINANCE = "blueprints/keuangan.yaml"
FILE = "architecture/approvals/kesehatan.yaml"
FILES = {
    HEALTH: """\
perangkat_daerah:
  kesehatan: {nama: Dinas Kesehatan}
layanan:
  rujukan: {nama: Rujukan Daring}
aplikasi:
  rujuk:
    nama: Sistem Rujukan
    layanan: [rujukan]
    data: [{ke: keuangan/tarif, akses: R}]
    infrastruktur: [pusat-data]
data:
  pasien: {nama: Data pasien, layanan: [keuangan/bayar]}
""",
    FINANCE: """\
perangkat_daerah:
  keuangan: {nama: Badan Keuangan}
layanan:
  bayar: {nama: Pembayaran}
aplikasi:
  kas: {nama: Sistem Kas, layanan: [bayar, kesehatan/rujukan]}
data:
  tarif: {nama: Tarif layanan}
  lain: {nama: Data lain}
""",
    "architecture/a.yaml": "infrastruktur:\n  pusat-data: {nama: Pusat Data, jenis: fasilitas-komputasi}\n",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two units that rely on each other and on the shared architecture, in a repository."""
    return repository(tmp_path / "p", {**FILES, "blueprints/contoh.yaml": ""})


def _approve(root: Path, capsys: pytest.CaptureFixture[str], unit: str = "kesehatan") -> str:
    assert main(["approve", unit, "--project", str(root)]) == 0
    return capsys.readouterr().out


def _suspect(root: Path) -> list[Finding]:
    return list(check(open_project(root), only=["link-suspect"]).findings)


def _change(root: Path, path: str, before: str, after: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), encoding="utf-8")


def test_a_unit_without_approvals_is_not_asked(root: Path) -> None:
    """Nothing is suspect before a unit has approved for the first time."""
    _change(root, FINANCE, "Tarif layanan", "Tarif layanan 2027")
    assert _suspect(root) == []


def test_an_approval_is_small_sorted_and_stable(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file says what it is, holds one line for each element relied on, and is the same when written again."""
    said = _approve(root, capsys)
    text = (root / FILE).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# Yang ditumpu unit ini")
    assert lines[1:4] == ["version: 1", "unit: kesehatan", "relies_on:"]
    ids = [line.split(":")[0].strip() for line in lines[4:]]
    assert ids == sorted(ids) == ["keuangan/kas", "keuangan/tarif", "pusat-data"]
    assert "3 elemen" in said
    assert "3 baru, 0 berubah, 0 tidak ditumpu lagi" in said
    assert "Sistem Kas [keuangan/kas]" in said
    before = (root / FILE).stat().st_mtime_ns
    assert "0 baru, 0 berubah, 0 tidak" in _approve(root, capsys)
    assert (root / FILE).stat().st_mtime_ns == before
    assert open_project(root).findings == ()


def test_a_link_is_suspect_until_it_is_approved_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Approve, change the other side, and the finding stands at the relation; approve again, and it is gone."""
    _approve(root, capsys)
    assert _suspect(root) == []
    _change(root, FINANCE, "Tarif layanan", "Tarif layanan 2027")
    (finding,) = _suspect(root)
    project = open_project(root)
    told = tell(finding, project.metamodel, project.model.sources.documents, "id")
    assert (told.at.path, told.at.line, told.at.text.strip()) == (HEALTH, 9, "data: [{ke: keuangan/tarif, akses: R}]")
    assert told.at.text[told.at.column - 1 :].startswith("keuangan/tarif")
    assert told.severity == "warning"
    assert told.message == (
        "Sistem Rujukan milik Dinas Kesehatan bertumpu pada Tarif layanan 2027 milik Badan Keuangan, yang berubah "
        "sejak terakhir disetujui. Tinjau perubahannya lalu catat persetujuan dengan perintah approve kesehatan, atau "
        "minta pemiliknya mengembalikan yang lama."
    )
    assert "~ Tarif layanan 2027 [keuangan/tarif]" in _approve(root, capsys)
    assert _suspect(root) == []


def test_undoing_the_change_clears_it_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other way out: the owner takes the change back."""
    _approve(root, capsys)
    _change(root, FINANCE, "Tarif layanan", "Tarif layanan 2027")
    assert len(_suspect(root)) == 1
    _change(root, FINANCE, "Tarif layanan 2027", "Tarif layanan")
    assert _suspect(root) == []


@pytest.mark.parametrize(
    ("path", "before", "after", "at"),
    [
        # A service relies on the application that serves it, though the other owner's file says so.
        (FINANCE, "nama: Sistem Kas", "nama: Sistem Kas Daerah", FINANCE),
        # The shared architecture is relied on too.
        ("architecture/a.yaml", "nama: Pusat Data", "nama: Pusat Data Baru", HEALTH),
        # A relation of the other side is part of what it means.
        (FINANCE, "kas: {nama: Sistem Kas", "kas: {nama: Sistem Kas, data: [lain]", FINANCE),
        # A new reliance was never approved.
        (HEALTH, "[{ke: keuangan/tarif, akses: R}]", "[{ke: keuangan/tarif, akses: R}, keuangan/lain]", HEALTH),
    ],
    ids=["served by", "shared", "relation of the other", "new"],
)
def test_what_makes_a_link_suspect(
    path: str, before: str, after: str, at: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each change of what is relied on, and each new reliance, is one finding in the file of the relation."""
    _approve(root, capsys)
    _change(root, path, before, after)
    (finding,) = _suspect(root)
    assert finding.place.path == at
    said = _approve(root, capsys)
    assert "1 baru, 0 berubah" in said or "0 baru, 1 berubah" in said
    assert _suspect(root) == []


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            FINANCE,
            "tarif: {nama: Tarif layanan}",
            "tarif: {catatan: Lihat lampiran, nama: Tarif layanan, ilustrasi: ya}",
        ),
        (FINANCE, "[bayar, kesehatan/rujukan]", "[kesehatan/rujukan, bayar]"),
        (FINANCE, "lain: {nama: Data lain}", "lain: {nama: Data lain sekali}"),
        (HEALTH, "nama: Sistem Rujukan", "nama: Sistem Rujukan Baru"),
        (HEALTH, "    data: [{ke: keuangan/tarif, akses: R}]\n", ""),
    ],
    ids=["remark", "order", "not relied on", "own side", "reliance ended"],
)
def test_what_makes_no_link_suspect(
    path: str, before: str, after: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Remarks, order, elements that nobody relies on, one's own side, and a reliance that ended need no approval."""
    _approve(root, capsys)
    _change(root, path, before, after)
    assert _suspect(root) == []


def test_a_reliance_that_ended_leaves_the_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next approval drops what is relied on no more."""
    _approve(root, capsys)
    _change(root, HEALTH, "    infrastruktur: [pusat-data]\n", "")
    assert "0 baru, 0 berubah, 1 tidak ditumpu lagi" in _approve(root, capsys)
    assert "pusat-data" not in (root / FILE).read_text(encoding="utf-8")


def test_a_review_shows_the_links_that_a_change_makes_suspect(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pull request that changes what is relied on introduces the finding; one that brings the approval does not."""
    _approve(root, capsys)
    commit(root, "Disetujui")
    git(root, "switch", "-q", "-c", "usul")
    _change(root, FINANCE, "Tarif layanan", "Tarif layanan 2027")
    commit(root, "Tarif")
    _, found = seen(root, "utama", "usul")
    assert [(item["rule"], item["path"], item["line"]) for item in found["introduced"]] == [("link-suspect", HEALTH, 9)]
    _approve(root, capsys)
    commit(root, "Setuju")
    _, found = seen(root, "utama", "usul")
    assert found["introduced"] == []
    assert found["files"] == [{"path": FILE, "sign": "~"}]


@pytest.mark.parametrize("text", ["", "- x\n", "relies_on: [a]\n", "relies_on:\n  keuangan/tarif: [x]\n", "a: b\n"])
def test_a_file_of_another_form_approves_of_nothing(text: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that was emptied or spoilt by hand makes every link suspect, and approving again mends it."""
    make(root, {FILE: text})
    assert len(_suspect(root)) == 3
    _approve(root, capsys)
    assert _suspect(root) == []


def test_a_file_of_no_unit_is_left_alone(root: Path) -> None:
    """Approvals of a unit that is not there, or no more, say nothing of anybody."""
    make(root, {"architecture/approvals/tiada.yaml": "relies_on: {x: y}\n"})
    assert _suspect(root) == []
    assert open_project(root).findings == ()


def test_the_architecture_of_a_year_is_not_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Marks are those of the whole plan; a year's part of it has other relations, and is not compared with them."""
    _approve(root, capsys)
    _change(root, FINANCE, "Tarif layanan", "Tarif layanan 2027")
    assert [item for item in check(open_project(root), year=2026).findings if item.rule == "link-suspect"] == []


def test_what_cannot_be_approved_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A unit that does not exist, and a model that is not wholly readable, write nothing."""
    assert main(["approve", "kesehatn", "--project", str(root)]) == 2
    assert "paling mirip: kesehatan" in capsys.readouterr().err
    make(root, {"blueprints/rusak.yaml": "a: [\n"})
    assert main(["approve", "kesehatan", "--project", str(root)]) == 2
    assert "blueprints/rusak.yaml" in capsys.readouterr().err
    assert not (root / FILE).exists()


def test_the_mark_is_the_same_everywhere(root: Path) -> None:
    """A mark is committed and compared years later, on other machines: it may never change by itself."""
    model = open_project(root).model
    assert meaning_mark(model, model.elements["keuangan/tarif"]) == "c3e09fbf5b66450e"
    assert meaning_mark(model, model.elements["keuangan/kas"]) == "01f2594f73c7c67e"
