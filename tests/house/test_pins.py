"""The pins of `constraints.txt`: complete, in agreement with what asks for them, and fit for the oldest Python."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.measure import ROOT

# The Python of Debian 12; several packages ask for a newer 3.11 than that.
OLDEST_PYTHON = Version("3.11.2")


def _pins() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def _first() -> list[str]:
    """What the project itself asks for, its tests and its build included."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = data["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["test"], *data["build-system"]["requires"]]


def _asked(texts: Iterable[str], extras: Iterable[str], seen: set[str]) -> Iterator[Requirement]:
    """Requirements that hold here, and what the packages installed for them ask for in turn."""
    for requirement in map(Requirement, texts):
        marker, name = requirement.marker, canonicalize_name(requirement.name)
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement
            if name not in seen:
                seen.add(name)
                yield from _asked(metadata.requires(name) or (), requirement.extras, seen)


def test_every_package_that_is_installed_is_pinned():
    """What the toolkit and its tests need, directly or not, has one version that all who ask agree with."""
    pins = _pins()
    asked = [*_asked([*_first(), "editables"], (), set())]
    assert len(asked) > 40
    assert {item.name for item in asked if canonicalize_name(item.name) not in pins} == set()
    assert [str(item) for item in asked if not item.specifier.contains(pins[canonicalize_name(item.name)])] == []


def test_the_pins_suit_the_oldest_python():
    """No pinned package asks for a newer Python than the oldest that the toolkit runs on."""
    pins = _pins()
    installed = {canonicalize_name(item.name): item for item in metadata.distributions()}
    same = {name: item for name, item in installed.items() if name in pins and Version(item.version) == pins[name]}
    wanted = {name: item.metadata.get("Requires-Python") or ">=3" for name, item in same.items()}
    assert same
    assert {
        name: text
        for name, text in wanted.items()
        if not Requirement(f"python{text}").specifier.contains(OLDEST_PYTHON)
    } == {}
