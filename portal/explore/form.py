"""Read the filter form: what people typed becomes a condition of the query grammar."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.language.fold import fold
from portal.language.sort import sort_key
from portal.query.operators import is_offered
from portal.query.table import NUMERIC
from portal.query.values import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.database.read_values import Option
    from portal.explore.address import Pair
    from portal.query.table import Column

COLUMN, OPERATOR, VALUE = "_filter_column", "_filter_op", "_filter_value"
ORDER, DIRECTION, DOWN = "_order", "_direction", "down"
FIELDS = (COLUMN, OPERATOR, VALUE, ORDER, DIRECTION)
"""Parameters of forms, which a redirect turns into those of the grammar."""
CONDITIONS = (
    *("exact", "not", "gte", "lte", "contains", "startswith", "in"),
    *("isnull", "notnull"),
)
"""The operators that the form offers."""
UNARY = frozenset({"isnull", "notnull", "isblank", "notblank"})
LISTED = frozenset({"in", "notin"})
PATTERNS = frozenset({"contains", "startswith", "endswith"})
TRUE = frozenset({"yes", "true", "1", "نعم", "صحيح"})
FALSE = frozenset({"no", "false", "0", "لا", "خطا"})
COMMAS = re.compile("[,،;؛]")


def conditions(column: Column, options: Sequence[Option]) -> list[str]:
    """Return the operators that a column can be compared by; those of text also find labels."""
    return [name for name in CONDITIONS if options or is_offered(column, name)]


def by_label(options: Sequence[Option], language: str) -> list[Option]:
    """Return codes in the order of their labels."""

    def label(option: Option) -> str:
        return option.label.pick(language).value if option.label else option.value

    return sorted(options, key=lambda option: sort_key(label(option), language))


@dataclass(frozen=True)
class Typed:
    """Hold what the form sent: a column, an operator and a value, each possibly empty."""

    column: str
    operator: str
    value: str

    @property
    def complete(self) -> bool:
        """Tell whether there is a condition in it."""
        return bool(self.column) and (self.operator in UNARY or self.value != "")


def typed(pairs: Sequence[Pair]) -> Typed | None:
    """Return what the filter form sent, or None where it was not sent."""
    sent = dict(reversed([pair for pair in pairs if pair[0] in {COLUMN, OPERATOR, VALUE}]))
    if not sent:
        return None
    operator, _, _ = sent.get(OPERATOR, "exact").partition("__")
    return Typed(sent.get(COLUMN, ""), operator or "exact", sent.get(VALUE, "").strip())


def ordered(pairs: Sequence[Pair]) -> list[Pair]:
    """Return parameters with what the sort form chose in place of what was sorted by before."""
    chosen = next((value for name, value in pairs if name == ORDER), None)
    if chosen is None:
        return list(pairs)
    kept = [pair for pair in pairs if pair[0] not in {ORDER, "_sort", "_sort_desc", "_next"}]
    if not chosen:
        return kept
    down = (DIRECTION, DOWN) in pairs
    return [*kept, ("_sort_desc" if down else "_sort", chosen)]


def tidy(pairs: Sequence[Pair], every: Sequence[str]) -> list[Pair]:
    """Return parameters without what a form sends and nobody chose.

    ``every`` are the columns of the table: to choose all of them is to choose none. Where there
    are none here, all of them are more than a page shows unasked.
    """
    kept = [
        pair
        for pair in pairs
        if pair[0] not in FIELDS and not (pair[0].startswith("_") and not pair[1])
    ]
    chosen = {value for name, value in kept if name == "_col"}
    if every and chosen.issuperset(every):
        kept = [pair for pair in kept if pair[0] != "_col"]
    return [pair for pair in kept if pair != ("_view", "table")]


def added(
    pairs: Sequence[Pair], asked: Typed, column: Column, options: Sequence[Option]
) -> list[Pair]:
    """Return parameters with the condition that was typed.

    A label in any language becomes the code that it is for. A further value of a column joins
    those that its rows may have already: who asks for one country and then another means either.
    """
    kept = [pair for pair in pairs if pair[0] != "_next"]
    if asked.operator in UNARY:
        return [*kept, (f"{column.name}__{asked.operator}", "1")]
    operator, values = asked.operator, _values(asked, column, options)
    if operator in PATTERNS and options:
        operator = "in"
    if operator in {"exact", "in"}:
        before = [
            value
            for name, text in kept
            if (one := _held(name, text, column.name)) is not None
            for value in one
        ]
        kept = [pair for pair in kept if _held(*pair, column.name) is None]
        return [*kept, *held_by(column.name, [*before, *values])]
    if operator in LISTED:
        return [*kept, (f"{column.name}__{operator}", listed(values))]
    pair = (f"{column.name}__{operator}", values[0])
    return kept if pair in kept else [*kept, pair]


def held_by(column: str, values: Sequence[str]) -> list[Pair]:
    """Return the condition that a column has one of these values; no condition for none."""
    distinct = list(dict.fromkeys(values))
    if not distinct:
        return []
    if len(distinct) == 1:
        return [(column, distinct[0])]
    return [(f"{column}__in", listed(distinct))]


def listed(values: Sequence[str]) -> str:
    """Return values as the grammar writes a list."""
    joined = ",".join(values)
    if joined.split(",") == list(values) and not joined.startswith("["):
        return joined
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def _held(name: str, text: str, column: str) -> list[str] | None:
    """Return the values that a parameter lets a column have, None where it is another one."""
    if name in {column, f"{column}__exact"}:
        return [text]
    if name != f"{column}__in":
        return None
    if not text.startswith("["):
        return text.split(",")
    try:
        return [str(item) for item in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return None


def _values(asked: Typed, column: Column, options: Sequence[Option]) -> list[str]:
    text = asked.value
    if asked.operator in PATTERNS and options:
        return _like(asked, options) or [text]
    whole = _codes(text, options)
    if asked.operator in LISTED and not whole:
        parts = [part.strip() for part in COMMAS.split(text) if part.strip()]
        return [_one(part, column, options) for part in parts] or [text]
    return [whole or _one(text, column, options)]


def _one(text: str, column: Column, options: Sequence[Option]) -> str:
    code = _codes(text, options)
    if code is not None:
        return code
    if column.type == "boolean":
        word = fold(text)
        return "1" if word in TRUE else "0" if word in FALSE else text
    if not column.is_text:
        plain = text.translate(PLAIN)
        return plain.replace(",", "") if column.type in NUMERIC else plain
    return text


def _codes(text: str, options: Sequence[Option]) -> str | None:
    """Return the code that is meant by a code or a label, however it is spelled, if one is."""
    for option in options:
        if option.value == text:
            return option.value
    wanted = fold(text)
    for option in options:
        labels = option.label.values.values() if option.label else ()
        if wanted and wanted in {fold(option.value), *map(fold, labels)}:
            return option.value
    return None


def _like(asked: Typed, options: Sequence[Option]) -> list[str]:
    """Return the codes whose label, or which themselves, contain or begin with a text."""
    wanted = fold(asked.value)
    begins = asked.operator == "startswith"
    found = []
    for option in options:
        labels = option.label.values.values() if option.label else ()
        for text in map(fold, (option.value, *labels)):
            if text.startswith(wanted) if begins else wanted in text:
                found.append(option.value)
                break
    return found
