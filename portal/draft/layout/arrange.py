"""What is left of a sheet when some of its repairs are accepted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from portal.draft.layout.fill import fills_of
from portal.draft.layout.groups import groups_of
from portal.draft.layout.labels import all_labels, naming_row
from portal.draft.layout.others import others_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.draft.layout.groups import Groups
    from portal.draft.model import Grid, Layout, Repair

WHOLE = frozenset(
    (
        "title-rows",
        "blank-rows",
        "repeated-header",
        "group-rows",
        "total-rows",
        "footer-rows",
        "other-table",
    )
)
"""Kinds that leave their rows out."""


@dataclass(frozen=True)
class Arranged:
    """Say what of a grid is written, in this order: ``above``, the labels, ``rows``."""

    labels: tuple[str, ...]
    """By column that stays."""
    columns: tuple[int, ...]
    """The columns that stay, by position in the grid that ``filled`` gives."""
    above: tuple[int, ...]
    """Rows above the labels that stay as they are."""
    rows: tuple[int, ...]
    """Rows below the labels that stay, refused titles, blank rows and notes among them."""
    has_header: bool
    """False where the labels are not to be written: no header, and none is to be added."""
    dialect: Mapping[str, Any] = field(default_factory=dict)
    """Where the header is, as properties of a Table Dialect; ``{}`` where it is the first row."""


def arranged(grid: Grid, layout: Layout, accepted: Sequence[Repair]) -> Arranged:
    """Return what is written when exactly these repairs are made; rows are those of ``filled``."""
    above, below = _rows(grid, layout, accepted)
    has_header = bool(layout.rows("header")) or _has(accepted, "header-missing")
    columns = _columns(grid, layout, accepted)
    labels = written_labels(grid, layout, accepted)
    groups = _groups(grid, layout, accepted)
    added = [groups.label] if groups else []
    return Arranged(
        (*(labels[column] for column in columns), *added),
        (*columns, *(layout.width for _ in added)),
        above,
        below,
        has_header,
        dialect_of(grid, layout, accepted),
    )


def dialect_of(grid: Grid, layout: Layout, accepted: Sequence[Repair]) -> dict[str, Any]:
    """Return the properties of a Table Dialect that say where the header is in what is written.

    Rows of a header that number or tag the columns below their names are no values, if they stay.
    """
    above, below = _rows(grid, layout, accepted)
    if layout.rows("header") or _has(accepted, "header-missing"):
        header = {*layout.rows("header")}
        tags = [n for n, position in enumerate(below, len(above) + 2) if position in header]
        where = {"headerRows": [len(above) + 1]} if above else {}
        return {**where, **({"commentRows": tags} if tags else {})}
    comments = {"commentRows": [*range(1, len(above) + 1)]} if above else {}
    return {"header": False, **comments}


def filled(grid: Grid, layout: Layout, accepted: Sequence[Repair]) -> Grid:
    """Return the grid with labels in each row that shares them, where that was accepted.

    Groups that stood in rows of their own are in one more column, ``layout.width``.
    """
    rows = [*grid.rows]
    wanted = {(repair.kind, repair.column, repair.rule) for repair in accepted}
    for fill in fills_of(grid, layout):
        if (fill.kind, fill.column, fill.by) in wanted:
            _write(rows, fill.column, fill.cells)
    groups = _groups(grid, layout, accepted)
    if groups:
        _write(rows, layout.width, groups.cells)
    return replace(grid, rows=rows)


def _write(rows: list[Sequence[str]], column: int, cells: Mapping[int, str]) -> None:
    """Write cells into a column."""
    for position, cell in cells.items():
        row = [*rows[position]]
        row += [""] * (column + 1 - len(row))
        row[column] = cell
        rows[position] = row


def _groups(grid: Grid, layout: Layout, accepted: Sequence[Repair]) -> Groups | None:
    """Return the groups that are to be a column."""
    return groups_of(grid, layout) if _has(accepted, "group-rows") else None


def written_labels(grid: Grid, layout: Layout, accepted: Sequence[Repair]) -> tuple[str, ...]:
    """Return the label of each column with the accepted repairs of the header, refused ones not."""
    several = len(layout.rows("header")) > 1
    is_joined = not several or _has(accepted, "header-rows")
    texts = {repair.column for repair in accepted if repair.kind == "header-text"}
    labels = []
    for column, label in enumerate(all_labels(grid, layout)):
        found = label.joined if is_joined else label.raw
        # A label that is not what the repair was proposed for stays as it is.
        labels.append(label.final if column in texts and found == label.joined else found)
    return tuple(labels)


def _rows(
    grid: Grid, layout: Layout, accepted: Sequence[Repair]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rows that stay above and below the labels."""
    out = {position for r in accepted if r.kind in WHOLE for position in r.rows}
    named = naming_row(grid, layout)
    if named is None:
        border = next(iter(layout.rows("data", "total")), 0)
    else:
        border = named
        out |= {*layout.rows("header")} if _has(accepted, "header-rows") else {named}
    left = [position for position in range(len(grid.rows)) if position not in out]
    return tuple(p for p in left if p < border), tuple(p for p in left if p >= border)


def _columns(grid: Grid, layout: Layout, accepted: Sequence[Repair]) -> tuple[int, ...]:
    """Return the columns that stay."""
    out: set[int] = set(layout.blank_columns) if _has(accepted, "blank-columns") else set()
    if any(repair.kind == "other-table" and repair.rule == "beside" for repair in accepted):
        out |= {column for other in others_of(grid, layout) for column in other.columns}
    return tuple(column for column in range(layout.width) if column not in out)


def _has(accepted: Sequence[Repair], kind: str) -> bool:
    return any(repair.kind == kind for repair in accepted)
