"""What is described of a dataset, and what is missing, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.workbook.descriptor.columns import Column
from portal.workbook.descriptor.lines import lines
from portal.workbook.descriptor.places import found
from portal.workbook.descriptor.vocabulary import tongue
from portal.workbook.descriptor.words import heading, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from portal.workbook.descriptor.frame import Frame, TablePart

WANTED = (
    "language", "title", "description", "keywords", "topic", "publisher", "contact", "licence",
    "spatial", "start", "end", "frequency", "source",
)  # fmt: skip
"""What readers look for in a dataset; of a list the first entry."""
TRANSLATED = {"title", "description"}
ASKED: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "title": lambda _: True,
    "description": lambda _: True,
    "type": lambda _: True,
    "role": lambda _: True,
    "unit": lambda field: field.get("role") == "measure" and "unitField" not in field,
    "method": lambda field: field.get("role") == "measure",
}
"""What readers look for in a field, and of which fields."""


@dataclass(frozen=True)
class Stand:
    """Say of one property how often it is there."""

    table: str
    """``""`` for the dataset."""
    label: str
    filled: int
    wanted: int
    missing: tuple[str, ...] = ()
    """The fields that lack it."""
    needed: bool = False
    """Whether nothing is published without it."""


def stands(frame: Frame, language: str) -> Iterator[Stand]:
    """Yield what is described and what is missing, of the dataset and then of each table.

    ``language`` is that of the labels.
    """
    words = words_in(language)
    for line in lines(frame):
        if line.key not in WANTED or line.number not in {None, 1}:
            continue
        for other, answer in line.answers.items():
            if other and line.key not in TRANSLATED:
                continue
            label = line.label({**words, f"line-{line.key}": _bare(words, line.key)}, language)
            named = f"{label} ({tongue(other, language)})" if other else label
            value = answer.slot.get(frame.descriptor)
            filled = int(value not in (None, "", {}, []))
            yield Stand("", named, filled, 1, needed=line.needed and not other)
    for table in frame.tables:
        yield from _of_fields(frame, table, language)


def _of_fields(frame: Frame, table: TablePart, language: str) -> Iterator[Stand]:
    words = words_in(language)
    fields = found(frame.descriptor, (*table.schema, "fields")) or []
    for key, is_wanted in ASKED.items() if fields else ():
        wanted = [(at, field) for at, field in enumerate(fields) if is_wanted(field)]
        tongues = ("", *frame.others) if key in {"title", "unit"} else ("",) if key == "description" else (None,)  # fmt: skip
        for other in tongues if wanted else ():
            column = Column(key, other)
            lacking = tuple(
                table.fields[at]
                for at, field in wanted
                if not column.answer(frame, table, at, field).slot.get(frame.descriptor)
            )
            named = frame.plain if other == "" else other
            label = heading(f"head-{key}", named, language)
            yield Stand(table.name, label, len(wanted) - len(lacking), len(wanted), lacking)
    if fields:
        keyed = bool(found(frame.descriptor, (*table.schema, "primaryKey")))
        yield Stand(table.name, words["key"], int(keyed), 1)


def _bare(words: Mapping[str, str], key: str) -> str:
    """Return the label of a row without its number."""
    return words[f"line-{key}"].replace("{number}", "").strip()
