"""Raw rows of a file, by the numbers that a report gives them."""

import pytest

from portal.tabular.excerpt import excerpt, raw_rows
from portal.tabular.report import Report

FIELDS = {"fields": [{"name": "a", "type": "string"}]}
TABLE = 'a,b\n1,"x\ny"\n\n# c\n2\n3,z,w\n'


@pytest.fixture
def file(tmp_path, describe):
    """Give the function that writes a file and describes it."""

    def write(content, **about):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "data.csv").write_bytes(data)
        return describe(FIELDS, **about), tmp_path

    return write


def test_rows_are_given_as_they_stand_in_the_file(file):
    resource, folder = file(TABLE)

    found = excerpt(resource, folder, {1, 2, 3, 4, 5, 6, 99})

    assert found == {
        1: ["a", "b"],
        2: ["1", "x\ny"],
        3: [],
        4: ["# c"],
        5: ["2"],
        6: ["3", "z", "w"],
    }


def test_a_file_is_read_as_the_report_says(file):
    resource, folder = file("a;b\n1;مدرسة\n".encode("cp1256"))
    report = Report("x", encoding="windows-1256", dialect={"delimiter": ";"})

    found = excerpt(resource, folder, [2], report.encoding, report.dialect)

    assert found == {2: ["1", "مدرسة"]}


@pytest.mark.parametrize(
    ("content", "about"),
    [
        ("a\nمدرسة\n".encode("utf-8-sig"), {}),
        ("a\nمدرسة\n".encode("utf-16"), {}),
        ("a\nمدرسة\n".encode("iso-8859-6"), {"encoding": "iso-8859-6"}),
        ("a\r\nمدرسة\r\n", {}),
    ],
    ids=["byte order mark", "UTF-16", "declared", "CRLF"],
)
def test_encodings_and_line_ends(file, content, about):
    resource, folder = file(content, **about)

    assert excerpt(resource, folder, [1, 2]) == {1: ["a"], 2: ["مدرسة"]}


def test_nothing_is_read_beyond_the_last_row(file, monkeypatch):
    resource, folder = file("a\n" + "1\n" * 100)
    read = []

    def counting(*arguments):
        for row in raw_rows(*arguments):
            read.append(row[0])
            yield row

    monkeypatch.setattr("portal.tabular.excerpt.raw_rows", counting)
    excerpt(resource, folder, {3, 5})

    assert read == [1, 2, 3, 4, 5]


def test_a_long_cell_is_given_whole(file):
    resource, folder = file(f"a\n{'x' * 200_000}\n")

    assert excerpt(resource, folder, [2]) == {2: ["x" * 200_000]}


def test_a_file_that_is_gone_has_no_rows(file):
    resource, folder = file(TABLE)
    (folder / "data.csv").unlink()

    assert excerpt(resource, folder, [1]) == {}
