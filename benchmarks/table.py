"""Numbers and tables as the manual writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def decimal(value: float) -> str:
    """A number with three digits that count, and a comma."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def seconds(value: float) -> str:
    """A duration."""
    return f"{decimal(value)} s" if value >= 0.1 else f"{decimal(value * 1000)} ms"


def memory(value: float) -> str:
    """An amount of memory, given in megabytes."""
    if value >= 1000:
        return f"{decimal(value / 1000)} GB"
    return f"{decimal(value)} MB" if value < 10 else f"{value:.0f} MB"


def rows(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A Markdown table whose columns are as wide as what is in them.

    Args:
        head: words of the first line; numbers stand in all columns but the first.
        body: the other lines.
    """
    lines = [list(head), *map(list, body)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    rule = [f"{'-' * (width - bool(place))}{':' * bool(place)}" for place, width in enumerate(widths)]
    lines.insert(1, rule)
    return "\n".join(
        "| " + " | ".join(f"{word:<{width}}" for word, width in zip(line, widths, strict=True)) + " |" for line in lines
    )
