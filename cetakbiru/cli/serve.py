"""``serve``: show the site while it is being written, anew after every save."""

from __future__ import annotations

import argparse
import gc
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from cetakbiru.metamodel import LANGUAGES, SEVERITIES, PackError, say
from cetakbiru.pipeline import Project, SettingsError, load_settings, open_project
from cetakbiru.pipeline.publish import site_input
from cetakbiru.report import Told, printable
from cetakbiru.site import FAILURES
from cetakbiru.site.background import Background
from cetakbiru.site.built import WORK, restore
from cetakbiru.site.live import HOST, News, server
from cetakbiru.site.look import Look
from cetakbiru.source import FOLDERS, SETTINGS, UsageError

HELP = "tampilkan situs, baru lagi tiap kali berkas disimpan / show the site, anew after every save"
_PAUSE = 0.1
_MOST = 50
_WATCHED = (*FOLDERS, "members", "templates", SETTINGS, "mkdocs.yml")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--port", type=int, default=8000, help="0: porta mana pun yang bebas / any free port")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="hanya bahasa ini / only this language")


def run(options: argparse.Namespace) -> int:
    """Build, serve, and build again after every save, until one interrupts."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    settings = load_settings(options.project)
    live = _Live(options.project, options.lang, cached=not options.no_cache)
    try:
        with server(options.project / "site", options.port, live.news) as serving:
            print(f"http://{HOST}:{serving.server_address[1]}/", flush=True)
            moments = _moments(options.project, settings.pack, _looks(options.project, settings.pack))
            live.begin()
            threading.Thread(target=serving.serve_forever, daemon=True).start()
            for saved in moments:
                live.save() if saved else live.go_on(0)
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        raise UsageError(f"--port {options.port}: {error.strerror}") from None
    finally:
        live.close()
    return 0


class _Live:
    """A site that follows its project: first the page that is looked at, then the whole.

    Attributes:
        news: what the pages in the browser are told.
    """

    def __init__(self, root: Path, language: str, *, cached: bool) -> None:
        self.root, self.language = root, language
        more = [*(["--lang", language] if language else []), *([] if cached else ["--no-cache"])]
        command = [sys.executable, "-m", "cetakbiru", "build", "--project", str(root), *more]
        self.building, self.look, self.news = Background(command), Look(root, root / WORK), News()
        self.lines: dict[str, str] | None = None
        self.thinking: Iterator[None] = iter(())
        self.ready = ""

    def begin(self) -> None:
        """Build the first site, and use the time to get ready for saves."""
        self.save()
        self._think(math.inf)
        self.go_on(None)

    def save(self) -> None:
        """Check what was saved and show it on the page that is looked at; begin to build the site anew."""
        self.started = time.monotonic()
        self.building.stop()
        restore(self.root / WORK, self.root / "site")
        try:
            self.project = open_project(self.root)
            self.given = site_input(self.project, None, self.language)
        except (*FAILURES, SettingsError, PackError) as error:
            self._fail(str(error))
            return
        self.words = {key: _box(self.project, self.given.told[key], key) for key in self.given.languages}
        # A file that cannot be read would take its elements from the site: the last site shows them still.
        kept = self.project.model.sources.broken and (self.root / "site").is_dir()
        self.news.tell(self.words, self.news.fresh if kept else self._fresh())
        self._print_changes()
        self.thinking = self.look.think(self.given)
        if kept:
            self._close("live-kept")
        else:
            self.building.start()
        _tidy()

    def go_on(self, seconds: float | None) -> None:
        """Look after the build; where there is none, get ready for the next save."""
        if self.building.at_work:
            said = self.building.wait(seconds)
            if said:
                self._fail(said)
            elif said is not None:
                self.news.tell(self.words, {})
                self._close("live-built")
        elif not self._think(time.monotonic() + _PAUSE) and self.news.page != self.ready:
            self.ready = self.news.page
            self._fresh()

    def close(self) -> None:
        """Leave no process behind."""
        self.building.stop()
        self.look.engine.close()

    def _think(self, until: float) -> bool:
        """Think about the model up to a moment; whether there is more to think about."""
        try:
            while time.monotonic() < until:
                if next(self.thinking, self) is self:
                    return False
        except FAILURES:  # the whole build will say why
            return False
        return True

    def _fresh(self) -> Mapping[str, str]:
        """Pages that are newer than the site, the one that is looked at among them if it can be made alone."""
        page = self.news.page
        read = self.lines is not None  # else the project could not be read yet
        try:
            html = self.look.page(self.given, page) if page and read else None
        except FAILURES:  # the whole build will say why
            html = None
        return self.news.fresh if html is None else {**self.news.fresh, page: html}

    def _fail(self, said: str) -> None:
        line = printable(said.replace("\n", " · "))
        print(line, flush=True)
        self.news.tell({"": ("cetakbiru", [line])}, self.news.fresh)

    def _print_changes(self) -> None:
        """What was found, the first time; then what is new and what is resolved."""
        now = {item.fingerprint: _line(item) for item in _worst(self.given.told[self.given.languages[0]])}
        before = now if self.lines is None else self.lines
        told = list(now.values()) if self.lines is None else []
        for key, ours, theirs in (("live-new", now, before), ("live-resolved", before, now)):
            told += [self._say(key).format(line=line) for mark, line in ours.items() if mark not in theirs]
        print("\n".join(told[:_MOST]), end="\n" if told else "", flush=True)
        self.lines = now

    def _close(self, key: str) -> None:
        seconds = f"{time.monotonic() - self.started:.1f}"
        found = len(self.given.told[self.given.languages[0]])
        print(self._say(key).format(seconds=seconds, findings=found), flush=True)

    def _say(self, key: str) -> str:
        return say(self.project.metamodel.label(key), self.given.languages[0])


def _tidy() -> None:
    """Let nothing that one save leaves behind stay until the next: loading puts it out of the collector's sight."""
    gc.unfreeze()
    gc.collect()


def _box(project: Project, told: tuple[Told, ...], language: str) -> tuple[str, list[str]]:
    """Findings as the head and the lines of the box in the page, the first of them where there are many."""
    head = say(project.metamodel.label("live-findings"), language).format(count=len(told))
    return head, [_line(item) for item in _worst(told)[:_MOST]]


def _worst(told: tuple[Told, ...]) -> list[Told]:
    """Findings, the most severe first."""
    return sorted(told, key=lambda item: -SEVERITIES.index(item.severity))


def _line(item: Told) -> str:
    return printable(f"{item.at.path}:{item.at.line}: {item.message}")


def _moments(root: Path, pack: str, before: Mapping[str, tuple[int, int]]) -> Iterator[bool]:
    """One moment after the other, and whether something in the project was saved since the last one."""
    while True:
        time.sleep(_PAUSE)
        now = _looks(root, pack)
        yield now != before
        before = now


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
