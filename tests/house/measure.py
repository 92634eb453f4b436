"""What the house limits measure of a Python file, by its syntax tree and its tokens."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cetakbiru"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """A Python file as read; ``name`` is its path from the project's folder."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


def sources(*folders: Path) -> list[Source]:
    """The Python files of the toolkit, or of the folders given."""
    files = sorted(path for folder in folders or (PACKAGE,) for path in folder.rglob("*.py"))
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in files]


def functions(source: Source) -> list[Function]:
    """Every function and method, nested ones too."""
    return [node for node in ast.walk(source.tree) if isinstance(node, Function)]


def body_lines(function: Function) -> int:
    """Lines of a function's body, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def parameters(function: Function) -> list[str]:
    """Names of a function's parameters, the instance or class left out."""
    given = function.args
    named = [item.arg for item in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return named[1:] if named[:1] in (["self"], ["cls"]) else named


def positional_booleans(function: Function) -> list[str]:
    """Parameters that may be given by place and default to yes or no."""
    placed = [*function.args.posonlyargs, *function.args.args]
    defaults = function.args.defaults
    pairs = zip(placed[len(placed) - len(defaults) :], defaults, strict=True)
    return [item.arg for item, value in pairs if isinstance(value, ast.Constant) and isinstance(value.value, bool)]


def undocumented(source: Source) -> Iterator[str]:
    """The module, the classes and the public functions that have no docstring whose first line stands alone."""
    for name, node in _documentable(source):
        words = ast.get_docstring(node)
        lines = (words or "").split("\n")
        if not words or (len(lines) > 1 and lines[1].strip()):
            yield name


def _documentable(source: Source) -> Iterator[tuple[str, ast.Module | ast.ClassDef | Function]]:
    """What must be documented: methods of a private class are private, and so are nested functions."""
    yield source.name, source.tree
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            yield f"{source.name}:{node.lineno} {node.name}", node
        if isinstance(node, ast.Module) or (isinstance(node, ast.ClassDef) and not node.name.startswith("_")):
            named = [item for item in node.body if isinstance(item, Function) and not item.name.startswith("_")]
            yield from ((f"{source.name}:{item.lineno} {item.name}", item) for item in named)


def comments(source: Source) -> list[str]:
    """Comments that speak to a reader; those for a tool (``noqa``, ``type:``, ``fmt:``) are not counted."""
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    words = [token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT]
    return [item for item in words if not item.startswith(("noqa", "type:", "fmt:"))]


def late_imports(source: Source) -> set[str]:
    """Modules that are imported inside a function."""
    found = set()
    for function in functions(source):
        for node in ast.walk(function):
            if isinstance(node, ast.Import):
                found |= {item.name for item in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module or "")
    return found
