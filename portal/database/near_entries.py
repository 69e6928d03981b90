"""Which entry of a code list a foreign key without partner may stand for: never a different place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.tabular.hints.passing import Passing
from portal.tabular.hints.spelling import MOST, Spelling

if TYPE_CHECKING:
    import sqlite3

    from portal.catalog.model import Resource
    from portal.database.tables import Reference

LOOKED_AT = 10_000
"""Different values for which an entry is sought; so many are no slips but another column."""
LONGEST = 200
"""Characters of a value that may be a slip."""


class NearEntries:
    """Suggest entries for the values of one foreign key; nothing is read before the first is asked for."""

    def __init__(
        self, connection: sqlite3.Connection, resource: Resource, reference: Reference, parent: str
    ) -> None:
        """Take the resource with the key; ``parent`` is the SQLite schema of the table it points to."""
        self._connection = connection
        self._reference = reference
        self._parent = parent
        self._field = resource.schema.field(reference.key.fields[0])
        self._known: dict[str, str | None] = {}
        self._spelling: Spelling | None = None
        described = resource.schema.descriptor.get("fields", ())
        own = (one for one in described if one.get("name") == self._field.name)
        self._passing = Passing(self._field, next(own, {}))

    def suggest(self, value: str) -> str | None:
        """Return the only entry that a value may stand for and that its field allows, or None."""
        if value not in self._known:
            if len(self._known) >= LOOKED_AT or len(value) > LONGEST:
                return None
            if self._spelling is None:
                self._spelling = Spelling(self._entries())
            found = self._spelling.suggest(value)
            self._known[value] = found if found and self._passing.passes(found) else None
        return self._known[value]

    def _entries(self) -> list[str]:
        (column,) = self._reference.parent_columns
        query = f"""
            select distinct "{column}" from {self._parent}."{self._reference.table}"
            where typeof("{column}") = 'text' limit {MOST + 1}
        """
        return [entry for (entry,) in self._connection.execute(query)]


def near_entries(
    connection: sqlite3.Connection, resource: Resource, reference: Reference, parent: str
) -> NearEntries | None:
    """Return what suggests entries for a foreign key of one text; None for any other key."""
    fields = reference.key.fields
    if len(fields) != 1 or resource.schema.field(fields[0]).type != "string":
        return None
    return NearEntries(connection, resource, reference, parent)
