"""Allowed values and missing values: lists of which each entry is a row of a sheet.

An entry is a plain value, or an object with ``value``, ``label`` and ``translations``. Rows find
their entries by the value; a row with another value between the same neighbours renames an entry.
"""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from portal.workbook.descriptor.places import At, found
from portal.workbook.descriptor.problems import UnclearError
from portal.workbook.descriptor.sheets import clean
from portal.workbook.descriptor.values import western
from portal.workbook.lexical import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.workbook.descriptor.frame import Frame, TablePart
    from portal.workbook.descriptor.places import Step

EMPTY = {"en": "(empty cell)", "ar": "(خلية فارغة)"}
"""Stands for the missing value ``""``, which no cell can show."""
LABELLED = {"string", "integer", ""}
"""Types whose values may have labels (Table Schema v2, “categories”)."""


def matched(entries: Sequence[Any], values: Sequence[str]) -> list[int | None]:
    """Return which entry each row is about, or None for a new one.

    Takes the values of the rows. A row with an unknown value that follows the row of an entry, as the next
    entry did that no row has now, renames that one.
    """
    free = set(range(len(entries)))
    found: list[int | None] = [None] * len(values)
    for same in (str, clean):
        waiting = defaultdict(list)
        for at in sorted(free):
            for text in dict.fromkeys(shown(entries[at], language) for language in EMPTY):
                waiting[same(text)].append(at)
        for number, value in enumerate(values):
            left = [at for at in waiting[same(value)] if at in free]
            if found[number] is None and left:
                found[number] = left[0]
                free.discard(left[0])
    previous = -1
    for number, position in enumerate(found):
        if position is None and previous + 1 in free:
            position = previous + 1  # noqa: PLW2901 - what the row is about is known now
            free.discard(position)
        found[number] = position
        previous = previous if position is None else position
    return found


def shown(entry: Any, language: str) -> str:
    """Return the value of an entry as the sheet has it."""
    value = value_of(entry)
    if value == "":
        return EMPTY[language]
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return text_of(value)
    return json.dumps(value, ensure_ascii=False)


def value_of(entry: Any) -> Any:
    """Return the value of an entry, which may be an object with a label."""
    return entry["value"] if isinstance(entry, dict) and "value" in entry else entry


def label_of(entry: Any, language: str) -> str:
    """Return the label of an entry, ``""`` for the language of the plain strings."""
    if not isinstance(entry, dict):
        return ""
    path = ("translations", language, "label") if language else ("label",)
    return str(found(entry, path) or "")


def renamed(entry: Any, value: Any) -> Any:
    """Return an entry with another value."""
    return {**entry, "value": value} if isinstance(entry, dict) and "value" in entry else value


def labelled(entry: Any, language: str, label: str) -> Any:
    """Return an entry with another label, or without one."""
    made = copy.deepcopy(entry) if isinstance(entry, dict) else {"value": entry}
    path: tuple[Step, ...] = ("translations", language, "label") if language else ("label",)
    At(path).put(made, label or None)
    return made


def allowed(field: Mapping[str, Any]) -> list[Any]:
    """Return the entries that say which values a field allows."""
    return list(field.get("categories") or found(field, ("constraints", "enum")) or ())


def put_allowed(field: dict[str, Any], before: Sequence[Any], after: Sequence[Any]) -> None:
    """Put the entries into a field where it has them already: categories, the constraint or both."""
    enum = found(field, ("constraints", "enum"))
    has_labels = any(isinstance(entry, dict) and "value" in entry for entry in after)
    if "categories" in field or has_labels or (enum is None and _kind(field) in LABELLED):
        At(("categories",)).put(field, list(after) or None)
        if enum is not None:
            old, new = ([value_of(entry) for entry in part] for part in (before, after))
            kept = [value for value in enum if value in new or value not in old]
            kept += [value for value in new if value not in kept]
            At(("constraints", "enum")).put(field, kept or None)
        return
    At(("constraints", "enum")).put(field, list(after) or None)


def typed(text: str, *, field: Mapping[str, Any], entries: Sequence[Any]) -> Any:
    """Return a new value of a field as its other values are: a number where they are numbers."""
    written = text.strip()
    values = [value_of(entry) for entry in entries]
    if any(isinstance(value, str) for value in values):
        return written
    if _kind(field) == "integer":
        try:
            return int(western(written))
        except ValueError:
            raise UnclearError("integer", value=text) from None
    if _kind(field) == "number" and values:
        try:
            return float(western(written))
        except ValueError:
            return written  # the check says what is wrong with it
    return written


def missing_place(table: TablePart, position: int | None) -> tuple[Step, ...]:
    """Return the path of a list of missing values: of a field, or of the table."""
    at = table.schema if position is None else (*table.schema, "fields", position)
    return (*at, "missingValues")


def missing(frame: Frame, table: TablePart, position: int | None) -> list[Any]:
    """Return the entries of a list of missing values; a table without one has the empty cell."""
    held = found(frame.descriptor, missing_place(table, position))
    if held is None:
        return [""] if position is None else []
    return list(held)


def missing_text(text: str) -> str:
    """Return the missing value that a cell names."""
    plain = text.strip()
    return "" if plain in EMPTY.values() or plain.casefold() == EMPTY["en"] else plain


def _kind(field: Mapping[str, Any]) -> str:
    return str(field.get("type", ""))
