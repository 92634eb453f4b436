"""The manual's page on speed: the words of ``page.md`` with the tables of what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from benchmarks.goals import GOALS, floors
from benchmarks.jobs import JOBS
from benchmarks.stages import START
from benchmarks.table import decimal, memory, rows, seconds

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
    names = [job.name for job in JOBS if any(job.name in found["jobs"] for found in sizes.values())]
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
        cells.append(f"{seconds(sample['seconds'])}{ratio}, {memory(sample['peak'])}")
    return cells


def _stages(sizes: Mapping[str, Any]) -> str:
    """Stages down, commands on projects across; a stage is named where any of them came to it."""
    runs = {f"{name} {size}": took for size, found in sizes.items() for name, took in found["stages"].items()}
    names = dict.fromkeys(stage for took in runs.values() for stage in took if stage != START)
    return rows(
        ("Tahap", *runs), ((stage, *(seconds(took[stage]) if stage in took else "–" for took in runs.values()))
                           for stage in names)
    )  # fmt: skip
