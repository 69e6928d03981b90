"""Structure judged in stretches as one by one: the same errors, whichever way a file is cut."""

import pytest

ROWS = 6_000  # more than the 64 KB under which all records are cut one by one
TEXTS = {"id": "string", "name": "string"}
TYPED = {"id": "integer", "name": "string"}
LONG = "x" * 20


def table(*rows, every=f"{{}},{LONG}\n", header="id,name\n"):
    """Return a file of many sound rows with some others in the middle."""
    sound = [every.format(number) for number in range(ROWS)]
    return header + "".join(sound[: ROWS // 2]) + "".join(rows) + "".join(sound[ROWS // 2 :])


@pytest.mark.parametrize("fields", [TEXTS, TYPED], ids=["texts", "typed"])
@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("id,name\n", "header-repeated"),
        ('1,a "b"\n', "quote-misplaced"),
        ('1,"a"b\n', "text-after-quote"),
        ("1;a\n", "row-delimiter"),
        ("1\n", "missing-cell"),
        ("1,a,\n", "extra-cell"),
        ("1,a\0\n", "nul-byte"),
        ("\n", "blank-row"),
        ("1,a\r1,b\n", "carriage-return"),
    ],
)
def test_one_bad_row_in_many_is_found_where_it_stands(check, fields, row, expected):
    result = check(table(row), fields)

    assert [(e.code, e.row) for e in result.report.errors] == [(expected, ROWS // 2 + 2)]
    assert not result.report.judged or len(result.rows) == ROWS


@pytest.mark.parametrize("header", ["id,name\n", "id,name,\n"], ids=["rows only", "header too"])
def test_a_delimiter_at_the_end_of_every_row_is_noted(check, header):
    result = check(table(every=f"{{}},{LONG},\n", header=header), TYPED)

    assert result.report.valid
    assert [w.code for w in result.report.warnings] == ["trailing-delimiter"]
    assert result.rows[:2] == [(0, LONG), (1, LONG)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [("1,a\n", "trailing-delimiter-missing"), ("1,a,b\n", "extra-cell")],
)
def test_a_row_that_ends_otherwise_than_the_others_is_an_error(check, row, expected):
    result = check(table(row, every=f"{{}},{LONG},\n"), TYPED)

    assert [(e.code, e.row) for e in result.report.errors] == [(expected, ROWS // 2 + 2)]


def test_rows_of_another_table_are_one_error(check):
    result = check("id,name\n1,a\n\nyear,births,deaths\n2022,7,5\n2023,8,6\n", TYPED)

    assert result.places == [("several-tables", 4, None, "year,births,deaths")]
    assert result.rows == [(1, "a")]


def test_labels_that_the_schema_tells_apart_are_no_near_duplicates(check):
    result = check("Name,NAME\na,b\n", {"Name": "string", "NAME": "string"})

    assert result.report.valid


def test_a_first_row_of_values_is_no_header(check):
    result = check("1,a\n2,b\n", TYPED)

    assert [(e.code, e.row, e.value) for e in result.report.errors] == [
        ("header-like-data", 1, "1, a")
    ]


def test_a_wrong_escape_is_an_error(check):
    dialect = {"escapeChar": "\\", "doubleQuote": False}

    result = check('id,name\n1,"a \\"b\\""\n2,a\\Nb\n', TYPED, dialect=dialect)

    assert [(e.code, e.row) for e in result.report.errors] == [("escape-misplaced", 3)]
    assert result.rows == [(1, 'a "b"')]


def test_the_report_says_how_the_file_was_read(check):
    default = check("id,name\n1,a\n", TYPED).report
    declared = check("id;name\n1;a\n", TYPED, dialect={"delimiter": ";"}).report

    assert default.dialect == {
        "delimiter": ",",
        "quoteChar": '"',
        "header": True,
        "headerRows": [1],
    }
    assert (default.dialect_reason, declared.dialect_reason) == ("default", "declared")
    assert declared.dialect["delimiter"] == ";"


def test_a_likely_encoding_is_shown_with_what_the_row_would_say(check):
    result = check("id,name\n1,عمّان\n".encode("cp1256"), TYPED)

    (error,) = result.report.errors
    assert error.parameters["suggestion"] == "windows-1256"
    assert error.parameters["sample"] == "1,عمّان"
