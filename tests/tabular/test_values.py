"""Typed cells become values of SQLite by the type in the schema, and nothing is rounded in silence."""

import pytest


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ({"type": "string"}, "01234", "01234"),
        ({"type": "string"}, "NA", "NA"),
        ({"type": "any"}, "1", "1"),
        ({"type": "integer"}, "42", 42),
        ({"type": "integer"}, "١٢٣", 123),
        ({"type": "integer"}, "9223372036854775807", 9223372036854775807),
        ({"type": "integer", "bareNumber": False}, "42%", 42),
        ({"type": "number"}, "1.10", 1.1),
        ({"type": "number"}, "-1e3", -1000.0),
        ({"type": "number", "decimalChar": ",", "groupChar": "."}, '"1.234,5"', 1234.5),
        ({"type": "boolean"}, "true", 1),
        ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "no", 0),
        ({"type": "date"}, "2020-01-02", "2020-01-02"),
        ({"type": "date", "format": "%d/%m/%Y"}, "02/01/2020", "2020-01-02"),
        ({"type": "time"}, "08:30:00", "08:30:00"),
        ({"type": "datetime"}, "2020-01-02T03:04:05Z", "2020-01-02T03:04:05Z"),
        ({"type": "datetime"}, "2020-01-02T03:04:05+03:00", "2020-01-02T03:04:05+03:00"),
        ({"type": "year"}, "2020", 2020),
        ({"type": "yearmonth"}, "2020-1", "2020-01"),
        ({"type": "duration"}, "P1Y2M", "P1Y2M"),
        ({"type": "object"}, '"{""a"": 1.00000000000000000001}"', '{"a": 1.00000000000000000001}'),
        ({"type": "array"}, '"[1, ""ب""]"', '[1, "ب"]'),
        ({"type": "geopoint"}, '"35.9,31.95"', "[35.9, 31.95]"),
        (
            {"type": "geojson"},
            '"{""type"": ""Point"", ""coordinates"": [1, 2]}"',
            '{"type": "Point", "coordinates": [1, 2]}',
        ),
        ({"type": "list"}, '"a,ب"', '["a", "ب"]'),
        ({"type": "list", "itemType": "integer", "delimiter": ";"}, "1;2", "[1, 2]"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_values(check, field, cell, value):
    result = check(f"id,x\n1,{cell}\n", [{"name": "id", "type": "string"}, {"name": "x", **field}])

    assert result.report.errors == []
    assert result.rows == [("1", value)]
    assert type(result.rows[0][1]) is type(value)


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ({"type": "integer"}, "9223372036854775808"),
        ({"type": "number"}, "0.1000000000000000000001"),
        ({"type": "number"}, "9007199254740993"),
        ({"type": "number"}, "1e400"),
        ({"type": "number"}, "NaN"),
        ({"type": "number"}, "-INF"),
        ({"type": "array"}, "[NaN]"),
        ({"type": "list", "itemType": "integer"}, "9223372036854775808"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_held_exactly_is_an_error(check, field, cell):
    result = check(
        f"id,x\n1,{cell}\n2,\n", [{"name": "id", "type": "string"}, {"name": "x", **field}]
    )

    assert result.places == [("number-not-exact", 2, "B", cell)]
    assert result.rows == [("2", None)]


def test_labelled_missing_values_keep_their_reason(check):
    fields = [
        {"name": "code", "type": "string", "missingValues": []},
        {
            "name": "x",
            "type": "integer",
            "missingValues": [{"value": ":"}, {"value": "c", "label": "confidential"}],
        },
        {"name": "y", "type": "integer"},
    ]

    result = check(
        "code,x,y\nNA,c,1\n,:,-\n",
        fields,
        schema={"missingValues": ["", {"value": "-", "label": "none"}]},
    )

    assert result.rows == [("NA", None, 1), ("", None, None)]
    assert result.reasons == [(2, "x", "c"), (3, "y", "-")]


@pytest.mark.parametrize("cell", ["1e-999999999,0", "0,0e999999999"])
def test_a_coordinate_of_a_billion_digits_is_not_written_out(check, cell):
    result = check(f'v\n"{cell}"\n', {"v": "geopoint"})

    assert result.places == [("number-not-exact", 2, "A", cell)]
