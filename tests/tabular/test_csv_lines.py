"""What is written reads as it was, by programs that end a row at any line break as well."""

import csv
import io

import pytest

from portal.draft import log
from portal.tabular.csv_lines import csv_lines


@pytest.mark.parametrize("line_break", ["\r", "\n", "\r\n"], ids=["cr", "lf", "crlf"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_line_break_in_a_cell_ends_no_row(line_break, delimiter):
    rows = [["code", "meaning"], ["1", f"Total{line_break}of all, or; none"], ["2", 'a "b"'], [""]]

    text = "".join(csv_lines(rows, delimiter))

    assert [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)] == rows
    assert [*csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)][2] == rows[2]
    assert text.startswith(f"code{delimiter}meaning\n")


def test_an_example_with_an_old_line_break_does_not_break_the_log():
    entry = log.Entry(
        1, "refused", "line-breaks", "a", "", 1, 3, "Once\ra time", "Once a time", "a.csv", "", "0"
    )

    again = log.read(log.write([entry]), "repairs.csv")

    assert again == (entry,)
