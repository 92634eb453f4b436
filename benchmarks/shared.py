"""The made-up architecture that all units share: goals, affairs, common applications, data centres, safeguards."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.plan import Plan
from benchmarks.writing import coined, tale

Section = dict[str, dict[str, Any]]
SITES = ("a", "b")


def architecture(plan: Plan) -> dict[str, Section]:
    """Kind to its shared elements.

    Args:
        plan: the model to be made.
    """
    dice, owner = plan.dice(-1), plan.unit(0)
    sections = {
        "strategi": _goals(dice, owner),
        "proses_bisnis": {f"urusan-{n}": _affair(plan, dice, n) for n in range(plan.shared)},
        "layanan": {f"layanan-bersama-{n}": _service(plan, dice, n) for n in range(plan.shared)},
        "data": {f"data-induk-{n}": _data(plan, dice, n) for n in range(plan.shared)},
        "aplikasi": {f"aplikasi-umum-{n}": _application(plan, dice, n) for n in range(plan.shared)},
        "infrastruktur": _places(dice, owner),
        "keamanan": {f"pengamanan-{n}": _safeguard(dice, owner, n) for n in range(4)},
        "sumber": {f"sumber-{n}": _source(dice, n) for n in range(12)},
    }
    offered = {name: list(sections[name]) for name in ("layanan", "data", "aplikasi", "infrastruktur")}
    return {**sections, "antarmuka": {f"kesepakatan-{name}": _open(dice, owner, ids) for name, ids in offered.items()}}


def head(dice: Random, words: str, owner: str) -> dict[str, Any]:
    """What every element says first: its name, whose it is, and that it is made up."""
    name = f"{words} {coined(dice, 4)} {coined(dice, 3)}"
    owned = {"opd": owner} if owner else {}
    return {"nama": {"id": name, "en": f"{name} (en)"}, "uraian": tale(dice, 14), **owned, "ilustrasi": "ya"}


def _goals(dice: Random, owner: str) -> Section:
    top = {"visi": {**head(dice, "Visi", owner), "jenis": "visi"}}
    goals = {f"sasaran-{n}": {**head(dice, "Sasaran", owner), "jenis": "sasaran", "bagian_dari": ["visi"]}
             for n in range(8)}  # fmt: skip
    return top | goals


def _affair(plan: Plan, dice: Random, number: int) -> dict[str, Any]:
    return {
        **head(dice, "Penyelenggaraan urusan", plan.unit(number)),
        "referensi": plan.code("RAB", 7 * number),
        "sasaran_strategis": [f"sasaran-{number % 8}"],
    }


def _service(plan: Plan, dice: Random, number: int) -> dict[str, Any]:
    return {
        **head(dice, "Layanan bersama", plan.unit(number)),
        "tujuan": tale(dice, 8),
        "target_layanan": ["ASN/Pegawai", "Pemerintah"],
        "metode_layanan": "Elektronik",
        "referensi": plan.code("RAL", 5 * number),
        "proses_bisnis": [f"urusan-{number}"],
    }


def _data(plan: Plan, dice: Random, number: int) -> dict[str, Any]:
    return {
        **head(dice, "Data induk", plan.unit(number)),
        "tujuan": tale(dice, 8),
        "sifat": "Terbatas",
        "jenis": "Lainnya",
        "validitas": "Harian",
        "produsen_data": plan.unit(number),
        "wali_data": plan.unit(number),
        "interoperabilitas": "ya",
        "referensi": plan.code("RAD", 3 * number),
        "proses_bisnis": [f"urusan-{number}"],
        "keamanan": ["pengamanan-0"],
    }


def _application(plan: Plan, dice: Random, number: int) -> dict[str, Any]:
    return {
        **head(dice, "Aplikasi umum", plan.unit(number)),
        "jenis": "umum",
        "bidang_umum": ("perencanaan", "penganggaran", "kearsipan", "kepegawaian")[number % 4],
        "basis": ["Web"],
        "referensi": "RAA.01.02",
        "layanan": [f"layanan-bersama-{number}"],
        "data": [{"ke": f"data-induk-{number}", "akses": "CRUD"}],
        "server": [f"server-{SITES[number % 2]}"],
        "jaringan_intra": ["jaringan-a"],
        "keamanan": [f"pengamanan-{number % 4}"],
        "unit_operasional": plan.unit(number),
    }


def _places(dice: Random, owner: str) -> Section:
    """Two data centres with a server and a network each; each is the other's backup, so that nothing hangs on one."""
    places: Section = {}
    for here, there in (SITES, SITES[::-1]):
        common = {"tingkat_pelindungan": "Tertutup", "keamanan": ["pengamanan-1"], "kepemilikan": "Sendiri"}
        rows = {
            "pusat-data": ("Pusat data", "fasilitas-komputasi", "RAI.01.01", {}),
            "server": ("Server bersama", "server", "RAI.03.01.01", {"fasilitas_komputasi": [f"pusat-data-{here}"]}),
            "jaringan": ("Jaringan intra", "jaringan-intra", "RAI.02.01", {}),
        }
        for key, (words, kind, code, more) in rows.items():
            place = {**head(dice, words, owner), "jenis": kind, "referensi": code, **common, **more}
            places[f"{key}-{here}"] = {**place, "cadangan": [f"{key}-{there}"]}
    return places


def _safeguard(dice: Random, owner: str, number: int) -> dict[str, Any]:
    kind = ("standar", "kerentanan", "audit", "kelaikan")[number]
    return {**head(dice, "Pengamanan", owner), "jenis": kind, "referensi": "RAK.02.01", "unit_pelaksana": owner}


def _source(dice: Random, number: int) -> dict[str, Any]:
    return {
        "penerbit": f"Penerbit {coined(dice, 3)}",
        "judul": tale(dice, 6),
        "tahun": 2015 + number,
        "url": f"https://example.org/sumber/{number}",
        "keyakinan": "B",
    }


def _open(dice: Random, owner: str, ids: list[str]) -> dict[str, Any]:
    """An agreement that lets every unit use what is shared."""
    return {**head(dice, "Pemakaian bersama", owner), "penyedia": ids, "bentuk": "API"}
