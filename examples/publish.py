"""Publishes every example into ``members/`` of the province, and pins it in the province's settings.

Run it after an example has changed: ``python3 examples/publish.py``. It calls the same command that a government runs
in its own repository, ``cetakbiru export json``; a reviewer sees in the pull request which members changed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def publish(project: Path) -> str:
    """Export one example; returns the hash of its content."""
    target = ROOT / "members" / f"{project.name}.json"
    command = [sys.executable, "-m", "cetakbiru", "export", "json", "--project", str(project), "--out", str(target)]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own program
    return str(json.loads(target.read_text(encoding="utf-8"))["hash"])


def pin(settings: str, member: str, content: str) -> str:
    """The settings with another hash for a member."""
    return re.sub(rf"(- id: {member}\n(?:    .*\n)*?    hash: )\S+", rf"\g<1>{content}", settings)


def main() -> None:
    """Publish and pin all examples."""
    path = ROOT / "cetakbiru.yaml"
    settings = path.read_text(encoding="utf-8")
    for project in sorted(item.parent for item in HERE.glob("*/cetakbiru.yaml")):
        settings = pin(settings, project.name, publish(project))
    path.write_text(settings, encoding="utf-8")


if __name__ == "__main__":
    main()
