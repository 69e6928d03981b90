"""What may be repaired of the rows and columns of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.layout.fill import fills_of
from portal.draft.layout.foot import says_it_is_note
from portal.draft.layout.groups import groups_of
from portal.draft.layout.header_repairs import header_repairs
from portal.draft.layout.labels import body_profile, labels_of
from portal.draft.layout.others import others_of
from portal.draft.layout.text import SHOWN, shown, visible
from portal.draft.layout.totals import totals_of
from portal.draft.model import Repair
from portal.tabular.report import column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.draft.layout.others import Other
    from portal.draft.model import Grid, Layout


def repairs_of(grid: Grid, layout: Layout) -> list[Repair]:
    """Propose the repairs of rows and columns, in the order in which a sheet is read.

    A sheet with its labels in the first row and values below it needs none.
    """
    others = list(others_of(grid, layout))
    return [
        *_titles(grid, layout, others),
        *header_repairs(grid, layout),
        *_plain(grid, layout, "repeated-header", layout.rows("repeated-header")),
        *_blanks(grid, layout),
        *_short(grid, layout),
        *_groups(grid, layout),
        *_fills(grid, layout),
        *_totals(grid, layout),
        *_footer(grid, layout, others),
        *_others(grid, layout, others),
    ]


def _plain(
    grid: Grid,
    layout: Layout,
    kind: str,
    rows: Sequence[int],
    *,
    certain: bool = True,
    rule: str = "",
) -> Iterator[Repair]:
    """Yield the repair that leaves rows out, if there are any."""
    if rows and layout.width:
        yield Repair(
            kind,
            len(rows),
            shown(grid.rows[rows[0]]),
            "",
            rows[0] + 1,
            rule=rule,
            certain=certain,
            rows=tuple(rows),
        )


def _titles(grid: Grid, layout: Layout, others: Sequence[Other]) -> Iterator[Repair]:
    taken = {position for other in others for position in other.rows}
    rows = [position for position in layout.rows("title") if position not in taken]
    yield from _plain(grid, layout, "title-rows", rows, certain=_are_titles(grid, layout, rows))


def _are_titles(grid: Grid, layout: Layout, titles: Sequence[int]) -> bool:
    """Tell whether the rows above the header are certainly none of the table."""
    header = layout.rows("header")
    if not header or not titles:
        return False
    first = titles[0]
    if grid.rows[first][0].lower().startswith("sep="):
        return True
    parted = any(role == "blank" for role in layout.roles[first : header[0]])
    merged = any(merge.top == first and merge.left < merge.right for merge in grid.merges)
    votes = body_profile(grid, layout).votes(grid.rows[header[-1]])
    narrow = layout.width > 2 or len(titles) > 1
    return parted or merged or (votes.for_labels and narrow)


def _blanks(grid: Grid, layout: Layout) -> Iterator[Repair]:
    yield from _plain(grid, layout, "blank-rows", layout.rows("blank"))
    if layout.blank_columns:
        letters = [column_letter(column + 1) for column in layout.blank_columns]
        yield Repair("blank-columns", len(letters), shown(letters), "")


def _short(grid: Grid, layout: Layout) -> Iterator[Repair]:
    """Yield the repair of rows that end before the table does; certain where what they hold fits."""
    width = max((c + 1 for c in range(layout.width) if c not in layout.blank_columns), default=0)
    groups = groups_of(grid, layout)
    named = {*groups.rows} if groups else set()
    rows = [p for p in layout.rows("data", "total") if len(grid.rows[p]) < width and p not in named]
    if rows:
        first, profile = grid.rows[rows[0]], body_profile(grid, layout)
        yield Repair(
            "short-rows",
            len(rows),
            ",".join(first)[:SHOWN],
            ",".join([*first, *[""] * (width - len(first))])[:SHOWN],
            rows[0] + 1,
            certain=not any(profile.votes(grid.rows[p]).labels for p in rows),
        )


def _groups(grid: Grid, layout: Layout) -> Iterator[Repair]:
    groups = groups_of(grid, layout)
    if groups:
        position, cell = next(iter(groups.cells.items()))
        yield Repair(
            "group-rows",
            len(groups.rows),
            shown(grid.rows[groups.rows[0]]),
            shown([*grid.rows[position], cell]),
            groups.rows[0] + 1,
            layout.width,
            groups.label,
            certain=groups.merged,
            rows=groups.rows,
        )


def _fills(grid: Grid, layout: Layout) -> Iterator[Repair]:
    labels = labels_of(grid, layout)
    for fill in fills_of(grid, layout):
        position = next(iter(fill.cells))
        row = [*grid.rows[position]]
        row += [""] * (fill.column + 1 - len(row))
        after = [*row[: fill.column], fill.cells[position], *row[fill.column + 1 :]]
        yield Repair(
            fill.kind,
            len(fill.cells),
            shown(row),
            shown(after),
            position + 1,
            fill.column,
            labels[fill.column],
            fill.by,
            fill.by == "merged" and not fill.numbers,
        )


def _totals(grid: Grid, layout: Layout) -> Iterator[Repair]:
    rows = layout.rows("data", "total") if "total" in layout.roles else []
    found = totals_of(grid.rows, rows, body_profile(grid, layout))
    for by in ("word and sum", "word", "sum"):
        some = {position: total for position, total in found.items() if total.by == by}
        certain = all(total.certain for total in some.values())
        yield from _plain(grid, layout, "total-rows", sorted(some), certain=certain, rule=by)


def _footer(grid: Grid, layout: Layout, others: Sequence[Other]) -> Iterator[Repair]:
    taken = {position for other in others for position in other.rows}
    rows = [position for position in layout.rows("footer") if position not in taken]
    certain = layout.width > 2 or any(says_it_is_note(grid.rows[p]) for p in rows)
    yield from _plain(grid, layout, "footer-rows", rows, certain=certain)


def _others(grid: Grid, layout: Layout, others: Sequence[Other]) -> Iterator[Repair]:
    labels = labels_of(grid, layout)
    for other in others:
        if other.where == "beside":
            yield Repair(
                "other-table",
                len(other.columns),
                shown([labels[column] for column in other.columns]),
                "",
                column=other.columns[0],
                label=visible(labels[other.columns[0]]),
                rule="beside",
                certain=False,
                rows=other.rows,
            )
        else:
            yield from _plain(
                grid, layout, "other-table", other.rows, certain=False, rule=other.where
            )
