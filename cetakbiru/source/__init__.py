"""Text to documents: plain data, a place for every key and value, and findings. The only door to YAML."""

from cetakbiru.source.cache import Cache, packed, sum_of, unpacked
from cetakbiru.source.cores import shared_out, side_by_side
from cetakbiru.source.document import Document, parse
from cetakbiru.source.finding import Finding, Location, Place, Route, fingerprint
from cetakbiru.source.flat import flat
from cetakbiru.source.heads import Heads, heads, line_of
from cetakbiru.source.locate import locate
from cetakbiru.source.shelf import Shelf
from cetakbiru.source.text import decode
from cetakbiru.source.tree import FOLDERS, MANIFEST, SETTINGS, Sources, member_paths, read_blobs, read_project
from cetakbiru.source.usage import UnusableError, UsageError
from cetakbiru.source.write import dump, to_json, write_if_changed

__all__ = [
    "FOLDERS",
    "MANIFEST",
    "SETTINGS",
    "Cache",
    "Document",
    "Finding",
    "Heads",
    "Location",
    "Place",
    "Route",
    "Shelf",
    "Sources",
    "UnusableError",
    "UsageError",
    "decode",
    "dump",
    "fingerprint",
    "flat",
    "heads",
    "line_of",
    "locate",
    "member_paths",
    "packed",
    "parse",
    "read_blobs",
    "read_project",
    "shared_out",
    "side_by_side",
    "sum_of",
    "to_json",
    "unpacked",
    "write_if_changed",
]
