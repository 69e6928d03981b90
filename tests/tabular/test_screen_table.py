"""Whole rows before the screen."""

import polars as pl
import pytest

from portal.tabular.screen import table_screen

REASONED = {
    "name": "z",
    "type": "number",
    "missingValues": ["", {"value": "c", "label": "confidential"}, {"value": ":", "label": "none"}],
}


@pytest.fixture
def screen(describe):
    """Screen rows of texts by a list of fields."""

    def run(fields, rows):
        described = [{"name": f"f{at}", **field} for at, field in enumerate(fields)]
        schema = describe({"fields": described}).schema
        columns = [str(at) for at in range(len(fields))]
        screen = table_screen(list(zip(schema.fields, described, columns, strict=True)))
        if screen is None:
            return None
        frame = pl.DataFrame(rows, dict.fromkeys(columns, pl.String), orient="row")
        return screen.screen(frame)

    return run


def test_a_row_is_certain_where_all_its_cells_are(screen):
    fields = [{"type": "integer"}, {"type": "string"}, {"type": "date"}, {"type": "boolean"}]

    screened = screen(
        fields,
        [
            ("1", "a", "2020-01-01", "true"),
            (" 1", "a", "2020-01-01", "true"),
            ("1", "a", "2020-1-1", "true"),
            ("2", "", "", "0"),
        ],
    )

    assert screened.certain.to_list() == [True, False, False, True]
    assert screened.frame.filter(screened.certain).rows() == [
        (1, "a", "2020-01-01", 1),
        (2, None, None, 0),
    ]
    assert screened.frame.schema == {"0": pl.Int64, "1": pl.String, "2": pl.String, "3": pl.Int64}


def test_a_row_of_missing_values_only_is_not_certain(screen):
    fields = [{"type": "integer", "missingValues": ["-"]}, {"type": "string"}]

    screened = screen(fields, [("-", ""), ("-", "a"), ("1", "")])

    assert screened.certain.to_list() == [False, True, True]


def test_a_closer_look_changes_only_what_it_makes_certain(screen):
    fields = [{"type": "number"}, {"type": "datetime"}]

    screened = screen(
        fields,
        [
            ("1.5", "2020-01-01T00:00:00Z"),
            ("0.30000000000000004", "2020-01-01T00:00:01Z"),
            ("0.3000000000000000444", "2020-01-01T00:00:02Z"),
            ("2", "2020-01-01 00:00:03"),
            ("0.0000000000000000", "2020-01-01 00:00:03.5"),
            ("3", "2020-01-01  00:00:04"),
        ],
    )

    assert screened.certain.to_list() == [True, True, False, True, True, False]
    assert screened.frame.filter(screened.certain).rows() == [
        (1.5, "2020-01-01T00:00:00Z"),
        (0.1 + 0.2, "2020-01-01T00:00:01Z"),
        (2.0, "2020-01-01T00:00:03"),
        (0.0, "2020-01-01T00:00:03.500000"),
    ]


def test_labelled_missing_values_keep_their_reason(screen):
    fields = [{"type": "string", "missingValues": [{"value": "-", "label": "none"}]}, REASONED]
    rows = [("a", "c"), ("b", ""), ("-", "1"), ("-", "c"), ("c", "x"), ("d", ":"), ("-", "x")]

    screened = screen([*fields, {"type": "integer"}], [(*row, "1") for row in rows])

    assert screened.certain.to_list() == [True, True, True, True, False, True, False]
    assert screened.reasons.rows() == [
        (0, "1", "c"),
        (2, "0", "-"),
        (3, "0", "-"),
        (3, "1", "c"),
        (5, "1", ":"),
    ]


def test_half_a_character_is_no_text_that_polars_makes_of_it(screen):
    half = {"type": "string", "missingValues": [{"value": "\ud800", "label": "half"}]}

    screened = screen([half], [("\ufffd\ufffd\ufffd",)])

    assert screened.frame.rows() == [("\ufffd\ufffd\ufffd",)]
    assert screened.reasons.height == 0


def test_no_rows_are_no_rows(screen):
    screened = screen([{"type": "datetime"}, REASONED], [])

    assert (screened.frame.height, len(screened.certain), screened.reasons.height) == (0, 0, 0)
    assert screened.frame.schema == {"0": pl.String, "1": pl.Float64}


def test_frictionless_is_asked_where_the_screen_does_not_know_the_field(screen):
    labelled = {"type": "geopoint", "missingValues": ["", {"value": "-", "label": "none"}]}

    screened = screen(
        [{"type": "geopoint"}, {"type": "integer"}, labelled],
        [("1,2", "1", "-"), ("1,2", "x", "-"), ("x", "1", ""), ("", "", "-"), ("", "2", "")],
    )

    assert screened.certain.to_list() == [True, False, False, False, True]
    assert screened.frame.filter(screened.certain).rows() == [("[1, 2]", 1, None), (None, 2, None)]
    assert screened.reasons.rows() == [(0, "2", "-")]
    assert screened.frame.schema == {"0": pl.String, "1": pl.Int64, "2": pl.String}


def test_frictionless_is_asked_for_all_columns(screen):
    screened = screen([{"type": "geopoint"}] * 2, [("1,2", ""), ("", ""), ("", "x")])

    assert screened.certain.to_list() == [True, False, False]
    assert screened.frame.rows()[0] == ("[1, 2]", None)


def test_no_columns_are_no_screen():
    assert table_screen([]) is None
