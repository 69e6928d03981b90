"""Tell whether a value fits a JSON Schema, fast and without saying why not.

Most descriptors fit their profile, and to learn that from jsonschema takes the tenth of a second
that the check of a small dataset takes. Only the keywords that our profile uses are known here; of
anything else nothing is said, and jsonschema has the word (``portal.catalog.profile``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEFINITIONS = "#/$defs/"
SILENT = frozenset(("$schema", "$defs", "title", "description"))
"""Keywords that refuse nothing."""


class UnsureError(Exception):
    """Say that a schema has something that is not known here."""


def fits(profile: Mapping[str, Any], name: str, value: Any) -> bool:
    """Tell whether it is certain that a JSON value fits the definition of that name.

    Source: JSON Schema 2020-12, https://json-schema.org/draft/2020-12.
    """
    try:
        return _fits(profile["$defs"][name], value, profile["$defs"])
    except UnsureError:
        return False


def _fits(schema: Any, value: Any, known: Mapping[str, Any]) -> bool:
    if isinstance(schema, bool):
        return schema
    for keyword, rule in schema.items():
        if keyword in SILENT:
            continue
        holds = KEYWORDS.get(keyword)
        if holds is None:
            raise UnsureError(keyword)
        if not holds(rule, value, schema, known):
            return False
    return True


def _is_number(value: Any) -> bool:
    if isinstance(value, float) and value - value != 0:
        raise UnsureError("a number that is infinite, or none")
    return isinstance(value, int | float) and not isinstance(value, bool)


TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": _is_number,
    "integer": lambda value: _is_number(value) and value == value // 1,
}


def _ref(rule: str, value: Any, _schema: Any, known: Mapping[str, Any]) -> bool:
    if not rule.startswith(DEFINITIONS):
        raise UnsureError(rule)
    return _fits(known[rule.removeprefix(DEFINITIONS)], value, known)


def _type(rule: str | list[str], value: Any, _schema: Any, _known: Any) -> bool:
    return any(TYPES[kind](value) for kind in ([rule] if isinstance(rule, str) else rule))


def _enum(rule: list[Any], value: Any, _schema: Any, _known: Any) -> bool:
    if not all(isinstance(one, str) for one in rule):
        raise UnsureError("enum")
    return isinstance(value, str) and value in rule


def _properties(
    rule: Mapping[str, Any], value: Any, _schema: Any, known: Mapping[str, Any]
) -> bool:
    if not isinstance(value, dict):
        return True
    return all(_fits(rule[key], inner, known) for key, inner in value.items() if key in rule)


def _additional(rule: Any, value: Any, schema: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    if not isinstance(value, dict):
        return True
    named = schema.get("properties", {})
    return all(_fits(rule, inner, known) for key, inner in value.items() if key not in named)


def _if(rule: Any, value: Any, schema: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    branch = "then" if _fits(rule, value, known) else "else"
    return _fits(schema.get(branch, True), value, known)


def _unique(rule: bool, value: Any, _schema: Any, _known: Any) -> bool:
    if not rule or not isinstance(value, list):
        return True
    if not all(isinstance(one, str) for one in value):
        raise UnsureError("uniqueItems")
    return len(set(value)) == len(value)


def _of(kind: type, holds: Callable[[Any, Any], bool]) -> Callable[..., bool]:
    """Return a keyword that says something about values of one type only."""

    def keyword(rule: Any, value: Any, _schema: Any, _known: Any) -> bool:
        return not isinstance(value, kind) or holds(rule, value)

    return keyword


KEYWORDS: Mapping[str, Callable[..., bool]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "const": lambda rule, value, schema, known: _enum([rule], value, schema, known),
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": lambda rule, value, _, known: (
        not isinstance(value, dict) or all(_fits(rule, key, known) for key in value)
    ),
    "items": lambda rule, value, _, known: (
        not isinstance(value, list) or all(_fits(rule, one, known) for one in value)
    ),
    "allOf": lambda rule, value, _, known: all(_fits(one, value, known) for one in rule),
    "anyOf": lambda rule, value, _, known: any(_fits(one, value, known) for one in rule),
    "not": lambda rule, value, _, known: not _fits(rule, value, known),
    "if": _if,
    "then": lambda *_: True,
    "else": lambda *_: True,
    "uniqueItems": _unique,
    "required": _of(dict, lambda rule, value: all(key in value for key in rule)),
    "minProperties": _of(dict, lambda rule, value: len(value) >= rule),
    "minItems": _of(list, lambda rule, value: len(value) >= rule),
    "maxItems": _of(list, lambda rule, value: len(value) <= rule),
    "minLength": _of(str, lambda rule, value: len(value) >= rule),
    "maxLength": _of(str, lambda rule, value: len(value) <= rule),
    "pattern": _of(str, lambda rule, value: re.search(rule, value) is not None),
    "minimum": lambda rule, value, *_: not _is_number(value) or value >= rule,
    "maximum": lambda rule, value, *_: not _is_number(value) or value <= rule,
}
