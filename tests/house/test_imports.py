"""Imports go one way: the contracts of pyproject.toml refuse what they should (`build.py test` keeps them)."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys

from tests.house.measure import PACKAGE, ROOT, sources

LINT = "from importlinter.cli import lint_imports_command as run; run()"
PLANTED = {
    "source/planted.py": "from cetakbiru.cli import main\nimport networkx\n",
    "model/planted.py": "import yaml\nimport subprocess\n",
    "site/planted.py": "import graphviz\nimport jinja2\n",
    "checks/types/planted.py": "from cetakbiru.checks.types import acyclic\n",
    "views/planted.py": "from cetakbiru.views import matrix\n",
    "report/planted.py": "from cetakbiru.report import text\n",
    "export/planted.py": "from cetakbiru.export import shapes\n",
    "stray/__init__.py": "",
}


def test_a_planted_import_is_refused(tmp_path):
    """In a copy of the toolkit with one wrong import of each sort, every contract is reported as broken."""
    shutil.copytree(PACKAGE, tmp_path / "cetakbiru", ignore=shutil.ignore_patterns("__pycache__", "packs"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, text in PLANTED.items():
        path = tmp_path / "cetakbiru" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'"""Planted."""\n{text}', encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, '.'); sys.argv = ['lint-imports', '--no-cache']; {LINT}",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = " ".join(done.stdout.split())
    assert done.returncode != 0
    assert "KEPT" not in said, said


def test_git_is_run_in_review_only():
    """No other part of the toolkit runs git."""
    found = {
        source.name
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.List | ast.Tuple) and node.elts and _is_git(node.elts[0])
    }
    assert {name for name in found if not name.startswith("cetakbiru/review/")} == set()


def _is_git(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == "git"
