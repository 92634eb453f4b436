"""The one grammar that names elements."""

from __future__ import annotations

import pytest

from cetakbiru.model import Model, SelectorError, select
from tests.model.conftest import Read

FILES = {
    "architecture/a.yaml": (
        "layanan:\n  surat: {nama: Surat, metode_layanan: Tatap muka}\n"
        "aplikasi:\n  srik: {nama: Srik, jenis: umum, layanan: [surat], basis: [Web, Mobile]}\n"
    ),
    "blueprints/contoh.yaml": (
        "perangkat_daerah:\n  contoh: {nama: Dinas Contoh}\n"
        "layanan:\n  izin: {nama: {id: Izin, en: Licence}, bergantung_pada: [surat], ilustrasi: ya}\n"
        "aplikasi:\n  si: {nama: SI, jenis: khusus, layanan: [izin]}\n"
    ),
}


@pytest.fixture(scope="module")
def model(read: Read) -> Model:
    """Two services, two applications and a unit."""
    found, findings = read(FILES)
    assert findings == []
    return found


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("kind:layanan", ["surat", "contoh/izin"]),
        ("role:application-component", ["srik", "contoh/si"]),
        ("kind:layanan,unit:contoh", ["contoh/izin"]),
        ("kind:layanan,unit:-", ["surat"]),
        ("unit:*", ["contoh", "contoh/izin", "contoh/si"]),
        ("owner:contoh", ["contoh", "contoh/izin", "contoh/si"]),
        ("srik contoh/si", ["srik", "contoh/si"]),
        ("kind:aplikasi,!jenis:umum", ["contoh/si"]),
        ("metode_layanan:tatap-muka", ["surat"]),
        ("basis:mobile", ["srik"]),
        ("nama:izin", ["contoh/izin"]),
        ("ilustrasi:ya", ["contoh/izin"]),
        ("kind:layanan,!metode_layanan:*", ["contoh/izin"]),
        ("contoh/si+", ["surat", "contoh/izin", "contoh/si"]),
        ("contoh/si+1", ["contoh/izin", "contoh/si"]),
        ("+surat", ["surat", "srik", "contoh/izin", "contoh/si"]),
        ("1+surat", ["surat", "srik", "contoh/izin"]),
        ("kind:tiada", []),
        ("", []),
    ],
)
def test_a_selector_names_elements_in_the_model_s_order(selector: str, ids: list[str], model: Model) -> None:
    """Terms joined by comma mean and, by space or; ``!`` not; ``+`` what reaches it, and what it reaches."""
    assert [item.id for item in select(model, selector)] == ids


@pytest.mark.parametrize("selector", ["tiada", "kind:layanan tiada+", "a+b+c", "+", "contoh/si+x"])
def test_a_term_that_names_nothing_is_told(selector: str, model: Model) -> None:
    """An id that is not there, or a term that is not of the grammar, is an error that names the term."""
    with pytest.raises(SelectorError) as error:
        select(model, selector)
    assert str(error.value) in selector
