"""Bad input as real files: each gives a finding at its place, never a traceback, and the rest is still checked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cetakbiru.pipeline import open_project
from tests.project import cetakbiru, make, spots, told

# A healthy file with one known fault: that it is found shows that the rest of the model was checked.
REST = {
    "blueprints/sehat.yaml": (
        "perangkat_daerah:\n  sehat: {nama: Dinas Sehat}\n"
        "layanan:\n  izin: {nama: Izin, bergantung_pada: [tidak-ada]}\n"
    ),
}
REST_SPOT = "blueprints/sehat.yaml:4:40"
UNIT = "perangkat_daerah:\n  contoh:\n    nama: Dinas Contoh\n"
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{key}: &{key} [*{old}, *{old}]\n" for old, key in zip("abcdefgh", "bcdefghi", strict=True)
)

# What a file holds, the rule that must find it, and where.
TEXTS: dict[str, tuple[str, str, str]] = {
    "text that is not YAML": (UNIT + "    alias: %dinas\n", "yaml-reserved-character", "4:12"),
    "unclosed quotation mark": (UNIT + "    alias: 'Din\n    tugas: x\n", "yaml-quote", "4:12"),
    "text after a quotation mark": (UNIT + '    alias: "Din" con\n', "yaml-quote", "4:18"),
    "unclosed bracket": (UNIT + "    alias: [Din\nlayanan:\n", "yaml-bracket", "4:12"),
    "bracket too many": (UNIT + "    alias: [Din]]\n", "yaml-bracket", "4:17"),
    "unclosed bracket at the end of the file": (UNIT + "    alias: [Din,\n\n\n", "yaml-bracket", "4:17"),
    "colon in a value": (UNIT + "    tugas: Data: rahasia\n", "yaml-colon-in-value", "4:16"),
    "line without a colon": (UNIT + "    tugas\nlayanan:\n", "yaml-colon-missing", "4:5"),
    "indentation out of step": (UNIT + "   tugas: x\n", "yaml-indent", "4:4"),
    "indentation below a value": (UNIT + "      tugas: x\n", "yaml-indent", "4:12"),
    "list beside a mapping": ("- a\nb: c\n", "yaml-indent", "2:1"),
    "tab as indentation": ("layanan:\n\tizin: {nama: Izin}\n", "yaml-tab", "2:1"),
    "tab in a block of text": ("layanan:\n  izin:\n    nama: |\n\tIzin\n", "yaml-tab", "4:1"),
    "backslash": (UNIT + '    tugas: "C:\\dokumen"\n', "yaml-escape", "4:15"),
    "half a surrogate pair": (UNIT + '    tugas: "\\ud800"\n', "yaml-escape", "4:15"),
    "NUL": (UNIT + "    tugas: a\0b\n", "yaml-control-character", "4:13"),
    "escape sequence of a terminal": (UNIT + "    tugas: \x1b[31mmerah\n", "yaml-control-character", "4:12"),
    "anchor and alias": ("aplikasi:\n  a: &x {nama: A}\n  b: *x\n", "yaml-alias", "3:6"),
    "alias as a key": ("layanan:\n  a: &x izin\n  *x : {nama: A}\n", "yaml-alias", "3:3"),
    "merge key": ("aplikasi:\n  a: &x {nama: A}\n  b:\n    <<: *x\n", "yaml-alias", "4:5"),
    "Python tag": (UNIT + "    tugas: !!python/object/apply:os.system [exit]\n", "yaml-tag", "4:12"),
    "unknown tag handle": (UNIT + "    tugas: !x!y z\n", "yaml-syntax", "4:12"),
    "list as a key": ("layanan:\n  [a, b]: {nama: A}\n", "yaml-complex-key", "2:3"),
    "second document": ("layanan:\n---\naplikasi:\n", "yaml-several-documents", "2:1"),
    "key written twice": (UNIT + "    nama: Lain\n", "duplicate-key", "4:5"),
    "list at the top": ("- layanan\n", "document-not-mapping", "1:1"),
    "word at the top": ("layanan\n", "document-not-mapping", "1:1"),
    "number as a kind": ("2026: {}\n", "unknown-kind", "1:1"),
    "number as an id with a sign": ("layanan:\n  1.5: {nama: Izin}\n", "bad-id", "2:3"),
    "section that is a list": ("layanan: [izin]\n", "section-not-mapping", "1:1"),
    "element that is a word": ("layanan:\n  izin: Izin\n", "element-not-mapping", "2:3"),
    "id with HTML": ("layanan:\n  <script>alert(1)</script>: {nama: Izin}\n", "bad-id", "2:3"),
    "id that climbs out of its folder": ("layanan:\n  ../../etc/passwd: {nama: Izin}\n", "bad-id", "2:3"),
    "empty id": ('layanan:\n  "": {nama: Izin}\n', "bad-id", "2:3"),
    "id that is far too long": (f"layanan:\n  {'a' * 500}: {{nama: Izin}}\n", "bad-id", "2:3"),
    "number that is far too long": (f"data:\n  d: {{mulai: {'9' * 5000}}}\n", "value-type", "2:14"),
    "list where one value is due": ("layanan:\n  izin: {tujuan: [a, b]}\n", "value-type", "2:18"),
    "mapping in place of a value": ("layanan:\n  izin: {metode_layanan: {a: b}}\n", "value-type", "2:26"),
    "list in place of an id": ("layanan:\n  izin: {opd: [[a]]}\n", "value-type", "2:16"),
    "relation without a target": ("aplikasi:\n  a: {data: [{akses: R}]}\n", "value-type", "2:14"),
    "wrong year in a plan": ("inisiatif:\n  i: {anggaran: {2026: 5, 20xx: 6}}\n", "value-type", "2:27"),
    "wrong amount in a plan": ("inisiatif:\n  i: {anggaran: {2026: lima}}\n", "value-type", "2:24"),
    "comma in a text in brackets": ("layanan:\n  i: {nama: {id: Izin, usaha, en: Licence}}\n", "value-type", "2:24"),
}  # fmt: skip

BYTES: dict[str, tuple[bytes, str, str]] = {
    "Windows-1252": (b"layanan:\n  izin: {nama: Caf\xe9}\n", "file-encoding", "2:19"),
    "UTF-16 with a mark": ("layanan:\n".encode("utf-16"), "file-encoding", "1:1"),
    "UTF-16 without a mark": ("layanan:\n".encode("utf-16-le"), "file-encoding", "1:1"),
    "UTF-32": ("layanan:\n".encode("utf-32"), "file-encoding", "1:1"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file-encoding", "1:1"),
    "value of ten megabytes": (b"layanan:\n  izin: {nama: " + b"a" * 10_485_760 + b"}\n", "file-too-large", "1:1"),
    "20,000 brackets": (b"layanan: " + b"[" * 20_000, "yaml-too-deep", "1:49"),
    "20,000 mappings": (b"layanan: " + b"{a: " * 20_000, "yaml-too-deep", "1:166"),
    "20,000 lists in one another": (b"- " * 20_000 + b"a\n", "yaml-too-deep", "1:81"),
    "byte order mark": (b"\xef\xbb\xbflayanann: {}\n", "unknown-kind", "1:1"),
    "line ends of Windows": (b"layanan:\r\n  izin: {nama: Izin, x: y}\r\n", "unknown-attribute", "2:22"),
    "line ends of old": (b"layanan:\r  izin: {nama: Izin, x: y}\r", "unknown-attribute", "2:22"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_bad_text_is_found_where_it_stands(name: str, tmp_path: Path) -> None:
    """A faulty text is found by its rule at line and column, and other files are still checked."""
    text, rule, spot = TEXTS[name]
    findings = told(make(tmp_path, {**REST, "blueprints/contoh.yaml": text}))
    assert f"blueprints/contoh.yaml:{spot}" in spots(findings, rule)
    assert spots(findings, "relation-target-missing") == [REST_SPOT]


@pytest.mark.parametrize("name", BYTES)
def test_bad_bytes_are_found_where_they_stand(name: str, tmp_path: Path) -> None:
    """Bytes of a wrong encoding, size or depth are found by their rule, and other files are still checked."""
    raw, rule, spot = BYTES[name]
    findings = told(make(tmp_path, {**REST, "blueprints/contoh.yaml": raw}))
    assert spots(findings, rule) == [f"blueprints/contoh.yaml:{spot}"]
    assert spots(findings, "relation-target-missing") == [REST_SPOT]


def test_a_billion_laughs_stay_a_small_file(tmp_path: Path) -> None:
    """Aliases that would expand without end are each reported and never expanded."""
    findings = told(make(tmp_path, {**REST, "blueprints/contoh.yaml": LAUGHS}))
    assert len(spots(findings, "yaml-alias")) == 16
    assert max(len(item.message) for item in findings) < 2_000


def test_the_source_line_of_a_broken_file_is_shown(tmp_path: Path) -> None:
    """A file that cannot be read still shows the line at fault, so that carets can stand under it."""
    findings = told(make(tmp_path, {"blueprints/contoh.yaml": UNIT + "    tugas: Data: rahasia\n"}))
    assert [item.at.text for item in findings] == ["    tugas: Data: rahasia"]


def test_a_million_bytes_on_a_line_are_shown_in_part(tmp_path: Path) -> None:
    """A very long value is cut in messages and excerpts, and the report stays short."""
    text = f"layanan:\n  izin: {{nama: Izin, mulai: {'x' * 1_000_000}}}\n"
    run = cetakbiru(make(tmp_path, {"blueprints/contoh.yaml": text}), "check", "--rule", "value-type")
    assert run.returncode == 1
    assert "^^^^" in run.stdout
    assert len(run.stdout) < 1_500


NAMES = (
    '"><script>alert(1)</script>',
    "Dinas \"A\" & 'B'",
    "[tautan](javascript:alert(1))",
    "![x](http://contoh.invalid/x.png)",
    'a"]; b -> c; d [label="',
    "A --> B; click A callback",
    "::error file=x::palsu",
    "%0A::warning::palsu",
    "Nama\u202eterbalik",
    "{{ 7 * 7 }}",
    "<!-- a -->",
)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_only_a_name(name: str, tmp_path: Path) -> None:
    """A name that looks like HTML, Markdown, DOT, Mermaid or a command is kept as it is and shown by every report."""
    quoted = "'" + name.replace("'", "''") + "'"
    findings = told(make(tmp_path, {"blueprints/contoh.yaml": f"layanan:\n  izin: {{nama: {quoted}}}\n"}))
    messages = [item.message for item in findings if item.rule == "attribute-missing"]
    assert messages
    assert all(" ".join(name.split()) in message for message in messages)


@pytest.mark.parametrize(
    "text", ["", "\n", "---\n", "# hanya catatan\n", "~\n", "layanan:\n", "layanan: {}\n", "layanan:\n  izin:\n"]
)
def test_an_empty_file_or_section_is_no_fault_of_form(text: str, tmp_path: Path) -> None:
    """A file, section or element that is still empty is read without a finding about its form."""
    root = make(tmp_path, {"blueprints/contoh.yaml": text})
    rules = open_project(root).metamodel.rules
    assert [item for item in told(root) if rules[item.rule].type == "reading"] == []


def test_a_missing_folder_is_found(tmp_path: Path) -> None:
    """A project without one of its folders says which, and the other is still checked."""
    root = make(tmp_path, REST)
    (root / "architecture").rmdir()
    findings = told(root)
    assert spots(findings, "folder-missing") == ["architecture:1:1"]
    assert spots(findings, "relation-target-missing") == [REST_SPOT]


def test_a_folder_named_like_a_file_is_found(tmp_path: Path) -> None:
    """A folder whose name ends in .yaml is reported and not entered."""
    root = make(tmp_path, {**REST, "blueprints/contoh.yaml/dalam.yaml": "salah"})
    assert spots(told(root), "file-is-folder") == ["blueprints/contoh.yaml:1:1"]


def test_a_file_name_that_no_id_can_begin_with_is_found(tmp_path: Path) -> None:
    """A blueprint whose name cannot begin an id is reported with a better one, and not read."""
    root = make(tmp_path, {**REST, "blueprints/<script> Dinas.yaml": "layanan:\n  izin: {nama: Izin}\n"})
    findings = told(root)
    assert spots(findings, "file-name") == ["blueprints/<script> Dinas.yaml:1:1"]
    assert "script-dinas" in next(item.message for item in findings if item.rule == "file-name")


links = pytest.mark.skipif(os.name == "nt", reason="links, pipes and permissions as on Unix")


@links
@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "../../luar.yaml"])
def test_a_link_out_of_the_project_is_not_followed(target: str, tmp_path: Path) -> None:
    """A link that leads out of the project, to a file or a folder, is reported and what it leads to is not read."""
    (tmp_path / "luar.yaml").write_text("rahasia: 1\n")
    root = make(tmp_path / "proyek", REST)
    (root / "blueprints" / "tautan.yaml").symlink_to(target)
    findings = told(root)
    assert spots(findings, "file-outside-project") == ["blueprints/tautan.yaml:1:1"]
    assert not [item for item in findings if "rahasia" in item.message]


@links
def test_a_whole_folder_that_is_a_link_out_is_not_followed(tmp_path: Path) -> None:
    """A project whose blueprints are a link to elsewhere is told so."""
    (tmp_path / "luar").mkdir()
    root = make(tmp_path / "proyek", {})
    (root / "blueprints").rmdir()
    (root / "blueprints").symlink_to(tmp_path / "luar")
    assert spots(told(root), "file-outside-project") == ["blueprints:1:1"]


@links
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """A link to a folder above it, and two links to each other, are reported and do not hang the reader."""
    root = make(tmp_path, REST)
    (root / "blueprints" / "putar").symlink_to(root / "blueprints")
    (root / "blueprints" / "a.yaml").symlink_to("b.yaml")
    (root / "blueprints" / "b.yaml").symlink_to("a.yaml")
    findings = told(root)
    assert spots(findings, "folder-is-link") == ["blueprints/putar:1:1"]
    assert spots(findings, "file-unreadable") == ["blueprints/a.yaml:1:1", "blueprints/b.yaml:1:1"]


@links
def test_a_pipe_and_a_dead_link_are_found(tmp_path: Path) -> None:
    """A pipe named like a file would block a reader for ever; it is reported, and so is a link to nothing."""
    root = make(tmp_path, REST)
    os.mkfifo(root / "blueprints" / "pipa.yaml")
    (root / "blueprints" / "mati.yaml").symlink_to("tiada.yaml")
    assert spots(told(root), "file-unreadable") == ["blueprints/mati.yaml:1:1", "blueprints/pipa.yaml:1:1"]


@links
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_or_folder_without_permission_is_found(tmp_path: Path) -> None:
    """A file and a folder that may not be read are reported."""
    root = make(tmp_path, {**REST, "blueprints/rahasia.yaml": UNIT, "blueprints/tutup/a.yaml": UNIT})
    (root / "blueprints/rahasia.yaml").chmod(0)
    (root / "blueprints/tutup").chmod(0)
    try:
        assert spots(told(root), "file-unreadable") == ["blueprints/rahasia.yaml:1:1", "blueprints/tutup:1:1"]
    finally:
        (root / "blueprints/tutup").chmod(0o755)


@links
def test_a_file_name_that_is_not_text_is_found(tmp_path: Path) -> None:
    """A file name of bytes that are no text, or with a line end in it, is reported by its codes."""
    root = make(tmp_path, REST)
    for name in (b"\xff\xfe.yaml", b"a\n::error::palsu.yaml"):
        (root / "architecture" / os.fsdecode(name)).write_bytes(b"layanan: {}\n")
    shown = spots(told(root), "file-name")
    assert shown == ["architecture/\\xdcff\\xdcfe.yaml:1:1", "architecture/a\\x0a::error::palsu.yaml:1:1"]


def test_settings_that_cannot_be_read_end_with_two(tmp_path: Path) -> None:
    """Settings in a wrong encoding, or not in YAML, end with exit code 2 and a sentence, not with a traceback."""
    for content in (b"title: Caf\xe9\n", b"pack: [spbe\n", "pack: spbe\n".encode("utf-16"), b"- pack\n"):
        run = cetakbiru(make(tmp_path, {"cetakbiru.yaml": content}), "check")
        assert run.returncode == 2, run.stderr
        assert "cetakbiru.yaml" in run.stderr
        assert "Traceback" not in run.stderr


def test_unreadable_files_do_not_accuse_others(tmp_path: Path) -> None:
    """A reference to what a broken file may hold is not reported as missing: that is unknown, not absent."""
    files = {
        "blueprints/rusak/a.yaml": "layanan:\n  izin: {nama: [\n",
        "blueprints/rusak/b.yaml": "aplikasi:\n  si: {nama: SI, layanan: [izin]}\n",
    }
    assert spots(told(make(tmp_path, files)), "relation-target-missing") == []


def test_a_broken_policy_file_hides_nothing(tmp_path: Path) -> None:
    """A broken file of waivers is no file of the model: references that are missing are still reported."""
    findings = told(make(tmp_path, {**REST, "architecture/waivers.yaml": "waivers: [\n"}))
    assert spots(findings, "relation-target-missing") == [REST_SPOT]
