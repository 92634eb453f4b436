"""A project's settings: ``cetakbiru.yaml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cetakbiru.checks import Policy
from cetakbiru.metamodel import (
    LANGUAGES,
    SEVERITIES,
    Metamodel,
    PackError,
    Text,
    builtin_packs,
    load_pack,
    read_yaml,
    text,
)
from cetakbiru.model import nearest
from cetakbiru.report import tell
from cetakbiru.source import SETTINGS, UnusableError, member_paths

FILE = SETTINGS
_WORDS = {
    "pack", "id", "title", "summary", "language", "languages", "profile", "horizon", "fail_on", "rules", "forge",
    "year", "site", "revision", "members",
}  # fmt: skip


class SettingsError(UnusableError):
    """Settings that cannot be used; the message says what is wrong, in Indonesian and English."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says of itself.

    Attributes:
        pack: name of a pack that comes with the toolkit, or a folder of the project.
        id: short name of the government, its namespace among others.
        horizon: first and last year of the plan.
        fail_on: least severity that makes ``check`` fail.
        rules: rule id to severity or ``off``.
        forge: address of a file's edit page, with ``{path}`` and ``{line}``.
        site: address at which the site is published; ``revision`` the version that the architecture gives itself.
        members: where the manifests of other governments lie; the model reads the rest of what is said of them.
    """

    pack: str = ""
    id: str = ""
    title: Text = field(default_factory=dict)
    summary: Text = field(default_factory=dict)
    language: str = "id"
    languages: tuple[str, ...] = LANGUAGES
    profile: str = "standar"
    horizon: tuple[int, int] = (2025, 2029)
    fail_on: str = "error"
    rules: Mapping[str, str] = field(default_factory=dict)
    forge: str = ""
    site: str = ""
    revision: str = ""
    members: tuple[str, ...] = ()

    def policy(self, profile: str = "") -> Policy:
        """The policy of the checks."""
        return Policy(profile or self.profile, self.rules, today())


def today() -> date:
    """Today, or the day of ``SOURCE_DATE_EPOCH`` where a build must be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now().date()


def load_settings(root: Path) -> Settings:
    """Read a project's settings.

    Args:
        root: the project's folder.

    Raises:
        SettingsError: there are none, or a word or value in them is not known.
    """
    path = root / FILE
    if not path.is_file():
        raise SettingsError(
            f"Tidak ada {FILE} di {root}. Jalankan perintah ini di folder proyek, pakai --project FOLDER, "
            f"atau buat proyek baru: init FOLDER.\n"
            f"There is no {FILE} in {root}. Run this in a project's folder, use --project DIR, or begin with: init DIR."
        )
    try:
        raw = read_yaml(path)
    except PackError as error:
        raise SettingsError(_in_words(error)) from None
    unknown = sorted(set(raw) - _WORDS)
    if unknown:
        raise SettingsError(
            f"{FILE}: kata tak dikenal / unknown word: {', '.join(unknown)} ({', '.join(sorted(_WORDS))})"
        )
    return _settings(raw, root)


def _in_words(error: PackError) -> str:
    """What is wrong with the form of the settings, by the rules of form that every pack has."""
    base = load_pack(builtin_packs() / "base")
    told = [tell(item, base, {}, language) for item in error.findings for language in LANGUAGES]
    return "\n".join(f"{item.at.path}:{item.at.line}:{item.at.column}: {item.message}" for item in told) or str(error)


def verify(settings: Settings, metamodel: Metamodel) -> None:
    """See that the languages, the profile and the rules that a project's settings name are there.

    Raises:
        SettingsError: one is not.
    """
    foreign = [key for key in (settings.language, *settings.languages) if key not in metamodel.languages]
    if foreign:
        raise SettingsError(f"{FILE}: language(s): {foreign[0]} ({', '.join(metamodel.languages)})")
    if settings.profile not in metamodel.profiles:
        raise SettingsError(f"{FILE}: profile: {settings.profile} ({', '.join(metamodel.profiles)})")
    unknown = next((name for name in settings.rules if name not in metamodel.rules), "")
    if unknown:
        meant = nearest(unknown, metamodel.rules) or "-"
        raise SettingsError(f"{FILE}: rules: {unknown}: tidak ada aturan itu / no such rule. ({meant})")


def _settings(raw: Mapping[str, Any], root: Path) -> Settings:
    try:
        first, last = (int(year) for year in raw.get("horizon") or (2025, 2029))
        languages = tuple(str(item) for item in raw.get("languages") or LANGUAGES)
        settings = Settings(
            pack=str(raw.get("pack") or ""),
            id=str(raw.get("id") or root.resolve().name),
            title=text(raw.get("title"), root.resolve().name),
            summary=text(raw.get("summary")),
            language=str(raw.get("language") or "id"),
            languages=languages,
            profile=str(raw.get("profile") or "standar"),
            horizon=(first, last),
            fail_on=str(raw.get("fail_on") or "error"),
            rules={key: str(value) for key, value in (raw.get("rules") or {}).items()},
            forge=str(raw.get("forge") or ""),
            site=str(raw.get("site") or ""),
            revision=str(raw.get("revision") or ""),
            members=tuple(member_paths(raw)),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise SettingsError(f"{FILE}: {error}") from None
    if not isinstance(raw.get("members") or [], list):
        raise SettingsError(f"{FILE}: members: [{{id, source, version, hash}}]")
    wrong = [value for value in settings.rules.values() if value not in (*SEVERITIES, "off")]
    if settings.fail_on not in SEVERITIES or wrong:
        raise SettingsError(f"{FILE}: fail_on/rules: {', '.join([*SEVERITIES, 'off'])}")
    return settings
