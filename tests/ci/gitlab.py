"""A small stand-in for GitLab: which jobs a pipeline has, their scripts run, and the notes of a merge request."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.ci.runner import GITLAB, read

_WORDS = {"variables", "stages", "workflow", "default", "include"}


def jobs(variables: Mapping[str, str]) -> set[str]:
    """Names of the jobs that a pipeline with these variables has."""
    config = read(GITLAB)
    if not _allowed(config["workflow"]["rules"], variables):
        return set()
    named = {key: job for key, job in config.items() if key not in _WORDS and not key.startswith(".")}
    return {key for key, job in named.items() if "rules" not in job or _allowed(job["rules"], variables)}


def _allowed(rules: list[Mapping[str, str]], variables: Mapping[str, str]) -> bool:
    """The first rule that holds decides."""
    for rule in rules:
        if all(_holds(part, variables) for part in rule["if"].split(" && ")):
            return rule.get("when") != "never"
    return False


def _holds(condition: str, variables: Mapping[str, str]) -> bool:
    sides = [_value(word, variables) for word in condition.split(" == ")]
    return bool(sides[0]) if len(sides) == 1 else sides[0] == sides[1]


def _value(word: str, variables: Mapping[str, str]) -> str | None:
    if word.startswith("$"):
        return variables.get(word[1:])
    assert re.fullmatch(r'"[^"]*"', word), word
    return word[1:-1]


def run(name: str, work: Path, environment: Mapping[str, str], path: Path = GITLAB) -> tuple[int, str]:
    """Run a job's lines as GitLab does: before_script and script in one shell; returns the exit code and the log."""
    config = read(path)
    job = config[name]
    merged = {**config.get(job.get("extends", ""), {}), **job}
    lines = ["set -eo pipefail", *merged.get("before_script", []), *merged["script"]]
    done = subprocess.run(["bash", "-c", "\n".join(lines)], cwd=work, env=environment, check=False, timeout=300,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    return done.returncode, done.stdout.decode("utf-8")


@dataclass
class Notes:
    """The notes of merge request 7 of project 3, as GitLab's API gives and takes them.

    Attributes:
        rows: the notes there are.
        asked: method and path of each request.
        address: where the API listens.
    """

    rows: list[dict[str, Any]]
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, method: str, path: str, body: str) -> tuple[int, Any, str]:
        """Status, content and the number of the next page."""
        self.asked.append(f"{method} {path}")
        here = "/api/v4/projects/3/merge_requests/7/notes"
        if (method, path) == ("GET", "/api/v4/user"):
            return 200, {"id": 40}, ""
        if method == "GET" and (match := re.fullmatch(rf"{here}\?per_page=100&page=(\d+)", path)):
            page = int(match[1])
            return 200, self.rows[100 * page - 100 : 100 * page], str(page + 1) if len(self.rows) > 100 * page else ""
        if (method, path) == ("POST", here):
            self.rows.append({"id": 1000 + len(self.rows), "author": {"id": 40}, "body": body})
            return 201, self.rows[-1], ""
        if method == "PUT" and (own := [row for row in self.rows if path == f"{here}/{row['id']}"]):
            own[0]["body"] = body
            return 200, own[0], ""
        return 404, {}, ""


@contextmanager
def listening(notes: Notes, token: str) -> Iterator[Notes]:
    """Serve notes on this machine to whoever shows the token."""

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.loads(sent)["body"] if sent else ""
            known = self.headers.get("PRIVATE-TOKEN") == token
            status, content, following = notes.answer(self.command, self.path, body) if known else (401, {}, "")
            self.send_response(status)
            self.send_header("X-Next-Page", following)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        do_GET = do_POST = do_PUT = _reply  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    notes.address = f"http://127.0.0.1:{server.server_port}/api/v4"
    try:
        yield notes
    finally:
        server.shutdown()
        server.server_close()
