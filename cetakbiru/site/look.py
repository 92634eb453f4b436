"""One page at once: the one that somebody looks at, while the whole site is still to be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from cetakbiru.metamodel import read_yaml
from cetakbiru.render import environment
from cetakbiru.site.configuration import stand_alone
from cetakbiru.site.context import Context, SiteInput
from cetakbiru.site.engine import MkDocs
from cetakbiru.site.figures import Drawing
from cetakbiru.site.language import drawn, epoch, settings_file
from cetakbiru.site.parts import put_in, take_out
from cetakbiru.site.plan import plan_one
from cetakbiru.site.record import files_below
from cetakbiru.site.write import markdown_of
from cetakbiru.views import ComputedView


class Look:
    """Makes single pages of a site that was built before, of the same bytes as the next build.

    What only a whole build knows is taken from the last one: the menu, and which diagrams of other units an element
    is drawn in. Where a change touches these, the page is new once more when the whole site is.

    Attributes:
        root: the project's folder; ``work`` what git ignores in it.
        engine: waits for work.
        views: views by unit, of the model that was last thought through.
        pictures: diagrams of the last page, by what they were drawn from.
    """

    def __init__(self, root: Path, work: Path) -> None:
        self.root, self.work = root, work
        self.engine = MkDocs()
        self.views: dict[str, list[ComputedView]] = {}
        self.pictures: dict[Drawing, str] = {}

    def page(self, given: SiteInput, address: str) -> str | None:
        """A page as readers will see it; nothing where it must wait for the whole site.

        Args:
            given: what the site is made from.
            address: the page's address, with that of its language.

        Raises:
            EngineError: the last build knows no such page.
            LayoutError, PageError, PackError, OSError: as in a build.
        """
        if not stand_alone(read_yaml(settings_file(self.root))):
            return None
        language, path = _of_language(given.languages, address)
        docs = self.work / "docs" / language
        others = {f"{name.removesuffix('.md')}.html" for name in files_below(docs) if name.endswith(".md")}
        lent = {space: views for space, views in self.views.items() if space != _space(path)}
        context = Context(replace(given, lent=lent), language)
        item = plan_one(context, path, others)
        if item is None:
            return None
        text = markdown_of(context, environment(self.root, given.model.metamodel, language), item)
        markdown, parts = take_out(text)
        made = f"{path.removesuffix('.html')}.md", markdown
        config, out = self.work / f"mkdocs.{language}.yml", self.work / "look" / language
        html = self.engine.page(config, epoch(given), made, out)
        return put_in(html, parts, self._pictures(item.drawings))

    def think(self, given: SiteInput) -> Iterator[None]:
        """Compute the views of a whole model, those of one unit at each step, for pages that say who is drawn where."""
        for space in ("", *given.addresses.spaces):
            self.views[space] = given.views_of(space)
            yield

    def _pictures(self, drawings: Sequence[Drawing]) -> dict[str, str]:
        """Pictures of a page by name, drawn only where they are not as they were."""
        fresh = [drawing for drawing in drawings if drawing not in self.pictures]
        known = self.pictures | dict(zip(fresh, drawn(fresh), strict=True))
        self.pictures = {drawing: known[drawing] for drawing in drawings}
        return {drawing.name: picture for drawing, picture in self.pictures.items()}


def _of_language(languages: Sequence[str], address: str) -> tuple[str, str]:
    """A page's language, and its address in it."""
    first, _, rest = address.partition("/")
    return (first, rest) if first in languages[1:] else (languages[0], address)


def _space(path: str) -> str:
    """The unit that a page is about, or nothing."""
    return path.removeprefix("unit/").rpartition("/")[0] if path.startswith("unit/") else ""
