"""The repair log of a dataset: ``repairs.csv``, one row a proposal, with what was decided.

It lies beside the data, is published with them, and is replayed on next year's file. The columns
are those of ``Entry``, in that order; UTF-8, commas, LF.
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any

from portal.exceptions import DraftError
from portal.tabular.csv_lines import csv_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from portal.draft.model import Repair, Source

LOG = "repairs.csv"
ACCEPTED, REFUSED = "accepted", "refused"
LONGEST = 1_000
"""Characters of an example that are kept."""


@dataclass(frozen=True)
class Entry:
    """Hold one repair of a log and what was decided."""

    number: int
    decision: str
    """``accepted`` or ``refused``."""
    repair: str
    """A kind of ``portal.draft.kinds``."""
    column: str
    """The label of the column; ``""`` where it is about rows or the whole file."""
    rule: str
    count: int
    row: int | None
    """Where the example is, as a spreadsheet counts."""
    before: str
    after: str
    file: str
    """The name of the file that was repaired, without its folder."""
    sheet: str
    sha256: str
    """Of the bytes of that file."""

    @property
    def accepted(self) -> bool:
        """Tell whether the repair was made."""
        return self.decision == ACCEPTED

    @property
    def identity(self) -> tuple[str, str, str]:
        """Return what makes it the same repair in next year's file (``Repair.identity``)."""
        return self.repair, self.column, self.rule


COLUMNS = tuple(field.name for field in fields(Entry))


def entries_of(repairs: Sequence[Repair], accepted: Collection[int], source: Source) -> list[Entry]:
    """Return the repairs of a file as the rows of its log; ``accepted`` are numbers, from 1."""
    return [
        Entry(
            number,
            ACCEPTED if number in accepted else REFUSED,
            repair.kind,
            repair.label,
            repair.rule,
            repair.count,
            repair.row,
            repair.before[:LONGEST],
            repair.after[:LONGEST],
            source.path.name,
            source.sheet or "",
            source.sha256,
        )
        for number, repair in enumerate(repairs, 1)
    ]


def write(entries: Iterable[Entry]) -> bytes:
    """Return a log as the bytes of its file."""
    rows = ([_cell(value) for value in astuple(entry)] for entry in entries)
    return "".join(csv_lines([COLUMNS, *rows])).encode()


def read(content: bytes, file: str) -> tuple[Entry, ...]:
    """Return the entries of a log; ``file`` names it in messages.

    Raises DraftError where it is no log, with the row at fault.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DraftError(f"{file} is not in UTF-8 (byte {error.start}).") from error
    try:
        header, *rows = [*csv.reader(io.StringIO(text, newline=""))] or [[]]
    except csv.Error as error:
        raise DraftError(f"{file} cannot be read as CSV: {error}.") from error
    if tuple(header) != COLUMNS:
        raise DraftError(f"{file}: the first row must be {','.join(COLUMNS)}.")
    return tuple(_entry(row, number, file) for number, row in enumerate(rows, 2) if row)


def _cell(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _entry(row: list[str], number: int, file: str) -> Entry:
    if len(row) != len(COLUMNS):
        raise DraftError(f"{file}, row {number}: {len(COLUMNS)} cells expected, {len(row)} found.")
    cells: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    if cells["decision"] not in {ACCEPTED, REFUSED}:
        raise DraftError(
            f"{file}, row {number}, column B (decision): “{cells['decision']}” is neither "
            f"“{ACCEPTED}” nor “{REFUSED}”."
        )
    try:
        numbers = {
            "number": int(cells["number"]),
            "count": int(cells["count"]),
            "row": int(cells["row"]) if cells["row"] else None,
        }
    except ValueError as error:
        raise DraftError(
            f"{file}, row {number}: number, count and row must be whole numbers."
        ) from error
    return Entry(**{**cells, **numbers})
