"""Which columns must have one value, so that what is calculated over the other ones is true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.exceptions import QueryError, ViewError
from portal.query import roles
from portal.query.model import Query

if TYPE_CHECKING:
    from portal.charts.fitting import Ground
    from portal.query.model import Measure


def held_for(ground: Ground, groups: tuple[str, ...], measure: Measure) -> list[str]:
    """Return the columns that must have one value for a measure of groups to be true.

    Raises ViewError where nothing helps.
    """
    held: list[str] = []
    if ground.projections_from is not None or ground.breaks:
        known = {*groups, *ground.held}
        held = [c.name for c in ground.table.columns if c.role == "time" and c.name not in known]
    query = Query(key=ground.query.key, filters=ground.query.filters, measures=(measure,))
    while True:
        try:
            roles.check(ground.table, replace(query, groups=(*groups, *held)))
        except QueryError as error:
            name = (error.suggestion or "").removeprefix("_group=")
            if not name or name in held:
                raise ViewError(error.code, str(measure)) from error
            held.append(name)
        else:
            break
    return held


def units_of(ground: Ground, name: str) -> list[str]:
    """Return the column that holds the unit of a measure."""
    column = ground.table.find(name)
    if column is None:
        return []
    if column.unit_column is not None:
        return [column.unit_column]
    return [c.name for c in ground.table.columns if c.role == "unit" and column.unit is None][:1]
