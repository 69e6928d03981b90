"""Names for the fields of a table that has no schema: what its own header says."""

from __future__ import annotations

import csv
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from portal.tabular.dialect import dialect_of
from portal.tabular.excerpt import raw_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portal.catalog.model import Resource

MOST_LABELS = 1_999
"""Columns of a table; a file with more is refused by its structure."""


def field_names(folder: Path, resource: Resource) -> list[str]:
    """Return a name for each column of a file: its label, or a number where it has none of its own.

    The names differ, so that a label that is missing or stands twice is an error of the header.
    Raises OSError where the file cannot be read.
    """
    labels = _labels(folder, resource)
    taken = set(labels)
    names: dict[str, None] = {}
    for position, label in enumerate(labels[:MOST_LABELS] or [""], start=1):
        name = label or f"field{position}"
        while name in names or (name != label and name in taken):
            name = f"{name}_{position}"
        names[name] = None
    return list(names)


def _labels(folder: Path, resource: Resource) -> list[str]:
    """Return the labels of a file, or nothing for each of its columns where it has no header."""
    with suppress(csv.Error, TypeError, ValueError):  # reported where the file is checked
        dialect = dialect_of(resource)
        records = raw_rows(folder=folder, resource=resource)
        if not dialect.header_rows:
            return [""] * next(
                (len(cells) for at, cells in records if not dialect.is_comment(at, cells)), 0
            )
        if not dialect.header_declared:
            content = (cells for at, cells in records if not dialect.is_comment(at, cells))
            return [label.strip() for label in next(content, ())]
        last = dialect.header_rows[-1]
        rows = [cells for at, cells in islice(records, last) if at in dialect.header_rows]
        return _joined(rows, resource.dialect.get("headerJoin", " "))
    return []


def _joined(rows: Sequence[Sequence[str]], by: str) -> list[str]:
    """Join the labels of several rows as Frictionless does: a label is not said twice in turn."""
    labels: list[str] = []
    before: dict[int, str] = {}
    for cells in rows:
        for at, cell in enumerate(map(str.strip, cells)):
            if before.get(at) == cell:
                continue
            before[at] = cell
            if at < len(labels):
                labels[at] = by.join((labels[at], cell))
            else:
                labels.append(cell)
    return labels
