"""Why a query is refused, in words, and the addresses that would be understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.exceptions import QueryError
from portal.explore.address import MOST_ROWS, SIZES, Address, asked_rows
from portal.explore.form import COLUMN, held_by
from portal.language.catalogs import mark as _
from portal.language.terms import TYPES
from portal.query.grammar import parse
from portal.query.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from portal.explore.address import Pair
    from portal.explore.words import Words
    from portal.language.cells import Column
    from portal.query.table import Table

SENTENCES = {
    "unknown-column": _("This table has no such column: %(parameter)s."),
    "unknown-operator": _("There is no such condition: %(parameter)s."),
    "unknown-parameter": _("There is no such parameter: %(parameter)s."),
    "operator-refused": _("The condition does not fit the column: %(parameter)s."),
    "bad-value": _("The value does not fit: %(parameter)s."),
    "bad-size": _("The number of rows on a page is not understood: %(parameter)s."),
    "bad-cursor": _("The page that was asked for belongs to another order of the rows."),
    "bad-text": _("The address holds characters that no text has: %(parameter)s."),
    "repeated": _("This can be asked only once: %(parameter)s."),
    "conflict": _("Two parts of the address exclude each other: %(parameter)s."),
    "too-long": _("This text is too long: %(parameter)s."),
    "too-many": _("The address asks for too much at once: %(parameter)s."),
    "aggregation-refused": _(
        "Not calculated: what the publisher says of the columns does not allow it."
    ),
    "pivot-refused": _("The values of this column cannot stand side by side as columns."),
    "search-refused": _("This table has no text that could be searched."),
    "sort-refused": _("The values of this column are too long to sort by them."),
    "too-slow": _(
        "This takes too long. A condition that leaves fewer rows helps; the whole table is a file."
    ),
}
"""By the code of a QueryError."""
MISFITS = frozenset({"operator-refused", "bad-value", "unknown-operator"})
"""What is at fault is how a column is compared."""
HOLDS = _("The column %(column)s holds: %(type)s.")
TOO_WIDE = _(
    "The rows ask for too many columns side by side. A condition on this column leaves fewer:"
    " %(parameter)s."
)
OTHERWISE = _("A part of the address is not understood: %(parameter)s.")
APART = _("This has to be kept apart, or fixed to one value: %(column)s.")
GROUP = _("Group by: %(column)s")
FIX = _("Choose one value of: %(column)s")
OTHER_CONDITION = _("Another condition on: %(column)s")
MEANT = _("Did you mean %(suggestion)s?")
FIRST = _("To the first page")


@dataclass(frozen=True)
class Refusal:
    """Hold why a query is refused, and where to go on."""

    code: str
    reason: Markup
    ways: tuple[tuple[Markup, str], ...]
    """What would be understood, in words, with its address."""


def refusal(
    error: QueryError,
    table: Table,
    address: Address,
    columns: Mapping[str, Column],
    words: Words,
) -> Refusal:
    """Return a refusal in words; ``address`` is the one that was asked for."""
    reason = words.say(SENTENCES.get(error.code, OTHERWISE), parameter=_part(error, address, words))
    if error.code in MISFITS and (column := _column(error, table)) is not None:
        described = columns[column]
        kind = words.gettext(TYPES.get(described.type, described.type))
        reason += " " + words.say(HOLDS, column=words.heading(described), type=kind)
    if error.code == "aggregation-refused" and error.suggestion:
        return _apart(error.suggestion, reason, table, address, columns, words)
    if error.code == "too-many" and error.parameter == "_pivot":
        return _too_wide(table, address, columns, words)
    ways = _other_condition(error, table, address, columns, words)
    for pairs in _candidates(error, address.pairs):
        if _is_understood(table, pairs):
            said = words.say(MEANT, suggestion=words.shown(error.suggestion or ""))
            if error.code == "bad-cursor":
                said = words.say(FIRST)
            ways.insert(0, (said, str(Address(address.path, tuple(pairs)))))
            break
    return Refusal(error.code, reason, tuple(ways))


def _too_wide(
    table: Table, address: Address, columns: Mapping[str, Column], words: Words
) -> Refusal:
    """Return the refusal of a pivot that would make too many columns."""
    named = [table.find(value) for name, value in address.pairs if name == "_pivot"]
    found = next(column for column in named if column is not None)
    heading = words.heading(columns[found.name])
    way = (words.say(FIX, column=heading), str(address.plus((COLUMN, found.name))))
    return Refusal("too-many", words.say(TOO_WIDE, parameter=heading), (way,))


def _part(error: QueryError, address: Address, words: Words) -> Markup:
    """Return the part of an address that is at fault, with its value where that may be meant."""
    sent = [value for name, value in address.pairs if name == error.parameter]
    if len(sent) != 1 or error.code in {"unknown-parameter", "unknown-operator"}:
        return words.code_of(error.parameter)
    return words.code_of(shown(f"{error.parameter}={sent[0]}"))


def _column(error: QueryError, table: Table) -> str | None:
    """Return the column that the parameter at fault compares, if it compares one."""
    stem, _mark, _operator = error.parameter.rpartition("__")
    column = table.find(error.parameter) or table.find(stem)
    return None if column is None else column.name


def _other_condition(
    error: QueryError,
    table: Table,
    address: Address,
    columns: Mapping[str, Column],
    words: Words,
) -> list[tuple[Markup, str]]:
    """Return the way to the form where a column is asked for in a way that does not fit it."""
    column = _column(error, table)
    if error.code not in MISFITS or column is None:
        return []
    kept = address.without(error.parameter).plus((COLUMN, column))
    heading = words.heading(columns[column])
    return [(words.say(OTHER_CONDITION, column=heading), str(kept))]


def _apart(
    suggestion: str,
    reason: Markup,
    table: Table,
    address: Address,
    columns: Mapping[str, Column],
    words: Words,
) -> Refusal:
    """Return the refusal of a total that needs one more column to be kept apart."""
    parameter, _equals, name = suggestion.partition("=")
    column = columns.get(name)
    if column is None:
        return Refusal("aggregation-refused", reason, ())
    heading = words.heading(column)
    ways = []
    grouped = address.plus((parameter, name))
    if _is_understood(table, grouped.pairs) or parameter == "_group":
        ways.append((words.say(GROUP, column=heading), str(grouped)))
    fixing = address.plus((COLUMN, name))
    ways.append((words.say(FIX, column=heading), str(fixing)))
    return Refusal(
        "aggregation-refused",
        reason + " " + words.say(APART, column=heading),
        tuple(ways),
    )


def _candidates(error: QueryError, pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Yield what the suggestion of an error could mean: another name, value or condition."""
    if error.code == "bad-cursor":
        yield [pair for pair in pairs if pair[0] != "_next"]
        return
    meant = error.suggestion
    if not meant:
        return
    if error.code == "repeated":
        column = meant.removesuffix("__in")
        values = [value for name, value in pairs if name in {column, f"{column}__exact"}]
        kept = [pair for pair in pairs if pair[0] not in {column, f"{column}__exact"}]
        yield [*kept, *held_by(column, values)]
        return
    for place, (name, value) in enumerate(pairs):
        if name != error.parameter:
            continue
        _, mark, operator = name.rpartition("__")
        renamed = [(meant, value)] + ([(f"{meant}__{operator}", value)] if mark else [])
        for pair in [(name, meant), *reversed(renamed)]:
            yield [*pairs[:place], pair, *pairs[place + 1 :]]


def _is_understood(table: Table, pairs: Sequence[Pair]) -> bool:
    try:
        parse(table, asked_rows(pairs), default_size=SIZES[0], max_size=MOST_ROWS)
    except QueryError:
        return False
    return True
