"""The law of every cache: what is found with it is what is found without it, whatever was edited before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from benchmarks.plan import Plan
from cetakbiru.checks import Inquiry, Verdict, kept
from cetakbiru.metamodel import PackError, Rule
from cetakbiru.pipeline import Project, SettingsError, check, open_project
from cetakbiru.source import Cache, Finding, dump, read_project
from tests.conftest import ROOT

EDITS = 8
MANY = 10**9
SETTINGS = yaml.safe_load((ROOT / "cetakbiru.yaml").read_text(encoding="utf-8"))
RULE = """
type: requires-path
severity: info
title: {id: Layanan tanpa aplikasi, en: Service without application}
message: {id: "{name}", en: "{name}"}
parameters: {for: "kind:layanan,nama:*", via: ["<layanan"]}
"""


class Edits:
    """Edits of a project, drawn by chance."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)

    def one(self) -> None:
        """Change something, most often one value of one element."""
        words = [name for name in dir(self) if name.startswith("edit_")]
        name = self.chance.choice(["edit_value"] * len(words) + words)
        getattr(self, name)()

    def files(self, folder: str = "") -> list[Path]:
        return sorted(path for path in (self.root / folder).rglob("*.yaml") if ".cetakbiru" not in path.parts)

    def pick(self) -> tuple[Path, Any, str, str]:
        """A file of elements, what it holds, and one of its elements."""
        among = [path for path in self.files() if path.parent.name in ("architecture", "blueprints")]
        path = self.chance.choice([path for path in among if path.name != "waivers.yaml"])
        text = path.read_text(encoding="utf-8")
        if text.startswith("a: ["):
            return self.pick()
        data = yaml.load(text, yaml.BaseLoader)
        kind = self.chance.choice(sorted(data))
        return path, data, kind, self.chance.choice(sorted(data[kind] or {"": {}}))

    def edit_value(self) -> None:
        """Another value of an attribute: one that an element of the kind has, or none that there can be."""
        path, data, kind, local = self.pick()
        _, others, other, _ = self.pick()
        names = sorted({name for item in (data.get(kind) or {}).values() for name in item or ()})
        name = self.chance.choice(names or ["nama"])
        found = [item[name] for item in (others.get(kind) or others[other] or {}).values() if item and name in item]
        value = self.chance.choice([*found, None, "2027", "x", ["x"], {"id": "x"}])
        if isinstance((data.get(kind) or {}).get(local), dict):
            data[kind][local][name] = value
            path.write_text(dump(data), encoding="utf-8")

    def edit_id(self) -> None:
        path, data, kind, local = self.pick()
        data[kind] = {f"{key}-lain" if key == local else key: item for key, item in (data[kind] or {}).items()}
        path.write_text(dump(data), encoding="utf-8")

    def edit_order(self) -> None:
        path, data, kind, local = self.pick()
        item = (data[kind] or {}).get(local)
        if isinstance(item, dict):
            data[kind][local] = dict(reversed(item.items()))
        if self.chance.random() < 0.3:
            data[kind] = dict(reversed((data[kind] or {}).items()))
        path.write_text(dump(data), encoding="utf-8")

    def edit_element_gone(self) -> None:
        path, data, kind, local = self.pick()
        (data[kind] or {}).pop(local, None)
        path.write_text(dump(data), encoding="utf-8")

    def edit_file_gone(self) -> None:
        self.chance.choice(self.files("blueprints") or self.files()).unlink()

    def edit_file_copied(self) -> None:
        path = self.chance.choice(self.files("blueprints") or self.files())
        shutil.copy(path, self.root / "blueprints" / f"salinan-{self.chance.randint(1, 3)}.yaml")

    def edit_broken(self) -> None:
        """Break a file, or mend those that are broken."""
        broken = [path for path in self.files() if path.read_text(encoding="utf-8").startswith("a: [\n")]
        for path in broken or [self.chance.choice(self.files())]:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.removeprefix("a: [\n") if broken else f"a: [\n{text}", encoding="utf-8")

    def edit_comment(self) -> None:
        path = self.chance.choice(self.files("blueprints") or self.files())
        path.write_text(f"# {self.chance.random()}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")

    def edit_settings(self) -> None:
        horizon = self.chance.choice([[2025, 2029], [2026, 2027]])
        more: dict[str, Any] = self.chance.choice(
            [{}, {"members": SETTINGS["members"][:1]}, {"rules": {"text-untranslated": "off"}}]
        )
        text = dump({"pack": "spbe", "id": "tiruan", "horizon": horizon, **more})
        (self.root / "cetakbiru.yaml").write_text(text, encoding="utf-8")

    def edit_member(self) -> None:
        source = SETTINGS["members"][0]["source"]
        if (self.root / source).exists():
            shutil.rmtree(self.root / "members")
        else:
            shutil.copytree(ROOT / "members", self.root / "members")

    def edit_rule(self) -> None:
        rules = self.root / "architecture" / "rules"
        rules.mkdir(exist_ok=True)
        kind = self.chance.choice(["layanan", "aplikasi"])
        (rules / "milik-sendiri.yaml").write_text(RULE.replace("kind:layanan", f"kind:{kind}"), encoding="utf-8")

    def edit_waiver(self) -> None:
        row = {
            "rule": "text-untranslated",
            "element": "kind:layanan",
            "reason": "x",
            "approver": "x",
            "until": "2027-01-01",
        }
        (self.root / "architecture" / "waivers.yaml").write_text(dump({"waivers": [row]}), encoding="utf-8")

    def edit_cache(self) -> None:
        """Tear, flip, empty, swap or remove what is kept."""
        entries = sorted((self.root / ".cetakbiru" / "cache").glob("*.json"))
        how = self.chance.choice(["torn", "flipped", "empty", "gone", "swapped"])
        for entry in self.chance.sample(entries, min(len(entries), 5)):
            raw = entry.read_bytes()
            spot = self.chance.randrange(len(raw) or 1)
            if how == "gone":
                entry.unlink()
            elif how == "swapped":
                entry.write_bytes(self.chance.choice(entries).read_bytes() if entry.exists() else b"")
            else:
                torn = {"torn": raw[:spot], "empty": b""}
                entry.write_bytes(torn.get(how, raw[:spot] + b"#" + raw[spot + 1 :]))


def found(root: Path, cache: Cache | None, profile: str, year: int | None) -> Verdict | str:
    """What a check comes to, or why there is none."""
    try:
        return check(open_project(root, cache=cache), profile, year)
    except (SettingsError, PackError) as error:
        return str(error)


def project(folder: str) -> Path:
    """A small made-up project."""
    generate(Path(folder), Plan(90, 1))
    return Path(folder)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_findings_with_what_is_kept_are_those_without(seed: int) -> None:
    """After any edits, of files, settings, rules, members or the cache, a check finds what it finds without a cache.

    So it does where processes share the rules.
    """
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        edits = Edits(project(folder), seed)
        for _ in range(EDITS):
            profile, year = edits.chance.choice([("ketat", None)] * 4 + [("dasar", None), ("ketat", 2026)])
            if edits.chance.random() < 0.2:
                patch.setenv("SOURCE_DATE_EPOCH", str(edits.chance.choice([1795478400, 1895478400])))
            patch.setattr(kept, "ENOUGH", edits.chance.choice([0, MANY]))
            known = found(edits.root, None, profile, year)
            patch.setattr(kept, "ENOUGH", MANY)
            assert known == found(edits.root, Cache(), profile, year)
            edits.one()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_a_revision_built_beside_another_is_the_one_built_alone(seed: int) -> None:
    """After any edit, what is taken over from the model of before is what would have been built."""
    with TemporaryDirectory() as folder:
        edits = Edits(project(folder), seed)
        before: Project | None = None
        for _ in range(EDITS):
            alone, beside = opened(edits.root, None), opened(edits.root, before)
            if isinstance(alone, Project) and isinstance(beside, Project):
                assert list(alone.model.elements.items()) == list(beside.model.elements.items())
                assert alone.model.held == beside.model.held
                assert alone.findings == beside.findings
                before = beside
            else:
                assert alone == beside
            edits.one()


def opened(root: Path, before: Project | None) -> Project | str:
    """A project, opened beside what it was before, or why it cannot be."""
    try:
        sources = read_project(root, known=before.model.sources.documents if before else None)
        return open_project(root, sources, Cache(), before)
    except (SettingsError, PackError) as error:
        return str(error)


def test_after_an_edit_what_looks_at_each_element_alone_is_asked_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that judges one element at a time is put to the element that was edited and to no other."""
    asked: list[tuple[str, ...] | None] = []
    ask = Inquiry.ask

    def noted(self: Inquiry, rule: Rule, among: tuple[str, ...] | None = None) -> Iterator[Finding]:
        asked.extend([among] if self.is_alone(rule) else [])
        return ask(self, rule, among)

    with TemporaryDirectory() as folder:
        root = project(folder)
        check(open_project(root))
        path = root / "blueprints" / "unit-0001.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("tugas: ", "tugas: Juga ", 1), encoding="utf-8")
        monkeypatch.setattr(Inquiry, "ask", noted)
        check(open_project(root))
    assert asked
    assert set(asked) == {("unit-0001",)}


def test_all_but_the_edited_file_is_shared() -> None:
    """An edit that adds and removes no element leaves those of all other files the very same."""
    with TemporaryDirectory() as folder:
        root = project(folder)
        before = opened(root, None)
        path = root / "blueprints" / "unit-0001.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("tugas: ", "tugas: Juga "), encoding="utf-8")
        after = opened(root, before)
        assert isinstance(before, Project) and isinstance(after, Project)
        made = {item.path for key, item in after.model.elements.items() if item is not before.model.elements[key]}
        assert not before.findings
        assert made == {"blueprints/unit-0001.yaml"}
