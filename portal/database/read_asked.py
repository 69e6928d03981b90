"""What a reader asks to see of a table as a picture: chosen, narrowed, read and drawn, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.charts.asked import PARAMETERS, draft
from portal.charts.wishes import wished
from portal.database import read
from portal.database.asking import Asked, Asking
from portal.database.querying import queried
from portal.database.within import TooSlowError
from portal.exceptions import ViewError
from portal.query.grammar import parse
from portal.query.model import Query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.database.within import Connected
    from portal.query.table import Table


async def asked(
    catalog: read.Database,
    data: Connected,
    dataset: Mapping[str, Any],
    resource: Mapping[str, Any],
    table: Table,
    query: Query,
    pairs: Sequence[tuple[str, str]],
    language: str,
) -> Asked:
    """Return what a page of a table shows for a checked query and all parameters of its address.

    Nothing is raised for what cannot be drawn: the picture says so.
    """
    wishes = wished(table, query, pairs)
    base = Query(key=query.key, filters=query.filters, search=query.search)
    asking = Asking(catalog, data, dataset, resource, table, base, language, wishes["_view"])
    try:
        ground = await asking.ground()
    except TooSlowError:
        ground = asking.bare(resource["rows"])
        return await asking.refused(ground, wishes, ViewError("too-slow"))
    try:
        return await asking.drawn(ground, draft(ground, wishes))
    except ViewError as error:
        return await asking.refused(ground, wishes, error)
    except TooSlowError:
        return await asking.refused(ground, wishes, ViewError("too-slow"))


async def of_table(
    catalog: read.Database,
    data: Connected,
    name: str,
    pairs: Sequence[tuple[str, str]],
    language: str,
) -> tuple[Mapping[str, Any], Asked] | None:
    """Return the dataset of a table and what an address shows as a picture, or None without a table.

    Raises QueryError where the rows cannot be asked for like that, WithdrawnError where the
    dataset was taken off.
    """
    found = await read.published_table(catalog, name)
    if found is None:
        return None
    resource, dataset = found
    table = queried(resource)
    query = parse(table, [pair for pair in pairs if pair[0] not in PARAMETERS])
    return dataset, await asked(catalog, data, dataset, resource, table, query, pairs, language)
