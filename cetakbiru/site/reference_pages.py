"""Pages about the pack: rules, references, metamodel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cetakbiru.metamodel import Attribute, Kind, Reference, Rule, Text, other_language, text
from cetakbiru.report import outline
from cetakbiru.site.context import Context
from cetakbiru.site.values import Piece

RawPage = tuple[str, str, str, dict[str, Any]]


def reference_pages(context: Context) -> Iterator[RawPage]:
    """Path, template, title and facts of every page about the pack."""
    yield from _rules(context)
    yield from _references(context)
    yield from _metamodel(context)
    yield "glossary.html", "glossary.md.j2", context.label("glossary"), _glossary(context)


def _glossary(context: Context) -> dict[str, Any]:
    """The pack's terms, and the abbreviations of the model's units and applications."""
    terms = [(term, context.say(words)) for term, words in context.metamodel.pages.get("glossary", {}).items()]
    short = [
        (str(words), context.name(element.id), context.addresses.element(element.id))
        for element in context.model.elements.values()
        if (words := context.model.value(element, "abbreviation"))
    ]
    return {"terms": terms, "abbreviations": sorted(short, key=lambda row: row[0].lower())}


def _rules(context: Context) -> Iterator[RawPage]:
    rules = sorted(context.metamodel.rules.values(), key=lambda rule: context.say(rule.title).casefold())
    rows = [{"id": r.id, "title": context.say(r.title), "severity": r.severity, "profile": r.profile} for r in rules]
    yield "rules/index.html", "rules.md.j2", context.label("rules"), {"rules": rows}
    for rule in rules:
        yield f"rules/{rule.id}.html", "rule.md.j2", context.say(rule.title), _rule(context, rule)


def _rule(context: Context, rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity,
        "profile": rule.profile,
        "type": rule.type,
        "message": outline(context.say(rule.message)),
        "why": context.say(rule.why),
        "basis": rule.basis,
        "bad": dict(rule.bad.files) if rule.bad else {},
        "at": rule.bad.at if rule.bad else "",
        "good": dict(rule.good.files) if rule.good else {},
        "findings": [item for item in context.told if item.rule == rule.id],
    }


def _references(context: Context) -> Iterator[RawPage]:
    used = _uses(context)
    references = context.metamodel.references.values()
    rows = [{"scheme": r.scheme, "label": context.say(r.label), "count": len(r.codes), "version": r.version,
             "used": len({code for scheme, code in used if scheme == r.scheme})} for r in references]  # fmt: skip
    yield "references/index.html", "references.md.j2", context.label("references"), {"references": rows}
    for reference in references:
        facts = _reference(context, reference, used)
        yield f"references/{reference.scheme.lower()}.html", "reference.md.j2", context.say(reference.label), facts


def _uses(context: Context) -> dict[tuple[str, str], list[Piece]]:
    """Elements by the code they are classified under."""
    used: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for element in context.model.elements.values():
        for attribute in context.model.kind(element).all_attributes(element.variant).values():
            value = element.values.get(attribute.name) if attribute.scheme else None
            for code in value if isinstance(value, tuple) else (value,):
                if code:
                    piece = Piece(context.name(element.id), target=context.addresses.element(element.id))
                    used[attribute.scheme, str(code)].append(piece)
    return used


def _reference(context: Context, reference: Reference, used: dict[tuple[str, str], list[Piece]]) -> dict[str, Any]:
    rows = [
        {
            "code": row.code,
            "anchor": f"_{row.code.replace('.', '-')}",
            **_told(context, row.name),
            "level": row.level,
            "confidence": row.confidence,
            "elements": used.get((reference.scheme, row.code), []),
        }
        for row in reference.codes.values()
    ]
    levels = [{"level": number, "label": context.say(words)} for number, words in reference.levels.items()]
    # Templates know no undefined name, so that what a reference does not say is named here.
    notes = {"variants": [], "official_annex_seen": "", **reference.notes}
    named = reference.notes.get("unverified_names", {})
    unverified = {code: [_told(context, text(name)) for name in names] for code, names in named.items()}
    return {"scheme": reference.scheme, "rows": rows, "levels": levels, "version": reference.version,
            "legal": reference.legal, "notes": notes, "unverified": unverified}  # fmt: skip


def _told(context: Context, name: Text) -> dict[str, str]:
    """A name, and its language where that is not the reader's: none is made up that its source does not have."""
    return {"name": context.say(name), "language": other_language(name, context.language)}


def _metamodel(context: Context) -> Iterator[RawPage]:
    kinds = context.metamodel.kinds.values()
    rows = [{"name": k.name, "label": context.say(k.plural), "count": len(context.model.by_kind[k.name]),
             "color": context.metamodel.domains[k.domain].color} for k in kinds]  # fmt: skip
    facts = {"kinds": rows, "legal": context.metamodel.legal, "version": context.metamodel.version,
             "pack": context.metamodel.id, "summary": context.say(context.metamodel.summary)}  # fmt: skip
    yield "metamodel/index.html", "metamodel.md.j2", context.label("metamodel"), facts
    for kind in kinds:
        yield f"metamodel/{kind.name}.html", "kind.md.j2", context.say(kind.plural), _kind(context, kind)


def _kind(context: Context, kind: Kind) -> dict[str, Any]:
    variants = [
        {
            "label": context.say(kind.variant_labels[key]),
            "key": key,
            "rows": [_attribute(context, a) for a in items.values()],
        }
        for key, items in kind.variants.items()
    ]
    bases = sorted({a.basis for a in kind.attributes.values() if a.basis})
    return {
        "name": kind.name,
        "role": kind.role,
        "rows": [_attribute(context, item) for item in kind.attributes.values()],
        "variants": variants,
        "bases": [{"key": key, "words": context.say(context.metamodel.bases.get(key, {})),
                   "confidence": context.metamodel.bases.get(key, {}).get("confidence", "")} for key in bases],
    }  # fmt: skip


def _attribute(context: Context, attribute: Attribute) -> dict[str, Any]:
    targets = [context.say(context.metamodel.kinds[kind].label) + (f" ({variant})" if variant else "")
               for kind, variant in attribute.targets]  # fmt: skip
    values = context.metamodel.vocabularies[attribute.vocabulary] if attribute.vocabulary else None
    return {
        "name": attribute.name,
        "label": context.say(attribute.label),
        "meaning": context.say(attribute.meaning),
        "type": context.label(f"type-{attribute.type}"),
        "many": attribute.many,
        "required": attribute.required,
        "targets": targets,
        "scheme": attribute.scheme,
        "values": list(values.values) if values else [],
        "open": bool(values and values.open),
        "basis": attribute.basis,
    }
