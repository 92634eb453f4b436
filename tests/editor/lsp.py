"""A small client of the Language Server Protocol: just enough to ask an editor's questions over stdio."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

PACKAGE = "yaml-language-server"
VERSION = "1.25.0"
TIMEOUT = 60


def server_command() -> list[str]:
    """Command that starts the server, installed by npm on first use into a cache of its own.

    Raises:
        FileNotFoundError: there is no Node.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise FileNotFoundError("node, npm")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cetakbiru" / f"{PACKAGE}-{VERSION}"
    script = cache / "node_modules" / PACKAGE / "bin" / PACKAGE
    if not script.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(cache), f"{PACKAGE}@{VERSION}"]
        subprocess.run(install, check=True, capture_output=True, timeout=300, cwd=cache)
    return [node, str(script), "--stdio"]


class Editor:
    """One editor session in a project's folder, with the settings of its ``.vscode/settings.json``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
        self.process = subprocess.Popen(server_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.diagnostics: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        self.number, self.turn = 0, threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()
        folder = {"uri": root.as_uri(), "name": root.name}
        self.ask("initialize", {"processId": os.getpid(), "rootUri": root.as_uri(), "workspaceFolders": [folder],
                                "capabilities": _CAPABILITIES})  # fmt: skip
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._section("yaml")}})
        self._wait_for_schemas()

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def open(self, folder: str, text: str) -> str:
        """Open a new, unsaved file in a folder of the project; returns its address."""
        self.number += 1
        uri = (self.root / folder / f"{self.number}.yaml").as_uri()
        self.diagnostics[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def complete(self, folder: str, text: str) -> dict[str, str]:
        """What is proposed at the ``|`` in a text: label to explanation."""
        items = self._at("textDocument/completion", folder, text)
        return {item["label"]: _plain(item.get("documentation")) for item in items["items"]}

    def hover(self, folder: str, text: str) -> str:
        """What is explained at the ``|`` in a text."""
        return _plain((self._at("textDocument/hover", folder, text) or {}).get("contents"))

    def complaints(self, folder: str, text: str) -> list[tuple[str, str]]:
        """Faults shown in a text, as (the words underlined, the message)."""
        found = self.diagnostics[self.open(folder, text)].get(timeout=TIMEOUT)
        lines = text.split("\n")
        return [(_span(lines, item["range"]), item["message"]) for item in found]

    def _wait_for_schemas(self) -> None:
        """Show a fault until the server sees it: it reads the settings in its own time."""
        until = time.monotonic() + TIMEOUT
        while not self.complaints("architecture", "no-such-kind: {}\n"):
            assert time.monotonic() < until, "the server found no schema"

    def _at(self, method: str, folder: str, text: str) -> Any:
        before, _, after = text.partition("|")
        uri = self.open(folder, before + after)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": position})

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        """Send a request and wait for its answer."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": parameters})
        while (answer := self.answers.get(timeout=TIMEOUT)).get("id") != self.number:
            pass
        return answer["result"]

    def tell(self, method: str, parameters: dict[str, Any]) -> None:
        """Send a notification."""
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self.turn:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
            self.process.stdin.flush()

    def _listen(self) -> None:
        while length := self._length():
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._reply(message)})
            elif message.get("method") == "textDocument/publishDiagnostics":
                found = self.diagnostics.setdefault(message["params"]["uri"], queue.Queue())
                found.put(message["params"]["diagnostics"])
            elif "id" in message:
                self.answers.put(message)

    def _length(self) -> int:
        """Length of the next message's body, from its header; 0 where the server has ended."""
        length = 0
        while (line := self.process.stdout.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return length

    def _reply(self, message: dict[str, Any]) -> Any:
        """Answer what the server asks of an editor: only its settings matter."""
        if message["method"] == "workspace/configuration":
            return [self._section(item["section"]) for item in message["params"]["items"]]
        return None

    def _section(self, name: str) -> dict[str, Any]:
        """A section of the settings, its dotted keys as a tree."""
        section: dict[str, Any] = {}
        for key, value in self.settings.items():
            first, _, rest = key.partition(".")
            if first == name:
                inner = section
                *path, last = rest.split(".")
                for part in path:
                    inner = inner.setdefault(part, {})
                inner[last] = value
        return {"validate": True, "completion": True, "hover": True, **section} if name == "yaml" else section


_CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown"]},
    },
}


def _plain(words: Any) -> str:
    return words["value"] if isinstance(words, dict) else words or ""


def _span(lines: list[str], span: dict[str, Any]) -> str:
    line = lines[span["start"]["line"]]
    stop = span["end"]["character"] if span["end"]["line"] == span["start"]["line"] else len(line)
    return line[span["start"]["character"] : stop]
