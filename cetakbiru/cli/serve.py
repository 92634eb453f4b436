"""``serve``: show the site while it is being written, anew after every save."""

from __future__ import annotations

import argparse
import gc
import os
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from cetakbiru.cli.usage import UsageError
from cetakbiru.metamodel import LANGUAGES, PackError, say
from cetakbiru.pipeline import Project, SettingsError, load_settings, open_project
from cetakbiru.pipeline.publish import site_input
from cetakbiru.report import Told, printable
from cetakbiru.site import FAILURES, Builder, SiteInput
from cetakbiru.site.live import HOST, News, server
from cetakbiru.source import FOLDERS, SETTINGS

HELP = "tampilkan situs, baru lagi tiap kali berkas disimpan / show the site, anew after every save"
_PAUSE = 0.2
_MOST = 50
_WATCHED = (*FOLDERS, "members", "templates", SETTINGS, "mkdocs.yml")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--port", type=int, default=8000, help="0: porta mana pun yang bebas / any free port")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="hanya bahasa ini / only this language")


def run(options: argparse.Namespace) -> int:
    """Build, serve, and build again after every save, until one interrupts."""
    settings = load_settings(options.project)
    live = _Live(options.project, options.lang, Builder(options.project, "mkdocs", warm=not options.no_cache))
    try:
        with server(options.project / "site", options.port, live.news) as serving:
            print(f"http://{HOST}:{serving.server_address[1]}/", flush=True)
            live.build()
            threading.Thread(target=serving.serve_forever, daemon=True).start()
            for _ in _saves(options.project, settings.pack):
                live.build()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        raise UsageError(f"--port {options.port}: {error.strerror}") from None
    finally:
        live.builder.close()
    return 0


class _Live:
    """A site that follows its project.

    Attributes:
        news: what the pages in the browser are told.
    """

    def __init__(self, root: Path, language: str, builder: Builder) -> None:
        self.root, self.language, self.builder = root, language, builder
        self.news = News()
        self.project: Project | None = None
        self.seen: frozenset[str] = frozenset()

    def build(self) -> None:
        """Build what was saved; where that cannot be, the last site stays and pages say why."""
        started = time.monotonic()
        try:
            self.project = open_project(self.root)
            given = site_input(self.project, None, self.language)
            # A file that cannot be read would take its elements from the site: the last site shows them still.
            whole = not self.project.model.sources.broken or not (self.root / "site").is_dir()
            if whole:
                self.builder.build(given, _quietly)
            self._tell(given, time.monotonic() - started, built=whole)
        except (*FAILURES, SettingsError, PackError) as error:
            lines = printable(str(error).replace("\n", " · "))
            print(lines, flush=True)
            self.news.tell({"": ("cetakbiru", [lines])}, built=False)
        # What one build leaves behind must not stay until the next: loading puts it out of the collector's sight.
        gc.unfreeze()
        gc.collect()

    def _tell(self, given: SiteInput, seconds: float, *, built: bool) -> None:
        assert self.project is not None
        words = {key: _box(self.project, given.told[key], key) for key in given.languages}
        self.news.tell(words, built=built)
        lines = words[given.languages[0]][1]
        key = "live-built" if built else "live-kept"
        head = say(self.project.metamodel.label(key), given.languages[0])
        new = [line for line in lines if line not in self.seen]
        print("\n".join([*new, head.format(seconds=f"{seconds:.1f}", findings=len(lines))]), flush=True)
        self.seen = frozenset(lines)


def _box(project: Project, told: tuple[Told, ...], language: str) -> tuple[str, list[str]]:
    """Findings as the head and the lines of the box in the page, the first of them where there are many."""
    head = say(project.metamodel.label("live-findings"), language).format(count=len(told))
    order = {"error": 0, "warning": 1}
    first = sorted(told, key=lambda item: order.get(item.severity, 2))[:_MOST]
    return head, [printable(f"{item.at.path}:{item.at.line}: {item.message}") for item in first]


def _quietly(_: str) -> None:
    """Steps are not told: a build after a save is short."""


def _saves(root: Path, pack: str) -> Iterator[None]:
    """Once after every moment at which something in the project was saved."""
    before = _looks(root, pack)
    while True:
        time.sleep(_PAUSE)
        now = _looks(root, pack)
        if now != before:
            before = now
            yield


def _looks(root: Path, pack: str) -> Mapping[str, tuple[int, int]]:
    """Size and time of every file that the site is made from."""
    found = {}
    for place in (*_WATCHED, pack):
        for path in _files(root / place):
            try:
                look = os.stat(path)  # noqa: PTH116 - thousands of files, five times a second
            except OSError:
                continue
            found[path] = (look.st_size, look.st_mtime_ns)
    return found


def _files(place: Path) -> Iterator[str]:
    if place.is_file():
        yield str(place)
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(folder, name) for name in names if not name.startswith("."))  # noqa: PTH118
