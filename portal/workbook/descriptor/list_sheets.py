"""Write the sheets of allowed values and of missing values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.workbook.descriptor.lists import EMPTY, allowed, label_of, missing, shown
from portal.workbook.descriptor.looks import look
from portal.workbook.descriptor.places import found
from portal.workbook.descriptor.words import heading, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from portal.workbook.descriptor.frame import Frame
    from portal.workbook.write import Sheet

FREE = 500
"""Rows below the last one for which help is offered."""
WIDTHS = {"table": 20, "field": 26, "value": 26, "label": 36}


def write_values(sheet: Sheet, frame: Frame, language: str) -> None:
    """Write what each field may hold, one row a value."""
    words = words_in(language)
    tips = {key: words[f"tip-{key}"] for key in WIDTHS}
    _write(sheet, frame, _allowed(frame), tips, language, closed=True)


def write_missing(sheet: Sheet, frame: Frame, language: str) -> None:
    """Write what stands for no value, in all columns of a table or in one."""
    words = words_in(language)
    names = {"all": words["all"], "empty": EMPTY[language]}
    tips = {key: words[f"tip-missing-{key}"].format(**names) for key in ("field", "value", "label")}
    tips["table"] = words["tip-table"]
    _write(sheet, frame, _missing(frame, words["all"]), tips, language, closed=False)


def _write(
    sheet: Sheet,
    frame: Frame,
    entries: Iterator[tuple[str, str, Any]],
    tips: Mapping[str, str],
    language: str,
    *,
    closed: bool,
) -> None:
    words = words_in(language)
    keys = ["table", "field", "value"] if len(frame.tables) > 1 else ["field", "value"]
    head = [words[f"head-{key}"] for key in keys]
    labels = ("", *frame.others)
    written = ["" for _ in keys] + [other or frame.plain for other in labels]
    head += [heading("head-label", other or frame.plain, language) for other in labels]
    sheet.head(head, columns=len(keys))
    keys += ["label"] * len(labels)
    looks = {at: look("answer", None, one, language) for at, one in enumerate(written, 1)}
    for at, key in enumerate(keys, 1):
        sheet.column(at, width=WIDTHS[key], style=looks[at])
        sheet.comment(1, at, tips[key])
    for table, field, entry in entries:
        start = [table, field] if "table" in keys else [field]
        said = [label_of(entry, other) for other in labels]
        sheet.append([*start, shown(entry, language), *said], styles=looks)
    fields = list(dict.fromkeys(field for table in frame.tables for field in table.fields))
    offered = {
        "table": [table.name for table in frame.tables],
        "field": fields if closed else [words["all"], *fields],
    }
    for at, key in enumerate(keys, 1):
        place = (at, 2, sheet.row + FREE)
        sheet.guide(place, words[f"head-{key}"], tips[key], offered.get(key, ()))


def _allowed(frame: Frame) -> Iterator[tuple[str, str, Any]]:
    for table in frame.tables:
        for field in found(frame.descriptor, (*table.schema, "fields")) or ():
            for entry in allowed(field):
                yield table.name, field["name"], entry


def _missing(frame: Frame, every: str) -> Iterator[tuple[str, str, Any]]:
    for table in frame.tables:
        if not table.fields:
            continue
        for position, name in enumerate((every, *table.fields)):
            for entry in missing(frame, table, position - 1 if position else None):
                yield table.name, name, entry
