"""What must be right before the cells of a record mean anything: quotation marks, sizes, NUL.

Frictionless accepts a file with an unclosed quote (the rest becomes one cell), a quotation mark
inside a bare cell, NUL bytes and cells of any size, so these are decided here, before it sees a row.
Only records that are cut one by one come here; a stretch that is cut at once has none of these.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Any

from portal.tabular.report import KEPT, Error, column_letter
from portal.tabular.source import LINE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.catalog.model import Resource
    from portal.tabular.cutter import Record
    from portal.tabular.dialect import Dialect

CELL_LIMIT = 1_000_000
"""Characters of a cell."""
COLUMN_LIMIT = 2_000
"""Columns of a table in SQLite, as it is usually compiled."""
SHOWN = 40
"""Characters shown of a record or a cell that is too long."""
OTHERS = (",", ";", "\t", "|")
"""Delimiters that a single row may have been written with."""


UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that nobody sees: marks of direction, joiners, the byte order mark."""


class Structure:
    """Look at the records of one file, in their order."""

    def __init__(self, dialect: Dialect, resource: Resource, file: str) -> None:
        """Take how the file is cut, its resource and the path to show."""
        self.errors: list[Error] = []
        """The first KEPT errors after which nobody may say where rows begin and end, or after which they are too large."""
        self.more: Counter[tuple[str, str | None, str | None]] = Counter()
        """How many there are besides, as a report counts them."""
        self.labels: list[str] = []
        self.spare = False
        """Whether every row ends with an empty cell that is too many."""
        self.line_feed = False
        """Whether a line of the file ended with LF."""
        self._dialect = dialect
        self._resource = resource
        self._file = file
        self._quote: str | None = dialect.reader["quotechar"]
        self._escape: str | None = dialect.reader["escapechar"]
        self._single_cr = array("Q")
        self._blank = False
        self._before = 0
        """The number of the last record that was looked at: sound ones may lie between."""
        self._foreign: int | None = None
        """Cells of the rows of another table, while these last."""

    @property
    def reliable(self) -> bool:
        """Tell whether the rows are certain so far."""
        return not self.errors

    def settle_spare(self, header: Sequence[Record], records: Sequence[Record]) -> bool:
        """Settle by the first rows whether every row ends with an empty cell that is too many.

        The header may end with one as well: then it is left out of the labels. A header that has
        lost a delimiter, so that two of its labels are one, is no such case.
        """
        labels, full = self.labels, [one.cells for one in records if any(one.cells)]
        width = len(labels)
        if not full or width < 2 or len({len(row) for row in full}) > 1:
            return False
        if any(row[-1] for row in full):
            return False
        if not labels[-1] and len(full[0]) == width:
            self.labels = labels[:-1]
            self.spare = all(self.labels)
            self.labels = self.labels if self.spare else labels
        else:
            self.spare = len(full[0]) == width + 1 and not self._is_glued(header[-1], records)
        return self.spare

    def _is_glued(self, header: Record, records: Sequence[Record]) -> bool:
        """Tell whether the quotation marks show that the header lacks a delimiter."""
        from portal.tabular.proposal.glued import is_glued  # noqa: PLC0415  # needed for few files

        rows = ["".join(record.lines) for record in records]
        delimiter = self._dialect.reader["delimiter"]
        return is_glued("".join(header.lines), rows, delimiter=delimiter, quote=self._quote or "")

    def without_spare(self, cells: list[str]) -> list[str]:
        """Return the cells of a row without the empty one that is too many."""
        spare = self.spare and len(cells) == len(self.labels) + 1 and not cells[-1]
        return cells[:-1] if spare else cells

    def near_duplicates(self) -> Iterator[Error]:
        """Yield an error for each label that people cannot tell from one before it.

        Where the schema has fields of both names, that is what was meant.
        """
        declared = {field.name for field in self._resource.schema.fields}
        first: dict[str, tuple[int, str]] = {}
        for position, label in enumerate(self.labels, start=1):
            folded = UNSEEN.sub("", unicodedata.normalize("NFKC", label)).strip().casefold()
            before, known = first.setdefault(folded, (position, label))
            if folded and label != known and not {label, known} <= declared:
                yield self._error(
                    "label-near-duplicate",
                    self._dialect.header_row or 1,
                    column=column_letter(position),
                    value=label[:SHOWN],
                    parameters={"first_column": column_letter(before)},
                )

    def look(self, record: Record, after: Record | None) -> list[Error] | None:
        """Return what is wrong with a record as such; None where that is said of another.

        An empty list: its cells may be judged. ``after`` is the record that follows, if known.
        """
        row, cells = record.number, record.cells
        self._look_at_end(record)
        if record.unfinished and len(record.lines) > 1:
            self._refuse("unclosed-quote", row, value=_shown(record))
            return None
        if len(cells) > COLUMN_LIMIT and self.reliable:
            self._refuse(
                "too-many-columns", row, parameters={"columns": len(cells), "limit": COLUMN_LIMIT}
            )
        if record.length > CELL_LIMIT:
            self._look_at_sizes(cells, row)
        text = record.text
        if "\0" in text:
            return [self._error("nul-byte", row)]
        if self._escape and self._escapes_wrongly(text):
            return [self._error("escape-misplaced", row, value=_shown(record))]
        if self._quote and self._quote in text:
            fault = self._quote_fault(record)
            if fault == "text-after-quote" and len(record.lines) > 1:
                self._refuse("unclosed-quote", row, value=_shown(record))
                return None
            if fault:
                return [self._error(fault, row, value=_shown(record))]
        return self._look_at_width(record, after) if self.labels else []

    def conclude(self, last: Record | None, *, overlong: bool) -> None:
        """Look at what only the end of the file tells; takes the last record."""
        too_long = overlong or (last is not None and last.length > LINE_LIMIT)
        if last is not None and self.reliable and too_long:
            self._refuse("record-too-long", last.number, parameters={"limit": LINE_LIMIT})
        elif last is not None and self.reliable and last.unfinished:
            self._refuse("unclosed-quote", last.number, value=_shown(last))
        if self.line_feed:
            self._refuse_single_cr()

    def _look_at_end(self, record: Record) -> None:
        last = record.lines[-1] if record.lines else ""
        if last.endswith("\n"):
            self.line_feed = True
        elif last.endswith("\r"):
            self._single_cr.append(record.number)
        if self._single_cr and self.line_feed:
            self._refuse_single_cr()

    def _refuse_single_cr(self) -> None:
        """Refuse records that end with CR, since others do not."""
        for number in self._single_cr:
            self._refuse("carriage-return", number)
        del self._single_cr[:]

    def _look_at_sizes(self, cells: Sequence[str], row: int) -> None:
        """Refuse the cells of a long record that are too long."""
        for position, cell in enumerate(cells, start=1):
            if len(cell) > CELL_LIMIT:
                self._refuse(
                    "cell-too-long",
                    row,
                    field=self.labels[position - 1] if position <= len(self.labels) else None,
                    column=column_letter(position),
                    value=cell[:SHOWN] + "…",
                    parameters={"length": len(cell), "limit": CELL_LIMIT},
                )

    def _escapes_wrongly(self, text: str) -> bool:
        """Tell whether the escape character stands before one that needs none: csv would drop it."""
        escape = str(self._escape)
        special = {self._dialect.reader["delimiter"], self._quote, escape, "\n", "\r"}
        at = text.find(escape)
        while at >= 0:
            if text[at + 1 : at + 2] not in special:
                return True
            at = text.find(escape, at + 2)
        return False

    def _quote_fault(self, record: Record) -> str | None:
        """Return what is wrong with the first quotation mark that does not bound a whole cell.

        What lies between quotation marks is outside cells at even positions: nothing (a doubled
        mark), or the end of one cell and the beginning of another.
        """
        text, reader = record.text, self._dialect.reader
        if self._escape or not reader["doublequote"]:
            try:
                next(csv.reader(record.lines, **reader, strict=True), None)
            except csv.Error:
                return "text-after-quote"
            return None
        ends = (reader["delimiter"], "\n", "\r")
        outside = text.split(str(self._quote))[::2]
        for position, part in enumerate(outside):
            if position and part and not part.startswith(ends):
                return "text-after-quote"
            before = part.rstrip(" ") if reader["skipinitialspace"] else part
            opens = position < len(outside) - 1 or text.count(str(self._quote)) % 2 == 1
            if opens and before and not before.endswith(ends):
                return "quote-misplaced"
        return None

    def _look_at_width(self, record: Record, after: Record | None) -> list[Error] | None:
        """Name a row that is cut otherwise, or that begins another table after an empty row."""
        cells, width = record.cells, len(self.labels) + self.spare
        if record.number != self._before + 1:
            self._blank, self._foreign = False, None
        self._before = record.number
        blank, self._blank = self._blank, not any(cells)
        if self._blank:
            self._foreign = None
            next_to = after is not None and after.number == record.number + 1
            return None if next_to and after is not None and self._begins(after) else []
        if len(cells) == width:
            self._foreign = None
            return self._repeated(record)
        if self.spare and len(cells) == width - 1:
            return [self._error("trailing-delimiter-missing", record.number)]
        if self._foreign == len(cells):
            return None
        if blank and self._begins(record):
            self._foreign = len(cells)
            return [self._error("several-tables", record.number, value=_shown(record))]
        if len(cells) == 1:
            for delimiter in OTHERS:
                reader = {**self._dialect.reader, "delimiter": delimiter}
                if len(next(csv.reader(record.lines, **reader), ())) == width:
                    shown = "tab" if delimiter == "\t" else delimiter
                    return [
                        self._error(
                            "row-delimiter",
                            record.number,
                            value=_shown(record),
                            parameters={"delimiter": shown},
                        )
                    ]
        return []

    def _begins(self, record: Record) -> bool:
        """Tell whether a record after an empty one begins something else."""
        other = len(record.cells) != len(self.labels) + self.spare
        return other and any(cell.strip() for cell in record.cells)

    def _repeated(self, record: Record) -> list[Error]:
        if self.without_spare(record.cells) == self.labels and any(self.labels):
            return [self._error("header-repeated", record.number)]
        return []

    def _refuse(self, code: str, row: int, **where: Any) -> None:
        """Report an error after which rows are not to be judged."""
        if len(self.errors) < KEPT:
            self.errors.append(self._error(code, row, **where))
            return
        self.more[code, where.get("field"), where.get("rule")] += 1

    def _error(self, code: str, row: int, **where: Any) -> Error:
        return Error(code, self._file, self._resource.name, row, **where)


def _shown(record: Record) -> str:
    """Return the beginning of a record for a message."""
    line = record.lines[0].rstrip("\r\n")
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"
