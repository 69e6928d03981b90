"""What is proposed for the datasets of this portal, whose cells were put right long ago."""

import csv
import io
from pathlib import Path

import pytest

from portal.draft.cells import repairs_of
from portal.draft.model import Column

ROOT = Path(__file__).parents[2] / "datasets"
FOUND = {
    # Typed by many hands: names and titles with two blanks between words.
    "humanitarian-funding": [("spaces", "organization"), ("spaces", "title")],
}
ROWS = 30_000
"""Of the longest table, of a date, a code and a number, the first tell as much as all."""


def columns(path):
    raw = path.read_bytes()
    try:
        text, delimiter = raw.decode("utf-8-sig"), ","
    except UnicodeDecodeError:
        text, delimiter = raw.decode("cp1256"), ";"
    labels, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for position, label in enumerate(labels):
        cells = [row[position] for row in rows[:ROWS]]
        yield Column(position, label, cells, range(2, len(cells) + 2))


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/*.csv")), ids=lambda path: path.stem)
def test_only_real_dirt_is_found(path):
    found = [(repair.kind, repair.label) for one in columns(path) for repair in repairs_of(one)]

    assert found == FOUND.get(path.stem, [])
