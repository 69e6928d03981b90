"""What a picture needs where the rows of the database would mislead: ages in order, one time told once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.charts.fitting import Ground
    from portal.charts.plan import Cell, Plan

NUMBER = re.compile(r"[0-9]+")


def in_order(plan: Plan, ground: Ground, rows: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Return the rows of a pyramid by age: in the order of the categories, or of their first number."""
    if plan.kind != "pyramid":
        return rows
    name = plan.parts["x"]
    column = ground.shown.get(name)
    known = {code: place for place, code in enumerate(column.categories if column else ())}

    def place(row: dict[str, Cell]) -> tuple[int, int, str]:
        text = "" if row[name] is None else str(row[name])
        number = NUMBER.search(text)
        age = int(number[0][:9]) if number else 0
        return (known.get(text, len(known)), age, "" if text[:1] in {"<", "≤"} else text or "~")

    return sorted(rows, key=place)


def told_once(plan: Plan, rows: Sequence[Mapping[str, Cell]]) -> Mapping[str, str]:
    """Return the parts of a picture; pairs of one and the same time need it beside no value."""
    parts = dict(plan.parts)
    if plan.kind == "slope" and len({row[parts["time"]] for row in rows if "time" in parts}) == 1:
        del parts["time"]
    return parts
