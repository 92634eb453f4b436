"""The speeds that were aimed at, how each is read from what was measured, and what no program gets below."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.jobs import BUILD_ALONE, BUILD_COLD, BUILD_EDITED, CHECK_COLD, CHECK_EDITED, REVIEW, SERVE
from benchmarks.table import decimal, memory, seconds

Results = Mapping[str, Any]
UNITS: Mapping[str, Callable[[float], str]] = {
    "s": seconds,
    "MB": memory,
    "kB": lambda value: f"{decimal(value)} kB",
    "kali": lambda value: f"{decimal(value)} kali",
    "pangkat": lambda value: f"n^{value:.2f}".replace(".", ","),
}


@dataclass(frozen=True)
class Goal:
    """One speed, size or ratio that was aimed at.

    Attributes:
        words: what is measured.
        limit: the worst value that reaches the goal.
        unit: one of ``UNITS``; of ``kali`` more is better.
        value: the measured value out of all results; raises KeyError where it was not measured.
        floor: what bounds it from below; empty where an earlier goal says it.
    """

    words: str
    limit: float
    unit: str
    value: Callable[[Results], float]
    floor: str = ""

    def row(self, results: Results) -> tuple[str, str, str, str]:
        """Its line of the table: words, limit, what was measured, whether it is reached."""
        more = self.unit == "kali"
        limit = f"{'≥' if more else '≤'} {UNITS[self.unit](self.limit)}"
        try:
            value = self.value(results)
        except KeyError:
            return self.words, limit, "belum diukur", "–"
        reached = value >= self.limit if more else value <= self.limit
        return self.words, limit, UNITS[self.unit](value), "ya" if reached else "**belum**"


def _job(size: str, name: str, key: str = "seconds") -> Callable[[Results], float]:
    return lambda results: float(results["sizes"][size]["jobs"][name][key])


def _at(*keys: str) -> Callable[[Results], float]:
    def value(results: Results) -> float:
        for key in keys:
            results = results[key]
        return float(results)  # type: ignore[arg-type]

    return value


def _growth(small: str, large: str) -> Callable[[Results], float]:
    """Exponent by which a cold check grows with the number of elements."""

    def value(results: Results) -> float:
        (before, fewer), (after, more) = (
            (_job(size, CHECK_COLD)(results), _at("sizes", size, "model", "elements")(results))
            for size in (small, large)
        )
        return math.log(after / before) / math.log(more / fewer)

    return value


def _against(peer: str, name: str) -> Callable[[Results], float]:
    """How many times as long another program takes for the same model."""
    return lambda results: _at("peers", "M", peer, "seconds")(results) / _job("M", name)(results)


_READ = (
    "PyYAML (C) perlu 0,33 s hanya untuk menyebut isi berkas M, dan 0,60 s bila setiap nilai dijadikan data; dua inti "
    "memotongnya menjadi separuh. Membaca semua byte hanya 10 ms."
)
_ENGINE = (
    "MkDocs Material perlu 6 sampai 8 ms inti untuk tiap halaman dan Graphviz 10 ms untuk tiap diagram, dalam dua "
    "bahasa yang berjalan berdampingan; Markdown tiap halaman 6 ms lagi. Kedua inti bekerja penuh dari awal sampai "
    "akhir. Sesudah suntingan yang berubah saja yang ditulis, tetapi setiap halaman tetap direncanakan dahulu."
)
GOALS = (
    Goal("check M dingin", 1.5, "s", _job("M", CHECK_COLD), _READ),
    Goal("check M dingin, memori", 300, "MB", _job("M", CHECK_COLD, "peak"), "Seluruh model tinggal dalam memori."),
    Goal("check M dibanding LikeC4 tanpa tata letak", 6, "kali", _against("likec4 validate --skip-layout", CHECK_COLD)),
    Goal("check M dibanding LikeC4 dengan tata letak", 28, "kali", _against("likec4 validate", CHECK_COLD)),
    Goal("check L dingin", 12, "s", _job("L", CHECK_COLD), "Sepuluh kali M: 6,0 s untuk YAML pada satu inti."),
    Goal("check L dingin, memori", 1200, "MB", _job("L", CHECK_COLD, "peak")),
    Goal("pertumbuhan check S → M", 1.1, "pangkat", _growth("S", "M"), "Waktu mulai yang tetap menekan pangkatnya."),
    Goal("pertumbuhan check M → L", 1.1, "pangkat", _growth("M", "L")),
    Goal("check model asli, satu berkas disunting", 0.35, "s", _job("asli", CHECK_EDITED),
         "Memulai Python dan mengimpor program; tiap aturan yang melihat seluruh model."),
    Goal("check M, satu berkas disunting", 0.5, "s", _job("M", CHECK_EDITED)),
    Goal("check L, satu berkas disunting", 2.5, "s", _job("L", CHECK_EDITED)),
    Goal("build M dingin", 36, "s", _job("M", BUILD_COLD), _ENGINE),
    Goal("build M dingin, memori", 700, "MB", _job("M", BUILD_COLD, "peak")),
    Goal("build M dibanding sphinx-needs", 4, "kali", _against("sphinx-build", BUILD_ALONE)),
    Goal("build M dibanding LikeC4", 4, "kali", _against("likec4 build", BUILD_ALONE)),
    Goal("build model asli, satu berkas disunting", 3, "s", _job("asli", BUILD_EDITED), "Mesin situs, seperti M."),
    Goal("build M, satu berkas disunting", 8, "s", _job("M", BUILD_EDITED)),
    Goal("serve model asli, simpan sampai tampil", 1, "s", _job("asli", SERVE),
         "Memeriksa model, lalu membuat satu halaman; situs lainnya menyusul di belakang."),
    Goal("serve M, simpan sampai tampil", 2.5, "s", _job("M", SERVE)),
    Goal("review model asli, satu berkas", 1.5, "s", _job("asli", REVIEW),
         "Kedua sisi diperiksa dengan semua aturan; git sendiri 17 ms pada M."),
    Goal("review M, satu berkas", 2.5, "s", _job("M", REVIEW)),
    Goal("review L, satu berkas", 8, "s", _job("L", REVIEW)),
    Goal("pandangan terbesar pada M", 2, "s", _at("views", "M", "slowest"),
         "Graphviz: 24–29 ms untuk 40 simpul; keterangan garis melipatkan waktunya 2 kali pada 40 simpul, 9 kali pada "
         "300, dan lebih dari 60 kali pada 1.000. Karena itu ada batas simpul, dan keterangan garis dihilangkan "
         "sebelum batas itu."),
    Goal("dampak setiap elemen M, dua arah", 0.1, "s", _at("views", "M", "impact"),
         "Himpunan bilangan bulat atas komponen kuat: 5 ms; sisanya membangun graf dari relasi."),
    Goal("dampak setiap elemen L, dua arah", 8, "s", _at("views", "L", "impact")),
    Goal("halaman terberat pada M, tanpa diagram", 120, "kB", _at("weights", "M", "page"),
         "Menu dan kerangka tema sudah memakai belasan kB di setiap halaman."),
    Goal("indeks pencarian pada M", 6, "MB", _at("weights", "M", "search"), "Nama dan kata kunci setiap elemen."),
    Goal("check negara: 546 pemerintah × 40 unit", 90, "s", _at("country", "check", "seconds"),
         "json.loads dan sidik isi; keduanya memeriksa setiap byte manifes."),
    Goal("check negara, memori", 6000, "MB", _at("country", "check", "peak")),
)  # fmt: skip


def floors() -> Iterator[tuple[str, str]]:
    """What each goal cannot get below, for those that say it."""
    return ((goal.words, goal.floor) for goal in GOALS if goal.floor)
