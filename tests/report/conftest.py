"""What the tests of reports share: a project with many findings and hostile names, and the outcome of its check."""

from __future__ import annotations

from pathlib import Path

import pytest

from cetakbiru.report import Outcome
from tests.project import make, outcome_of

HOSTILE = "]]>%0A::error::<b>\"'&amp;[x](http://contoh.invalid)\x1b[31m,a:b"
FILES = {
    "blueprints/contoh.yaml": (
        "perangkat_daerah:\n"
        "  contoh: {nama: Dinas Contoh}\n"
        "layanan:\n"
        '  izin: {nama: "]]>%0A::error::<b>\\"\'&amp;[x](http://contoh.invalid)\\e[31m,a:b\\nbaris"}\n'
        "  daftar: {nama: Pendaftaran, metode_layanan: Elektronika, bergantung_pada: [izinn]}\n"
        "aplikasi:\n"
        "  daftar: {nama: Sistem Pendaftaran}\n"
    ),
    "blueprints/rusak.yaml": "layanan:\n\tizin: {nama: Izin}\n",
    "blueprints/ruang kosong,koma:dua.yaml": "layanan: {}\n",
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The outcome of a project whose names try to break out of every report."""
    return outcome_of(make(tmp_path_factory.mktemp("proyek"), FILES))


@pytest.fixture
def clean(tmp_path: Path) -> Outcome:
    """The outcome of a project without findings."""
    return outcome_of(make(tmp_path, {}))
