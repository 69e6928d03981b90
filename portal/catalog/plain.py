"""Table Schemas of which it is certain, at a glance, that nothing is wrong with them.

Most are: fields with a name, a type, a title and a few constraints. To ask the profile and
Frictionless about one takes a quarter of a second, more than the check of most tables; whatever is
not known here goes to them (``portal.catalog.schemas``), so a doubt costs time, never correctness.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.catalog.folder import FORBIDDEN
from portal.catalog.names import column_ids
from portal.catalog.patterns import pattern_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TYPES = ("string", "integer", "number", "boolean", "date", "time", "datetime", "year", "any")
TEXTS = ("title", "description", "rdfType")
SCHEMA = frozenset(("$schema", "fields", "primaryKey", "uniqueKeys", "missingValues", *TEXTS))
WORDS = ("trueValues", "falseValues")
BOUNDS = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"))
FIELD = frozenset(
    ("name", "type", "format", "constraints", "missingValues", "example", *WORDS, *TEXTS)
)
ENTRY = frozenset(("value", "label"))
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
WHOLE = re.compile(r"\d{1,15}", re.ASCII)
LATEST_YEAR = 9_999
TIMES = re.compile(r"(?:%[YmdHMSy]|[-/. :T])+")
MOST_FIELDS = 1_000


def is_plain(schema: Mapping[str, Any]) -> bool:
    """Tell whether it is certain that nothing is wrong with a Table Schema in its normal form."""
    fields = schema.get("fields")
    if not schema.keys() <= SCHEMA or not _is_list(fields, _is_plain_field):
        return False
    names = [field["name"] for field in fields or ()]
    if not 0 < len(set(names)) == len(names) <= MOST_FIELDS:
        return False
    known = set(names)
    keys = schema.get("uniqueKeys", [])
    return (
        _are_texts(schema, ("$schema", *TEXTS))
        and _are_values(schema.get("missingValues", []))
        and _is_key(schema.get("primaryKey", names), known)
        and _is_list(keys or [names], lambda key: _is_key(key, known))
        and len(set(column_ids(fields or ()))) == len(names)
    )


def _is_plain_field(field: Any) -> bool:
    if not isinstance(field, dict) or not field.keys() <= FIELD:
        return False
    name, kind, form = field.get("name"), field.get("type", "any"), field.get("format", "default")
    constraints = field.get("constraints", {})
    return (
        isinstance(name, str)
        and bool(name)
        and not FORBIDDEN.search(name)
        and kind in TYPES
        and _is_format(form, kind)
        and _are_texts(field, TEXTS)
        and _are_values(field.get("missingValues", []))
        and ("example" not in field or _is_example(field["example"], kind, form))
        and all(_are_words(field[name], kind) for name in WORDS if name in field)
        and isinstance(constraints, dict)
        and all(_is_constraint(rule, value, kind, form) for rule, value in constraints.items())
    )


def _is_format(form: Any, kind: str) -> bool:
    if form == "default":
        return True
    timed = kind in {"date", "time", "datetime"} and isinstance(form, str)
    return timed and "%" in form and bool(TIMES.fullmatch(form))


def _is_example(example: Any, kind: str, form: Any) -> bool:
    if not isinstance(example, str):
        return False
    return (kind == "string" and form == "default") or (
        kind == "integer" and bool(WHOLE.fullmatch(example))
    )


def _are_words(words: Any, kind: str) -> bool:
    return kind == "boolean" and _is_list(words, lambda word: isinstance(word, str))


def _is_constraint(rule: str, value: Any, kind: str, form: Any) -> bool:
    if rule in {"required", "unique"}:
        return isinstance(value, bool)
    if kind == "string":
        if rule in {"minLength", "maxLength"}:
            return _is_integer(value) and value >= 0
        if rule == "pattern":
            return isinstance(value, str) and pattern_problem(value) is None
        return rule == "enum" and _is_list(value, lambda one: isinstance(one, str) and bool(one))
    if rule in BOUNDS:
        return _is_bound(value, kind, form)
    return rule == "enum" and kind == "integer" and _is_list(value, _is_integer)


def _is_bound(value: Any, kind: str, form: Any) -> bool:
    if kind == "date":
        return form == "default" and _is_day(value)
    if kind == "year":
        return _is_integer(value) and 0 <= value <= LATEST_YEAR
    if kind == "number" and isinstance(value, float):
        return abs(value) < 1 << 53  # not so for NaN
    return kind in {"integer", "number"} and _is_integer(value)


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53


def _is_key(key: Any, known: set[str]) -> bool:
    named = _is_list(key, lambda name: isinstance(name, str) and name in known)
    return named and len(set(key)) == len(key)


def _is_list(value: Any, suits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and bool(value) and all(map(suits, value))


def _are_values(values: Any) -> bool:
    """Tell whether these are missing values: all of them texts, or all of them with a label."""
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        return isinstance(values, list) and all(isinstance(value, str) for value in values)
    return all(
        value.keys() == ENTRY and all(isinstance(text, str) for text in value.values())
        for value in values
    ) and all(len({value[key] for value in values}) == len(values) for key in ENTRY)


def _are_texts(described: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    return all(isinstance(described.get(name, ""), str) for name in names)
