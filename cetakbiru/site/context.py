"""What all pages of one language share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cetakbiru.metamodel import Metamodel, Text, say
from cetakbiru.model import Changes, Impact, Model, at, diff
from cetakbiru.report import Told
from cetakbiru.site.addresses import Addresses
from cetakbiru.source import Heads
from cetakbiru.views import ComputedView, Diagram, compute, viewpoints


@dataclass(frozen=True, slots=True)
class Stamp:
    """A change in the project's history: short id, date and subject, never a person's name."""

    id: str
    date: date
    subject: str


@dataclass(frozen=True)
class SiteInput:
    """What a site is made from.

    Attributes:
        model: the model shown.
        title, summary: the site's name and what it is.
        languages: the first one stands at the root of the site.
        told: findings by language.
        horizon: first and last year of the plan.
        forge: address of a file's page, with ``{path}`` and ``{line}``.
        today: the day on which due dates are judged.
        lent: views of an earlier model that stand for those of this one where one page is wanted at once.
        history: element id to the change that last touched it; ``recent`` the latest changes of the model.
        heads: lines of elements by the path of their file, as far as they are known already.
    """

    model: Model
    title: Text
    summary: Text
    languages: tuple[str, ...]
    told: dict[str, tuple[Told, ...]]
    horizon: tuple[int, int]
    forge: str
    history: Mapping[str, Stamp] = field(default_factory=dict)
    recent: tuple[Stamp, ...] = ()
    heads: Mapping[str, Heads] = field(default_factory=dict)
    today: date = date.max
    lent: Mapping[str, list[ComputedView]] = field(default_factory=dict)

    @cached_property
    def addresses(self) -> Addresses:
        """Where everything stands."""
        return Addresses(self.model, self.impact)

    @cached_property
    def computed(self) -> dict[str, list[ComputedView]]:
        """Views asked for so far."""
        return dict(self.lent)

    def views_of(self, space: str) -> list[ComputedView]:
        """Views of a unit that show something, or of the whole government where the space is empty."""
        if space not in self.computed:
            points = viewpoints(self.model, "unit" if space else "government")
            views = [compute(self.model, point, space) for point in points]
            self.computed[space] = [view for view in views if not view.empty]
        return self.computed[space]

    @cached_property
    def views(self) -> dict[str, list[ComputedView]]:
        """All views that show something, by the unit they are about; empty for those of the whole government."""
        return {space: self.views_of(space) for space in ("", *self.addresses.spaces)}

    @cached_property
    def changes(self) -> Changes:
        """What changes between the first and the last year of the plan."""
        first, last = self.horizon
        # By the comparison that a review makes: the way from present to target is a change like any other.
        return diff(at(self.model, first), at(self.model, last))

    @cached_property
    def impact(self) -> Impact:
        """What depends on what."""
        return Impact(self.model)


@dataclass(frozen=True)
class Context:
    """One language of a site."""

    given: SiteInput
    language: str

    @property
    def model(self) -> Model:
        """The model shown."""
        return self.given.model

    @property
    def addresses(self) -> Addresses:
        """Where everything stands."""
        return self.given.addresses

    def views_of(self, space: str) -> list[ComputedView]:
        """Views of a unit that show something, or of the whole government where the space is empty."""
        return self.given.views_of(space)

    @property
    def impact(self) -> Impact:
        """What depends on what."""
        return self.given.impact

    @property
    def metamodel(self) -> Metamodel:
        """The pack."""
        return self.given.model.metamodel

    @property
    def told(self) -> tuple[Told, ...]:
        """Findings in this language."""
        return self.given.told[self.language]

    @cached_property
    def told_by_element(self) -> dict[str, list[Told]]:
        """Findings by the element they are about."""
        index: dict[str, list[Told]] = defaultdict(list)
        for item in self.told:
            index[item.element].append(item)
        return index

    @cached_property
    def told_by_space(self) -> dict[str, list[Told]]:
        """Findings by the namespace of the file they stand in."""
        index: dict[str, list[Told]] = defaultdict(list)
        for item in self.told:
            element = self.model.elements.get(item.element)
            if element:
                # A unit that is recorded among the shared files is found on its own page all the same.
                index[element.id if element.id in self.addresses.spaces else element.namespace].append(item)
        return index

    @cached_property
    def _drawn(self) -> dict[str, list[tuple[str, str]]]:
        """Title and address of each diagram, by the elements drawn in it."""
        index: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for space, views in self.given.views.items():
            for view in views:
                if isinstance(view.body, Diagram):
                    for node in view.body.nodes:
                        index[node.id].append((self.say(view.title), self.addresses.view(view.name, space)))
        return index

    def drawn_in(self, element_id: str) -> list[tuple[str, str]]:
        """Title and address of the diagrams that an element is drawn in."""
        return self._drawn.get(element_id, [])

    @property
    def currency(self) -> str:
        """The unit of the pack's budgets."""
        return self.metamodel.currency

    def say(self, words: object) -> str:
        """Words in this language."""
        return say(words, self.language)

    def name(self, element_id: str) -> str:
        """An element's name in this language, with the member that published it."""
        found = self._names.get(element_id)
        if found is None:
            found = self._names[element_id] = self._name(element_id)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names asked for so far: each stands on many pages."""
        return {}

    def _name(self, element_id: str) -> str:
        whole = self.model.whole
        element = whole.elements.get(element_id)
        # Two governments may call different things by one name.
        name = whole.name(element_id, self.language)
        return f"{name} ({self.say(whole.members[element.member].short)})" if element and element.member else name

    def label(self, key: str) -> str:
        """Words of the pages by key."""
        return self.say(self.metamodel.label(key))
