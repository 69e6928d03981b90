"""Why files are not read by the command ``in2csv``: what it makes of values, held against ours.

Where one of these fails, csvkit has become exact, and the reader may be replaced.
"""

import csv
import io
import signal
import sys
import warnings
from pathlib import Path

import pytest

from portal.draft.sources import read

FILES = Path(__file__).parent / "files"


@pytest.fixture
def in2csv():
    """Run the command; what it does to the process is undone."""
    from csvkit.utilities.in2csv import In2CSV

    hook, handler, limit = sys.excepthook, signal.getsignal(signal.SIGPIPE), csv.field_size_limit()

    def run(*arguments):
        output = io.StringIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            In2CSV([str(argument) for argument in arguments], output).run()
        return list(csv.reader(io.StringIO(output.getvalue())))

    yield run
    sys.excepthook = hook
    signal.signal(signal.SIGPIPE, handler)
    csv.field_size_limit(limit)


def test_title_makes_decimals_of_years_and_numbers_of_dates_in_an_xls(in2csv):
    theirs = in2csv("-I", FILES / "population.xls")

    ours = read(FILES / "population.xls").grid.rows

    assert theirs[3] == ["2020.0", "عمّان", "01", "1234567.25", "43861.0"]
    assert ours[3] == ["2020", "عمّان", "01", "1234567.25", "2020-01-31"]


def test_error_becomes_a_number_in_an_xls(in2csv):
    theirs = in2csv("-I", FILES / "kinds.xls")

    ours = read(FILES / "kinds.xls").grid.rows

    assert theirs[1][1] == "42"
    assert ours[1][1] == "#N/A"


def test_code_loses_its_zero_and_a_letter_becomes_a_truth_value_in_a_dbf(in2csv):
    theirs = in2csv("-I", FILES / "testdbf.dbf")

    ours = read(FILES / "testdbf.dbf").grid.rows

    assert theirs[0] == ours[0]
    assert (theirs[1][1], theirs[1][7]) == ("8", "False")
    assert (ours[1][1], ours[1][7]) == ("08", "N")


def test_texts_of_fixed_width_are_cut_the_same(in2csv):
    layout = FILES / "testfixed_schema.csv"

    theirs = in2csv("-I", "-f", "fixed", "-s", layout, FILES / "testfixed")

    assert read(FILES / "testfixed", layout=layout).grid.rows == theirs


def test_list_is_written_as_python_does_in_geojson(in2csv, tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null,'
        ' "properties": {"tags": ["a"], "open": true}}]}'
    )

    theirs = in2csv("-I", "-f", "geojson", path)

    assert theirs[1][1:3] == ["['a']", "True"]
    assert read(path).grid.rows[1] == ['["a"]', "true"]
