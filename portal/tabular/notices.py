"""What should be looked at in cells that are accepted: said once for a field, with a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.tabular.hints.marks import western
from portal.tabular.mojibake import SUSPECT, reread
from portal.tabular.report import Error, column_letter

if TYPE_CHECKING:
    import polars as pl

    from portal.catalog.model import Resource

NUMBERS = frozenset(("integer", "number", "year", "yearmonth", "date", "time", "datetime"))
YEARS = frozenset(("year", "date", "datetime", "yearmonth"))
DIGITS = "[\u0660-\u0669\u06f0-\u06f9]"
# Joiners belong to some letters, a no-break blank to French figures: at an end both are strays.
UNSEEN = (
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    "|^[\u00a0\u200c\u200d\u202f]|[\u00a0\u200c\u200d\u202f]$"
)
YEAR = r"^(\d{4})(?:$|-)"
HIJRI = (1300, 1500)
"""Years that are rather of the Hijri calendar: 1883 to 2077 of the Gregorian one."""
HISTORY = 1800
"""Gregorian years from 1501 to this one speak for a long series, not for two calendars."""
SHOWN = 1_000
"""Characters of a value that a report keeps."""
TRIED = 5_000
"""Different cells of a field that are looked at for a wrong encoding, in each frame."""
ORDER = ("digits-not-western", "invisible-character", "mojibake", "year-hijri")


@dataclass
class _Found:
    """Hold where something was found first, and how often."""

    row: int
    value: str
    parameters: dict[str, str | int]
    count: int = 0


@dataclass
class _Years:
    """Count the years of one field."""

    hijri: int = 0
    later: int = 0
    history: int = 0
    earlier: int = 0

    @property
    def mixed(self) -> bool:
        """Tell whether the years are of two calendars, or all of the other one."""
        return self.hijri > 0 and not self.history and (self.later > 0 or not self.earlier)


class Notices:
    """Look at the accepted cells of one resource."""

    def __init__(self, resource: Resource, file: str) -> None:
        """Take the resource and the path of its file as shown to people."""
        self.resource = resource
        self.file = file
        self._types = {
            str(position): field.type for position, field in enumerate(resource.schema.fields)
        }
        self._found: dict[tuple[str, str], _Found] = {}
        self._years = {name: _Years() for name, kind in self._types.items() if kind in YEARS}
        self._sound: dict[str, int] = dict.fromkeys(self._types, 0)

    def look(self, frame: pl.DataFrame, numbers: pl.Series, *, ascii_only: bool = False) -> None:
        """Look at a frame of accepted rows: strings, columns ``"0"`` to ``"n"``, in row order.

        ``numbers`` are the numbers of the rows; ``ascii_only`` says that no cell holds other
        characters, so that only years are looked at.
        """
        for name in frame.columns:
            if name in self._years:
                self._look_at_years(name, frame[name], numbers)
            if not ascii_only:
                self._look_at_text(name, frame[name], numbers)

    def warnings(self) -> list[Error]:
        """Return one warning or info for each code and field."""
        keys = sorted(self._found, key=lambda key: (int(key[1]), ORDER.index(key[0])))
        return [self._error(code, name) for code, name in keys if self._holds(code, name)]

    def _look_at_text(self, name: str, cells: pl.Series, numbers: pl.Series) -> None:
        wide = cells.str.len_bytes() > cells.str.len_chars()
        if not wide.any():
            return
        cells, numbers = cells.filter(wide), numbers.filter(wide)  # no nulls are left
        kind = self._types.get(name, "string")
        if kind in NUMBERS:
            self._count("digits-not-western", name, cells, numbers, DIGITS)
        self._count("invisible-character", name, cells, numbers, UNSEEN)
        if kind in {"string", "any"}:
            self._look_at_encoding(name, cells, numbers)

    def _count(
        self, code: str, name: str, cells: pl.Series, numbers: pl.Series, pattern: str
    ) -> None:
        """Count the cells in which a pattern is found."""
        at = cells.str.contains(pattern).arg_true()
        if not len(at):
            return
        first = int(at[0])
        self._note(code, name, int(numbers[first]), cells[first], {}).count += len(at)

    def _look_at_encoding(self, name: str, cells: pl.Series, numbers: pl.Series) -> None:
        """Count the cells that were read in a wrong encoding, and those with accents that were not."""
        cells = cells.str.head(SHOWN)
        suspect = cells.str.contains(SUSPECT)
        accents = cells.str.contains("[\u00c0-\u00ff]")
        self._sound[name] += int((accents & ~suspect).sum())
        cells, numbers = cells.filter(suspect), numbers.filter(suspect)
        read = {value: reread(value) for value in cells.unique(maintain_order=True).head(TRIED)}
        wrong = cells.is_in([value for value, found in read.items() if found])
        self._sound[name] += len(cells) - int(wrong.sum())
        if wrong.any():
            first = int(wrong.arg_true()[0])
            value = cells[first]
            about: dict[str, str | int] = {"encoding": (read[value] or ("",))[0]}
            note = self._note("mojibake", name, int(numbers[first]), value, about)
            note.count += int(wrong.sum())

    def _look_at_years(self, name: str, cells: pl.Series, numbers: pl.Series) -> None:
        import polars as pl  # noqa: PLC0415  # heavy, and loaded by whoever has a frame

        seen = self._years[name]
        first = cells.min()
        if isinstance(first, str) and first > f"{HISTORY}-":
            seen.later += len(cells)  # as in nearly every table: the first of them tells
            return
        years = cells.str.extract(YEAR, 1).cast(pl.Int32, strict=False)
        low, high = HIJRI
        hijri = years.is_between(low, high).fill_null(value=False)
        seen.hijri += int(hijri.sum())
        seen.earlier += int((years < low).sum())
        seen.later += int((years > HISTORY).sum())
        seen.history += int(years.is_between(high + 1, HISTORY).sum())
        if hijri.any():
            at = int(hijri.arg_true()[0])
            note = self._note("year-hijri", name, int(numbers[at]), cells[at], {})
            note.count += int(hijri.sum())

    def _note(
        self, code: str, name: str, row: int, value: str, parameters: dict[str, str | int]
    ) -> _Found:
        return self._found.setdefault((code, name), _Found(row, value, parameters))

    def _holds(self, code: str, name: str) -> bool:
        """Tell whether what was found is more than chance, now that all cells were seen."""
        if code == "year-hijri":
            return self._years[name].mixed
        return code != "mojibake" or self._found[code, name].count >= self._sound[name]

    def _error(self, code: str, name: str) -> Error:
        found = self._found[code, name]
        return Error(
            code,
            self.file,
            self.resource.name,
            found.row,
            self.resource.schema.fields[int(name)].name,
            column_letter(int(name) + 1),
            found.value[:SHOWN],
            suggestion=_suggestion(code, found.value[:SHOWN]),
            parameters={**found.parameters, "count": found.count},
        )


def _suggestion(code: str, value: str) -> str | None:
    """Return how a cell would be written without what was noticed in it."""
    if code == "digits-not-western":
        return western(value)
    if code == "invisible-character":
        return re.sub(UNSEEN, "", value)
    found = reread(value) if code == "mojibake" else None
    return found[1] if found else None
