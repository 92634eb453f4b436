"""The architecture of a year."""

from __future__ import annotations

import pytest

from cetakbiru.model import active_years, at, exists, is_new, lifetime
from tests.model.conftest import Read

FILES = {
    "blueprints/contoh.yaml": (
        "perangkat_daerah:\n  contoh: {nama: Dinas Contoh}\n"
        "aplikasi:\n"
        "  lama: {nama: Lama, jenis: khusus, status: as-is, mulai: 2019}\n"
        "  baru: {nama: Baru, jenis: khusus, status: baru, menggantikan: [lama]}\n"
        "  sendiri: {nama: Sendiri, jenis: khusus, status: baru, mulai: 2026, akhir: 2027}\n"
        "  tetap: {nama: Tetap, jenis: khusus}\n"
        "inisiatif:\n"
        "  bangun:\n"
        "    nama: Bangun\n"
        "    menghasilkan: [baru, sendiri]\n"
        "    menghentikan: [lama]\n"
        "    anggaran: {2026: 5, 2028: 7}\n"
    )
}


@pytest.mark.parametrize(
    ("element", "years"),
    [("lama", (2019, 2028)), ("baru", (2028, None)), ("sendiri", (2026, 2027)), ("tetap", (None, None))],
)
def test_an_element_lives_by_its_own_years_or_by_the_roadmap(
    element: str, years: tuple[int | None, int | None], read: Read
) -> None:
    """Own years come first; else what makes or retires an element in its last year sets them."""
    model, findings = read(FILES)
    assert findings == []
    assert lifetime(model, model.elements[f"contoh/{element}"]) == years


def test_the_model_of_a_year_holds_what_exists_then(read: Read) -> None:
    """Elements of other years are gone from it, and with them their relations."""
    model, _ = read(FILES)
    then = at(model, 2029)
    assert "contoh/lama" not in then.elements
    assert {"contoh/baru", "contoh/tetap"} <= set(then.elements)
    assert not [item for item in then.relations if "contoh/lama" in (item.source, item.target)]
    assert exists(model, model.elements["contoh/lama"], 2028)
    assert not exists(model, model.elements["contoh/baru"], 2027)


def test_a_roadmap_item_is_active_in_the_years_it_names(read: Read) -> None:
    """Years of budget and targets are an item's years; the pack's word tells what is new."""
    model, _ = read(FILES)
    assert active_years(model, model.elements["contoh/bangun"]) == [2026, 2028]
    assert is_new(model, model.elements["contoh/baru"])
    assert not is_new(model, model.elements["contoh/lama"])
