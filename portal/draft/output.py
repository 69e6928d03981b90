"""The file that will be published, with exactly the repairs that were accepted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from portal.draft import cells, layout
from portal.draft.model import Table
from portal.exceptions import DraftError
from portal.tabular.csv_lines import csv_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from portal.draft.drafting import Drafting
    from portal.draft.model import Repair, RowRole, Source

VALUES: tuple[RowRole, ...] = ("data", "total")
"""Rows that are the table's, unless a repair leaves them out."""
UTF_8 = "utf-8"
UNIT = "unit-sign"
"""The kind of repair that takes a unit out of the cells; the field keeps it."""


@dataclass(frozen=True)
class Output:
    """Hold the bytes of a table, how they are read, and the table itself."""

    content: bytes
    encoding: str
    dialect: Mapping[str, Any]
    """As a Table Dialect; ``{}`` for a comma, double quotes and the header in row 1."""
    table: Table

    @property
    def reading(self) -> dict[str, Any]:
        """Return what a resource must say so that the bytes are read; ``{}`` where nothing."""
        encoding = {} if self.encoding == UTF_8 else {"encoding": self.encoding}
        return {**encoding, **({"dialect": dict(self.dialect)} if self.dialect else {})}


def finish(drafting: Drafting, accepted: Collection[int]) -> Output:
    """Return the table of a file with the repairs of these numbers, and no others.

    A text of which nothing is repaired keeps its bytes. A sheet of a workbook becomes UTF-8 with
    commas in any case: a CSV file is what is published. Raises DraftError where the encoding that
    was to be kept lacks a letter.
    """
    made = [repair for number, repair in enumerate(drafting.repairs, 1) if number in accepted]
    source = drafting.source
    above, labels, rows, dialect = _arranged(drafting, made)
    table = _table(drafting, made, labels, rows)
    kinds = {repair.kind for repair in made}
    kept = source.encoding if source.is_text and "encoding" not in kinds else None
    encoding = kept or UTF_8
    if source.is_text and not made:
        return Output(source.path.read_bytes(), encoding, {**source.dialect, **dialect}, table)
    cut = _cut(source, kinds)
    lines = [*above, *([] if dialect.get("header") is False else [labels]), *rows.values()]
    return Output(_written(lines, cut, encoding), encoding, {**cut, **dialect}, table)


def _arranged(
    drafting: Drafting, made: Sequence[Repair]
) -> tuple[list[list[str]], list[str], dict[int, list[str]], Mapping[str, Any]]:
    """Return the rows above the labels, the labels, the rows below by position, and the dialect."""
    grid, found = drafting.source.grid, drafting.layout
    place = layout.arranged(grid, found, made)
    filled = layout.filled(grid, found, made)
    data = frozenset(found.rows(*VALUES))
    changes = _changes(made)
    beyond = found.width + (found.width in place.columns)
    padded = any(repair.kind == "short-rows" for repair in made)

    def cut(row: Sequence[str]) -> list[str]:
        """Return a row without the columns that were left out, and with what is beyond the table."""
        return [row[c] for c in place.columns if c < len(row)] + list(row[beyond:])

    rows: dict[int, list[str]] = {}
    for position in place.rows:
        row = filled.rows[position]
        if position in data:
            rows[position] = [
                changes[column](row[column]) if column < len(row) else ""
                for column in place.columns
                if padded or column < len(row)
            ]
        else:
            rows[position] = cut(row)
    above = [cut(grid.rows[position]) for position in place.above]
    return above, list(place.labels), rows, place.dialect


def _changes(made: Sequence[Repair]) -> Mapping[int, Any]:
    """Return by column what the accepted repairs make of a cell; every text is looked at once."""
    by_column: dict[int, list[Repair]] = defaultdict(list)
    for repair in made:
        if repair.column is not None and repair.kind in cells.CHANGES:
            by_column[repair.column].append(repair)

    def through(repairs: Sequence[Repair]) -> Any:
        @cache
        def change(cell: str) -> str:
            for repair in repairs:
                cell = cells.changed(cell, repair)
            return cell

        return change

    return defaultdict(lambda: str, {c: through(repairs) for c, repairs in by_column.items()})


def _table(
    drafting: Drafting,
    made: Sequence[Repair],
    labels: Sequence[str],
    rows: Mapping[int, list[str]],
) -> Table:
    data = frozenset(drafting.layout.rows(*VALUES))
    units = {repair.label: repair.rule for repair in made if repair.kind == UNIT}
    whole = [
        row + [""] * (len(labels) - len(row)) for position, row in rows.items() if position in data
    ]
    # Blanks around a label are read as none of it, whether or not they stay in the file.
    return Table([label.strip() for label in labels], whole, units)


def _cut(source: Source, kinds: Collection[str]) -> dict[str, Any]:
    """Return how the cells of the file are parted, where that is not the usual way."""
    if not source.is_text or "delimiter" in kinds:
        return {}
    return {name: source.dialect[name] for name in ("delimiter",) if name in source.dialect}


def _written(lines: Sequence[Sequence[str]], cut: Mapping[str, Any], encoding: str) -> bytes:
    text = "".join(csv_lines(_rows(lines), cut.get("delimiter", ",")))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        raise DraftError(
            f"After the repairs “{letter}” is in the table, which {encoding} does not have. "
            "Accept the repair of the encoding as well."
        ) from error


def _rows(lines: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    for line in lines:
        yield line or [""]
