"""How a CSV file is cut into records and cells, with nothing left to be guessed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portal.catalog.model import Resource

HEADER = ("headerJoin", "headerCase", "commentChar", "commentRows", "skipBlankRows")
"""What the judge applies to records; the rest of a Table Dialect is applied by the reader."""


@dataclass(frozen=True)
class Dialect:
    """Hold every decision that turns lines into records."""

    reader: Mapping[str, Any]
    """Keyword arguments of ``csv.reader``."""
    header_rows: tuple[int, ...]
    """Numbers of the records that hold the labels, from 1; empty where there is no header."""
    judge: Mapping[str, Any]
    """The Table Dialect that Frictionless gets with the records."""

    @property
    def header_row(self) -> int | None:
        """Return the first record of the header, or None where there is none."""
        return self.header_rows[0] if self.header_rows else None

    @property
    def first_row(self) -> int:
        """Return the number of the first record after the header."""
        return self.header_rows[-1] + 1 if self.header_rows else 1

    def records(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Cut lines into records, as Frictionless' own parser would."""
        return csv.reader(lines, **self.reader)


def dialect_of(resource: Resource) -> Dialect:
    """Return the dialect of a resource: what is declared, and the standard's default elsewhere.

    Raises ``TypeError`` or ``ValueError`` where the standard library cannot read such a dialect,
    for example with a delimiter of two characters.
    Source: Table Dialect v2, https://datapackage.org/standard/table-dialect/.
    """
    declared = {**resource.dialect, **resource.dialect.get("csv", {})}
    header_rows = _header_rows(declared)
    escape = declared.get("escapeChar")
    quote = declared.get("quoteChar", '"')
    tabs = resource.path.lower().endswith(".tsv")
    reader = {
        "delimiter": declared.get("delimiter", "\t" if tabs else ","),
        "quotechar": quote or None,
        "quoting": csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        "doublequote": declared.get("doubleQuote", True) if escape else True,
        "escapechar": escape,
        "skipinitialspace": declared.get("skipInitialSpace", False),
    }
    csv.reader([], **reader)
    judge = {"header": bool(header_rows), "headerRows": list(header_rows)}
    judge |= {name: declared[name] for name in HEADER if name in declared}
    return Dialect(reader, header_rows, judge)


def _header_rows(declared: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the numbers of the header's records."""
    if not declared.get("header", True):
        return ()
    return tuple(declared.get("headerRows", (1,)))
