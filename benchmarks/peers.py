"""The same model in the language of other programs, and how long these take: ``python3 benchmarks/peers.py [SIZE]``.

Elements and relations are as many as ours, with name, kind and description, in as many files. LikeC4 gets one view of
twenty elements a unit, without words on its edges, where we draw four of all; sphinx-needs no pictures at all. Neither
knows rules like ours. Install them anywhere first::

    npm install --prefix DIR likec4@1.46
    python3 -m venv DIR/needs && DIR/needs/bin/pip install sphinx-needs
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script, from whatever folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measure import BrokenRunError, middle, program, run
from benchmarks.project import prepare
from benchmarks.results import SCRATCH, keep
from benchmarks.table import memory, seconds

SHOWN = 20  # elements of a unit in its LikeC4 view, so that it can lay it out
Elements = dict[str, list[dict[str, Any]]]


def exported(project: Path) -> tuple[Elements, dict[str, list[dict[str, Any]]]]:
    """Elements by the unit whose file they stand in, and relations by their source.

    Args:
        project: a generated project.
    """
    run(program("export", "json", "--out", ".cetakbiru/model.json"), project)
    data = json.loads((project / ".cetakbiru" / "model.json").read_text(encoding="utf-8"))
    files: Elements = {}
    for item in data["elements"]:
        files.setdefault(item["namespace"] or "shared", []).append(item)
    held: dict[str, list[dict[str, Any]]] = {}
    for item in data["relations"]:
        held.setdefault(item["source"], []).append(item)
    return files, held


def key(element_id: str) -> str:
    """An id that both languages allow."""
    return "e_" + re.sub(r"[^A-Za-z0-9]", "_", element_id)


def _told(item: Mapping[str, Any]) -> str:
    """Description of an element, in plain signs."""
    words = item["values"].get("uraian") or item["values"].get("tugas") or ""
    return re.sub(r"[^\w .,]", " ", str(words))


def _name(item: Mapping[str, Any]) -> str:
    return re.sub(r"[^\w .,]", " ", item["name"]["id"])


def _words(rows: Mapping[str, list[dict[str, Any]]], key: str) -> list[str]:
    """All that a field of some rows says."""
    return sorted({item[key] for items in rows.values() for item in items})


def write_likec4(files: Elements, held: Mapping[str, list[dict[str, Any]]], folder: Path) -> None:
    """The model for LikeC4, one file and one view a unit.

    Args:
        files: elements by unit.
        held: relations by source.
        folder: where to.
    """
    kinds, names = _words(files, "kind"), _words(held, "name")
    lines = [*(f"  element {kind}" for kind in kinds), *(f"  relationship {name}" for name in names)]
    # Without an index of its own it would lay out all elements in one view, which it cannot.
    units = [key(unit) for unit in files if unit != "shared"][:SHOWN]
    index = ["views {", "  view index {", f"    include {', '.join(units)}", "  }", "}"]
    _write(folder / "spec.c4", ["specification {", *lines, "}", *index])
    for unit, items in files.items():
        elements = [f"  {key(e['id'])} = {e['kind']} '{_name(e)}' {{ description '{_told(e)}' }}" for e in items]
        relations = [
            f"  {key(r['source'])} -[{r['name']}]-> {key(r['target'])}" for e in items for r in held.get(e["id"], ())
        ]
        view = [f"  view {key(unit)} {{", f"    include {', '.join(key(e['id']) for e in items[:SHOWN])}", "  }"]
        _write(folder / f"{unit}.c4", ["model {", *elements, *relations, "}", "views {", *view, "}"])


def write_needs(files: Elements, held: Mapping[str, list[dict[str, Any]]], folder: Path) -> None:
    """The model for sphinx-needs, one page a unit.

    Args:
        files: elements by unit.
        held: relations by source.
        folder: where to.
    """
    kinds, names = _words(files, "kind"), _words(held, "name")
    types = [{"directive": kind, "title": kind, "prefix": "", "color": "#fff", "style": "node"} for kind in kinds]
    links = [{"option": f"r_{name}", "incoming": f"{name} by", "outgoing": name} for name in names]
    conf = ["extensions = ['sphinx_needs']", "needs_id_regex = '^[A-Za-z0-9_]+$'", f"needs_types = {types!r}"]
    _write(folder / "conf.py", [*conf, f"needs_extra_links = {links!r}"])
    _write(folder / "index.rst", ["Model", "=====", "", ".. toctree::", "", *(f"   {unit}" for unit in files)])
    for unit, items in files.items():
        lines = [unit, "=" * len(unit), ""]
        for item in items:
            lines += [f".. {item['kind']}:: {_name(item)}", f"   :id: {key(item['id'])}"]
            ends: dict[str, list[str]] = {}
            for relation in held.get(item["id"], ()):
                ends.setdefault(relation["name"], []).append(key(relation["target"]))
            lines += [f"   :r_{name}: {', '.join(dict.fromkeys(found))}" for name, found in ends.items()]
            lines += ["", f"   {_told(item)}", ""]
        _write(folder / f"{unit}.rst", lines)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the model for each program that is there, run it, print and keep what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", nargs="?", default="M")
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="where the programs are installed")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--only", default="", metavar="WORDS", help="only runs whose name holds this")
    parser.add_argument("--folder", type=Path, default=SCRATCH, help="scratch folder")
    options = parser.parse_args()
    files, held = exported(prepare(options.size, options.folder / "peers"))
    c4, needs = options.folder / "peers" / "likec4", options.folder / "peers" / "needs"
    for folder, write in ((c4, write_likec4), (needs, write_needs)):
        shutil.rmtree(folder, ignore_errors=True)
        write(files, held, folder)
    tools = options.tools.resolve()
    likec4, sphinx = str(tools / "node_modules" / ".bin" / "likec4"), str(tools / "needs" / "bin" / "sphinx-build")
    jobs = {
        "likec4 validate --skip-layout": ([likec4, "validate", "--skip-layout", "."], c4),
        "likec4 validate": ([likec4, "validate", "."], c4),
        "likec4 build": ([likec4, "build", "--no-use-dot", "-o", str(c4.parent / "c4-site"), "."], c4),
        "sphinx-build": ([sphinx, "-q", "-E", "-b", "html", ".", str(c4.parent / "needs-site")], needs),
    }
    for name, (command, folder) in jobs.items():
        if options.only in name and Path(command[0]).exists():
            try:
                found = middle([run(command, folder, good=(0,)) for _ in range(options.repeat)])
            except BrokenRunError as error:
                print(error, file=sys.stderr)
                continue
            keep(options.folder, "peers", {options.size: {**_known(options), name: asdict(found)}})
            print(f"{name}: {seconds(found.seconds)}, {memory(found.peak)}", flush=True)


def _known(options: argparse.Namespace) -> dict[str, Any]:
    return dict(keep(options.folder, "peers", {})["peers"].get(options.size, {}))


if __name__ == "__main__":
    main()
