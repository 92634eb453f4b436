"""What changed lately is what changed in the model, though its repository holds other things too."""

from __future__ import annotations

from cetakbiru.pipeline import open_project
from cetakbiru.review import open_repository, recent
from tests.review.planted import commit, git


def test_recent_changes_are_those_of_the_model(trem):
    """A commit is told where it touched a file that the project reads, whatever else it touched; no other is."""
    git(trem, "init", "--quiet")
    commit(trem, "The town")
    told = []
    for subject, paths, counts in (
        ("A tool", ["tool/code.py"], False),
        ("A plan", ["architecture/network.yaml"], True),
        ("Another tool", ["tool/code.py", "README.md"], False),
        ("A blueprint with its tool", ["blueprints/north.yaml", "tool/code.py"], True),
        ("What a member published", ["members/port.json"], True),
        ("A file beside what members published", ["members/README.md"], False),
        ("Settings", ["cetakbiru.yaml"], True),
    ):
        for path in paths:
            (trem / path).parent.mkdir(exist_ok=True)
            with (trem / path).open("a", encoding="utf-8") as stream:
                stream.write("\n")
        commit(trem, subject)
        told = [subject, *told] if counts else told
    sources = open_project(trem).model.sources
    found = recent(open_repository(trem), sources)
    assert [one.subject for one in found] == [*told, "The town"]
    assert [one.subject for one in recent(open_repository(trem), sources, 2)] == told[:2]
