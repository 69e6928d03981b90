"""One value of a table as people read it."""

import pytest

from portal.language.cells import Cell, Column, cell
from portal.language.text import Shown, Text


@pytest.fixture
def column():
    """Return a function that makes a column of a type and role."""

    def make(kind, role=None, **more):
        values = {
            "id": "c",
            "name": "c",
            "title": None,
            "description": None,
            "type": kind,
            "role": role,
            "unit": None,
            "unit_column": None,
            "decimals": None,
            "language": None,
            "categories": {},
            "reference": None,
            "constraints": {},
            "missing": 0,
        }
        return Column(**values | more)

    return make


@pytest.mark.parametrize(
    ("kind", "role", "value", "expected"),
    [
        ("integer", "measure", 1234567, Cell("number", Shown("1,234,567", "en"))),
        ("integer", "time", 2023, Cell("number", Shown("2023", "en"))),
        ("integer", None, 10001, Cell("number", Shown("10001", "en"))),
        ("year", "measure", 2023, Cell("number", Shown("2023", "en"))),
        ("number", None, 1234.5, Cell("number", Shown("1,234.5", "en"))),
        ("boolean", None, 1, Cell("boolean", Shown("1", "en"))),
        ("date", None, "2026-11-24", Cell("code", Shown("2026-11-24", ""))),
        ("string", None, "01234", Cell("text", Shown("01234", ""))),
        ("string", None, "https://example.org/", Cell("link", Shown("https://example.org/", ""), "https://example.org/")),
        ("string", None, "javascript:alert(1)", Cell("text", Shown("javascript:alert(1)", ""))),
        ("string", None, None, Cell("missing", Shown("", "en"))),
    ],
)  # fmt: skip
def test_cell(column, kind, role, value, expected):
    assert cell(column(kind, role), value, "en") == expected


def test_a_category_shows_its_label_and_keeps_its_code(column):
    categories = {"1": Text({"en": "estimate", "ar": "تقدير"})}

    shown = cell(column("integer", categories=categories), 1, "ar")

    assert shown == Cell("text", Shown("تقدير", "ar"), "1")


def test_a_missing_value_says_why(column):
    reason = Text({"en": "confidential", "ar": "سري"})

    assert cell(column("integer"), None, "ar", reason=reason).shown.value == "سري"


@pytest.mark.parametrize(("unit_column", "expected"), [(None, "35,000.0"), ("unit", "35,000")])
def test_digits_are_fixed_only_where_the_unit_is(column, unit_column, expected):
    shown = cell(column("number", "measure", decimals=1, unit_column=unit_column), 35000.0, "en")

    assert shown.shown.value == expected


def test_a_long_text_is_cut_in_tables_only(column):
    text = "word " * 100

    assert len(cell(column("string"), text, "en").shown.value) < 210
    assert cell(column("string"), text, "en", limit=None).shown.value == text
