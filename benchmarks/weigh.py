"""How heavy a built site is, and how slow its slowest picture: ``python3 benchmarks/weigh.py PROJECT [--name M]``.

Pages are weighed without their diagrams, which only a reader who looks at the page needs. Every picture of the project
is laid out alone, as a build would have to if nothing else had changed.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script, from whatever folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.results import SCRATCH, keep
from benchmarks.table import decimal, seconds
from cetakbiru.model import Model
from cetakbiru.model.impact import Impact
from cetakbiru.pipeline import open_project
from cetakbiru.render import layout, to_dot
from cetakbiru.views import Diagram, compute, viewpoints

_PICTURE = re.compile(r'<svg\b[^>]*class="cb-svg.*?</svg>', re.DOTALL)
_NAVIGATION = re.compile(r'class="md-nav__link')


def weights(site: Path) -> dict[str, Any]:
    """Sizes of a built site, of its first language: kilobytes of the heaviest page, megabytes of the search index.

    Args:
        site: its folder.
    """
    pages = {path.relative_to(site).as_posix(): _PICTURE.sub("", path.read_text(encoding="utf-8"))
             for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "en"}  # fmt: skip
    sizes = {name: len(text.encode()) / 1000 for name, text in pages.items()}
    heaviest = max(sizes, key=lambda name: sizes[name])
    return {
        "pages": len(pages),
        "page": sizes[heaviest],
        "heaviest": heaviest,
        "mean": sum(sizes.values()) / len(sizes),
        "heavy": sorted((name for name, size in sizes.items() if size > 120), key=lambda name: -sizes[name]),
        "navigation": max(len(_NAVIGATION.findall(text)) for text in pages.values()),
        "search": (site / "search" / "search_index.json").stat().st_size / 1_000_000,
    }


def slowest(model: Model) -> tuple[float, str]:
    """Seconds of the slowest view and its name: computed, written as DOT and laid out alone.

    Args:
        model: the model.
    """
    worst = (0.0, "")
    for point in viewpoints(model):
        for unit in model.units if point.scope == "unit" else ("",):
            started = time.perf_counter()
            body = compute(model, point, unit).body
            if isinstance(body, Diagram) and len(body.nodes) > 1:
                layout([to_dot(body, model.metamodel, "id", lambda item: item).dot])
            worst = max(worst, (time.perf_counter() - started, f"{point.name} {unit}".strip()))
    return worst


def reach(model: Model) -> float:
    """Seconds for the impact of every element, both ways, beyond what loads the model and the graph library."""
    Impact(model).counts()
    started = time.perf_counter()
    Impact(model).counts()
    return time.perf_counter() - started


def main() -> None:
    """Weigh, print and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path, metavar="PROJECT", help="a project whose site was built")
    parser.add_argument("--name", default="M", help="what the project is called in the results")
    parser.add_argument("--folder", type=Path, default=SCRATCH, help="scratch folder")
    parser.add_argument("--impact", action="store_true", help="only the impact of every element, which needs no site")
    options = parser.parse_args()
    model = open_project(options.project).model
    if options.impact:
        keep(options.folder, "views", {options.name: {"impact": (impact := reach(model))}})
        print(f"impact of every element: {seconds(impact)}")
        return
    found = weights(options.project / "site")
    took, view = slowest(model)
    impact = reach(model)
    keep(options.folder, "weights", {options.name: found})
    keep(options.folder, "views", {options.name: {"slowest": took, "view": view, "impact": impact}})
    print(f"{found['pages']} pages, mean {decimal(found['mean'])} kB, heaviest {found['heaviest']}")
    print(f"{decimal(found['page'])} kB; {len(found['heavy'])} above 120 kB: {' '.join(found['heavy'])}")
    print(f"search {decimal(found['search'])} MB, {found['navigation']} links in the navigation")
    print(f"slowest view: {view}, {seconds(took)}; impact of every element: {seconds(impact)}")


if __name__ == "__main__":
    main()
