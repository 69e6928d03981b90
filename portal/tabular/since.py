"""What was mended between two checks, and what is new: an error stays the same when its row moves."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.tabular.report import Report

    Kind = tuple[str, str, str, str | None, str | None]
    Value = tuple[str | None, str | None]
    Found = Mapping[Kind, "Errors"]


@dataclass(frozen=True)
class Errors:
    """Hold how many errors there are of one kind, and of which values."""

    count: int = 0
    values: Mapping[Value, int] | None = None
    """By value and pointer; None where a report holds too many to keep them all."""


@dataclass(frozen=True)
class Since:
    """Say how many errors are mended, new and left."""

    fixed: int
    new: int
    left: int


NONE = Errors(0, {})


def errors_of(shown: str, reports: Iterable[Report]) -> Found:
    """Return the errors of a dataset or a file, by what it is called, file, code, field and rule."""
    found: dict[Kind, Errors] = {}
    for report in reports:
        kept: defaultdict[Kind, Counter[Value]] = defaultdict(Counter)
        for error in report.errors:
            kind = (shown, report.file, error.code, error.field, error.rule)
            kept[kind][error.value, error.pointer] += 1
        for (code, field, rule), count in report.counts.items():
            kind = (shown, report.file, code, field, rule)
            values = kept[kind]
            found[kind] = Errors(count, values if values.total() == count else None)
    return found


def since(before: Found, after: Found) -> Since:
    """Return what is mended and new between two checks, and what is left after the second."""
    fixed = new = left = 0
    for kind in before.keys() | after.keys():
        was, now = before.get(kind, NONE), after.get(kind, NONE)
        left += now.count
        if was.values is None or now.values is None:
            fixed += max(0, was.count - now.count)
            new += max(0, now.count - was.count)
        else:
            fixed += (Counter(was.values) - Counter(now.values)).total()
            new += (Counter(now.values) - Counter(was.values)).total()
    return Since(fixed, new, left)
