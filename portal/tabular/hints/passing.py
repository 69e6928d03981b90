"""Tell whether a cell would pass, for the few types whose cells are suggested.

The judge is exact and slow to ask; this is strict: what it is not sure of is not suggested.
"""

from __future__ import annotations

import operator
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.catalog.patterns import pattern_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.catalog.model import Field

BOUNDS = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}
IGNORED = frozenset(("required", "unique"))
"""Constraints that a text which is there cannot break by itself."""
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d{1,3})?", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[-+]\d\d:\d\d)?", re.ASCII)
REPEATS = re.compile(r"[*+]|\{\d*,\}")
BEYOND = re.compile(r"\(\?<?[=!]|\\[1-9]|\(\?P=")
"""Look-around and references back, which can take long."""
PATTERN_LIMIT = 100
"""Characters of a cell that a pattern is tried on."""


class Passing:
    """Hold the rules of one field."""

    def __init__(self, field: Field, described: Mapping[str, Any]) -> None:
        """Take the field, and as the schema has it written."""
        self.field = field
        self.mark = described.get("decimalChar", ".")
        self.booleans = (
            described.get("trueValues", ["true", "True", "TRUE", "1"]),
            described.get("falseValues", ["false", "False", "FALSE", "0"]),
        )
        self.missing = {missing.value for missing in field.missing_values}
        self.pattern = _usable(field.constraints.get("pattern"))
        listed = field.constraints.get("enum", [category.value for category in field.categories])
        self.allowed = [str(value) for value in listed] if field.type in {"string", "any"} else []
        self._listed = frozenset(self._read(str(value)) for value in listed)

    def passes(self, text: str) -> bool:
        """Tell whether a cell is surely right."""
        if text in self.missing or not text:
            return False
        value = self._read(text)
        if value is None or (self._listed and value not in self._listed):
            return False
        return all(self._keeps(name, text, value) for name in self.field.constraints)

    def _keeps(self, name: str, text: str, value: Any) -> bool:
        limit = self.field.constraints[name]
        if name in IGNORED or name == "enum":
            return True
        if name == "pattern":
            usable = self.pattern is not None and len(text) <= PATTERN_LIMIT
            return usable and re.fullmatch(self.pattern or "", text) is not None
        if name == "minLength":
            return len(text) >= int(limit)
        if name == "maxLength":
            return len(text) <= int(limit)
        bound = self._read(str(limit)) if name in BOUNDS else None
        try:
            return bound is not None and bool(BOUNDS[name](value, bound))
        except TypeError:  # a time with a zone beside one without
            return False

    def _read(self, text: str) -> Any:
        """Return the value of a text, or None where it is none."""
        reader = READERS.get(self.field.type)
        try:
            return reader(self, text) if reader is not None else None
        except (ValueError, OverflowError):
            return None

    def number(self, text: str) -> Decimal | None:
        """Read a number."""
        if self.mark != ".":
            if "." in text:
                return None
            text = text.replace(self.mark, ".")
        return Decimal(text) if NUMBER.fullmatch(text) else None

    def boolean(self, text: str) -> bool | None:
        """Read a word for yes or no."""
        yes, no = self.booleans
        return True if text in yes else False if text in no else None

    def moment(self, text: str) -> datetime | date | time | None:
        """Read a date, a time or both."""
        kind, form = self.field.type, self.field.format
        if "%" in form:
            found = datetime.strptime(text, form)  # noqa: DTZ007  # a cell without a zone has none
            if kind == "datetime":
                return found
            return found.date() if kind == "date" else found.timetz()
        if kind == "date":
            return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
        if kind == "time":
            return time.fromisoformat(text) if re.fullmatch(r"\d\d:\d\d:\d\d", text) else None
        return datetime.fromisoformat(text) if INSTANT.fullmatch(text) else None


def _string(passing: Passing, text: str) -> str | None:
    return text if passing.field.format == "default" else None


def _integer(_passing: Passing, text: str) -> int | None:
    return int(text) if re.fullmatch(r"[-+]?\d{1,18}", text, re.ASCII) else None


def _year(_passing: Passing, text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{4}", text, re.ASCII) else None


def _yearmonth(_passing: Passing, text: str) -> str | None:
    return text if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII) else None


READERS: Mapping[str, Callable[[Passing, str], Any]] = {
    "string": _string,
    "any": _string,
    "integer": _integer,
    "number": Passing.number,
    "boolean": Passing.boolean,
    "year": _year,
    "yearmonth": _yearmonth,
    "date": Passing.moment,
    "time": Passing.moment,
    "datetime": Passing.moment,
}


def _usable(pattern: Any) -> str | None:
    """Return a pattern that is decided in no time, or None."""
    if not isinstance(pattern, str) or BEYOND.search(pattern):
        return None
    if len(REPEATS.findall(pattern)) > 3 or pattern_problem(pattern):
        return None
    return pattern
