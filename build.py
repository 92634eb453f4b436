# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
"""The front door of a checkout: makes what is missing, then runs the toolkit.

    python3 build.py                 periksa model, bangun situs / check the model, build the site into site/
    python3 build.py COMMAND ...     cetakbiru COMMAND ...
    python3 build.py test            periksa dan uji program / check and test the code; test WORDS: pytest WORDS
    python3 build.py --wheelhouse DIR [COMMAND ...]   pasang tanpa jaringan / install without a network

Only the standard library is used here, and the syntax of Python 3.9, so that an older Python can still be told
what it lacks. The packages live in ``.venv`` beside this file, unless the running Python has them already.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "cetakbiru-stamp.txt"
PINS = HERE / "constraints.txt"
PROJECT = HERE / "pyproject.toml"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
BACKEND = ("hatchling", "editables")
TOOLS = ("chromium", "fonts-liberation", "libatomic1")  # the last one is what Playwright's driver needs
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHECKS = (
    ("bentuk kode", "code format", ["-m", "ruff", "format", "--check", "."]),
    ("gaya kode", "code style", ["-m", "ruff", "check", "."]),
    ("tipe", "types", ["-m", "mypy"]),
    ("arah impor", "imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
)
NO_NETWORK = re.compile(r"Connection\w*Error|ProxyError|SSLError|ConnectTimeout|ReadTimeout|Could not fetch URL")
NOT_FOUND = re.compile(r"(?:No matching distribution found for|The user requested \(constraint\)) (\S+)")


class StopError(Exception):
    """Nothing more can be done; says why, and what helps, in Indonesian and English."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(f"{indonesian}\n\n{english}")


def main(arguments: list[str]) -> int:
    """Make what is missing, run the command, and return its exit code."""
    try:
        return _main(arguments)
    except StopError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nDihentikan. / Stopped.", file=sys.stderr)
        return 130


def _main(arguments: list[str]) -> int:
    _require_python()
    arguments = _take_wheelhouse(arguments)
    extra = "test" if arguments[:1] == ["test"] else ""
    if not _ready(extra):
        if not _stamped(extra):
            _install(extra)
        if not _inside():
            return _again(arguments)
    return _test(arguments[1:]) if extra else _run(arguments)


def _require_python() -> None:
    if sys.version_info < OLDEST:
        found, least = sys.version.split()[0], ".".join(map(str, OLDEST))
        raise StopError(
            f"Python {found} terlalu lama; cetakbiru memerlukan Python {least} atau lebih baru.\n"
            f"Pasang Python yang lebih baru, lalu jalankan misalnya: python3.12 build.py",
            f"Python {found} is too old; cetakbiru needs Python {least} or newer.\n"
            f"Install a newer Python and run, for example: python3.12 build.py",
        )


def _take_wheelhouse(arguments: list[str]) -> list[str]:
    """Obey ``--wheelhouse DIR`` by pip's own variables; the words after it are returned."""
    if arguments[:1] != ["--wheelhouse"]:
        return arguments
    folder = Path(arguments[1]).resolve() if len(arguments) > 1 else None
    if folder is None or not folder.is_dir():
        raise StopError("--wheelhouse FOLDER: folder itu tidak ada.", "--wheelhouse DIR: there is no such folder.")
    os.environ.update(PIP_NO_INDEX="1", PIP_FIND_LINKS=folder.as_uri())
    return arguments[2:]


def _inside() -> bool:
    """Whether this Python is the one of our own ``.venv``."""
    return VENV.is_dir() and Path(sys.prefix).resolve() == VENV.resolve()


def _ready(extra: str) -> bool:
    """Whether this Python can do the work; a ``.venv`` that we made must be current as well."""
    if _inside() and STAMP.is_file():
        return _stamped(extra)
    return all(_installed(item) for item in _requirements(extra))


def _requirements(extra: str) -> list[str]:
    import tomllib

    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else ())]


def _installed(requirement: str) -> bool:
    """Whether a package is there, at least as new as its lower bound asks."""
    from importlib.metadata import PackageNotFoundError, version

    name, *least = requirement.split(",", maxsplit=1)[0].split(">=")
    try:
        found, asked = (re.findall(r"\d+", text)[:3] for text in (version(name), *(least or ["0"])))
    except PackageNotFoundError:
        return False
    return [int(part) for part in found] >= [int(part) for part in asked]


def _stamp(extra: str) -> str:
    """What an installation depends on: the pins, this folder's place, the Python behind ``.venv``."""
    digest = hashlib.sha256(PROJECT.read_bytes() + PINS.read_bytes()).hexdigest()
    return "\n".join([digest, str(HERE), os.path.realpath(PYTHON), extra]) + "\n"


def _stamped(extra: str) -> bool:
    """Whether ``.venv`` holds what is asked; one made for tests can run the toolkit too."""
    if not (STAMP.is_file() and PYTHON.exists()):
        return False
    return STAMP.read_text(encoding="utf-8") in {_stamp(extra), _stamp("test")}


def _install(extra: str) -> None:
    """Install the project, editable and pinned, into ``.venv``."""
    began = time.monotonic()
    say("Menyiapkan paket Python di .venv (hanya saat pertama atau bila berubah; satu atau dua menit).",
        "Preparing the Python packages in .venv (the first time or after a change; a minute or two).")  # fmt: skip
    _make_venv()
    # The build backend comes first so that pip does not fetch one of its own, unpinned.
    _pip([*BACKEND])
    _pip(["--no-build-isolation", "-e", f".[{extra}]" if extra else "."])
    STAMP.write_text(_stamp(extra), encoding="utf-8")
    say(f"Siap dalam {time.monotonic() - began:.0f} detik.", f"Ready in {time.monotonic() - began:.0f} seconds.")


def _make_venv() -> None:
    """A virtual environment with pip; one that has none, or whose Python is another by now, is made anew."""
    stale = STAMP.is_file() and os.path.realpath(PYTHON) not in STAMP.read_text(encoding="utf-8").split("\n")
    if PYTHON.exists() and not stale and _quiet([str(PYTHON), "-m", "pip", "--version"]) is None:
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise StopError(
            "Python ini tidak dapat membuat lingkungan virtual: modul venv belum terpasang.\n"
            "Di Debian atau Ubuntu, pasang dengan: apt install python3-venv",
            "This Python cannot make a virtual environment: its venv module is not installed.\n"
            "On Debian or Ubuntu, install it with: apt install python3-venv",
        )
    problem = _quiet([getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", str(VENV)])
    if problem is not None:
        raise StopError(
            f"{problem}\n\nFolder .venv tidak dapat dibuat di {HERE}; sebabnya di atas.\n"
            "Bila folder itu tidak boleh ditulisi, salin proyek ke folder milik Anda dan jalankan lagi di sana.",
            f"The folder .venv could not be made in {HERE}; see above.\n"
            "If that folder may not be written to, copy the project to one of your own and run it there.",
        )


def _quiet(command: list[str]) -> str | None:
    """Run without output; None where it went well, else what it said."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=HERE, check=False)
    return done.stdout.decode("utf-8", "replace").strip()[-1500:] if done.returncode else None


def _pip(words: list[str]) -> None:
    """Run ``pip install`` with the pins and show its progress."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "-c", PINS.name]
    heard: list[str] = []
    with subprocess.Popen(command + words, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        for raw in pip.stdout or ():
            heard.append(raw.decode("utf-8", "replace").rstrip())
            _progress(heard[-1])
    if pip.returncode:
        raise _explained("\n".join(heard))


def _progress(line: str) -> None:
    """One short line for each package that pip takes up."""
    if taken := re.match(r"(?:Collecting |Processing .*[/\\])([\w.]+(?:-[A-Za-z]\w*)*)", line):
        print(f"    {taken[1]}", flush=True)
    elif line.startswith("Installing collected packages"):
        print("    memasang semuanya / installing them ...", flush=True)
    elif "Retrying (" in line:
        print("    jaringan belum menjawab, mencoba lagi / no answer yet, trying again", flush=True)


def _explained(log: str) -> StopError:
    """Why pip failed, and both ways out: the network, or a folder of wheels."""
    missing = NOT_FOUND.search(log)
    if os.environ.get("PIP_NO_INDEX") and missing:
        name = missing[1]
        return StopError(f"Folder wheel tidak memuat {name}.", f"The folder of wheels does not hold {name}.")
    if NO_NETWORK.search(log):
        return StopError(
            "Paket Python tidak dapat diunduh: jaringan atau indeks paket tidak terjangkau.\n"
            "Periksa jaringan (atau proksi: HTTPS_PROXY), atau pasang tanpa jaringan dari folder wheel:\n"
            "  python3 build.py --wheelhouse FOLDER (lihat docs/mulai.md)",
            "The Python packages could not be downloaded: no network, or the package index cannot be reached.\n"
            "Check the network (or proxy: HTTPS_PROXY), or install from a folder of wheels without a network:\n"
            "  python3 build.py --wheelhouse DIR (see docs/mulai.md)",
        )
    last = "\n".join(log.split("\n")[-8:])
    return StopError(f"{last}\n\nPemasangan paket gagal; sebabnya di atas.", "The installation failed; see above.")


def _again(arguments: list[str]) -> int:
    """Run this file anew with the Python of ``.venv``."""
    command = [str(PYTHON), str(HERE / "build.py"), *arguments]
    sys.stdout.flush()
    if not WINDOWS:  # os.exec there returns to the prompt before the command has ended
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def _run(arguments: list[str]) -> int:
    """Hand over to the toolkit; from another folder, this one is the project unless one is named."""
    from cetakbiru.cli.main import main as run

    words = arguments or ["build"]
    named = any(word.split("=")[0] == "--project" for word in words)
    if not named and not words[0].startswith("-") and not Path("cetakbiru.yaml").exists():
        words = [words[0], "--project", str(HERE), *words[1:]]
    if words[0] in ("-h", "--help"):
        print(__doc__)
    return run(words)


def _test(arguments: list[str]) -> int:
    """Every check of the code, then every test; with words of its own, pytest only."""
    pytest = [sys.executable, "-m", "pytest"]
    if arguments:
        return subprocess.run([*pytest, *arguments], cwd=HERE, check=False).returncode
    failed = [english for number, (indonesian, english, words) in enumerate(CHECKS, 1)
              if not _checked(f"[{number}/{len(CHECKS) + 1}] {indonesian} / {english}", words)]  # fmt: skip
    _fetch_browser()
    print(f"[{len(CHECKS) + 1}/{len(CHECKS) + 1}] uji / tests", flush=True)
    code = subprocess.run([*pytest, "-v", "-rfEs"], cwd=HERE, check=False).returncode
    if failed:
        print(f"Gagal / failed: {', '.join(failed)}", file=sys.stderr)
    return code or int(bool(failed))


def _checked(title: str, words: list[str]) -> bool:
    """Run one check of the code; its output is shown only where it fails."""
    print(f"{title} ... ", end="", flush=True)
    began = time.monotonic()
    problem = _quiet([sys.executable, *words])
    print(f"{'baik / fine' if problem is None else 'gagal / failed'} ({time.monotonic() - began:.1f} s)", flush=True)
    if problem is not None:
        print(problem, flush=True)
    return problem is None


def _fetch_browser() -> None:
    """Debian's Chromium and Node for the tests, where one is missing and may be installed."""
    node = [] if shutil.which("node") else ["nodejs", "npm"]
    if any(shutil.which(name) for name in BROWSERS) and not node:
        return
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        say("Chromium tidak ditemukan; uji dalam peramban tidak dapat dijalankan.",
            "No Chromium was found; the tests in a browser cannot run.")  # fmt: skip
        return
    say("Memasang chromium dan fonts-liberation dengan apt-get untuk uji dalam peramban (beberapa menit).",
        "Installing chromium and fonts-liberation with apt-get for the tests in a browser (some minutes).")  # fmt: skip
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    install = ["apt-get", "install", "-y", "--no-install-recommends", *TOOLS, *node]
    problem = _quiet(["apt-get", "update"]) or _quiet(install)
    if problem:
        say(f"apt-get gagal:\n{problem}", "apt-get failed (above); tests in a browser cannot run.")


def say(indonesian: str, english: str) -> None:
    """One message in both languages."""
    print(f"* {indonesian}\n  {english}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
