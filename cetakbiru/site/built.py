"""A finished site, exchanged in one step."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

WORK = ".cetakbiru"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: pages and diagrams there are, and files of the site that are not as they were."""

    site: Path
    pages: int
    diagrams: int
    written: tuple[str, ...]


def exchange(built: Path, site: Path) -> None:
    """Put a finished site in the place of the last one; the last one stays whole until then.

    Args:
        built: the new site.
        site: where readers find it.

    Raises:
        OSError: it cannot be put there; the last one is back in its place.
    """
    restore(built.parent, site)
    old = built.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    # Moved aside and not removed first: removing takes a while, in which there would be no site at all.
    if site.exists():
        site.replace(old)
    try:
        built.replace(site)
    except OSError:
        if old.exists():
            old.replace(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def restore(work: Path, site: Path) -> None:
    """Put the last site back where an exchange was cut short between its two steps."""
    old = work / "old"
    if old.is_dir() and not site.exists():
        old.replace(site)
