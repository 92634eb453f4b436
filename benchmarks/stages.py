"""Where the time of one command goes: ``python -m benchmarks.stages --out FILE COMMAND ...``.

Runs the command in this process with the functions that bound each stage replaced by ones that look at the clock.
Nothing in the toolkit knows of it. A stage's time is its own: what another stage inside it took is taken off. A
function that there is not (any more) is passed over, so that other commits can be measured too.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import GeneratorType
from typing import Any

if __name__ == "__main__":  # as a script, from whatever folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

START, REST = "mulai dan impor", "selebihnya"
# Words of the table, and the functions (below ``cetakbiru.``) that are the doors of that stage.
STAGES = {
    "paket": ("metamodel.load.load_pack", "metamodel.folder.find_pack"),
    "membaca YAML": ("source.tree.read_project", "source.tree.read_blobs"),
    "manifes anggota": ("model.members.read_members",),
    "model": ("model.build.build_model", "model.time.at"),
    "aturan": ("checks.engine.ask", "checks.policy.judge"),
    "menyebut temuan": ("report.words.tell", "report.words.told_in_order", "report.text.write"),
    "git": ("review.history.element_history", "review.history.recent", "review.snapshot.lay_out"),
    "membandingkan": ("review.compare.compare", "review.told.tell_review"),
    "menulis JSON": ("export.model_json.write",),
    "pandangan": ("views.compute.compute",),
    "gambar": ("render.layout.layout", "render.svg.finish"),
    "halaman": ("site.write.Writer.write", "site.configuration.configure"),
    "mesin situs": ("site.rendering.Rendering.begin", "site.rendering.Rendering.finish"),
    "merakit": ("site.assembly.Assembly.put", "site.search.finished_index", "site.built.exchange"),
    "tautan": ("site.links.broken_links",),
}


class Clock:
    """Time by stage, each second counted once: in the innermost stage that runs."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._running = [REST]
        self._since = time.perf_counter()

    def enter(self, stage: str) -> None:
        """A stage begins; the one around it stands still."""
        self._count()
        self._running.append(stage)

    def leave(self) -> None:
        """The stage ends; the one around it goes on."""
        self._count()
        self._running.pop()

    def _count(self) -> None:
        now = time.perf_counter()
        self.spent[self._running[-1]] = self.spent.get(self._running[-1], 0.0) + now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with the clock around it; one that yields is timed at each step."""

        @functools.wraps(function)
        def inner(*given: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                result = function(*given, **named)
            finally:
                self.leave()
            return self._steps(stage, result) if isinstance(result, GeneratorType) else result

        return inner

    def _steps(self, stage: str, steps: Iterator[Any]) -> Iterator[Any]:
        while True:
            self.enter(stage)
            try:
                item = next(steps)
            except StopIteration:
                return
            finally:
                self.leave()
            yield item


def _instrument(clock: Clock) -> None:
    """Put the clock around the doors of all stages, under every name by which a module imported them."""
    package = importlib.import_module("cetakbiru")
    for item in pkgutil.walk_packages(package.__path__, "cetakbiru."):
        if not item.name.endswith("__main__"):
            importlib.import_module(item.name)
    modules = [module for name, module in sys.modules.items() if name.startswith("cetakbiru")]
    for stage, names in STAGES.items():
        for holder, name in filter(None, map(door, names)):
            function = getattr(holder, name)
            timed = clock.timed(stage, function)
            for place in (holder, *modules):
                for known in [key for key, value in vars(place).items() if value is function]:
                    setattr(place, known, timed)


def door(path: str) -> tuple[Any, str] | None:
    """Where a function is found: its module or class, and its name there; None where there is no such function.

    Args:
        path: its address below ``cetakbiru``.
    """
    address = "cetakbiru"
    holder: Any = importlib.import_module(address)
    *parts, name = path.split(".")
    for part in parts:
        address = f"{address}.{part}"
        try:  # a module before what its package offers under the same name
            holder = importlib.import_module(address)
        except ModuleNotFoundError:
            holder = getattr(holder, part, None)
    return (holder, name) if hasattr(holder, name) else None


def main() -> int:
    """Run the command and write what each stage took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("words", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    clock = Clock()
    clock.enter(START)
    _instrument(clock)
    command = importlib.import_module("cetakbiru.cli.main")
    clock.leave()
    code = int(command.main(options.words))
    clock.enter(REST)
    options.out.write_text(json.dumps(clock.spent), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
