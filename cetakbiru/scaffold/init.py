"""``init``: a new government's repository, which checks and builds as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from cetakbiru.metamodel import LANGUAGES, builtin_packs
from cetakbiru.model import slug
from cetakbiru.render import mkdocs_file
from cetakbiru.scaffold.ci import ci_files, requirement
from cetakbiru.source import UsageError, write_if_changed

_YEARS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What a new repository begins with.

    Attributes:
        pack: one of ``starters``.
        language: language of messages and of the first pages.
        title: title of the architecture; one made from the folder's name where empty.
        year: first year of the plan.
    """

    pack: str
    language: str
    title: str
    year: int


def starters() -> list[str]:
    """Names of the packs that come with the toolkit and have a model to begin with."""
    return sorted(path.parent.name for path in builtin_packs().glob("*/starter"))


def init_project(folder: Path, choice: Choice) -> list[str]:
    """Write a new repository; returns the paths written.

    Args:
        folder: a folder that is empty or not there yet.
        choice: what it begins with.

    Raises:
        UsageError: something is in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"{folder} tidak kosong, jadi tidak ada yang ditulis. Sebut folder baru atau folder kosong.",
            f"{folder} is not empty, so nothing was written. Name a new or an empty folder.",
        )
    files = _general(choice.language) | dict(_tree(builtin_packs() / choice.pack / "starter"))
    words = _words(folder, choice)
    for path, text in files.items():
        write_if_changed(folder / path, _filled(text, words))
    # A pack without files for one of them would leave a repository whose first check finds a folder missing.
    (folder / "architecture").mkdir(exist_ok=True)
    (folder / "blueprints").mkdir(exist_ok=True)
    return list(files)


def _general(language: str) -> dict[str, str]:
    """Files that every repository has, whatever its pack."""
    given = resources.files("cetakbiru.scaffold") / "files"
    names = {
        "cetakbiru.yaml": "cetakbiru.yaml",
        ".gitignore": "gitignore",
        "README.md": f"README.{language}.md",
        ".vscode/extensions.json": "extensions.json",
    }
    files = {path: (given / name).read_text(encoding="utf-8") for path, name in names.items()}
    return files | ci_files() | {"mkdocs.yml": mkdocs_file().read_text(encoding="utf-8")}


def _tree(starter: Path) -> Iterator[tuple[str, str]]:
    """The model that a pack begins with."""
    for path in sorted(starter.rglob("*")):
        if path.is_file():
            yield path.relative_to(starter).as_posix(), path.read_text(encoding="utf-8")


def _words(folder: Path, choice: Choice) -> Mapping[str, str]:
    """What stands for the words between ``@`` signs."""
    name = folder.resolve().name
    made = {"id": f"Arsitektur TIK {name}", "en": f"ICT architecture of {name}"}
    title = " ".join((choice.title or made[choice.language]).split())
    return {
        "pack": choice.pack,
        # The folder may have a name without a single letter that an id can have.
        "id": slug(name) or "government",
        # JSON's quotes are YAML's too, so that no sign of a title can break the settings.
        "title": json.dumps(title, ensure_ascii=False),
        "heading": title,
        "language": choice.language,
        "languages": ", ".join(LANGUAGES),
        "first": str(choice.year),
        "second": str(choice.year + 1),
        "last": str(choice.year + _YEARS - 1),
        "requirement": requirement(),
    }


def _filled(text: str, words: Mapping[str, str]) -> str:
    for key, word in words.items():
        text = text.replace(f"@{key}@", word)
    return text
