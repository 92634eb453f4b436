"""How well an element under another id is known again, measured on changes of the shipped model with known answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from cetakbiru.model import Element, diff
from cetakbiru.pipeline import Project
from tests.model.mutations import Mutations, renamed

SEEDS = (1, 2, 3, 4)


@pytest.mark.parametrize("seed", SEEDS)
def test_renamed_elements_are_known_again(seed: int, shipped: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Of 200 renamed, moved, split and changed elements at least 95 in 100 are found, and no more than 5 wrongly."""
    mutations = Mutations(shipped.model, seed)
    found = diff(*mutations.versions()).new_ids
    right = {old for old, new in found.items() if mutations.expected.get(old) == new}
    precision, recall = len(right) / len(found), len(right) / len(mutations.expected)
    missed = Counter(mutations.how[old] for old in mutations.expected if old not in right)
    wrong = Counter(mutations.how.get(old, "?") for old in found if old not in right)
    with capsys.disabled():
        print(f"\n  seed {seed}: {len(mutations.expected)} renames, precision {precision:.3f}, recall {recall:.3f}; "
              f"missed {dict(missed)}, wrong {dict(wrong)}")  # fmt: skip
    assert len(mutations.expected) > 180
    assert len(mutations.gone) > 70
    assert precision >= 0.95
    assert recall >= 0.95


def test_a_whole_unit_under_another_name_is_known_again(shipped: Project) -> None:
    """Where a unit gets another id, and so all that it owns, nothing is told as gone or new."""
    unit = "dinkes"
    ids = {key: f"dinas-sehat{key.removeprefix(unit)}" for key in shipped.model.elements
           if key == unit or key.startswith(f"{unit}/")}  # fmt: skip
    changes = diff(replace(shipped.model, outward=()), renamed(shipped.model, ids))
    assert len(ids) > 20
    assert changes.new_ids == ids
    assert (changes.added, changes.removed, changes.attributes, changes.relations) == ((), (), (), ())


def test_another_file_needs_no_guess(shipped: Project) -> None:
    """Elements that only stand in another file keep their id, and are told as moved, each of them."""
    before = shipped.model
    paths = {path: path.replace("blueprints/", "blueprints/x/") for path in sorted(before.sources.documents)[::3]}
    after = replace(before, elements={key: replace(item, path=paths.get(item.path, item.path))
                                      for key, item in before.elements.items()})  # fmt: skip
    changes = diff(before, after)
    moved = {key for key, item in before.elements.items() if paths.get(item.path, item.path) != item.path}
    assert moved
    assert {item.after.id for item in changes.identities} == moved
    assert len(changes) == len(moved)


def _saying(element: Element, words: dict[str, str]) -> Element:
    """The element with nothing but its first attribute, and other words in that."""
    return replace(element, values={next(iter(element.values)): words})


def test_large_changes_are_told_whole(shipped: Project) -> None:
    """5,000 elements with other words are changed, each of them; 5,000 others in their place are come and gone."""
    copies = {f"{key}-{number}": replace(item, id=f"{key}-{number}", local=f"{item.local}-{number}")
              for number in range(3) for key, item in shipped.model.elements.items()}  # fmt: skip
    large = replace(shipped.model, elements=copies, relations=(), outward=())
    said = {key: _saying(item, {"*": key}) for key, item in copies.items()}
    strange = {f"y{key}": replace(_saying(item, {"*": key[::-1]}), id=f"y{key}", local=f"y{item.local}")
               for key, item in copies.items()}  # fmt: skip
    assert len(copies) >= 5_000
    changes = diff(large, replace(large, elements=said))
    assert {item.element for item in changes.attributes} == copies.keys()
    assert (changes.added, changes.removed, changes.identities) == ((), (), ())
    changes = diff(large, replace(large, elements=strange))
    assert len(changes.added) == len(changes.removed) == len(copies)
