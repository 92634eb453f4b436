"""A real git repository of the shipped model, and a branch in it with planted changes of every kind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORGE = "https://forge.example/lampung/arsitektur/blob/{commit}/{path}#L{line}"
APPLICATIONS = "blueprints/dinkes/aplikasi.yaml"
HOSTILE = """</title><script>alert(1)</script>"'`x`[y](https://evil.example) ::error::\u202e@all #1 | {{ 7*7 }}"""

# Of each: path, what stands there, what takes its place. An empty text before means that the file is new.
CHANGES = (
    # An attribute, and the name that pictures show.
    (APPLICATIONS, "nama: {id: SIMRS Terpadu, en: Integrated", "nama: {id: SIMRS Terpadu Provinsi, en: Integrated"),
    # A relation that carries another value.
    (APPLICATIONS, "{ke: siak, arah: Menerima, data: [data-kependudukan], frekuensi: Realtime,",
     "{ke: siak, arah: Menerima, data: [data-kependudukan], frekuensi: Harian,"),
    # A relation removed, so that the element can go.
    (APPLICATIONS,
     "      - {ke: satusehat, arah: Dua arah, data: [data-rujukan], frekuensi: Harian, melalui: splp-lampung}\n", ""),
    # A relation added, to an application of another unit.
    (APPLICATIONS, "      - {ke: lampung-in, arah: Mengirim, data: [fasilitas-kesehatan],",
     "      - {ke: rsudam/rme-rsudam, arah: Mengirim, data: [fasilitas-kesehatan], frekuensi: Harian}\n"
     "      - {ke: lampung-in, arah: Mengirim, data: [fasilitas-kesehatan],"),
    # A waiver, a narrative, a setting, a viewpoint.
    ("architecture/waivers.yaml", "until: 2027-12-31", "until: 2028-06-30"),
    ("blueprints/dinkes/narasi.md", "\n", "\nKalimat tambahan.\n\n"),
    ("cetakbiru.yaml", "horizon: [2025, 2029]", "horizon: [2025, 2030]"),
    ("architecture/viewpoints/rujukan.yaml", "",
     "form: diagram\ntitle: {id: Rujukan, en: Referral}\nselect: unit:dinkes\nkinds: [aplikasi, layanan]\n"),
    # No change at all: a comment, and the order of a list.
    ("blueprints/pppa.yaml", "", "# Sebuah komentar.\n"),
    ("blueprints/pppa.yaml", "[perlindungan-identitas-korban, uji-kerentanan-aplikasi, kelaikan-aplikasi]",
     "[kelaikan-aplikasi, uji-kerentanan-aplikasi, perlindungan-identitas-korban]"),
)  # fmt: skip
ADDED = """\
  antrean-daring:
    nama: {name}
    jenis: khusus
    fungsi: Pengambilan nomor antrean dari rumah.
    basis: [Web]
    referensi: RAA.02.99
    proses_bisnis: [pelayanan-rujukan]
    layanan: [rujukan-daring]
    data: [{{ke: pasien, akses: R}}]
    komputasi_awan: [awan-pemprov]
    integrasi:
      - {{ke: simrs, arah: Dua arah, data: [pasien], frekuensi: Realtime}}
    keamanan: [standar-pengembangan-aplikasi]
    ilustrasi: ya
"""


def git(root: Path, *words: str) -> str:
    """Run git as nobody in particular, without the settings of whoever runs the tests."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "Penguji"), ("EMAIL", "penguji@contoh.id"))}  # fmt: skip
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=utama", *words],
        cwd=root, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def commit(root: Path, words: str) -> str:
    """Commit all that is in the folder; returns the commit's full id."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", words)
    return git(root, "rev-parse", "HEAD")


def shipped_repository(root: Path) -> Path:
    """The shipped model as a repository of its own, with one commit on the branch ``utama``."""
    root.mkdir(parents=True)
    for folder in ("architecture", "blueprints", "members"):
        shutil.copytree(ROOT / folder, root / folder)
    settings = (ROOT / "cetakbiru.yaml").read_text(encoding="utf-8")
    kept = [line for line in settings.splitlines() if not line.startswith("forge:")]
    (root / "cetakbiru.yaml").write_text("\n".join([*kept, f'forge: "{FORGE}"', ""]), encoding="utf-8")
    git(root, "init", "-q")
    commit(root, "Awal")
    return root


def plant(root: Path) -> Path:
    """Commit the planted changes on the branch ``usul``."""
    git(root, "switch", "-q", "-c", "usul")
    for path, before, after in CHANGES:
        replace(root / path, before, after)
    for path in (root / "blueprints/dinkes").glob("*.yaml"):
        renamed = re.sub(r"(?<![\w-])labkes(?=[,\]:])", "sistem-labkes", path.read_text(encoding="utf-8"))
        path.write_text(renamed, encoding="utf-8")
    _move_block(root / APPLICATIONS, "  logistik-obat:\n", root / "blueprints/dinkes/logistik.yaml")
    _cut_block(root / APPLICATIONS, "  satusehat:\n")
    name = "'" + HOSTILE.replace("'", "''") + "'"
    replace(root / APPLICATIONS, "\naplikasi:\n", "\naplikasi:\n" + ADDED.format(name=name))
    commit(root, "Usul")
    return root


def replace(path: Path, before: str, after: str) -> None:
    """Replace a text that must be there; with nothing before, write a new file or put the text in front."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert before in text, f"{path.name}: {before}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(before, after) if before.strip() else after + text, encoding="utf-8")


def _cut_block(path: Path, head: str) -> str:
    """Cut an element out of a file; returns its lines."""
    before, _, rest = path.read_text(encoding="utf-8").partition(head)
    assert rest, head
    lines = rest.splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if not line.startswith("    ")), len(lines))
    path.write_text(before + "".join(lines[end:]), encoding="utf-8")
    return head + "".join(lines[:end])


def _move_block(path: Path, head: str, target: Path) -> None:
    target.write_text("aplikasi:\n" + _cut_block(path, head), encoding="utf-8")
