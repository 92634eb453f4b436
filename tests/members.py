"""Small governments for tests: what one publishes, and a project that gathers what others did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from cetakbiru.export import write
from cetakbiru.metamodel import find_pack, load_pack
from cetakbiru.model import Model, build_model
from cetakbiru.model.manifest import content_hash
from cetakbiru.source import Finding, read_blobs, to_json

PACK = load_pack(find_pack("spbe", Path()))
KOTA = {
    "blueprints/kominfo.yaml": """\
perangkat_daerah:
  kominfo: {nama: Dinas Kominfo Kota, singkatan: Kominfo}
aplikasi:
  lapor: {nama: Lapor Kota, jenis: khusus}
  peta: {nama: Peta Kota, integrasi: [lapor], akhir: 2020}
""",
    "architecture/pemerintah.yaml": "pemerintah: {kota: {nama: Pemerintah Kota, singkatan: Kota, jenis: kota}}\n",
}
KABUPATEN = {
    "blueprints/kominfo.yaml": """\
perangkat_daerah:
  kominfo: {nama: Dinas Kominfo Kabupaten}
aplikasi:
  lapor: {nama: Lapor Kabupaten, jenis: khusus}
""",
}
OWN = """\
perangkat_daerah:
  kominfo: {nama: Dinas Kominfo Provinsi}
aplikasi:
  lapor: {nama: Lapor Provinsi, integrasi: ["kota:kominfo/lapor"]}
"""


def published(files: Mapping[str, str], government: str, **facts: str) -> str:
    """The manifest that a government publishes of some files, which may refer to others of ``upstream``."""
    model, _ = build_model(read_blobs((path, text.encode()) for path, text in files.items()), PACK)
    return write("json", model, government, facts)


def altered(manifest: str, **facts: object) -> str:
    """A manifest with some of its keys changed and its hash made right again."""
    data = json.loads(manifest) | facts
    return to_json(data | {"hash": content_hash(data)})


def row(manifest: str, member: str, **other: str) -> dict[str, str]:
    """How the settings list a member, pinned to what its manifest is; an empty text leaves a key out."""
    found = {"id": member, "source": f"members/{member}.json", "version": "1", "hash": json.loads(manifest)["hash"]}
    return {key: value for key, value in (found | other).items() if value}


def settings(*rows: Mapping[str, str], own: str = "provinsi") -> str:
    """Settings that list members."""
    listed = "".join("  - {" + ", ".join(f"{key}: '{value}'" for key, value in item.items()) + "}\n" for item in rows)
    return f"pack: spbe\nid: {own}\nprofile: ketat\nmembers:\n{listed}"


def project(manifests: Mapping[str, str], blueprint: str = OWN, **rows: Mapping[str, str]) -> dict[str, str]:
    """Files of a project with members, each pinned as its manifest is unless its row is given."""
    listed = [rows.get(key) or row(text, key) for key, text in manifests.items()]
    return {
        "cetakbiru.yaml": settings(*listed),
        "blueprints/kominfo.yaml": blueprint,
        **{f"members/{key}.json": text for key, text in manifests.items()},
    }


def gathered(files: Mapping[str, str]) -> tuple[Model, list[Finding]]:
    """The model of some files, manifests among them, and what was found while reading it."""
    return build_model(read_blobs((path, text.encode()) for path, text in files.items()), PACK)
