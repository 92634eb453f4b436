"""Policy: which rules are on, how severe each is, and what is waived or known already.

A project's ``cetakbiru.yaml`` chooses the profile and overrides severities; ``architecture/waivers.yaml`` holds
waivers with reason, approver and end date; ``architecture/baseline.yaml`` the findings that were there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cetakbiru.metamodel import SEVERITIES, Metamodel, Rule
from cetakbiru.model import Model, SelectorError, select
from cetakbiru.source import Document, Finding, Place, fingerprint

WAIVERS = "architecture/waivers.yaml"
BASELINE = "architecture/baseline.yaml"
_FIELDS = ("rule", "element", "reason", "approver", "until")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project asks of the checks.

    Attributes:
        profile: the strictest profile that is on.
        overrides: rule id to severity, or ``off``.
        today: the day on which waivers are judged.
    """

    profile: str = "standar"
    overrides: Mapping[str, str] | None = None
    today: date = date.max

    def active(self, metamodel: Metamodel, extra: Iterable[Rule] = ()) -> dict[str, Rule]:
        """Rules of the pack and the project that are on, severities as overridden."""
        profiles = metamodel.profiles
        limit = profiles.index(self.profile) if self.profile in profiles else len(profiles)
        rules = {**metamodel.rules, **{rule.id: rule for rule in extra}}
        chosen = {}
        for key, rule in rules.items():
            wanted = (self.overrides or {}).get(key, "")
            if wanted in SEVERITIES:
                chosen[key] = replace(rule, severity=wanted)
            elif wanted != "off" and (rule.profile not in profiles or profiles.index(rule.profile) <= limit):
                chosen[key] = rule
        return chosen


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that someone answers for until a day."""

    rule: str
    element: str
    reason: str
    approver: str
    until: date | None
    number: int

    @property
    def place(self) -> Place:
        """Where it is written."""
        return Place(WAIVERS, ("waivers", self.number, "rule"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Findings after the policy.

    Attributes:
        findings: those that count, with their severity.
        waived: those that a waiver covers.
        known: those that the baseline holds.
    """

    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...]
    known: tuple[Finding, ...]


def judge(model: Model, findings: Iterable[Finding], rules: Mapping[str, Rule], policy: Policy) -> Verdict:
    """Apply severities, waivers and the baseline.

    Args:
        model: the model, whose sources hold the waivers and the baseline.
        findings: raw findings; those of rules that are off are dropped.
        rules: the active rules.
        policy: the project's policy.
    """
    active = [replace(item, severity=rules[item.rule].severity) for item in findings if item.rule in rules]
    waivers, faults = _waivers(model.sources.documents)
    counted, waived, used = [], [], set()
    for finding in active:
        waiver = next((item for item in waivers if _covers(model, item, finding, policy.today)), None)
        if waiver:
            used.add(waiver.number)
            waived.append((finding, waiver))
        else:
            counted.append(finding)
    asked = [item for item in waivers if item.rule in rules or item.rule not in model.metamodel.rules]
    faults += _stale(asked, used, policy.today)
    counted += [replace(item, severity=rules[item.rule].severity) for item in faults if item.rule in rules]
    baseline = _baseline(model.sources.documents)
    known = [item for item in counted if fingerprint(item) in baseline]
    fresh = [item for item in counted if fingerprint(item) not in baseline]
    return Verdict(tuple(fresh), tuple(waived), tuple(known))


def _covers(model: Model, waiver: Waiver, finding: Finding, today: date) -> bool:
    if waiver.rule != finding.rule or not waiver.until or waiver.until < today:
        return False
    if waiver.element in (finding.element, finding.place.path):
        return True
    try:
        return any(item.id == finding.element for item in select(model, waiver.element))
    except SelectorError:
        return False


def _waivers(documents: Mapping[str, Document]) -> tuple[list[Waiver], list[Finding]]:
    """Waivers of a project, and what is missing in them."""
    rows = _rows(documents, WAIVERS, "waivers")
    if rows is None:
        return [], [Finding("waivers-not-list", Place(WAIVERS, at=(1, 1)))]
    waivers, faults = [], []
    for number, row in enumerate(rows):
        given = {key: row[key] for key in _FIELDS if row.get(key)} if isinstance(row, dict) else {}
        missing = [key for key in _FIELDS if not isinstance(given.get(key), str)]
        until = _day(given.get("until"))
        if missing or until is None:
            facts = {"missing": ", ".join(missing) or "until"}
            faults.append(Finding("waiver-incomplete", Place(WAIVERS, ("waivers", number)), facts))
        rule, element, reason, approver = (str(given.get(key) or "") for key in _FIELDS[:4])
        waivers.append(Waiver(rule, element, reason, approver, None if missing else until, number))
    return waivers, faults


def _stale(waivers: list[Waiver], used: set[int], today: date) -> list[Finding]:
    """Waivers past their day, and waivers that cover nothing."""
    faults = []
    for waiver in waivers:
        facts = {"rule": waiver.rule, "element": waiver.element, "until": str(waiver.until or "")}
        if waiver.until and waiver.until < today:
            faults.append(Finding("waiver-expired", waiver.place, facts))
        elif waiver.until and waiver.number not in used:
            faults.append(Finding("waiver-unused", waiver.place, facts))
    return faults


def _day(raw: Any) -> date | None:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None


def _baseline(documents: Mapping[str, Document]) -> set[str]:
    rows = _rows(documents, BASELINE, "findings") or []
    return {str(row.get("fingerprint")) for row in rows if isinstance(row, dict)}


def _rows(documents: Mapping[str, Document], path: str, word: str) -> list[Any] | None:
    """Rows that a policy file lists under a word; none where there is no file, None where it is not of that form."""
    document = documents.get(path)
    data = document.data if document else None
    if data is None:
        return []
    rows = data.get(word, "") if isinstance(data, dict) else ""
    return rows if isinstance(rows, list) else [] if rows is None else None
