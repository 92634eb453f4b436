"""What the code finds while reading, and the rule files that give it words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cetakbiru
from cetakbiru.checks import READING
from cetakbiru.metamodel import find_pack, load_pack

PACKAGE = Path(cetakbiru.__file__).parent
READERS = [*(PACKAGE / "source").glob("*.py"), *(PACKAGE / "model").glob("*.py"), PACKAGE / "checks" / "policy.py"]
TELLERS = {"Finding", "report", "_report", "complain"}


def emitted(path: Path) -> Iterator[str]:
    """Ids of rules that a file names: where it makes a finding, or in what a function called ``_cause`` returns."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in TELLERS and node.args:
            yield from _texts(node.args[0])
        if isinstance(node, ast.FunctionDef) and node.name == "_cause":
            for answer in ast.walk(node):
                if isinstance(answer, ast.Return) and answer.value:
                    yield from (text for text in _texts(answer.value) if text.startswith("yaml-"))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.expr) -> Iterator[str]:
    return (item.value for item in ast.walk(node) if isinstance(item, ast.Constant) and isinstance(item.value, str))


def test_whatever_reading_finds_has_a_rule_and_the_other_way_round() -> None:
    """Every id that the reading code emits is a rule of the type reading, and every such rule is emitted."""
    base = load_pack(find_pack("base", Path()))
    written = {rule.id for rule in base.rules.values() if rule.type == READING}
    assert {rule for path in READERS for rule in emitted(path)} == written
    assert len(written) >= 40
