"""Columns that only Frictionless knows: asked once for each text, with the judge's own verdict."""

import csv
import io
import itertools
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from portal.tabular import judge, screen
from portal.tabular.judge import Judge
from portal.tabular.screen import asked
from portal.tabular.screen.asked import Asked

ROOT = Path(__file__).parents[2]
LOOK_AHEAD = {"type": "string", "constraints": {"pattern": "^(?!EUR)[A-Z]{3}$"}}
LABELLED = ["", {"value": "-", "label": "none"}]
FIELDS = {
    "pattern": LOOK_AHEAD,
    "pattern, required": {
        **LOOK_AHEAD,
        "constraints": {**LOOK_AHEAD["constraints"], "required": True},
    },
    "geopoint": {"type": "geopoint"},
    "geopoint: labelled": {"type": "geopoint", "missingValues": LABELLED},
    "geopoint: array": {"type": "geopoint", "format": "array"},
    "geopoint: enum": {"type": "geopoint", "constraints": {"enum": ["1,2", "3.5, 4"]}},
    "object": {"type": "object"},
    "array": {"type": "array"},
    "array: length": {"type": "array", "constraints": {"minLength": 2}},
    "geojson": {"type": "geojson"},
    "list": {"type": "list", "constraints": {"maxLength": 3}},
    "list: integers": {"type": "list", "itemType": "integer", "delimiter": ";"},
    "duration": {"type": "duration"},
    "date: any": {"type": "date", "format": "any"},
    "date: names": {"type": "date", "format": "%d %B %Y"},
    "datetime: bounds of two kinds": {
        "type": "datetime",
        "constraints": {"minimum": "2020-01-01T00:00:00", "maximum": "2021-01-01T00:00:00Z"},
    },
    "number: exact bound": {"type": "number", "constraints": {"minimum": 2**53 + 1}},
    "integer: bound that is none": {"type": "integer", "constraints": {"minimum": 1.5}},
    "boolean: words and numbers": {"type": "boolean", "trueValues": ["a"], "falseValues": ["-"]},
}
CELLS = [
    *("USD", "EUR", "EURO", "USD\n", "usd", "", "-", " ", "a", "none"),
    *("1,2", "1, 2", "3.5,4", "181,0", "1,2,3", "1e-999999999,2", "[1, 2]", "[]", '["a", "b"]'),
    *("{}", '{"a": 1.10}', '{"a": NaN}', " {} ", "null", "{", '{"type": "Point"}'),
    *('{"type": "Point", "coordinates": [35.9, 31.95]}', "a,b", "a;b", "1;2", ",", "1;99999999999"),
    *("P1D", "P1Y2M", "PT0.5S", "P", "P2M", "1 March 2020", "March", "2020-01-02", "30.2.2020"),
    *("2020-06-01T00:00:00Z", "2020-06-01T00:00:00", str(2**53), str(2**53 + 1), "1e400", "NaN"),
    *("9" * 30, "9007199254740993.5", "1e300", "true", "POINT (30 10)", "POINT 30", "عمّان"),
]
STRANGE = ["".join(text) for text in itertools.product('12-,.;:{}[]"PTDN aA\n٤', repeat=2)]


@pytest.fixture
def look(describe):
    """Return an Asked of one field, whose ``look`` takes and returns lists."""

    def make(field):
        described = {"name": "x", **field}
        column = Asked(describe({"fields": [described]}).schema.fields[0], described, "0")

        def run(cells):
            value, certain = column.look(pl.Series(cells, dtype=pl.String))
            return list(zip(value, certain, strict=True))

        return column, run

    return make


@pytest.fixture
def judged(monkeypatch):
    """Return the list of the rows that were put before the judge."""
    rows = []
    judge_row = Judge.judge

    def counted(self, number, cells):
        rows.append(number)
        return judge_row(self, number, cells)

    monkeypatch.setattr(Judge, "judge", counted)
    return rows


def table(header, rows):
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows([header, *rows])
    return content.getvalue()


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_who_is_asked_says_what_the_judge_says(check, judged, monkeypatch, field):
    fields = [{"name": "id", "type": "integer"}, {"name": "x", **field}]
    content = table(["id", "x"], enumerate([*CELLS, *STRANGE, *CELLS]))

    with_asking = check(content, fields)
    doubtful = len(judged)
    monkeypatch.setattr(screen, "table_screen", lambda _fields: None)
    without = check(content, fields)

    assert with_asking.rows == without.rows
    assert with_asking.numbers == without.numbers
    assert with_asking.reasons == without.reasons
    assert with_asking.report.errors == without.report.errors
    assert doubtful == len(without.report.errors)


def test_a_table_of_which_all_is_right_needs_no_judge(check, judged):
    fields = [
        {"name": "date", "type": "date", "constraints": {"required": True}},
        {"name": "currency", **FIELDS["pattern, required"]},
        {"name": "rate", "type": "number"},
        {"name": "place", **FIELDS["geopoint: labelled"]},
    ]
    rows = [("2020-01-01", currency, "1.5", "-") for currency in ("USD", "JPY") * 50]

    result = check(table([field["name"] for field in fields], rows), fields)

    assert result.rows == [("2020-01-01", row[1], 1.5, None) for row in rows]
    assert result.reasons[:2] == [(2, "place", "-"), (3, "place", "-")]
    assert judged == []


def test_only_rows_that_are_wrong_and_not_blank_need_the_judge(check, judged):
    fields = [{"name": "id", "type": "integer"}, {"name": "x", **LOOK_AHEAD}]

    result = check("id,x\n1,USD\nx,USD\n3,EUR\n,\n5,\n", fields)

    assert judged == [3, 4]
    assert [(e.code, e.row) for e in result.report.errors] == [
        ("type-error", 3),
        ("constraint-error", 4),
        ("blank-row", 5),
    ]
    assert result.rows == [(1, "USD"), (5, None)]


def test_a_text_is_asked_for_once(look, monkeypatch):
    texts = []
    monkeypatch.setattr(judge, "reader_of", lambda *_: lambda text: (texts.append(text), None))
    _, run = look(LOOK_AHEAD)

    run(["b", "a", "b", "a"])
    run(["a", "c"])

    assert texts == ["b", "a", "c"]


def test_what_is_known_is_bounded(look, monkeypatch):
    monkeypatch.setattr(asked, "KNOWN", 10)
    column, run = look({"type": "list"})

    found = [run([f"{at},{part}" for part in range(8)]) for at in range(9)]
    run(["long" * 100])

    assert found[-1] == [(f'["8", "{part}"]', True) for part in range(8)]
    assert len(column._known) <= 18
    assert max(map(len, column._known)) < 100


def test_who_refuses_most_texts_is_not_asked_for_the_rest(look, monkeypatch):
    monkeypatch.setattr(asked, "TRIED", 10)
    _, run = look({"type": "geopoint"})
    wrong = [f"wrong {at}" for at in range(10)]

    assert run([*wrong, "1,2"])[-1] == (None, False)
    assert run([*wrong, "1,2"])[-1] == ("[1, 2]", True)


def test_many_different_texts_are_asked_for_while_most_are_right(look, monkeypatch):
    monkeypatch.setattr(asked, "TRIED", 10)
    _, run = look({"type": "geopoint"})

    found = run([f"{at},1" for at in range(50)])

    assert found == [(f"[{at}, 1]", True) for at in range(50)]


def test_a_long_cell_is_not_asked_for_if_its_pattern_could_take_long(look):
    _, run = look({"type": "string", "constraints": {"pattern": "(?!b)[a-z]*"}})

    assert run(["a" * 200, "a" * 201]) == [("a" * 200, True), (None, False)]


@pytest.mark.parametrize(
    "field",
    [
        {"type": "string", "constraints": {"minimum": "a"}},
        {"type": "string", "constraints": {"pattern": "(?=a"}},
        {"type": "number", "constraints": {"minimum": "many"}},
    ],
    ids=["a constraint of another type", "a pattern that is none", "a bound that is none"],
)
def test_nothing_is_certain_where_frictionless_refuses_the_field(look, field):
    _, run = look(field)

    assert run(["a", "1"]) == [(None, False), (None, False)]


def test_no_cells_have_no_answers(look):
    _, run = look({"type": "geopoint"})

    assert run([]) == []


def test_frictionless_is_not_imported_before_it_is_asked():
    code = (
        "import sys\n"
        "from tests.tabular.conftest import resource_of\n"
        "from portal.tabular.screen import table_screen\n"
        "described = {'name': 'x', 'type': 'geopoint'}\n"
        "field = resource_of({'fields': [described]}).schema.fields[0]\n"
        "assert table_screen([(field, described, '0')])\n"
        "sys.exit('frictionless' in sys.modules)"
    )

    ended = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT)

    assert ended.returncode == 0
