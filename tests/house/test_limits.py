"""The house limits: a limit is there to make one look for the better cut."""

from __future__ import annotations

from collections.abc import Iterator

from tests.house.measure import (
    ROOT,
    Source,
    body_lines,
    comments,
    functions,
    late_imports,
    parameters,
    positional_booleans,
    sources,
    undocumented,
)

BODY, FILE, RULE_TYPE, TEMPLATE, PARAMETERS, COMMENTS = 30, 300, 120, 120, 5, 8

# Imports that wait until they are needed, each with its reason; `export` may also wait for an optional library.
LATE = {
    "cetakbiru/model/impact.py": {"cetakbiru.model.graph"},  # networkx takes 0.2 s to import
    "build.py": {"tomllib", "importlib.metadata", "cetakbiru.cli.main"},  # an older Python must get as far as a message
    "cetakbiru/cli/main.py": {"traceback"},  # only where a bug is reported
}
OPTIONAL = {"xlsxwriter", "python_calamine", "typst", "docxtpl", "ruamel.yaml"}

CODE = [*sources(), Source("build.py", (ROOT / "build.py").read_text(encoding="utf-8"))]
SAMPLE = Source(
    "sample.py",
    '''"""A module.
Whose first line does not stand alone."""


def wide(a, b, c, d, e, f, loud=True, *, quiet=False):
    """Do."""
    import json

    # A reason.
    return json  # noqa: S101


class Plain:
    def bare(self, a):
        def inner():
            pass

        return inner
''',
)


def _too_long(source: Source) -> Iterator[str]:
    most = RULE_TYPE if source.name.startswith("cetakbiru/checks/types/") else FILE
    if source.lines > most:
        yield f"{source.name}: {source.lines} lines of at most {most}"
    for item in functions(source):
        where = f"{source.name}:{item.lineno} {item.name}"
        if body_lines(item) > BODY:
            yield f"{where}: body of {body_lines(item)} lines"
        if len(parameters(item)) > PARAMETERS:
            yield f"{where}: {len(parameters(item))} parameters"
        yield from (f"{where}: {name} is a yes or no given by place" for name in positional_booleans(item))


def test_files_stay_within_the_limits():
    """Every file, function and signature of the toolkit is short enough to be read in one go."""
    assert [fault for source in CODE for fault in _too_long(source)] == []


def test_what_is_public_is_documented():
    """Every module, class and public function says what it is in a docstring whose first line stands alone."""
    assert [fault for source in CODE for fault in undocumented(source)] == []


def test_imports_stand_at_the_top():
    """No import hides inside a function, where a cycle could hide too; the few that wait are named above."""
    late = {source.name: late_imports(source) - _may_wait(source.name) for source in CODE}
    assert {name: found for name, found in late.items() if found} == {}


def _may_wait(name: str) -> set[str]:
    return LATE.get(name, set()) | (OPTIONAL if name.startswith("cetakbiru/export/") else set())


def test_late_imports_are_not_named_in_vain():
    """Each exception to the rule above is still in use."""
    assert {source.name: LATE[source.name] - late_imports(source) for source in CODE if source.name in LATE} == {
        name: set() for name in LATE
    }


def test_comments_are_few():
    """Names and docstrings carry the code; comments give reasons and stay few."""
    lines = sum(source.lines for source in CODE)
    assert sum(len(comments(source)) for source in CODE) * 100 <= COMMENTS * lines


def test_functions_do_one_thing():
    """Half of all functions have a body of at most eight lines."""
    lengths = sorted(body_lines(item) for source in CODE for item in functions(source))
    assert lengths[len(lengths) // 2] <= 8


def test_templates_stay_within_the_limit():
    """Every page template, the toolkit's own, is short."""
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "templates").rglob("*.j2")
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > TEMPLATE} == {}


def test_the_measures_see_what_they_measure():
    """The limits are not kept by measures that see nothing: each fault of a sample file is found."""
    wide, bare, _ = sorted(functions(SAMPLE), key=lambda item: item.lineno)
    assert body_lines(wide) == 4
    assert parameters(wide) == ["a", "b", "c", "d", "e", "f", "loud", "quiet"]
    assert parameters(bare) == ["a"]
    assert positional_booleans(wide) == ["loud"]
    assert comments(SAMPLE) == ["A reason."]
    assert late_imports(SAMPLE) == {"json"}
    assert list(undocumented(SAMPLE)) == ["sample.py", "sample.py:13 Plain", "sample.py:14 bare"]


def test_the_toolkit_is_looked_at():
    """The files above are the toolkit's, all of them."""
    assert len(CODE) > 60
    assert {"build.py", "cetakbiru/source/document.py"} <= {source.name for source in CODE}
