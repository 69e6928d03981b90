"""What a person might not see in a cell that fails, and what it could be meant to hold.

A suggestion is shown, never applied. It is offered only where it would pass the field's own rules
and where one reading is possible: of two none, and never another place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.tabular.hints import booleans, codes, dates, numbers
from portal.tabular.hints.marks import INVISIBLE, bare, western
from portal.tabular.hints.passing import Passing
from portal.tabular.hints.spelling import Spelling, same_spelling, suggest_from
from portal.tabular.mojibake import reread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.catalog.model import Field

__all__ = ["Hint", "Hinter", "Spelling", "hint_for", "suggest_from"]

NUMERIC = frozenset(("integer", "number"))
DATED = frozenset(("date", "datetime", "time", "year", "yearmonth"))
READ = NUMERIC | DATED | {"boolean"}
NOTHING = frozenset((
    "-", "--", "–", "—", ".", "..", "...", "…", "*", "?", "na", "n/a", "n.a.", "nan", "nil", "none",
    "null", "#n/a", "غ.م", "غير متوفر", "غير متاح", "لا ينطبق", "لا يوجد",
))  # fmt: skip
"""What people write for "no value"."""
LONGEST = 200
"""Characters of a cell that is looked at: what is longer is no value that was mistyped."""
REMEMBERED = 10_000
"""Different cells of a field whose hint is kept, since the same fault often runs down a column."""


@dataclass(frozen=True)
class Hint:
    """Say what is easily overlooked in a cell, and what it could be meant to hold."""

    code: str | None = None
    """A code of ``portal.tabular.kinds.of_hints``, without ``hint/``."""
    suggestion: str | None = None
    """A cell that would pass."""


def hint_for(cell: str, field: Field | None, described: Mapping[str, Any] | None = None) -> Hint:
    """Return the hint for one cell that failed; ``Hinter`` is faster for many of one field.

    ``described`` is the field in the schema as written; ``field`` is None for a header.
    """
    if field is None:
        return Hint(_unseen(cell))
    return Hinter(field, described or {}).hint(cell)


class Hinter:
    """Look at failed cells of one field."""

    def __init__(self, field: Field, described: Mapping[str, Any]) -> None:
        """Take the field, and as the schema has it written."""
        self.field = field
        self.described = described
        self.passing = Passing(field, described)
        self.spelling = Spelling(self.passing.allowed) if self.passing.allowed else None
        self._known: dict[str, Hint] = {}

    def hint(self, cell: str) -> Hint:
        """Return the hint for a cell."""
        if len(cell) > LONGEST:
            return Hint(_unseen(cell))
        hint = self._known.get(cell)
        if hint is None:
            hint = self._look(cell)
            if len(self._known) < REMEMBERED:
                self._known[cell] = hint
        return hint

    def _look(self, cell: str) -> Hint:
        if not cell or self.passing.passes(cell):
            return Hint()
        seen = bare(cell)
        plain = western(seen)
        code, readings = self._read(plain)
        found = next((text for text in (seen, plain, *readings) if self._offers(text, cell)), None)
        if found is None and (read := reread(seen)) and self._offers(read[1], cell):
            code, found = "encoding", read[1]
        if found is None and self.spelling is not None:
            found = self.spelling.suggest(seen)
        unseen = _unseen(cell)
        if unseen == "invisible" or found == seen:
            return Hint(unseen, found)
        return Hint(code or self._slip(seen, plain, found) or unseen, found)

    def _slip(self, seen: str, plain: str, found: str | None) -> str | None:
        """Return what differs from a reading that is no slip of its type."""
        if plain != seen and (self.field.type in READ or found == plain):
            return "digits"
        if self.field.type in READ:
            return None
        return "spelling" if found is not None and same_spelling(seen, found) else None

    def _read(self, plain: str) -> tuple[str | None, list[str]]:
        """Return what kind of slip a cell is, and what could be meant."""
        kind = self.field.type
        code: str | None = None
        readings: list[str] = []
        if kind in READ and plain.casefold() in NOTHING:
            return "missing", []
        if kind in NUMERIC:
            mark = self.described.get("decimalChar", ".")
            code, literal = numbers.read(plain, mark, whole=kind == "integer")
            readings = [] if literal is None else [literal]
        elif kind in DATED:
            code, literal = dates.read(plain, kind, self.field.format)
            readings = [] if literal is None else [literal]
        elif kind == "boolean":
            readings = list(booleans.readings(plain, *self.passing.booleans))
            code = "boolean" if readings else None
        elif kind in {"string", "any"}:
            code, readings = codes.readings(plain, self.passing)
        return code, readings

    def _offers(self, text: str, cell: str) -> bool:
        return text != cell and self.passing.passes(text)


def _unseen(cell: str) -> str | None:
    """Return what can hardly be seen in a cell."""
    if INVISIBLE.search(cell):
        return "invisible"
    return "space" if bare(cell) != cell else None
