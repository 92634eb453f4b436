"""A made-up project of any size, the same for the same seed: ``python3 benchmarks/generate.py SIZE DIR [--seed N]``.

SIZE is S, M, L or about how many elements there shall be. The kinds are as frequent as in the shipped blueprints, each
element has two or three relations, and about one relation in ten leads to another unit, by agreement.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

if __name__ == "__main__":  # as a script, from whatever folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.plan import PACK, SIZES, YEARS, Plan
from benchmarks.shared import architecture
from benchmarks.unit import blueprint
from benchmarks.writing import document


def generate(folder: Path, plan: Plan) -> None:
    """Write a project.

    Args:
        folder: where to; files of other units that lie there stay.
        plan: the model to be made.
    """
    settings = f"pack: {PACK}\nid: tiruan\ntitle: Pemerintah Tiruan\nhorizon: [{YEARS[0]}, {YEARS[1]}]\n"
    _write(folder / "cetakbiru.yaml", settings)
    for kind, section in architecture(plan).items():
        _write(
            folder / "architecture" / f"{kind.replace('_', '-')}.yaml", document("Arsitektur tiruan", {kind: section})
        )
    for number in range(plan.units):
        _write(
            folder / "blueprints" / f"{plan.unit(number)}.yaml", document("Cetak biru tiruan", blueprint(plan, number))
        )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def size_of(word: str) -> int:
    """A size by its letter, or the number itself."""
    return SIZES.get(word.upper()) or int(word)


def main() -> None:
    """Read the arguments and write the project."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", metavar="SIZE", type=size_of)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    generate(options.folder, Plan(options.size, options.seed))


if __name__ == "__main__":
    main()
