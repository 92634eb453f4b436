"""The shipped model's site in a real browser, read from files or from a server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

Visit = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not write of every request."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def served(lampung: Path) -> Iterator[str]:
    """The site's address on a server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(lampung)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser: Browser, lampung: Path) -> Iterator[Visit]:
    """Open a page of the site, from its files unless a ``base`` is given; no script on it may fail."""
    faults: list[str] = []
    contexts = []

    def opened(address: str, base: str = "", width: int = 1440, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", accept_downloads=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{base or lampung.as_uri()}/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
