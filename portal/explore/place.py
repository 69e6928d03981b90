"""A table of the portal as its page knows it: its columns, its language, where things are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from portal.database import rows
from portal.database.querying import queried
from portal.database.read_values import options
from portal.explore.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from portal.database.read_values import Option
    from portal.database.within import Connected
    from portal.language.cells import Column
    from portal.language.text import Shown
    from portal.query.table import Table


@dataclass(frozen=True)
class Place:
    """Hold one table and how its page speaks and links."""

    catalog: Connected
    data: Connected
    dataset: Mapping[str, Any]
    """The dataset that the table is part of, as ``read.dataset`` gives it."""
    resource: Mapping[str, Any]
    language: str
    path_of: Callable[[str], str]
    """Gives where a page is, in the language of this one."""
    record_of: Callable[[str, Sequence[Any]], str]
    """Gives where the record of a table is that has a key."""

    @cached_property
    def words(self) -> Words:
        """Return the language in which the page speaks."""
        return Words(self.language)

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Return the columns of the table by their ids."""
        return {column.id: column for column in self.resource["columns"]}

    @cached_property
    def table(self) -> Table:
        """Return the table as queries know it."""
        return queried(self.resource)

    @property
    def path(self) -> str:
        """Return where the page is."""
        return self.path_of(f"/data/{self.table.name}")

    async def labels(self, *named: Mapping[str, Iterable[Any]]) -> dict[tuple[str, str], Shown]:
        """Return the labels of values, by column and value."""
        values: dict[str, dict[Any, None]] = {}
        for one in named:
            for name, of_column in one.items():
                values.setdefault(name, {}).update(dict.fromkeys(of_column))
        labels: dict[tuple[str, str], Shown] = {}
        for name, distinct in values.items():
            pseudo = [{name: value} for value in distinct]
            column = self.columns[name]
            labels |= await rows.labels_of(self.catalog, self.data, [column], pseudo, self.language)
        return labels

    async def options(self, name: str) -> Sequence[Option]:
        """Return the codes of a column with their labels; nothing where it has none."""
        return await options(self.catalog, self.data, self.table.name, self.columns[name])
