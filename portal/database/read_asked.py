"""What a reader asks to see of a table as a picture: chosen, narrowed, read and drawn, or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from portal.charts.asked import PARAMETERS, draft
from portal.charts.wishes import wished
from portal.database import read
from portal.database.asking import Asked, Asking
from portal.database.within import TooSlowError
from portal.exceptions import ViewError
from portal.query.grammar import parse
from portal.query.model import Query
from portal.query.table import table_of

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


@dataclass(frozen=True)
class OfTable:
    """Hold what is shown of a table, None of one withdrawn, and the dataset that it is part of."""

    dataset: Mapping[str, Any]
    asked: Asked | None


async def of_table(
    catalog: read.Database,
    data: Connected,
    name: str,
    pairs: Sequence[tuple[str, str]],
    language: str,
) -> OfTable | None:
    """Return what an address shows of a table as a picture, or None where there is no such table.

    Raises QueryError where the rows cannot be asked for like that.
    """
    resource = await read.table(catalog, name)
    dataset = None if resource is None else await read.dataset(catalog, resource["dataset"])
    if resource is None or dataset is None:
        return None
    if dataset["status"] == "withdrawn":
        return OfTable(dataset, None)
    written = {**resource, "primary_key": orjson.dumps(resource["primary_key"])}
    table = table_of(written, resource["fields"])
    query = parse(table, [pair for pair in pairs if pair[0] not in PARAMETERS])
    return OfTable(
        dataset, await asked(catalog, data, dataset, resource, table, query, pairs, language)
    )
