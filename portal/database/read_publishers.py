"""Who publishes what, from the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.database.read import with_texts

if TYPE_CHECKING:
    from portal.database.read import Database

PUBLISHERS_SQL = """
select publisher.*, count(dataset.name) as datasets, max(dataset.published_at) as published_at
from publisher join dataset on dataset.publisher = publisher.name and dataset.status != 'withdrawn'
where :name is null or publisher.name = :name
group by publisher.name order by count(dataset.name) desc, publisher.name
"""


async def publishers(catalog: Database, name: str | None = None) -> list[dict[str, Any]]:
    """Return the publishers that have datasets, or the one called ``name``; those with most first."""
    rows = await catalog.execute(PUBLISHERS_SQL, {"name": name})
    return [with_texts(row, ("title",)) for row in rows]
