"""A made-up country: ``python3 benchmarks/country.py`` measures the check that consolidates all its governments.

Each government is a generated project of its own, with its own seed. What it publishes is written by the code behind
``export json``, from the project as read, many projects in one process to save the start. The country is a project
that names all of them with version and hash, and uses something of each; every government uses what the first offers
to all. The project stays in the scratch folder; ``--again`` measures it once more without making it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

if __name__ == "__main__":  # as a script, from whatever folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import generate
from benchmarks.measure import machine, middle, program, run
from benchmarks.plan import PACK, Plan
from benchmarks.project import forget
from benchmarks.results import SCRATCH, keep
from benchmarks.shared import head
from benchmarks.table import memory, seconds
from benchmarks.writing import document
from cetakbiru.export import write
from cetakbiru.model import part
from cetakbiru.pipeline import open_project

GOVERNMENTS, UNITS, PER_UNIT = 546, 40, 40
REVISION = "2026.1"
FIRST = "pem-000"
OPEN = "umum.json"  # what the first government offers to all; its units stay out
AT_ONCE = 12  # governments to a process, which then makes room for a fresh one


def make(folder: Path, governments: int, units: int) -> int:
    """Write the country's project, and what its governments publish beside it.

    Args:
        folder: where to.
        governments: how many there shall be.
        units: work units of each.

    Returns:
        How many elements the governments publish.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "members").mkdir(parents=True)
    rows = [_publish(folder, units, 0)]
    with get_context("spawn").Pool(maxtasksperchild=AT_ONCE) as pool:
        for number, row in enumerate(pool.imap(partial(_publish, folder, units), range(1, governments)), 2):
            rows.append(row)
            if number % 50 == 0:
                print(f"{number}/{governments}", file=sys.stderr, flush=True)
    _country(folder, rows)
    return sum(row["elements"] for row in rows)


def _publish(folder: Path, units: int, number: int) -> dict[str, Any]:
    """Generate one government, write its manifest, and say how the country lists it."""
    own = f"pem-{number:03}"
    with tempfile.TemporaryDirectory(prefix="cetakbiru-country-") as place:
        project = Path(place)
        generate(project, Plan(units * PER_UNIT, number))
        _settings(project, own, [_row(FIRST, OPEN, folder / "members" / OPEN)] if number else [])
        if number:
            shutil.copy(folder / "members" / OPEN, project / OPEN)
        _more(project, number, Plan(units * PER_UNIT).shared)
        model = open_project(project).model
    path = folder / "members" / f"{own}.json"
    path.write_text(write("json", model, own, {"revision": REVISION}), encoding="utf-8")
    if not number:
        told = write("json", part(model, "unit:-"), own, {"revision": REVISION})
        (folder / "members" / OPEN).write_text(told, encoding="utf-8")
    return {**_row(own, f"members/{own}.json", path), "elements": len(model.elements)}


def _row(own: str, source: str, path: Path) -> dict[str, Any]:
    content = json.loads(path.read_text(encoding="utf-8"))["hash"]
    return {"id": own, "source": source, "version": REVISION, "hash": content}


def _settings(project: Path, own: str, rows: list[dict[str, Any]]) -> None:
    """Settings of a government; rows are what it lists as members, in the flow form of YAML, which JSON is."""
    listed = [f"  - {json.dumps({key: row[key] for key in ('id', 'source', 'version', 'hash')})}" for row in rows]
    lines = [f"pack: {PACK}", f"id: {own}", f"title: {own}", *(["members:", *listed] if listed else [])]
    (project / "cetakbiru.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _more(project: Path, number: int, offered: int) -> None:
    """A government's own record, and a service that stands on what the first government offers."""
    dice = Random(number)
    record = {"nama": f"Kabupaten Tiruan {number}", "jenis": "kabupaten", "ilustrasi": "ya"}
    service = {
        **head(dice, "Layanan nasional", "unit-0000"),
        "tujuan": "Dipakai semua pemerintah.",
        "target_layanan": ["Pemerintah"],
        "metode_layanan": "Elektronik",
        "referensi": "RAL.01.43.04",
        "proses_bisnis": ["urusan-0"],
        "bergantung_pada": [f"{FIRST}:layanan-bersama-{number % offered}"],
    }
    sections = {"pemerintah": {"pemerintah": record}, "layanan": {"layanan-nasional": service} if number else {}}
    (project / "architecture" / "pemerintah.yaml").write_text(document("Tiruan", sections), encoding="utf-8")


def _country(folder: Path, rows: list[dict[str, Any]]) -> None:
    """The project that consolidates: small itself, with an agreement on something of each government."""
    generate(folder, Plan(80, -1))
    _settings(folder, "negara", rows)
    agreements = {
        f"kesepakatan-{row['id']}": {
            **head(Random(row["id"]), "Kesepakatan", "unit-0000"),
            "penyedia": [f"{row['id']}:unit-0001/data-0"],
            "bentuk": "API",
        }
        for row in rows
    }
    path = folder / "architecture" / "kesepakatan-negara.yaml"
    path.write_text(document("Tiruan", {"antarmuka": agreements}), encoding="utf-8")


def main() -> None:
    """Make the country where asked, check it, print and keep what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--governments", type=int, default=GOVERNMENTS)
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--again", action="store_true", help="measure the country that is there")
    parser.add_argument("--folder", type=Path, default=SCRATCH, help="scratch folder")
    options = parser.parse_args()
    folder = options.folder / "country"
    if not options.again:
        elements = make(folder, options.governments, options.units)
        size = sum(path.stat().st_size for path in (folder / "members").glob("pem-*.json"))
        facts = {"governments": options.governments, "units": options.units, "elements": elements, "bytes": size}
        keep(options.folder, "country", facts)
    samples = []
    for _ in range(options.repeat):
        forget(folder)
        samples.append(run(program("check"), folder))
    found = keep(options.folder, "country", {"check": asdict(middle(samples))})["country"]
    keep(options.folder, "machine", dict(machine()))
    print(f"{found['governments']} × {found['units']}: {found['elements']} elements, {memory(found['bytes'] / 1e6)}")
    print(f"check: {seconds(found['check']['seconds'])}, {memory(found['check']['peak'])}")


if __name__ == "__main__":
    main()
