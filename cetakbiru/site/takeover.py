"""What a government could take over: shared applications that fit its services, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cetakbiru.model import Element, Model
from cetakbiru.model.governments import Governments
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import link, links, with_role

SERVICE, APPLICATION = "business-service", "application-component"


def offered(context: Context) -> list[str]:
    """Shared applications that an agreement opens to every unit."""
    model, found = context.model, []
    for contract in with_role(context, "contract"):
        if not contract.namespace and not model.whole.targets(contract.id, "consumer"):
            found += [key for key in model.targets(contract.id, "provides")
                      if model.kind(model.elements[key]).role == APPLICATION]  # fmt: skip
    return list(dict.fromkeys(found))


def takeovers(context: Context, governments: Governments, government: Element) -> list[dict[str, Any]]:
    """Offered applications, those first that fit a service the government has and does not use them for yet."""
    services = governments.about(government, SERVICE)
    works = governments.about(government, "work-package")
    rows = [_row(context, key, services, works, governments.about(government, APPLICATION)) for key in offered(context)]
    return sorted(rows, key=lambda row: (bool(row["used"]), not row["fits"], not row["plans"], row["name"]))


def own_cost(rows: Iterable[dict[str, Any]]) -> int:
    """What the government's own work packages for taking over cost, each counted once."""
    return sum({plan["target"]: plan["cost"] for row in rows for plan in row["plans"]}.values())


def _row(
    context: Context, key: str, services: list[Element], works: list[Element], applications: list[Element]
) -> dict[str, Any]:
    whole = context.model.whole
    codes = {_code(whole, whole.elements[end]) for end in whole.targets(key, "serving")} - {""}
    fits = [item.id for item in services if _code(whole, item) in codes]
    plans = [item for item in works if {r.target for r in whole.outgoing[item.id]} & {key, *fits}]
    used = [item.id for item in applications if any(r.target == key for r in whole.outgoing[item.id])]
    return {
        **link(context, key),
        "fits": links(context, fits),
        "instead": links(context, _serving(whole, fits, applications)),
        "used": links(context, used),
        "plans": [{**link(context, item.id), "cost": _budget(whole, [item])} for item in plans],
        "spent": _budget(whole, [whole.elements[r.source] for r in whole.incoming[key]
                                 if r.source in context.model.elements]),
    }  # fmt: skip


def _code(model: Model, element: Element) -> str:
    return str(model.value(element, "classification") or "")


def _serving(model: Model, services: Iterable[str], applications: Iterable[Element]) -> list[str]:
    """Applications that serve some of the services today."""
    wanted = set(services)
    return [item.id for item in applications if wanted & set(model.targets(item.id, "serving"))]


def _budget(model: Model, elements: Iterable[Element]) -> int:
    budgets = (model.value(item, "budget") for item in {item.id: item for item in elements}.values())
    return sum(sum(budget.values()) for budget in budgets if isinstance(budget, dict))
