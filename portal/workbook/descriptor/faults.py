"""What the portal's check finds wrong, in the words of the workbook and at its cells.

The check speaks of JSON pointers and of Frictionless to people who write JSON; here nobody does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.workbook.descriptor.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.tabular.report import Error
    from portal.workbook.descriptor.problems import Place

CONSTRAINT = re.compile('constraint "(\\w+)" is not supported by type "(\\w+)"')
FORMAT = re.compile("at property 'format'")
EXAMPLE = re.compile('example value "(.*)" for field')
FIELD = re.compile(r"/resources/\d+/schema/fields/\d+")
NAMED = re.compile(r"(/publisher|/sources/\d+|/comparability/\d+)(/note)?")
"""Objects of which a name, or a note, is the least."""
KNOWN = {"column", "pattern", "minimum", "maximum", "decimals", "language", "unitField", "format"}
"""Properties whose columns say what belongs there."""


def problem_of(error: Error, places: Mapping[str, Place]) -> Problem:
    """Return an error of the check as a problem of a cell, or of none where no cell has to do with it."""
    at = error.pointer or ""
    place = place_of(at, places)
    if place is None:
        return Problem("reported", error=error)
    if error.code == "licence-missing":
        return Problem("no-licence", place)
    if error.code == "descriptor-profile":
        return _of_profile(error, at, place, places)
    return Problem("reported", place, error=error)


def place_of(at: str, places: Mapping[str, Place]) -> Place | None:
    """Return the cell of a JSON pointer: its own, that of what is around it, or one inside."""
    around = [known for known in places if at == known or at.startswith(f"{known}/")]
    inside = [known for known in places if known.startswith(f"{at}/")] if at else []
    nearest = max(around, key=len) if around else next(iter(inside), None)
    return None if nearest is None else places[nearest]


def _of_profile(error: Error, at: str, place: Place, places: Mapping[str, Place]) -> Problem:
    if error.rule == "frictionless" and FIELD.fullmatch(at):
        return _of_field(error, at, place, places)
    if error.rule == "constraint":
        return Problem("bound", place, {"value": error.value or ""})
    named = NAMED.fullmatch(at)
    if named and error.rule in {"anyOf", "required"}:
        name = named[1] + ("/note" if "comparability" in named[1] else "/title")
        return Problem("nameless", places.get(name, place))
    last = at.rpartition("/")[2]
    if last in KNOWN:
        return Problem("unfit", place, {"value": error.value or "", "tip": last})
    return Problem("reported", place, error=error)


def _of_field(error: Error, at: str, place: Place, places: Mapping[str, Place]) -> Problem:
    """Return what Frictionless says of a field, which it does in its own English."""
    note = str(error.parameters.get("note", ""))
    constraint = CONSTRAINT.search(note)
    if constraint:
        name, kind = constraint.groups()
        here = places.get(f"{at}/constraints/{name}", place)
        if name in KNOWN:
            return Problem("unsuitable", here, {"type": kind, "heading": name})
        return Problem("unsuitable-other", here, {"type": kind, "value": name})
    if FORMAT.search(note):
        return Problem("format-unfit", places.get(f"{at}/format", place))
    example = EXAMPLE.search(note)
    if example:
        return Problem("example-unfit", places.get(f"{at}/type", place), {"value": example[1]})
    return Problem("reported", place, error=error)
