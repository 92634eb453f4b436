"""A pack's plain data to a Metamodel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cetakbiru.metamodel.folder import PackError, read_pack
from cetakbiru.metamodel.instruments import instrument
from cetakbiru.metamodel.rules import rule
from cetakbiru.metamodel.types import Attribute, Code, Domain, Kind, Metamodel, Reference, Vocabulary
from cetakbiru.metamodel.words import Text, text
from cetakbiru.source import Cache

# A pack is read like a model, every scalar as text: what is true is said here, not by YAML 1.1.
_TRUE = {"true", "yes", "ya"}


def load_pack(folder: Path, cache: Cache | None = None) -> Metamodel:
    """Read a pack's folder.

    Args:
        folder: folder with ``pack.yaml``.
        cache: where the data of its files may be kept.

    Raises:
        PackError: the pack is not usable.
    """
    raw = read_pack(folder, cache or Cache())
    head = raw["pack"]
    domains = head.get("domains") or {}
    metamodel = Metamodel(
        id=str(head.get("id", folder.name)),
        version=str(head.get("version", "0")),
        title=text(head.get("title"), folder.name),
        summary=text(head.get("summary")),
        legal=tuple(head.get("legal") or ()),
        languages=tuple(head.get("languages") or ("id", "en")),
        profiles=tuple(head.get("profiles") or ("dasar", "standar", "ketat")),
        bases=head.get("bases") or {},
        domains={key: _domain(key, item) for key, item in domains.items()},
        kinds=_kinds(raw["kinds"], domains),
        vocabularies={name: _vocabulary(name, data) for name, (data, _) in raw["vocabularies"].items()},
        references={ref.scheme: ref for ref in (_reference(data) for data, _ in raw["references"].values())},
        rules={name: rule(name, data, origin) for name, (data, origin) in raw["rules"].items()},
        viewpoints={name: data for name, (data, _) in raw["viewpoints"].items()},
        instruments={name: instrument(name, data) for name, (data, _) in raw["instruments"].items()},
        labels={key: text(value) for key, value in raw["labels"].items()},
        pages=head.get("pages") or {},
        target_word=str(head.get("target_word") or "to"),
        risk_matrix=head.get("risk_matrix") or {},
        mark=raw["mark"],
        states={str(value): key for key, value in (head.get("states") or {}).items()},
    )
    # Names are checked once, so that rules, views and schemas may look them up without asking whether they are there.
    _verify(metamodel)
    return metamodel


def _kinds(raw: Mapping[str, Any], domains: Mapping[str, Any]) -> dict[str, Kind]:
    """Kinds in the order of the pack's domains, so that every list follows the pack."""
    common = _attributes(raw.get("_common", ({}, ""))[0].get("attributes"))
    order = {domain: number for number, domain in enumerate(domains)}
    rows = [(name, data) for name, (data, _) in raw.items() if name != "_common"]
    # Files come in the order of their names; a kind that the pack gives no place comes after those it does.
    rows.sort(key=lambda row: (order.get(str(row[1].get("domain")), len(order)), int(row[1].get("order") or 1), row[0]))
    return {name: _kind(name, data, common) for name, data in rows}


def _flag(raw: Any) -> bool:
    return str(raw).lower() in _TRUE


def _domain(key: str, raw: Mapping[str, Any]) -> Domain:
    return Domain(key, text(raw.get("label"), key), str(raw.get("code") or ""), str(raw.get("color") or key))


def attribute(name: str, raw: Mapping[str, Any]) -> Attribute:
    """One attribute's data."""
    targets = tuple(_target(item) for item in raw.get("targets") or ())
    return Attribute(
        name=name,
        type=str(raw.get("type", "text")),
        label=text(raw.get("label"), name),
        meaning=text(raw.get("meaning")),
        inverse=text(raw["inverse"]) if raw.get("inverse") else {},
        basis=str(raw.get("basis") or ""),
        role=str(raw.get("role") or ""),
        required=_flag(raw.get("required")),
        required_if=str(raw.get("required_if") or ""),
        many=_flag(raw.get("many")),
        vocabulary=str(raw.get("vocabulary") or ""),
        scheme=str(raw.get("scheme") or ""),
        level=int(raw.get("level") or 0),
        pattern=str(raw.get("pattern") or ""),
        unit=str(raw.get("unit") or ""),
        acyclic=_flag(raw.get("acyclic")),
        targets=targets,
        attributes=_attributes(raw.get("attributes")),
    )


def _target(raw: str) -> tuple[str, str]:
    kind, _, variant = str(raw).partition(":")
    return kind, variant


def _attributes(raw: Mapping[str, Any] | None) -> dict[str, Attribute]:
    return {name: attribute(name, item or {}) for name, item in (raw or {}).items()}


def _kind(name: str, raw: Mapping[str, Any], common: Mapping[str, Attribute]) -> Kind:
    """One kind; it shares the common attributes, all or those it lists under ``common``."""
    own = _attributes(raw.get("attributes"))
    wanted = raw.get("common", list(common))
    shared = {key: item for key, item in common.items() if key in (wanted or ())}
    # The name leads, although it mostly comes from the common attributes, which stand last: cards follow this order.
    first = {key: own.get(key, item) for key, item in shared.items() if item.role == "name"}
    label: Text = text(raw.get("label"), name)
    return Kind(
        name=name,
        label=label,
        plural=text(raw["plural"]) if raw.get("plural") else label,
        domain=str(raw.get("domain") or ""),
        role=str(raw.get("role") or ""),
        shape=str(raw.get("shape") or "box"),
        home=str(raw.get("home") or ""),
        attributes={**first, **own, **{key: item for key, item in shared.items() if key not in own}},
        variant_by=str(raw.get("variant_by") or ""),
        variants={key: _attributes(item.get("attributes")) for key, item in (raw.get("variants") or {}).items()},
        variant_labels={key: text(item.get("label"), key) for key, item in (raw.get("variants") or {}).items()},
    )


def _vocabulary(name: str, raw: Mapping[str, Any]) -> Vocabulary:
    values = raw.get("values") or {}
    words = {key: text({k: v for k, v in item.items() if k != "rank"}) for key, item in values.items()}
    ranks = {key: int(item["rank"]) for key, item in values.items() if "rank" in item}
    return Vocabulary(name, _flag(raw.get("open")), str(raw.get("basis") or ""), words, ranks, raw.get("alias") or {})


def _reference(raw: Mapping[str, Any]) -> Reference:
    """One classification tree; the parent of a code is the code less its last part."""
    rows = raw.get("codes") or {}
    scheme = str(raw["scheme"])
    # Branches end at different depths, so the level does not tell whether a code is a leaf.
    inner = {code.rpartition(".")[0] for code in rows}
    pattern = str(raw.get("pattern") or "")
    codes = {code: _code(code, item, rows, leaf=code not in inner) for code, item in rows.items()}
    return Reference(
        scheme=scheme,
        label=text(raw.get("label"), scheme),
        version=str(raw.get("version") or ""),
        legal=str(raw.get("legal") or ""),
        pattern=pattern,
        # Deeper than any reference goes: where a file says nothing, no code is a government's own.
        local_from=int(raw.get("local_from") or 99),
        levels={int(key): text(item) for key, item in (raw.get("levels") or {}).items()},
        codes=codes,
        crosswalk=raw.get("crosswalk") or {},
        notes={key: raw[key] for key in ("variants", "unverified_names", "official_annex_seen") if key in raw},
    )


def _code(code: str, raw: Mapping[str, Any], rows: Mapping[str, Any], *, leaf: bool) -> Code:
    # Only rows count as levels: the letters before the first point are the scheme's, and no code.
    ancestors = [code[:spot] for spot in range(len(code)) if code[spot] == "." and code[:spot] in rows]
    names = text({key: raw[key] for key in ("id", "en") if key in raw}, code)
    facts = {key: value for key, value in raw.items() if key not in ("id", "en", "confidence")}
    parent = ancestors[-1] if ancestors else ""
    return Code(code, names, str(raw.get("confidence") or ""), parent, len(ancestors) + 1, leaf, facts)


def _verify(metamodel: Metamodel) -> None:
    """Names that a pack uses must exist in it.

    Raises:
        PackError: with every name that does not.
    """
    faults = []
    for kind in metamodel.kinds.values():
        for item in (*kind.attributes.values(), *(a for v in kind.variants.values() for a in v.values())):
            where = f"kinds/{kind.name}.yaml: {item.name}"
            faults += [f"{where}: targets {name}" for name, _ in item.targets if name not in metamodel.kinds]
            if item.vocabulary and item.vocabulary not in metamodel.vocabularies:
                faults.append(f"{where}: vocabulary {item.vocabulary}")
            if item.scheme and item.scheme not in metamodel.references:
                faults.append(f"{where}: scheme {item.scheme}")
        if kind.domain not in metamodel.domains:
            faults.append(f"kinds/{kind.name}.yaml: domain {kind.domain}")
    if faults:
        raise PackError(f"pack {metamodel.id}: " + "; ".join(faults))
