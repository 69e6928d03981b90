"""Where a table begins among the records of a file: comments and titles above it, its header."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.tabular.proposal.cells import kind_of
from portal.tabular.proposal.doubt import Doubt
from portal.tabular.proposal.header import COLUMNS, Votes, is_value, votes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.tabular.proposal.cut import Record

MARKS = ("#", "//", "%", "--")
"""What a comment may begin with."""
SEPARATOR = "sep="
"""What Excel writes above a table, before the delimiter."""
HEADER_ROWS = 5
"""Rows of a header at most."""
SHOWN = 60
"""Characters shown of a row."""


@dataclass
class Table:
    """Hold what is found of the header, as properties of a Table Dialect."""

    dialect: dict[str, Any] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    start: int = 0
    """The position of the table's first record."""
    comments: int = 0
    """How many comments there are."""


def find(records: Sequence[Record], width: int) -> Table:
    """Return where the header is among the first records of a file; ``width`` cells make a row."""
    table = Table()
    comment = _comment(records, width, table)
    rows = [r for r in records if r.filled and not _is_comment(r, comment)]
    usual = _usual_filling(rows, width)
    above = 0
    while above < len(rows) and _is_title(rows[above], width, usual):
        above += 1
    if above == len(rows):
        return table
    first = rows[above]
    table.start = first.number - 1
    below = [row.cells for row in rows[above + 1 :] if row.width == width]
    again = 0
    while again < min(len(below), HEADER_ROWS - 1) and [*below[again]] == [*first.cells]:
        again += 1
    found = votes(first.cells, below[again:]) if first.width == width else Votes()
    header = [*range(first.number, first.number + 1 + (again if found.labels else 0))]
    if above:
        _under_titles(rows[:above], first, found, table)
        if found.row:
            return table
    elif found.row:
        table.dialect["header"] = False
        return table
    elif not found.header and _is_like_rows(first.cells, below, found):
        table.doubts.append(Doubt("header", first.number, _shown(first)))
    if width == 1:
        table.doubts += _titles_of_column(rows)
    elif len(header) == 1 and first.width == width:
        header += _second_row(first, rows[above + 1 :], found, table)
    expected = [1 + sum(_is_comment(r, comment) for r in records[: first.number - 1])]
    if header != expected:
        table.dialect["headerRows"] = header
    return table


def _comment(records: Sequence[Record], width: int, table: Table) -> str:
    """Return what comments begin with, or nothing; note it in the dialect."""
    filled = [record for record in records if record.filled]
    for mark in MARKS:
        marked = [record for record in filled if _is_comment(record, mark)]
        if not marked or len(marked) * 2 > len(filled):
            continue
        if any(r.width == width > 1 and r.filled * 2 > width for r in marked):
            # The header itself begins with a mark, or the cells of a column do.
            continue
        if marked[0] is not filled[0] and (width == 1 or mark not in MARKS[:2]):
            continue
        table.dialect["commentChar"] = mark
        table.comments = len(marked)
        leading = next(n for n, record in enumerate(filled) if record not in marked)
        if len(marked) > leading:
            inside = marked[leading]
            table.doubts.append(comment_doubt(mark, inside.number, _shown(inside)))
        return mark
    return ""


def comment_doubt(mark: str, row: int | None = None, value: str | None = None) -> Doubt:
    """Doubt that rows inside the table, which begin as comments do, are comments."""
    return Doubt("comment", row, value, {"mark": mark})


def _is_comment(record: Record, mark: str) -> bool:
    return bool(mark and record.cells and record.cells[0].startswith(mark))


def _usual_filling(rows: Sequence[Record], width: int) -> int:
    """Return how many cells the fuller rows of a table have that are not blank."""
    filled = sorted(row.filled for row in rows if row.width == width)
    return filled[len(filled) * 9 // 10] if filled else 0


def _is_title(record: Record, width: int, usual: int) -> bool:
    """Tell whether a row can only stand above a table: few cells, and these the first ones."""
    if width < 2 or record.width > width:
        return False
    if record.width < width:
        return record.width * 2 <= width
    filled = record.filled
    in_front = all(cell.strip() for cell in record.cells[:filled])
    return in_front and filled < usual and (filled == 1 or filled * 2 < usual)


def _under_titles(titles: Sequence[Record], first: Record, found: Votes, table: Table) -> None:
    """Say how certain it is that some rows are titles, and the next one the header."""
    if len(titles) == 1 and titles[0].cells[0].lower() == SEPARATOR:
        return
    if found.header:
        blank_between = first.number - titles[-1].number > 1
        narrow = all(title.width < first.width for title in titles)
        if blank_between or narrow or len(titles) > 1:
            return
    table.doubts.append(
        Doubt("title", titles[-1].number, _shown(titles[-1]), {"header": first.number})
    )


def _titles_of_column(rows: Sequence[Record]) -> list[Doubt]:
    """Doubt the header of a single column: titles above it look like labels."""
    values = [bool(row.cells) and is_value(row.cells[0]) for row in rows]
    first = values.index(True) if True in values else 0
    if first < 2 or not all(values[first:]):
        return []
    return [
        Doubt(
            "title",
            rows[first - 2].number,
            _shown(rows[first - 2]),
            {"header": rows[first - 1].number},
        )
    ]


def _is_like_rows(first: Sequence[str], below: Sequence[Sequence[str]], found: Votes) -> bool:
    """Tell whether the first row may be one of data, although nothing proves it."""
    missing = any(cell.strip() and kind_of(cell) == "empty" for cell in first[:COLUMNS])
    if found.data or missing:
        return True
    if not below:
        return any(is_value(cell) for cell in first)
    repeated = [
        position
        for position, cell in enumerate(first[:COLUMNS])
        if kind_of(cell) != "empty" and any(cell in row[position : position + 1] for row in below)
    ]
    return len(repeated) > min(1, len(first) // 3)


def _second_row(first: Record, below: Sequence[Record], found: Votes, table: Table) -> list[int]:
    """Return the number of the next row where it belongs to the header as well."""
    if not below or below[0].width != first.width:
        return []
    second = below[0]
    rest = [row.cells for row in below[1:] if row.width == first.width]
    under = votes(second.cells, rest)
    sparse = first.filled * 4 <= first.width * 3 and second.filled > first.filled
    wordy = not any(kind_of(cell) not in (None, "empty") for cell in second.cells)
    if not wordy or under.data or under.labels < (1 if sparse else 2) or found.data:
        return []
    table.doubts.append(
        Doubt("header-rows", first.number, _shown(second), {"second": second.number})
    )
    return [second.number]


def _shown(record: Record) -> str:
    """Return the beginning of a row for a message."""
    text = " · ".join(cell.strip() for cell in record.cells if cell.strip())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
