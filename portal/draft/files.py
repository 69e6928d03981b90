"""What may be repaired in a text file as a whole: its encoding and its delimiter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.model import Repair
from portal.tabular.proposal.doubt import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.draft.model import Source

EXAMPLE = 60
"""Characters of an example."""


def repairs_of(source: Source) -> list[Repair]:
    """Return the repairs of a text as a whole; none of a workbook."""
    if not source.is_text:
        return []
    return [*_encoding(source), *_delimiter(source)]


def _encoding(source: Source) -> Iterator[Repair]:
    if source.encoding in {None, "utf-8"}:
        return
    foreign = [
        (row, cell)
        for row, cells in enumerate(source.grid.rows, 1)
        for cell in cells
        if not cell.isascii()
    ]
    row, cell = foreign[0] if foreign else (1, "")
    doubtful = any(doubt.code == "encoding" for doubt in source.doubts)
    yield Repair(
        "encoding",
        len(foreign),
        cell[:EXAMPLE].encode(source.encoding or "utf-8", "replace").decode("latin-1"),
        cell[:EXAMPLE],
        row,
        rule=source.encoding or "",
        certain=not doubtful,
    )


def _delimiter(source: Source) -> Iterator[Repair]:
    delimiter = source.dialect.get("delimiter", ",")
    if delimiter == ",":
        return
    rows = source.grid.rows
    number, cells = next(((n, c) for n, c in enumerate(rows, 1) if len(c) > 1), (1, []))
    doubtful = any(doubt.code in {"delimiter", "ragged"} for doubt in source.doubts)
    yield Repair(
        "delimiter",
        len(rows),
        delimiter.join(cells)[:EXAMPLE],
        ",".join(cells)[:EXAMPLE],
        number,
        rule=shown(delimiter),
        certain=not doubtful,
    )
