"""Tables of dBASE: values as they are, in the encoding that their letters are in."""

import struct

import pytest

from portal.draft.sources import read
from portal.exceptions import DraftError

FIELDS = [("CODE", "C", 4), ("NAME", "C", 20), ("N", "N", 10), ("D", "D", 8), ("L", "L", 1)]
ARABIC = ["عمان العاصمة", "محافظة إربد", "محافظة الزرقاء", "محافظة البلقاء"]


def dbf(path, fields, records, driver=0, version=3):
    """Write a table whose values are given as bytes, filled up with blanks."""
    size = 1 + sum(length for _, _, length in fields)
    head = struct.pack(
        "<BBBBLHH17xB2x", version, 120, 1, 1, len(records), 33 + 32 * len(fields), size, driver
    )
    described = b"".join(
        struct.pack(
            "<11scLBB14x",
            name if isinstance(name, bytes) else name.encode(),
            kind.encode(),
            0,
            length,
            0,
        )
        for name, kind, length in fields
    )
    rows = b"".join(
        b" " + b"".join(v.ljust(f[2])[: f[2]] for v, f in zip(record, fields, strict=True))
        for record in records
    )
    path.write_bytes(head + described + b"\r" + rows + b"\x1a")
    return path


def test_values_are_written_as_they_are(tmp_path):
    records = [
        [b"01", b"  x ", b"  12345.50", b"20200131", b"T"],
        [b"007", b"", b"1e3", b"", b"?"],
        [b"", b"y", b"**********", b"2020????", b"n"],
        [b"", b"y", b"   1234,25", b"00000000", b"N"],
    ]

    source = read(dbf(tmp_path / "سكان #1.dbf", FIELDS, records))

    assert source.format == "dbf"
    assert source.grid.rows == [
        ["CODE", "NAME", "N", "D", "L"],
        ["01", "  x", "12345.5", "2020-01-31", "true"],
        ["007", "", "1000", "", ""],
        ["", "y", "**********", "2020????", "false"],
        ["", "y", "1234.25", "", "false"],
    ]


@pytest.mark.parametrize(
    ("codec", "driver", "cpg", "asked", "reason"),
    [
        pytest.param("cp1256", 0x7E, None, None, "declared", id="byte of the header"),
        pytest.param("cp1256", 0, "1256", None, "declared", id="number beside it"),
        pytest.param("cp1256", 0, "ANSI 1256", None, "declared", id="words beside it"),
        pytest.param("iso8859_6", 0, "ISO 8859-6", None, "declared", id="ISO beside it"),
        pytest.param("cp720", 0, "cp720", None, "declared", id="DOS beside it"),
        pytest.param("cp1256", 0x57, None, None, "guessed", id="byte for any Windows"),
        pytest.param("cp1256", 0, None, None, "guessed", id="nothing said"),
        pytest.param("utf-8", 0x57, None, None, "utf-8", id="UTF-8 whatever the byte says"),
        pytest.param("cp720", 0, None, "cp720", "declared", id="asked for"),
    ],
)
def test_arabic_texts_are_read_in_their_encoding(tmp_path, codec, driver, cpg, asked, reason):
    fields = [("اسم".encode(codec), "C", 40)]
    path = dbf(tmp_path / "a.dbf", fields, [[name.encode(codec)] for name in ARABIC], driver)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)

    source = read(path, encoding=asked)

    assert [row[0] for row in source.grid.rows] == ["اسم", *ARABIC]
    assert source.encoding_reason == reason
    assert not source.doubts


def test_western_byte_does_not_outweigh_arabic_words_and_is_a_doubt(tmp_path):
    path = dbf(
        tmp_path / "a.dbf", [("N", "C", 40)], [[name.encode("cp1256")] for name in ARABIC], 0x02
    )

    source = read(path)

    assert source.grid.rows[1] == [ARABIC[0]]
    assert [doubt.code for doubt in source.doubts] == ["encoding"]


def test_western_texts_of_dos_are_read_as_their_byte_says(tmp_path):
    path = dbf(tmp_path / "a.dbf", [("N", "C", 10)], [["Orléans".encode("cp850")]], 0x02)

    assert read(path).grid.rows[1] == ["Orléans"]


def test_character_that_its_field_cut_off_is_left_out(tmp_path):
    path = dbf(tmp_path / "a.dbf", [("N", "C", 5)], [["عمان".encode()], ["إربد".encode()]])

    assert read(path).grid.rows[1:] == [["عم"], ["إر"]]


def test_long_texts_are_read_from_their_file(tmp_path):
    path = dbf(tmp_path / "a.dbf", [("NOTE", "M", 10)], [[b"         1"], [b""]], version=0x83)
    with pytest.raises(DraftError, match="second file"):
        read(path)
    path.with_suffix(".dbt").write_bytes(bytes(512) + "مذكرة".encode() + b"\x1a\x1a" + bytes(500))

    assert read(path).grid.rows[1:] == [["مذكرة"], [""]]


def test_deleted_record_is_none(tmp_path):
    path = dbf(tmp_path / "a.dbf", [("N", "C", 2)], [[b"a"], [b"b"]])
    content = path.read_bytes()
    path.write_bytes(content.replace(b" a ", b"*a "))

    assert read(path).grid.rows[1:] == [["b"]]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        pytest.param(lambda content: content[:-40], "cut off: rows announced: 4", id="cut off"),
        pytest.param(
            lambda content: content[:10] + b"\xff\x00" + content[12:], "is damaged", id="sizes"
        ),
    ],
)
def test_damage_is_said(tmp_path, spoil, sentence):
    path = dbf(tmp_path / "a.dbf", [("N", "C", 30)], [[b"x"]] * 4)
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(DraftError, match=sentence):
        read(path)


@pytest.mark.parametrize(
    ("asked", "sentence"), [("klingon", "name of no encoding"), ("utf-8", "is not in utf-8")]
)
def test_encoding_that_is_asked_for_wrongly_is_said(tmp_path, asked, sentence):
    path = dbf(tmp_path / "a.dbf", [("N", "C", 30)], [[ARABIC[0].encode("cp1256")]])

    with pytest.raises(DraftError, match=sentence):
        read(path, encoding=asked)
