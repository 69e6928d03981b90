"""Values of ``data.db`` as JSON has them, the same in files and in the API."""

from __future__ import annotations

import orjson

JSON_TYPES = frozenset({"array", "object", "geojson", "geopoint", "list"})
"""The types of fields whose columns hold JSON text."""


def json_value(value: str | float | None, field_type: str | None) -> object:
    """Return a value as JSON has it: true and false, arrays and objects; for ``orjson``."""
    if value is None:
        return None
    if field_type == "boolean":
        return bool(value)
    if field_type in JSON_TYPES and isinstance(value, str):
        return orjson.Fragment(value)
    return value
