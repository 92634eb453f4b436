"""A project to what its site is made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cetakbiru.model import at
from cetakbiru.pipeline.project import Project, check
from cetakbiru.pipeline.settings import today
from cetakbiru.report import tell, told_in_order
from cetakbiru.review import Commit, element_history, recent, repository
from cetakbiru.site import SiteInput, Stamp
from cetakbiru.source import Heads, Shelf, heads


def site_input(project: Project, year: int | None, language: str) -> SiteInput:
    """What the site is made from: the model of a year or of all, with its findings told in each language."""
    settings = project.settings
    first = language or settings.language
    languages = (first,) if language else (first, *(item for item in settings.languages if item != first))
    verdict = check(project, year=year)
    documents = project.model.sources.documents
    told = {
        key: tuple(told_in_order([tell(item, project.metamodel, documents, key) for item in verdict.findings]))
        for key in languages
    }
    lines = heads(project.model.sources, project.cache)
    history, recently = _history(project, lines)
    return SiteInput(
        model=at(project.model, year) if year else project.model,
        title=settings.title,
        summary=settings.summary,
        languages=languages,
        told=told,
        horizon=settings.horizon,
        forge=settings.forge,
        history=history,
        recent=recently,
        heads=lines,
        today=today(),
    )


def _history(project: Project, lines: Mapping[str, Heads]) -> tuple[dict[str, Stamp], tuple[Stamp, ...]]:
    """When elements last changed and what changed lately; empty where git does not know the project."""
    found = repository(project.root)
    if found is None:
        return {}, ()
    shelf = Shelf(project.cache, "history")
    history = {key: _stamp(commit) for key, commit in element_history(found, project.model, lines, shelf).items()}
    return history, tuple(_stamp(commit) for commit in recent(found, project.model.sources))


def _stamp(commit: Commit) -> Stamp:
    return Stamp(commit.id, date.fromisoformat(commit.date), commit.subject)
