"""Texts with columns of fixed width: cut as a layout says, or by blanks that leave no doubt."""

from pathlib import Path

import pytest

from portal.draft.sources import read
from portal.exceptions import DraftError

FILES = Path(__file__).parent / "files"
CERTAIN = """\
year  governorate      value

2010  Al Mafraq        1,234
2011  Irbid              234
2012  Al Karak            12
"""


def written(folder, text, name="a.prn", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_columns_are_told_by_the_blanks_that_all_lines_share(tmp_path):
    source = read(written(tmp_path, CERTAIN))

    assert source.format == "fixed"
    assert source.grid.rows == [
        ["year", "governorate", "value"],
        [],
        ["2010", "Al Mafraq", "1,234"],
        ["2011", "Irbid", "234"],
        ["2012", "Al Karak", "12"],
    ]


def test_single_blanks_part_columns_beside_numbers_in_many_lines(tmp_path):
    lines = [f"{2000 + n}  {'Irbid' if n % 2 else 'Ma an'} {n:>3}\n" for n in range(12)]

    source = read(written(tmp_path, "year  place   n\n" + "".join(lines)))

    assert source.grid.rows[:2] == [["year", "place", "n"], ["2000", "Ma an", "0"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Population of the country\n" + CERTAIN, id="title across the columns"),
        pytest.param(CERTAIN + "2013  Al Mafraq 1234  567\n", id="one line out of place"),
        pytest.param("Al Hasa   Al Karak\nAl Mafraq Al Aqaba\nAl Jalil  Al Quds\n", id="by chance"),
        pytest.param("2010   5\n2011   6\n", id="two lines"),
    ],
)
def test_where_columns_are_not_certain_a_layout_is_asked_for(tmp_path, text):
    with pytest.raises(DraftError, match="column,start,length"):
        read(written(tmp_path, text))


@pytest.mark.parametrize(
    "text", ["Amman\nIrbid\nAl Zarqa\n", "name;n\nAl  Hasa;5\nIrbid;6\n", "a\tb\n1  x  \t2\n"]
)
def test_text_without_such_columns_is_a_delimited_one(tmp_path, text):
    assert read(written(tmp_path, text, "a.txt")).format == "csv"


def test_layout_says_where_the_columns_are_and_what_they_are_called(tmp_path):
    path = written(tmp_path, "01عمان 2020\n02إربد 2021\n", "أرقام.dat", "cp1256")
    layout = written(tmp_path, "column;start;length;note\nرمز;1;2;x\nاسم;3;5;\nسنة;8;4;\n", "l.csv")

    source = read(path, encoding="cp1256", layout=layout)

    assert source.grid.rows == [
        ["رمز", "اسم", "سنة"],
        ["01", "عمان", "2020"],
        ["02", "إربد", "2021"],
    ]
    assert (source.encoding, source.encoding_reason) == ("windows-1256", "declared")


def test_names_that_the_text_has_itself_are_there_once(tmp_path):
    path = written(tmp_path, "YEAR N\n2020 5\n")
    layout = written(tmp_path, "column,start,length\nyear,0,4\nn,5,1\n", "l.csv")

    assert read(path, layout=layout).grid.rows == [["YEAR", "N"], ["2020", "5"]]


def test_example_of_csvkit_is_cut_as_csvkit_cuts_it():
    source = read(FILES / "testfixed", layout=FILES / "testfixed_schema.csv")

    assert source.grid.rows[0][:3] == ["text", "date", "integer"]
    assert source.grid.rows[2] == [
        "Chicago Sun-Times", "1948-01-01", "63", "True", "1.24", "14:57:13", "1948-01-01T14:57:13", ""
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "sentence"),
    [
        ("name,from,to\nyear,1,4\n", "the first row must name column, start, length"),
        ("column,start,length\nyear,one,4\n", "row 2: start and length must be whole numbers"),
        ("column,start,length\nyear,1,0\n", "row 2: start and length must be whole numbers"),
        ("column,start,length\n", "names no column"),
        ("column,start,length\nyear,1,4\nn,0,2\n", "counts from 1"),
    ],
)
def test_what_is_wrong_with_a_layout_is_said(tmp_path, layout, sentence):
    path = written(tmp_path, "2020 5\n")

    with pytest.raises(DraftError) as caught:
        read(path, layout=written(tmp_path, layout, "l.csv"))

    assert sentence in str(caught.value)
    assert "l.csv" in str(caught.value)
