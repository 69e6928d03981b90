"""Views made by hand: a column for each part, rows as small as the test needs."""

import pytest

from portal.charts.model import View
from portal.language.cells import Column
from portal.language.text import Text


def a_column(name, kind="string", role="dimension", **more):
    """Return a column with a title in both languages."""
    values = {
        "title": Text({"en": name.title(), "ar": {"place": "المكان", "year": "السنة"}.get(name, "القيمة")}),
        "description": None, "unit": None, "unit_column": None, "decimals": None,
        "language": None, "categories": {}, "reference": None, "constraints": {}, "missing": 0,
    }  # fmt: skip
    return Column(id=name, name=name, type=kind, role=role, **values | more)


PERSONS = Text({"en": "persons", "ar": "نسمة"})
COLUMNS = {
    "place": a_column("place"),
    "year": a_column("year", "year", "time"),
    "value": a_column("value", "integer", "measure", unit=PERSONS, decimals=0),
    "share": a_column("share", "number", "measure", unit=Text({"en": "percent of population", "ar": "في المئة من السكان"})),
    "state": a_column("state", "boolean", "status"),
    "sex": a_column("sex", categories={"f": Text({"en": "Female", "ar": "إناث"}), "m": Text({"en": "Male", "ar": "ذكور"})}),
    "lat": a_column("lat", "number", "measure"),
    "lon": a_column("lon", "number", "measure"),
}  # fmt: skip


@pytest.fixture
def view():
    """Give the function that makes a view from its kind, its parts and its rows."""

    def made(kind, parts, rows, **more):
        columns = {name: COLUMNS[name] for name in parts.values() if name in COLUMNS}
        held = [dict(zip(parts.values(), row, strict=True)) for row in rows]
        title = Text({"en": "A picture", "ar": "رسم"})
        return View("made", kind, kind, title, parts=parts, columns=columns, rows=held,
                    count=len(held), **more)  # fmt: skip

    return made
