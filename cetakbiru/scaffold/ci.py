"""Continuous integration for a new repository: the workflows of the forges, and what they install."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import metadata, resources

from cetakbiru import __version__

# Path in the repository to the file that is written there; the workflows are those of the toolkit's own repository.
FILES: Mapping[str, str] = {
    **{f".github/workflows/{name}.yml": f"github/{name}.yml" for name in ("check", "review", "comment", "pages")},
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".gitattributes": "gitattributes",
    ".ci/requirements.txt": "requirements.txt",
}


def ci_files() -> dict[str, str]:
    """Texts of the files by their path in the repository."""
    given = resources.files("cetakbiru.scaffold") / "files" / "ci"
    return {path: (given / name).read_text(encoding="utf-8") for path, name in FILES.items()}


def requirement() -> str:
    """What pip must be asked for to get this very toolkit: the commit it was installed from, else its version."""
    try:
        # What came from git has a version that no index holds, or holds of another state.
        origin = json.loads(metadata.distribution("cetakbiru").read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        origin = {}
    commit = origin.get("vcs_info", {}).get("commit_id", "")
    # An address of this machine, or one that needs a key, would be of no use to a forge's runner.
    if commit and origin["url"].startswith("https://"):
        return f"cetakbiru @ git+{origin['url']}@{commit}"
    return f"cetakbiru=={__version__}"
