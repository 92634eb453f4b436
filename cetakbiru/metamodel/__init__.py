"""A pack (folder of data) to a Metamodel: what may be said, and in what words."""

from cetakbiru.metamodel.folder import PackError, builtin_packs, find_pack, read_yaml
from cetakbiru.metamodel.instruments import Evidence, Group, Indicator, Instrument, instrument
from cetakbiru.metamodel.load import load_pack
from cetakbiru.metamodel.rules import rule
from cetakbiru.metamodel.types import (
    SEVERITIES,
    Attribute,
    Code,
    Domain,
    Example,
    Kind,
    Metamodel,
    Reference,
    Rule,
    Severity,
    Vocabulary,
)
from cetakbiru.metamodel.values import BadValueError, read_value, reader
from cetakbiru.metamodel.words import LANGUAGES, Text, other_language, say, text

__all__ = [
    "LANGUAGES",
    "SEVERITIES",
    "Attribute",
    "BadValueError",
    "Code",
    "Domain",
    "Evidence",
    "Example",
    "Group",
    "Indicator",
    "Instrument",
    "Kind",
    "Metamodel",
    "PackError",
    "Reference",
    "Rule",
    "Severity",
    "Text",
    "Vocabulary",
    "builtin_packs",
    "find_pack",
    "instrument",
    "load_pack",
    "other_language",
    "read_value",
    "read_yaml",
    "reader",
    "rule",
    "say",
    "text",
]
