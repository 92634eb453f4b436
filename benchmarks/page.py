"""The manual's page on speed: the words of ``page.md`` with the tables of what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from benchmarks.goals import GOALS, floors
from benchmarks.jobs import BUILD_ALONE, CHECK_COLD, JOBS, SERVE
from benchmarks.stages import START
from benchmarks.table import decimal, memory, rows, seconds

NOT_YET = "Belum diukur."
_WORDS = Path(__file__).with_name("page.md")


def page(results: Mapping[str, Any]) -> str:
    """The page as Markdown.

    Args:
        results: all that was measured.
    """
    sizes = results.get("sizes", {})
    parts = {
        **results.get("machine", {}),
        "goals": rows(("Sasaran", "Batas", "Terukur", "Tercapai"), (goal.row(results) for goal in GOALS)),
        "floors": "\n".join(f"- **{words}**: {floor}" for words, floor in floors()),
        "models": _models(sizes),
        "jobs": job_table(sizes),
        "stages": _stages(sizes),
        "weights": _weights(results),
        "country": _country(results.get("country", {})),
        "peers": _peers(results.get("peers", {}).get("M", {}), sizes),
    }
    return Template(_WORDS.read_text(encoding="utf-8")).substitute(parts)


def _models(sizes: Mapping[str, Any]) -> str:
    body = (
        (size, *(f"{found['model'][key]:,}".replace(",", ".") for key in ("elements", "relations")),
         memory(found["model"]["bytes"] / 1_000_000))
        for size, found in sizes.items()
    )  # fmt: skip
    return rows(("Model", "Elemen", "Relasi", "YAML"), body)


def job_table(sizes: Mapping[str, Any]) -> str:
    """Jobs down, projects across.

    Args:
        sizes: what was measured, by size.
    """
    known = [*(job.name for job in JOBS), SERVE]
    names = [name for name in known if any(name in found["jobs"] for found in sizes.values())]
    return rows(("Perintah", *sizes), ([name, *_cells(name, sizes)] for name in names))


def _cells(name: str, sizes: Mapping[str, Any]) -> list[str]:
    first, cells = 0.0, []
    for found in sizes.values():
        sample = found["jobs"].get(name)
        if sample is None:
            cells.append("–")
            continue
        ratio = f" (×{decimal(sample['seconds'] / first)})" if first else ""
        first = first or sample["seconds"]
        peak = f", {memory(sample['peak'])}" if sample["peak"] else ""
        cells.append(f"{seconds(sample['seconds'])}{ratio}{peak}")
    return cells


def _stages(sizes: Mapping[str, Any]) -> str:
    """Stages down, commands on projects across; a stage is named where any of them came to it."""
    runs = {f"{name} {size}": took for size, found in sizes.items() for name, took in found["stages"].items()}
    names = dict.fromkeys(stage for took in runs.values() for stage in took if stage != START)
    return rows(
        ("Tahap", *runs), ((stage, *(seconds(took[stage]) if stage in took else "–" for took in runs.values()))
                           for stage in names)
    )  # fmt: skip


def _weights(results: Mapping[str, Any]) -> str:
    """What readers of a large site load."""
    views = results.get("views", {})
    weights = dict(sorted(results.get("weights", {}).items(), key=lambda item: int(item[1]["pages"])))
    body = [
        ("Halaman (satu bahasa)", *(str(item["pages"]) for item in weights.values())),
        ("Halaman terberat", *(f"{decimal(item['page'])} kB" for item in weights.values())),
        ("Halaman rata-rata", *(f"{decimal(item['mean'])} kB" for item in weights.values())),
        ("Halaman di atas 120 kB", *(str(len(item["heavy"])) for item in weights.values())),
        ("Indeks pencarian", *(f"{decimal(item['search'])} MB" for item in weights.values())),
        ("Tautan pada menu", *(str(item["navigation"]) for item in weights.values())),
        ("Dampak setiap elemen", *(seconds(views[size].get("impact", 0)) for size in weights)),
        ("Pandangan terlambat", *(seconds(views[size]["slowest"]) for size in weights)),
    ]
    return rows(("Situs", *weights), body) if weights else NOT_YET


def _country(found: Mapping[str, Any]) -> str:
    if "check" not in found:
        return NOT_YET
    head = ("Pemerintah", "Unit masing-masing", "Elemen", "Manifes", "check", "Memori")
    counts = (str(found["governments"]), str(found["units"]), f"{found['elements']:,}".replace(",", "."))
    return rows(head, [(*counts, memory(found["bytes"] / 1_000_000), seconds(found["check"]["seconds"]),
                        memory(found["check"]["peak"]))])  # fmt: skip


def _peers(found: Mapping[str, Any], sizes: Mapping[str, Any]) -> str:
    """Each program beside the command that does the same."""
    own = sizes.get("M", {}).get("jobs", {})
    body = [
        (name, seconds(sample["seconds"]), memory(sample["peak"]), beside,
         f"×{decimal(sample['seconds'] / own[beside]['seconds'])}" if beside in own else "–")
        for name, sample in found.items() for beside in (CHECK_COLD if "validate" in name else BUILD_ALONE,)
    ]  # fmt: skip
    return rows(("Program", "Waktu", "Memori", "Dibanding", "Kali"), body) if body else NOT_YET
