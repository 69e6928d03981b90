"""What is wrong, said once for all the cells where it is wrong, with its true count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.language.terms import CONSTRAINTS, TYPES
from portal.language.visible import visible
from portal.tabular.kinds import kind_of
from portal.tabular.quality.sentences import advised, hinted, said
from portal.tabular.report import Error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    Key = tuple[str, str | None, str | None, str | None]

LISTED = 5
"""Errors of a finding whose rows are listed."""


@dataclass(frozen=True)
class Example:
    """Show a wrong value, where it stands, and what it could be meant to be."""

    value: Markup | None
    """None: there is no cell, or more than one is at fault."""
    rows: tuple[int, ...]
    suggestion: Markup | None
    hint: Markup | None
    """What cannot be seen in it, where neither a suggestion nor the fix says it."""


@dataclass(frozen=True)
class Rule:
    """Name a rule: a word of ``portal.language.terms``, with ``value`` in it or after it."""

    term: str | None
    value: Markup | None


@dataclass(frozen=True)
class Finding:
    """Say what is wrong in one column, or row by row, or with the file."""

    code: str
    severity: str
    fixer: str
    field: Markup | None
    column: str | None
    pointer: str | None
    row: int | None
    """Where it is first."""
    rule: Rule | None
    sentence: Markup
    """What is wrong, without the value where the examples show it."""
    whole: Markup
    """What is wrong, with the value."""
    fix: Markup
    count: int
    examples: tuple[Example, ...]
    left: int
    """Errors of this finding beyond the examples."""

    @property
    def scope(self) -> str:
        """Return what is wrong: a ``cell``, a ``row``, or the ``file``."""
        if self.pointer is None and (self.column is not None or self.field is not None):
            return "cell"
        return "file" if self.row is None else "row"


def findings_of(
    errors: Sequence[Error],
    counts: Mapping[tuple[str, str | None, str | None], int],
    language: str,
    most: int,
) -> tuple[list[Finding], int]:
    """Return the findings, the most frequent first and at most so many, and how many are left.

    ``errors`` are at least the first LISTED of each code, field and rule that is frequent, and
    all that point into a descriptor; ``counts`` are true.
    """
    grouped = first_errors(errors)
    pointed = Counter(key_of(error)[:3] for error in errors if error.pointer is not None)
    for key in counts.keys() - {(code, field, rule) for code, field, rule, _ in grouped}:
        code, field, rule = key
        file = errors[0].file if errors else ""
        grouped[*key, None] = [Error(code, file, field=field, rule=rule)]
    counted = []
    for (code, field, rule, pointer), first in grouped.items():
        total = counts.get((code, field, rule), len(first)) - pointed[code, field, rule]
        counted.append((len(first) if pointer is not None else total, first))
    counted.sort(key=lambda group: -group[0])
    findings = [_finding(first, count, language) for count, first in counted[:most]]
    return findings, len(counted[most:])


def first_errors(errors: Iterable[Error]) -> dict[Key, list[Error]]:
    """Return the first LISTED errors of each finding."""
    grouped: dict[Key, list[Error]] = {}
    for error in errors:
        first = grouped.setdefault(key_of(error), [])
        if len(first) < LISTED:
            first.append(error)
    return grouped


def key_of(error: Error) -> Key:
    """Return what errors of one finding have in common."""
    return error.code, error.field, error.rule, error.pointer


def _finding(first: Sequence[Error], count: int, language: str) -> Finding:
    error = first[0]
    kind = kind_of(error)
    hints = [hinted(one, language) for one in first]
    alike = len(set(hints)) == 1
    examples = tuple(_examples(first, [None] * len(first) if alike else hints))
    return Finding(
        code=error.code,
        severity=kind.severity,
        fixer=kind.fixer,
        field=None if error.field is None else visible(error.field),
        column=error.column,
        pointer=error.pointer,
        row=error.row,
        rule=_rule(error),
        sentence=said(error, language, value=False),
        whole=said(error, language),
        fix=advised(error, language, hint=alike),
        count=count,
        examples=examples,
        left=count - len(first) if examples else 0,
    )


def _examples(first: Sequence[Error], hints: Sequence[Markup | None]) -> Iterator[Example]:
    """Yield the different values with their rows."""
    rows: dict[tuple[str | None, str | None, Markup | None], list[int]] = {}
    for error, hint in zip(first, hints, strict=True):
        here = rows.setdefault((error.value, error.suggestion, hint), [])
        if error.row is not None:
            here.append(error.row)
    for (value, suggestion, hint), numbers in rows.items():
        if value is not None or numbers:
            yield Example(
                None if value is None else visible(value),
                tuple(numbers),
                None if suggestion is None else visible(suggestion),
                hint if suggestion is None else None,
            )


def _rule(error: Error) -> Rule | None:
    constraint, kind = error.parameters.get("constraint"), error.parameters.get("type")
    if constraint in CONSTRAINTS:
        limit = str(error.parameters.get("limit", ""))
        return Rule(CONSTRAINTS[str(constraint)], visible(limit))
    if kind in TYPES:
        form = (error.rule or "").partition(": ")[2]
        return Rule(TYPES[str(kind)], visible(form) if form else None)
    # What is not about cells or rows has rules of JSON Schema, and sentences that say them.
    unsaid = error.rule is None or error.row is None
    return None if unsaid else Rule(None, visible(str(error.rule)))
