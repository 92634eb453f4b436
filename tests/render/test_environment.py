"""What templates find in the facts that they are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from cetakbiru.metamodel import find_pack, load_pack
from cetakbiru.render import environment


@pytest.fixture(scope="module")
def env():
    """An environment of a project without templates of its own."""
    return environment(Path("/nowhere"), load_pack(find_pack("base", Path())), "id")


def test_facts_are_found_by_name(env):
    """A fact of a mapping is found; one that has a method's name does not hide the method, as Jinja has it."""
    shown = env.from_string(
        "{{ facts.name }} {{ facts['items'] }} {% for key, _ in facts.items() %}{{ key }} {% endfor %}"
    )
    assert shown.render(facts={"name": "a", "items": "b"}) == "a b name items "


def test_a_fact_that_is_not_there_fails(env):
    """A misspelt fact fails and does not show as nothing."""
    with pytest.raises(UndefinedError, match="nmae"):
        env.from_string("{{ facts.nmae }}").render(facts={"name": "a"})
