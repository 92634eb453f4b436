"""What a rule says that it reads, held against what changes its answers."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import yaml

from cetakbiru.checks import READING, Inquiry, ask, read_by
from cetakbiru.metamodel import Rule, find_pack, load_pack
from cetakbiru.model import at, build_model, is_model_file
from cetakbiru.source import Finding, dump, read_blobs
from tests.conftest import ROOT

HORIZON, TODAY = (2025, 2029), date(2026, 11, 24)
PACK = load_pack(find_pack("spbe", ROOT))
ASKED = [rule for rule in PACK.rules.values() if rule.type != READING and rule.bad and rule.good]
Files = dict[str, Any]


def parsed(files: Mapping[str, str]) -> Files:
    """Files of elements as data, others as they are."""
    return {
        path: yaml.load(text, yaml.BaseLoader) if is_model_file(path) and path.endswith(".yaml") else text
        for path, text in files.items()
    }


def elements(files: Files) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Every element of some files, with its file and kind."""
    for path, data in files.items():
        for kind, items in data.items() if isinstance(data, dict) else ():
            if kind in PACK.kinds and isinstance(items, dict):
                yield from ((path, kind, local, item) for local, item in items.items() if isinstance(item, dict))


EXAMPLES = [parsed(example.files) for rule in ASKED for example in (rule.bad, rule.good) if example]
VALUES: dict[str, list[Any]] = defaultdict(list)
for _, _, _, shown in (row for files in EXAMPLES for row in elements(files)):
    for key, written in shown.items():
        VALUES[key] += [] if written in VALUES[key] else [written]


def answer(files: Files, rule: Rule, year: int | None) -> tuple[list[Finding], set[str]]:
    """What a rule finds in some files, and the elements that the answer names."""
    raw = ((path, (data if isinstance(data, str) else dump(data)).encode()) for path, data in files.items())
    model, _ = build_model(read_blobs(raw), PACK)
    seen = at(model, year) if year else model
    return list(ask(seen, [rule], HORIZON, year=year, today=TODAY)), seen.told | seen.whole.told


def edits(files: Files) -> Iterator[tuple[str, str, Files]]:
    """One attribute of one element taken away or written otherwise: the end of its id, the attribute, the files."""
    for path, kind, local, item in elements(files):
        names = {*item, *(name for _, other, _, like in elements(files) if other == kind for name in like)}
        for name in sorted(names - {PACK.kinds[kind].variant_by}):
            others = [value for value in VALUES[name] if value != item.get(name)]
            for value in [None, *others[:4]]:
                changed = copy.deepcopy(files)
                changed[path][kind][local][name] = value
                yield local, name, changed


@pytest.mark.parametrize("year", [None, 2026])
@pytest.mark.parametrize("rule", ASKED, ids=lambda rule: rule.id)
def test_what_a_rule_does_not_read_changes_no_answer(rule: Rule, year: int | None) -> None:
    """Whichever attribute of its examples is changed: the answer is the same, or hangs on it by its own account."""
    for example in (rule.bad, rule.good):
        files = parsed(example.files) if example else {}
        before, told = answer(files, rule, year)
        model, _ = build_model(read_blobs([]), PACK)
        reads = read_by(model, rule, HORIZON, of_year=bool(year))
        for local, name, changed in edits(files) if reads is not None else ():
            if name not in reads and local not in {key.rpartition("/")[2] for key in told}:
                assert answer(changed, rule, year)[0] == before, (local, name)


def inquiry(files: Files) -> Inquiry:
    """What puts rules to the model of some files."""
    raw = ((path, (data if isinstance(data, str) else dump(data)).encode()) for path, data in files.items())
    return Inquiry(build_model(read_blobs(raw), PACK)[0], HORIZON, None, TODAY)


ALONE = [rule for rule in ASKED if inquiry({}).is_alone(rule)]


@pytest.mark.parametrize("rule", ALONE, ids=lambda rule: rule.id)
def test_a_rule_that_looks_at_each_element_alone_need_be_asked_only_of_what_changed(rule: Rule) -> None:
    """Whichever attribute is changed: of other elements the same is found, and of the changed one what is asked of it.

    Some edit changes the answer, or this would show nothing.
    """
    changes = 0
    for files in (parsed(example.files) for example in (rule.bad, rule.good) if example):
        before = list(inquiry(files).ask(rule))
        for local, _, changed in edits(files):
            now = inquiry(changed)
            ids = tuple(key for key in now.model.elements if key.rpartition("/")[2] == local)
            after = list(now.ask(rule))
            assert [item for item in after if item.element not in ids] == [
                item for item in before if item.element not in ids
            ]
            assert [item for item in after if item.element in ids] == list(now.ask(rule, ids))
            changes += after != before
    assert changes


def test_a_year_is_asked_as_a_whole():
    """What exists in a year hangs on other elements too, so that no rule looks at each of its elements alone."""
    assert ALONE
    whole = inquiry({})
    assert not any(Inquiry(whole.model, HORIZON, 2026, TODAY).is_alone(rule) for rule in ALONE)


def test_the_examples_can_tell():
    """The comparison is not blind: of every third rule at least, some edit of an example changes the answer."""
    telling = [
        rule for rule in ASKED
        if any(answer(changed, rule, None)[0] != answer(parsed(rule.bad.files), rule, None)[0]
               for _, _, changed in edits(parsed(rule.bad.files)))
    ]  # fmt: skip
    assert len(telling) * 3 > len(ASKED)
