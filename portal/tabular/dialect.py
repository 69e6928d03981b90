"""How a CSV file is cut into records and cells, with nothing left to be guessed."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from portal.catalog.model import Resource

# Cells are measured by portal.tabular.structure, which names them; csv would only raise.
csv.field_size_limit(1 << 30)

LAST_HEADER = 100_000
"""The last row in which a header may stand: what is above it is held in memory."""
HEADER = ("headerJoin", "headerCase", "commentChar", "commentRows", "skipBlankRows")
"""What the judge applies to records; the rest of a Table Dialect is applied by the reader."""
FILTERS = ("commentChar", "commentRows", "skipBlankRows")
"""What leaves records out."""


@dataclass(frozen=True)
class Dialect:
    """Hold every decision that turns lines into records."""

    reader: Mapping[str, Any]
    """Keyword arguments of ``csv.reader``."""
    header_rows: tuple[int, ...]
    """Numbers of the records that hold the labels, from 1; empty where there is no header."""
    judge: Mapping[str, Any]
    """The Table Dialect that Frictionless gets with the records."""
    header_declared: bool = True
    """False: the header is the first record that is no comment."""

    @property
    def header_row(self) -> int | None:
        """Return the first record of the header, or None where there is none."""
        return self.header_rows[0] if self.header_rows else None

    @property
    def first_row(self) -> int:
        """Return the number of the first record after the header."""
        return self.header_rows[-1] + 1 if self.header_rows else 1

    @property
    def described(self) -> dict[str, Any]:
        """Return the dialect as a Table Dialect in which nothing is left to a default."""
        reader = self.reader
        described = {"delimiter": reader["delimiter"], "quoteChar": reader["quotechar"] or ""}
        if reader["escapechar"]:
            described |= {"escapeChar": reader["escapechar"], "doubleQuote": reader["doublequote"]}
        if reader["skipinitialspace"]:
            described["skipInitialSpace"] = True
        return described | dict(self.judge)

    @property
    def plain(self) -> bool:
        """Tell whether records are cut as RFC 4180 says, but for the delimiter and the quotation mark."""
        delimiter, quote = self.reader["delimiter"], self.reader["quotechar"]
        simple = delimiter.isascii() and delimiter not in "\r\n\0" and (quote or "").isascii()
        unusual = self.reader["escapechar"] or self.reader["skipinitialspace"]
        return simple and not unusual and self.reader["doublequote"] and not self.filters

    @property
    def filters(self) -> bool:
        """Tell whether some records are to be left out."""
        return any(self.judge.get(name) for name in FILTERS)

    def is_left_out(self, number: int, record: Sequence[str]) -> bool:
        """Tell whether a record is declared to be no row: a comment, or a blank one."""
        blank = self.judge.get("skipBlankRows") and not any(record)
        return bool(blank) or self.is_comment(number, record)

    def is_comment(self, number: int, record: Sequence[str]) -> bool:
        """Tell whether a record is declared to be a comment."""
        mark = self.judge.get("commentChar")
        marked = bool(mark and record and record[0].startswith(mark))
        return marked or number in self.judge.get("commentRows", ())

    def settled(self, lines: Iterable[str]) -> Dialect:
        """Return the dialect with the header where it really is, below leading comments.

        Frictionless, told a header row, counts comments as well; a descriptor that does not say
        where the header is means the first record that is no comment (Table Dialect v2).
        """
        if self.header_declared or not {"commentChar", "commentRows"} & self.judge.keys():
            return self
        for number, record in enumerate(self.records(lines), 1):
            if not self.is_comment(number, record):
                judge = {**self.judge, "headerRows": [number]}
                return replace(self, header_rows=(number,), judge=judge)
        return self

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
    declared_header = "headerRows" in declared or not header_rows
    return Dialect(reader, header_rows, judge, declared_header)


def _header_rows(declared: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the numbers of the header's records."""
    if not declared.get("header", True):
        return ()
    rows = tuple(declared.get("headerRows", (1,)))
    if any(row > LAST_HEADER for row in rows):
        raise ValueError(f"a header stands in the first {LAST_HEADER:,} rows")
    return rows
