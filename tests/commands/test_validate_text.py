"""What ``portal validate`` tells a person at a terminal."""

from pathlib import Path

import pytest

from scripts.layout import Look, excerpt_lines, printable, width_of
from scripts.options import Telling

BAD = "id,name,day\n1,a,2020-01-01\n" + "x,b,\n" * 5 + "9,c,2020-13-01\n"


def test_errors_of_one_kind_are_told_together_the_most_frequent_first(person):
    person.write("table.csv", BAD)

    _code, out, _err = person.validate("table.csv", "--schema", person.schema())

    lines = out.splitlines()
    assert lines[0] == "✗ table.csv: 6 errors, 7 rows read"
    assert lines[1].endswith("table.csv: 1 of 7 rows accepted")
    first = lines.index("  5 × rows 3, 4, 5 and 2 more, column A “id”")
    second = lines.index("  row 8, column C “day”")
    assert first < second
    assert lines[first + 1] == "    This is not a whole number: x"
    assert lines[first + 2].startswith("    → ")


def test_a_row_is_shown_with_its_neighbours_and_the_cell_marked(person):
    person.write("table.csv", "id,name,day\n1,a,2020-01-01\nx,b,\n3,c,\n")

    _code, out, _err = person.validate("table.csv", "--schema", person.schema())

    assert [line for line in out.splitlines() if " | " in line] == [
        "       2 | 1     | a | 2020-01-01",
        "       3 | >>x<< | b |",
        "       4 | 3     | c |",
    ]


def test_it_ends_with_the_next_command(person):
    person.write("my table.csv", BAD)
    person.schema()

    _code, out, _err = person.validate("my table.csv", "--schema", "schema.json")

    assert out.endswith("\n  portal validate 'my table.csv' --schema schema.json\n")


NEXT = {
    "a schema is wanting": ("id,name,day\n1,a,\n", [], "--schema FILE"),
    "all is well": ("id,name,day\n1,a,\n", ["--schema", "schema.json"], "docs/add-a-dataset.md"),
    "very many errors": ("id,name,day\n" + "x,a,\n" * 30, ["--schema", "schema.json"], "--errors"),
}


@pytest.mark.parametrize(("content", "options", "expected"), NEXT.values(), ids=NEXT)
def test_the_next_step_depends(person, content, options, expected):
    person.write("table.csv", content)
    person.schema()

    _code, out, _err = person.validate("table.csv", *options)

    assert expected in "".join(out.splitlines()[-4:])


@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_fit_the_terminal(person, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    row = ",".join(["كلمة طويلة " * 3] * 8)
    header = ",".join(f"column_{number}" for number in range(8))
    person.write("table.csv", f"{header}\n{row}\n{row}\n")
    fields = [{"name": f"column_{number}", "type": "integer"} for number in range(8)]

    _code, out, _err = person.validate("table.csv", "--schema", person.schema({"fields": fields}))

    # The last line is a command, which is not broken.
    assert max(width_of(line) for line in out.splitlines()[:-1]) <= width
    assert "column E “column_4”" in out


def test_what_could_steer_a_terminal_is_shown_by_its_code(person):
    person.write("table.csv", "id,name,day\n\x1b[31m\u202e1,a,\n")

    _code, out, _err = person.validate("table.csv", "--schema", person.schema())

    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b[31m\\u202e1" in out


def test_few_groups_are_listed_and_the_rest_is_counted(person):
    person.write("table.csv", BAD)

    _code, out, _err = person.validate("table.csv", "--schema", person.schema(), "--limit", "1")

    assert "row 8" not in out
    assert "… 1 more, not shown here" in out


def test_a_limit_holds_for_json_and_counts_stay_true(person):
    person.write("table.csv", BAD)

    _code, report = person.report("table.csv", "--schema", person.schema(), "--limit", "2")

    assert (len(report["errors"]), report["totals"]) == (2, {"type-error": 6})


def test_in_arabic_the_words_around_the_messages_are_arabic_too(person):
    person.write("table.csv", BAD)

    code, out, _err = person.validate("table.csv", "--schema", person.schema(), "--lang", "ar")

    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("✗ table.csv: الأخطاء: 6؛")
    assert "  5 × الصفوف 3, 4, 5، وغيرها: 2، العمود A «id»" in lines
    assert lines[-1].endswith("--lang ar --html report.html")


def test_a_console_gets_two_lines_in_arabic_and_the_report_opens(person, monkeypatch):
    opened = []
    person.write("table.csv", BAD)
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    _code, out, _err = person.validate("table.csv", "--schema", person.schema(), "--lang", "ar")

    first, second = out.splitlines()
    assert "الأخطاء: 6" in first
    assert "المقبولة: 1؛ المرفوضة: 6" in first
    path = second.removeprefix("التقرير: ")
    assert opened == [f"file://{path}"]
    assert 'lang="ar"' in Path(path).read_text("utf-8")


def test_colour_is_for_terminals_and_never_alone(person, monkeypatch):
    person.write("table.csv", BAD)
    words = ["table.csv", "--schema", person.schema()]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    monkeypatch.setenv("NO_COLOR", "1")
    plain = Look.of_terminal()
    monkeypatch.delenv("NO_COLOR")
    coloured = Look.of_terminal()
    _code, out, _err = person.validate(*words)

    assert (plain.colour, coloured.colour) == (False, True)
    assert ">>x<<" in out


def test_an_excerpt_keeps_the_marked_cell_in_sight():
    rows = {2: ["a" * 20] * 9, 3: ["b" * 20] * 9}

    lines = list(excerpt_lines(rows, 3, 8, Look(width=40), "  "))

    assert [line.count("b" * 20) for line in lines] == [0, 1]
    assert ">>" + "b" * 20 + "<<" in lines[1]
    assert max(map(width_of, lines)) <= 40


def test_a_cell_that_is_missing_is_marked_where_it_should_be():
    lines = list(excerpt_lines({5: ["a"], 6: ["b", "c"]}, 5, 2, Look(), ""))

    assert lines[0] == " 5 | a | >><<"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb\n", "a\\x09b\\x0a"), ("\u200fمصر", "\\u200fمصر"), ("plain", "plain")],
    ids=["controls", "mark of direction", "plain"],
)
def test_printable(text, shown):
    assert printable(text) == shown


def test_progress_is_silent_where_nobody_looks(capsys, monkeypatch):
    monkeypatch.setattr("scripts.options.QUIET_SECONDS", 0)

    with Telling() as progress:
        progress("table", 5_000)

    assert capsys.readouterr() == ("", "")


def test_progress_tells_the_rate_and_the_time_left(tmp_path, monkeypatch):
    from scripts import options

    path = tmp_path / "table.csv"
    path.write_text("12345678\n" * 10_000)

    words = options._words("table", 2_000, 2.0, options._estimate(path))

    assert words == "table: 2,000 rows, 1,000 a second, about 8 s left"
    assert options._words("table", 2_000, 0.5, 0) == "table: 2,000 rows, 4,000 a second"
    assert options._words("t", 1_000, 1.0, 91_000) == "t: 1,000 rows, 1,000 a second, about 1 min 30 s left"  # fmt: skip
