"""Binary workbooks: every kind of record that holds a cell is read."""

import struct
import zipfile
from pathlib import Path

import pytest

from portal.draft.model import Merge
from portal.draft.sources import read
from portal.exceptions import DraftError

FILES = Path(__file__).parent / "files"


def record(kind, body=b""):
    """Return a record of a binary workbook."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def xlsb(path, cells):
    """Write a binary workbook with the cells of one row."""
    sheets = record(156, struct.pack("<II", 0, 1) + text("r1") + text("T"))
    row = record(0, struct.pack("<IIHHBI", 0, 0, 300, 0, 0, 0))
    sheet = b"".join(
        [
            record(129),
            record(145),
            row,
            *cells,
            record(146),
            record(176, struct.pack("<IIII", 0, 0, 1, 2)),
        ]
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{base}/%s" Target="%s"/></Relationships>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relation % ("officeDocument", "xl/workbook.bin"))
        archive.writestr(
            "xl/workbook.bin",
            record(131) + record(143) + sheets + record(144) + record(132),
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels", relation % ("worksheet", "worksheets/sheet1.bin")
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet + record(130))
    return path


def binary_cell(kind, column, body):
    return record(kind, struct.pack("<II", column, 0) + body)


def short_cell(kind, body):
    return record(kind, struct.pack("<I", 0) + body)


def text(characters):
    return struct.pack("<I", len(characters)) + characters.encode("utf-16-le")


def test_cells_of_every_kind_are_read(tmp_path):
    name = text("عمّان")
    cells = [
        binary_cell(5, 1, struct.pack("<d", 2020.0)),
        binary_cell(4, 2, b"\1"),
        binary_cell(6, 3, name),
        binary_cell(3, 5, b"\x2a"),
        short_cell(14, b"\x07"),
        short_cell(17, name),
        binary_cell(2, 8, struct.pack("<I", 7 << 2 | 2)),
        binary_cell(2, 9, struct.pack("<i", -125 << 2 | 3)),
        binary_cell(2, 10, struct.pack("<d", 0.5)[4:]),
        binary_cell(8, 11, name + b"formula"),
        binary_cell(9, 12, struct.pack("<d", 0.1) + b"formula"),
        binary_cell(62, 13, b"\0" + name),
        binary_cell(1, 14, b""),
    ]

    source = read(xlsb(tmp_path / "a.xlsb", cells))

    assert (source.format, source.sheet) == ("xlsb", "T")
    (row,) = source.grid.rows
    assert row[:8] == ["", "2020", "true", "عمّان", "", "#N/A", "#DIV/0!", "عمّان"]
    assert row[8:] == ["7", "-1.25", "0.5", "عمّان", "0.1", "عمّان"]
    assert source.grid.merges == (Merge(0, 1, 0, 2),)


def test_workbook_that_another_program_wrote_is_read():
    source = read(FILES / "population.xlsb")

    assert source.grid.rows == read(FILES / "population.xls").grid.rows
    assert source.grid.merges == (Merge(0, 0, 0, 4),)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([binary_cell(5, 1, b"1234")], id="cut off"),
        pytest.param([binary_cell(4, 4_000_000_000, b"\1")], id="far out"),
        pytest.param([binary_cell(4, 3, b"\1"), binary_cell(4, 2, b"\1")], id="out of order"),
        pytest.param([binary_cell(7, 3, struct.pack("<I", 5))], id="no such string"),
    ],
)
def test_damage_is_said(tmp_path, cells):
    with pytest.raises(DraftError, match="damaged"):
        read(xlsb(tmp_path / "a.xlsb", cells))
