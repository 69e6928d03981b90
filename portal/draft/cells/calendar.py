"""Which way of writing dates a column has, told by all of its cells together."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from portal.draft.cells import dates
from portal.draft.cells.view import MOST, Finding, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.cells.view import View

SLIPS = 0.05
"""Of the cells that tell day from month so many may speak for the other order: they are slips."""
SOME = 0.1
"""The share of dates among serial numbers that shows what the numbers are."""
LABEL = re.compile(r"(?<![a-z])(?:[Dd]ates?|DATES?)(?![a-z])|(?<=[a-z])Date|ت[اأ]ريخ")
MIDNIGHT = re.compile(
    r"(.*\d)(?:T|,?\s+)(?:0?0:00(?::00(?:\.0+)?)?Z?|12:00(?::00)?\s?[Aa]\.?[Mm]\.?)", re.DOTALL
)
TIME = re.compile(r"\d:\d\d")


def propose(view: View) -> Iterator[Finding]:
    """Yield the ways in which the dates of a column are written."""
    if view.share(_may_be_dated) < MOST:
        return
    shares = {shape: count for shape, count in view.shapes.items() if dates.is_dated(shape)}
    dated, total = sum(shares.values()), view.shapes.total()
    if dated >= SOME * total:
        rules = {rule for shape in shares for rule in dates.ways_of(shape)}
        yield from _ways(view, [rule for rule in dates.WAYS if rule in rules])
    serials = sum(
        count for shape, count in view.shapes.items() if dates.SERIAL_SHAPE.fullmatch(shape)
    )
    if serials and dated >= SOME * total:
        yield Finding("dates", dates.SERIAL)
    elif serials >= MOST * total and LABEL.search(view.label) and _are_serials(view):
        yield Finding("dates", dates.SERIAL, certain=False)


def propose_midnight(view: View) -> Iterator[Finding]:
    """Yield a finding where every time of day is midnight, so that only days are meant."""
    if (
        ":00" in view.joined
        and view.share(dates.is_dated) >= MOST
        and all(without_midnight(text, "") != text for text in view.filled if TIME.search(text))
    ):
        yield Finding("midnight")


def without_midnight(cell: str, _rule: str) -> str:
    """Return the day of a date and time at midnight."""
    found = MIDNIGHT.fullmatch(cell)
    return found[1] if found and dates.is_dated(shape_of(found[1])) else cell


def _exchanged(rule: str) -> str | None:
    """Return the way with day and month exchanged, of ways that begin with one of them."""
    if not rule.startswith(("dd", "mm")) or "dd" not in rule or "mm" not in rule:
        return None
    return rule.replace("dd", "@").replace("mm", "dd").replace("@", "mm")


def _may_be_dated(shape: str) -> bool:
    return dates.is_dated(shape) or dates.SERIAL_SHAPE.fullmatch(shape) is not None


def _ways(view: View, rules: list[str]) -> Iterator[Finding]:
    """Yield the ways that fit; of two that differ in the order of day and month that which is told."""
    fits: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    days: Counter[str] = Counter()
    for text, count in view.filled.items():
        days[_without_time(text)] += count
    for text, count in days.items():
        candidates = dates.ways_of(shape_of(text))
        read = [rule for rule in candidates if dates.change(text, rule) != text]
        totals.update(dict.fromkeys(candidates, count))
        fits.update(dict.fromkeys(read, count))
        if len(read) == 1:
            alone[read[0]] += count
    for rule in rules:
        if fits[rule] < MOST * totals[rule]:
            continue
        other = _exchanged(rule)
        sure = not rule.endswith("yy") or rule.endswith("yyyy")
        if other is None:
            yield Finding("dates", rule, certain=sure and rule != "mm/yyyy")
        elif alone[other] * SLIPS >= alone[rule] and alone[other]:
            continue
        else:
            told = alone[rule] > 0 and alone[rule] * SLIPS >= alone[other]
            yield Finding("dates", rule, certain=told and sure)


def _without_time(text: str) -> str:
    """Return what stands before a time of day."""
    at = text.find(":") - 2
    return text[:at].rstrip("T, ") if at > 0 else text


def _are_serials(view: View) -> bool:
    """Tell whether all numbers of five digits are days."""
    return all(
        dates.change(text, dates.SERIAL) != text
        for text in view.filled
        if dates.SERIAL_SHAPE.fullmatch(shape_of(text))
    )
