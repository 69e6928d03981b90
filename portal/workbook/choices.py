"""The values that a field allows, for drop-downs and for the list of what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from portal.workbook.lexical import writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.catalog.model import Field
    from portal.language.text import Text


class Choice(NamedTuple):
    """Pair a value, as a cell has it, with its label (``""`` without one)."""

    value: str
    label: str


def choices_of(field: Field, described: Mapping[str, Any], language: str) -> tuple[Choice, ...]:
    """Return what a cell of a field may hold; nothing where that is not a list.

    ``described`` is the field in the schema as written. An empty cell is no choice: leaving a
    cell empty needs none.
    """
    labels: dict[Any, str] = {
        category.value: _label(category.label, language) for category in field.categories
    }
    allowed = field.constraints.get("enum") or tuple(labels)
    plain = [value for value in allowed if isinstance(value, str | int | float)]
    if len(plain) < len(allowed) or not plain:
        return ()
    write = writer(field, described)
    choices = [Choice(write(value), labels.get(value, "")) for value in plain]
    if not field.constraints.get("required"):
        choices += [
            Choice(missing.value, _label(missing.label, language))
            for missing in field.missing_values
        ]
    distinct: dict[str, Choice] = {}
    for choice in choices:
        if choice.value:
            distinct.setdefault(choice.value, choice)
    return tuple(distinct.values())


def _label(text: Text | None, language: str) -> str:
    return "" if text is None else text.pick(language).value
