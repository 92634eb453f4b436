"""A project's folder to a model and its findings: the path that every command begins with."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from cetakbiru.checks import Inquiry, Verdict, judge, recall
from cetakbiru.metamodel import Metamodel, PackError, Rule, find_pack, load_pack
from cetakbiru.metamodel import rule as read_rule
from cetakbiru.model import Built, Model, at, build_model
from cetakbiru.pipeline.settings import Settings, load_settings, today, verify
from cetakbiru.source import Cache, Finding, Shelf, Sources, read_project

RULES = "architecture/rules"
VIEWPOINTS = "architecture/viewpoints"
NO_CACHE = "CETAKBIRU_CACHE"


@dataclass(frozen=True, slots=True)
class Project:
    """A project as read: settings, pack with the project's own rules and views, model, first findings.

    Attributes:
        cache: where what is worked out of it is kept.
    """

    root: Path
    settings: Settings
    model: Model
    findings: tuple[Finding, ...]
    cache: Cache = field(default_factory=Cache)

    @property
    def metamodel(self) -> Metamodel:
        """The pack, with the project's own rules and viewpoints."""
        return self.model.metamodel


def cache_of(root: Path) -> Cache:
    """Where a project keeps what was worked out; nowhere where ``--no-cache`` or the environment says so."""
    return Cache(None if os.environ.get(NO_CACHE) == "off" else root / ".cetakbiru" / "cache")


def open_project(
    root: Path, sources: Sources | None = None, cache: Cache | None = None, other: Project | None = None
) -> Project:
    """Read a project.

    Args:
        root: its folder.
        sources: what was read already (a revision of git), or None to read the folder.
        cache: where what is worked out is kept; the project's own cache where None.
        other: another revision of it, whose elements need not be built again where they must be the same.

    Raises:
        SettingsError, PackError: the project or its pack cannot be used.
    """
    settings = load_settings(root)
    with _collector_off():
        cache = cache or cache_of(root)
        found = sources or read_project(root, Shelf(cache))
        metamodel = _with_own(load_pack(find_pack(settings.pack, root), cache), found)
        verify(settings, metamodel)
        model, findings = build_model(found, metamodel, Built(other.model, other.findings) if other else None)
    return Project(root, settings, model, tuple(findings), cache)


def active_rules(project: Project, profile: str = "", only: Iterable[str] = ()) -> dict[str, Rule]:
    """The rules that a check puts: those of the profile, or just those named, whatever their profile.

    Args:
        project: the project.
        profile: profile in place of the project's own.
        only: rule ids to ask; all of the profile where empty.
    """
    wanted = set(only)
    policy = project.settings.policy(profile)
    rules = (replace(policy, profile="") if wanted else policy).active(project.metamodel)
    return {key: item for key, item in rules.items() if not wanted or key in wanted}


def check(project: Project, profile: str = "", year: int | None = None, only: Iterable[str] = ()) -> Verdict:
    """Put all active rules to a project.

    Args:
        project: the project.
        profile: profile in place of the project's own.
        year: check the architecture of that year only.
        only: rule ids to ask; all where empty.
    """
    policy = project.settings.policy(profile)
    rules = active_rules(project, profile, only)
    model = at(project.model, year) if year else project.model
    with _collector_off():
        answers = _answers(project, model, rules.values(), year)
        return judge(model, [*project.findings, *answers], rules, policy)


def _answers(project: Project, model: Model, rules: Iterable[Rule], year: int | None) -> list[Finding]:
    """Answers to rules; what was kept of an earlier check is not asked again where it must be the same."""
    known = recall(project.cache, Inquiry(model, project.settings.horizon, year, today()))
    found = list(known.answers([*rules]))
    known.save()
    return found


@contextmanager
def _collector_off() -> Iterator[None]:
    """No garbage collection while many small objects are made that all live on: loading is 4 times faster.

    Nor does a later collection look through them; once nobody holds them they are freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _with_own(metamodel: Metamodel, sources: Sources) -> Metamodel:
    """The pack with the rules and viewpoints that the project adds."""
    rules: dict[str, Rule] = dict(metamodel.rules)
    viewpoints = dict(metamodel.viewpoints)
    for path, document in sources.documents.items():
        name, folder = PurePosixPath(path).stem, str(PurePosixPath(path).parent)
        if folder == RULES:
            rules[name] = _own_rule(name, path, document.data)
        elif folder == VIEWPOINTS and isinstance(document.data, dict):
            viewpoints[name] = document.data
    return replace(metamodel, rules=rules, viewpoints=viewpoints)


def _own_rule(name: str, path: str, data: Any) -> Rule:
    try:
        return read_rule(name, data or {}, path)
    except (AttributeError, TypeError, ValueError) as error:
        raise PackError(f"{path}: {error}") from None
