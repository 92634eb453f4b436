"""MkDocs in a process of its own, which waits for work: a line of JSON in, a line of JSON out.

It is started as a script, so that it imports MkDocs and nothing else, once for any number of builds.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import Any, TextIO

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main() -> None:
    """Do what each line of the input asks for, until there is no more."""
    # Whatever prints, prints to the errors; answers alone go where the asker reads.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        _answer(answers, _build(json.loads(line)))


def _answer(answers: TextIO, said: list[str]) -> None:
    answers.write(json.dumps(said) + "\n")
    answers.flush()


def _build(task: dict[str, Any]) -> list[str]:
    """One build; what was said where it failed, else nothing."""
    said = _Listener()
    logging.getLogger("mkdocs").addHandler(said)
    os.environ["SOURCE_DATE_EPOCH"] = task["epoch"]
    os.chdir(os.path.dirname(task["config"]))  # noqa: PTH120 - nothing more is imported than must be
    try:
        config = load_config(config_file=task["config"])
        config.plugins.on_startup(command="build", dirty=task["dirty"])
        try:
            build(config, dirty=task["dirty"])
        finally:
            config.plugins.on_shutdown()
    except (Exception, SystemExit) as error:
        return [*said.lines, f"{type(error).__name__}: {error}"]
    finally:
        logging.getLogger("mkdocs").removeHandler(said)
    return []


class _Listener(logging.Handler):
    """Errors that are logged on the way."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(record.getMessage())


if __name__ == "__main__":
    main()
