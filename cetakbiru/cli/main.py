"""The command line: which command, with what arguments, and how it ends."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from cetakbiru import __version__
from cetakbiru.source import UnusableError

COMMANDS = (
    "check",
    "build",
    "serve",
    "review",
    "approve",
    "flat",
    "assess",
    "rules",
    "explain",
    "query",
    "schema",
    "new",
    "init",
    "export",
)
CLEAN, FOUND, UNUSABLE, BUG = 0, 1, 2, 3


def entry() -> int:
    """Run the command of the process, which may end the process."""
    return main(end=_leave)


def main(arguments: Sequence[str] | None = None, end: Callable[[int], int] = int) -> int:
    """Run one command.

    Args:
        arguments: words after the program's name; those of the process where None.
        end: what a command that holds much calls last, with its exit code.

    Returns:
        0 clean, 1 findings at or above the threshold, 2 usage or unreadable input, 3 our bug.
    """
    _utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] not in COMMANDS and not words[0].startswith("-"):
        print(_no_command(words[0]), file=sys.stderr)
        return UNUSABLE
    parsed = _parser(words[0] if words else "").parse_args(words)
    parsed.end = end
    if parsed.no_cache:
        os.environ["CETAKBIRU_CACHE"] = "off"
    try:
        code = int(parsed.run(parsed))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the output has read enough (`| head`); nothing may be flushed there any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except UnusableError as error:
        print(f"cetakbiru: {error}", file=sys.stderr)
        return UNUSABLE
    except Exception as error:
        return _bug(error)


def _leave(code: int) -> NoReturn:
    """End the process here and now: the system takes memory back in no time, Python takes it apart piece by piece."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _parser(chosen: str) -> argparse.ArgumentParser:
    """The parser; only the chosen command is imported, so that ``check`` does not wait for the site's code."""
    parser = argparse.ArgumentParser(
        prog="cetakbiru", description="Arsitektur TIK pemerintah sebagai teks / a government's ICT architecture as text"
    )
    parser.add_argument("--version", action="version", version=f"cetakbiru {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in (chosen,) if chosen in COMMANDS else COMMANDS:
        module = importlib.import_module(f"cetakbiru.cli.{name}")
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        command.add_argument(
            "--project", type=Path, default=Path(), metavar="DIR", help="folder proyek / project folder"
        )
        command.add_argument("--no-cache", action="store_true", help="hitung semuanya lagi / work everything out again")
        module.arguments(command)
        command.set_defaults(run=module.run)
    return parser


def _no_command(word: str) -> str:
    """What is said of a word that is no command, with the one that may have been meant."""
    meant = next(iter(get_close_matches(word, COMMANDS, 1)), "")
    known = ", ".join(COMMANDS)
    return "\n".join((
        f"Tidak ada perintah '{word}'." + (f" Mungkin maksud Anda: {meant}." if meant else f" Yang ada: {known}."),
        f"There is no command '{word}'." + (f" Did you mean: {meant}?" if meant else f" There are: {known}."),
    ))  # fmt: skip


def _utf8() -> None:
    """Write UTF-8 whatever the console's code page is (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _bug(error: Exception) -> int:
    """Our own bug: say so, with what helps to find it."""
    import traceback

    traceback.print_exception(error)
    print(
        "\nIni kesalahan cetakbiru, bukan kesalahan Anda. Mohon laporkan baris-baris di atas."
        "\nThis is a bug in cetakbiru, not your mistake. Please report the lines above.",
        file=sys.stderr,
    )
    return BUG
