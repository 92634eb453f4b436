"""Everything from a checked model to a finished site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cetakbiru.metamodel import PackError, read_yaml
from cetakbiru.render import LayoutError, PageError, environment, finish, layout, mkdocs_file
from cetakbiru.site.addresses import Addresses
from cetakbiru.site.built import exchange, insert_diagrams
from cetakbiru.site.context import Context, SiteInput
from cetakbiru.site.engine import EngineError, configure, run
from cetakbiru.site.links import broken_links
from cetakbiru.site.plan import Page, plan
from cetakbiru.site.search import finish_index, words
from cetakbiru.site.write import write_pages

WORK = ".cetakbiru"
FAILURES = (EngineError, LayoutError, PageError, PackError, OSError)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    site: Path
    pages: int
    diagrams: int


def build_site(given: SiteInput, root: Path, engine: str, say: Callable[[str], None]) -> Built:
    """Build the site into ``site/``; the last good site stays where anything fails.

    Args:
        given: what the site is made from.
        root: the project's folder.
        engine: one of ``ENGINES``.
        say: told the key of each step, for progress.

    Raises:
        EngineError: the engine failed, or a link leads nowhere.
        LayoutError: a diagram could not be laid out.
        PageError: a template of the project's own cannot be used.
        PackError: a viewpoint or ``mkdocs.yml`` cannot be used.
        OSError: a file cannot be read or written.
    """
    work = root / WORK
    base = read_yaml(_config(root))
    plans: dict[str, list[Page]] = {}
    contexts = {language: Context(given, language, Addresses(given.model)) for language in given.languages}
    configs = []
    say("step-pages")
    for language, context in contexts.items():
        plans[language] = list(plan(context))
        write_pages(
            context, environment(root, given.model.metamodel, language), plans[language], work / "docs" / language
        )
        configs.append(configure(context, plans[language], base, work))
    say("step-diagrams")
    pictures = _pictures(plans)
    say("step-engine")
    run(engine, configs, given)
    say("step-links")
    _assemble(contexts, pictures, work)
    exchange(work / "new", root / "site")
    count = sum(len(pages) for pages in plans.values())
    return Built(root / "site", count, sum(len(items) for found in pictures.values() for items in found.values()))


def _config(root: Path) -> Path:
    """The project's own ``mkdocs.yml``, or the one that comes with the toolkit."""
    own = root / "mkdocs.yml"
    return own if own.is_file() else mkdocs_file()


def _pictures(plans: dict[str, list[Page]]) -> dict[str, dict[str, dict[str, str]]]:
    """Language to page to picture's name to SVG."""
    jobs = [(lang, page.path, drawing) for lang, pages in plans.items() for page in pages for drawing in page.drawings]
    drawn: dict[str, dict[str, dict[str, str]]] = {language: {} for language in plans}
    for (lang, path, drawing), raw in zip(jobs, layout([job[2].dot for job in jobs]), strict=True):
        picture = finish(raw, drawing.name, drawing.title, drawing.description, drawing.edges)
        drawn[lang].setdefault(path, {})[drawing.name] = picture
    return drawn


def _assemble(contexts: dict[str, Context], pictures: dict[str, dict[str, dict[str, str]]], work: Path) -> None:
    """Languages into one tree, pictures in, search completed, links checked.

    Raises:
        EngineError: a link leads nowhere.
    """
    new = work / "new"
    shutil.rmtree(new, ignore_errors=True)
    for number, (language, context) in enumerate(contexts.items()):
        target = new if number == 0 else new / language
        shutil.copytree(work / "out" / language, target)
        insert_diagrams(target, pictures[language])
        finish_index(target, words(context))
    faults = broken_links(new)
    if faults:
        raise EngineError("\n".join([f"{len(faults)} tautan rusak / broken links:", *faults[:40]]))
