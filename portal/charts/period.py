"""Over which times the values of a view are added up or counted, where none of them has its own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from portal.charts.plan import TIMES, fixed
from portal.query.model import Measure

if TYPE_CHECKING:
    from portal.charts.plan import Plan
    from portal.query.model import Query


def period_of(plan: Plan) -> Query | None:
    """Return the query for the first and the last time behind a picture, None where values have one."""
    if not plan.query.grouped:
        return None
    held = {*plan.query.groups, *fixed(plan.query)}
    times = [column for column in plan.table.columns if column.role == "time"]
    if len(times) != 1 or times[0].name in held or times[0].type not in TIMES:
        return None
    measures = tuple(Measure(method, times[0].name) for method in ("min", "max"))
    return dataclasses.replace(plan.query, groups=(), columns=(), sort=None, measures=measures)
