"""The built site to this machine's browser alone, with news of the next build for the pages that are open."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cetakbiru.render import template_folder
from cetakbiru.site.marks import mark
from cetakbiru.site.record import look_of

HOST = "127.0.0.1"
_NEWS, _SCRIPT = "/~live", "/~live.js"
_PATIENCE = 20  # seconds until a page that waits asks again
# Another site's page may resolve its own name to this machine, and then asks under that name.
_ASKED_AS = ("127.0.0.1", "localhost")
_NAMED = re.compile(r'(?:href|src)="([^"]+\.(?:css|js))"')


@dataclass
class News:
    """What open pages wait for.

    Attributes:
        version: grows with everything that is told.
        told: by language, the head of the box and its lines.
        fresh: pages that are newer than the site, by their address.
        page: address of the page that somebody looks at, or looked at last.
    """

    version: int = 0
    told: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    fresh: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, told: Mapping[str, tuple[str, Sequence[str]]], fresh: Mapping[str, str]) -> None:
        """Tell all pages; each loads itself again where it is not as it was.

        Args:
            told: by language, the head of the box and its lines.
            fresh: pages that are newer than the site.
        """
        with self.changed:
            self.told, self.fresh, self.version = told, fresh, self.version + 1
            self.changed.notify_all()

    def after(self, version: int, language: str) -> dict[str, Any]:
        """The news after a version, as soon as there is any, or what there was after some time."""
        with self.changed:
            self.changed.wait_for(lambda: self.version > version, timeout=_PATIENCE)
            head, lines = self.told.get(language) or next(iter(self.told.values()), ("", ()))
            return {"version": self.version, "head": head, "lines": list(lines)}


def server(site: Path, port: int, news: News) -> ThreadingHTTPServer:
    """A server of a folder, for this machine only.

    Args:
        site: the folder.
        port: 0 for any that is free.
        news: what its pages wait for.

    Raises:
        OSError: the port is taken.
    """
    made = ThreadingHTTPServer((HOST, port), partial(_Handler, site, news))
    # Or pages that wait for news would keep the server from ending.
    made.daemon_threads = True
    return made


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, pages with the script that waits for news."""

    def __init__(self, site: Path, news: News, *rest: Any) -> None:
        self.site, self.news = site.resolve(), news
        super().__init__(*rest, directory=str(site))

    def do_GET(self) -> None:
        """A file, the script, or the news."""
        if self._is_foreign():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif (asked := urlsplit(self.path)).path == _NEWS:
            self._news(parse_qs(asked.query))
        elif asked.path == _SCRIPT:
            self._send((template_folder() / "live" / "live.js").read_bytes(), "text/javascript")
        elif (html := self._page(asked.path)) is not None:
            self._send(_with_script(html, self._mark(asked.path, html)), "text/html")
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """As of a file."""
        if self._is_foreign():
            self.send_error(HTTPStatus.FORBIDDEN)
        else:
            super().do_HEAD()

    def _is_foreign(self) -> bool:
        """Whether it was asked for under another machine's name, or for what lies elsewhere by way of a link."""
        name = self.headers.get("Host", "").partition(":")[0]
        # The base class follows links wherever they lead.
        inside = Path(self.translate_path(self.path)).resolve().is_relative_to(self.site)
        return name not in _ASKED_AS or not inside

    def _page(self, asked: str) -> str | None:
        """A page as it is now, that of the site or a newer one; nothing where there is none."""
        path = Path(self.translate_path(f"{asked}index.html" if asked.endswith("/") else asked)).resolve()
        if path.suffix != ".html" or not path.is_relative_to(self.site):
            return None
        if (newer := self.news.fresh.get(path.relative_to(self.site).as_posix())) is not None:
            return newer
        if not path.is_file():
            time.sleep(0.1)  # the site is being exchanged just now
        try:
            return path.read_text(encoding="utf-8")
        except OSError:
            return None

    def _mark(self, asked: str, html: str) -> str:
        """Mark of a page as it looks: of its bytes, and of the style sheets and scripts that it names."""
        here = Path(self.translate_path(f"{asked.rpartition('/')[0]}/"))
        return mark(html, *(str(look_of(here / name)) for name in _NAMED.findall(html)))

    def _news(self, asked: Mapping[str, list[str]]) -> None:
        """Answer a page that waits, and say which page it would be given now."""
        page = asked.get("page", [""])[0]
        if "seen" in asked:
            path = Path(self.translate_path(f"{page}index.html" if page.endswith("/") else page))
            self.news.page = path.relative_to(self.directory).as_posix()
        try:
            version = int(asked.get("after", ["-1"])[0])
        except ValueError:
            version = -1
        news = self.news.after(version, asked.get("lang", [""])[0])
        html = self._page(page)
        self._send(json.dumps({**news, "mark": self._mark(page, html) if html else ""}).encode(), "application/json")

    def _send(self, raw: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        # Or a browser would go on showing the last build.
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(raw)

    def end_headers(self) -> None:
        """No browser may take another type for it, or keep it."""
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        """No lists of files."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *_: Any) -> None:
        """The terminal is for findings."""


def _with_script(html: str, known: str) -> bytes:
    """A page with the script that waits for news, which is told the mark of the page it stands in."""
    script = f'<script src="{_SCRIPT}" data-mark="{known}"></script>'
    head, body, rest = html.rpartition("</body>")
    return f"{head}{script}{body}{rest}".encode()
