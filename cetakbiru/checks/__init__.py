"""A model to findings: rules asked, policy applied."""

from cetakbiru.checks.engine import READING, Inquiry, ask, read_by, rule_types, type_module
from cetakbiru.checks.kept import recall
from cetakbiru.checks.policy import BASELINE, WAIVERS, Policy, Verdict, Waiver, judge
from cetakbiru.source import fingerprint

__all__ = [
    "BASELINE",
    "READING",
    "WAIVERS",
    "Inquiry",
    "Policy",
    "Verdict",
    "Waiver",
    "ask",
    "fingerprint",
    "judge",
    "read_by",
    "recall",
    "rule_types",
    "type_module",
]
