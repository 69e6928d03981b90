"""Delimited texts: whatever their encoding and dialect, every record is there as it is."""

import hashlib

import pytest

from portal.draft.sources import read
from portal.exceptions import DraftError

TABLE = [
    ["السنة", "المحافظة", "عدد السكان المقدر في نهاية العام"],
    ["2020", "محافظة العاصمة", "1,5"],
    ["2021", "إربد", "2,5"],
    ["2021", "لواء الأغوار الشمالية والمناطق المحيطة بها", "2,5"],
]


def joined(rows, delimiter=",", end="\n"):
    return "".join(delimiter.join(row) + end for row in rows)


@pytest.mark.parametrize(
    ("encoding", "name", "reason"),
    [
        pytest.param("utf-8", "utf-8", "utf-8", id="utf-8"),
        pytest.param("utf-8-sig", "utf-8", "bom", id="utf-8 with mark"),
        pytest.param("cp1256", "windows-1256", "guessed", id="windows-1256"),
        pytest.param("iso8859_6", "iso-8859-6", "guessed", id="iso-8859-6"),
        pytest.param("utf-16", "utf-16", "bom", id="utf-16 with mark"),
    ],
)
@pytest.mark.parametrize(
    ("delimiter", "end"), [(";", "\n"), ("\t", "\r\n"), ("|", "\n"), (";", "\r")]
)
def test_text_is_read_in_its_encoding_and_cut_by_its_delimiter(
    tmp_path, encoding, name, reason, delimiter, end
):
    path = tmp_path / "population.txt"
    path.write_bytes(joined(TABLE, delimiter, end).encode(encoding))

    source = read(path)

    assert source.grid.rows == TABLE
    assert (source.format, source.encoding, source.encoding_reason) == ("csv", name, reason)
    assert source.dialect == {"delimiter": delimiter}
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_titles_comments_blank_lines_and_notes_are_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Population\n\n# provisional\nyear,n\n2020,5\n\nSource: census\n\n")

    source = read(path)

    assert source.grid.rows == [
        ["Population"],
        [],
        ["# provisional"],
        ["year", "n"],
        ["2020", "5"],
        [],
        ["Source: census"],
        [],
    ]
    assert source.dialect == {}


def test_record_over_several_lines_is_one_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('id,note\n1,"two\nlines"\n2,"say ""x"""\n', newline="")

    source = read(path)

    assert source.grid.rows[1:] == [["1", "two\nlines"], ["2", 'say "x"']]
    assert source.doubts == ()


def test_tabs_of_a_tsv_are_told(tmp_path):
    path = tmp_path / "بيانات السكان #1.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")

    source = read(path)

    assert source.grid.rows == [["a", "b"], ["1", "2"]]
    assert source.dialect == {"delimiter": "\t"}


def test_old_mark_of_the_end_is_no_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\r\n1,2\r\n\x1a")

    assert read(path).grid.rows == [["a", "b"], ["1", "2"]]


def test_file_that_may_only_be_read_is_read_and_stays(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\r\n1;2\r\n")
    path.chmod(0o400)

    read(path)

    assert path.read_bytes() == b"a;b\r\n1;2\r\n"


def test_what_is_asked_for_wins(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("a;b,c\n1;ة,3\n".encode("cp1256"))

    source = read(path, encoding="windows-1256", dialect={"delimiter": ","})

    assert source.grid.rows == [["a;b", "c"], ["1;ة", "3"]]
    assert (source.encoding, source.encoding_reason) == ("windows-1256", "declared")


def test_doubts_are_kept(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b;c\n1,2;3\n")

    assert {doubt.code for doubt in read(path).doubts} == {"delimiter"}


def test_stray_quotation_mark_is_a_doubt_with_its_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,x\n" * 1000 + '2,"x"y"\n')

    source = read(path)

    assert source.grid.rows[-1] == ["2", 'xy"']
    assert [doubt.row for doubt in source.doubts if doubt.code == "quote"] == [2001]


def test_workbook_named_csv_is_read_as_the_workbook_that_it_is(tmp_path):
    import xlsxwriter

    path = tmp_path / "a.csv"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["a", "b"])

    assert read(path).format == "xlsx"


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        pytest.param(b"a,b\n1,\xc7\n", {"encoding": "utf-8"}, "line 2, byte 0xC7", id="not utf-8"),
        pytest.param(b"a\n\x81\n", {"encoding": "cp1252"}, "line 2, byte 0x81", id="not cp1252"),
        pytest.param(b"a\n", {"encoding": "klingon"}, "name of no encoding", id="no encoding"),
        pytest.param(b"a\n", {"dialect": {"delimiter": "||"}}, "one character", id="delimiter"),
        pytest.param(b"a\n", {"sheet": "x"}, "Leave out --sheet", id="sheet of a text"),
        pytest.param(
            b'a,b\n1,"x\n2,y\n', {}, "row 2: a quotation mark before “x”", id="unclosed quote"
        ),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, content, options, sentence):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(DraftError) as caught:
        read(path, **options)

    assert sentence in str(caught.value)
