"""Of which type the values of a column are: one that every single cell fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.draft.evidence import booleans, moments, numbers
from portal.draft.evidence.blanks import (
    ALMOST_CERTAIN,
    missing_among_numbers,
    missing_among_texts,
    words_among,
)
from portal.draft.evidence.labels import is_measured, says
from portal.draft.evidence.said import say
from portal.draft.evidence.seen import Reading
from portal.tabular.hints.dates import HIJRI

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.draft.model import Column, Evidence

FOUR = re.compile(r"[0-9]{4}")
FIGURE = re.compile(r"[-+]?\.?[0-9][0-9.:/TZ +eE-]*")
"""A number, a date or a time, whichever."""
NEARLY = 0.5
"""So many numbers among texts are worth a word."""
MOSTLY = 0.8
"""So many numbers as people write them make a column of numbers that are not read yet."""
LONG = 10
"""Digits of numbers that are rather codes where all have as many and no two are the same."""
MANY = 10


def read(column: Column, *, has_unit: bool = False) -> Reading:
    """Return how a column is read; ``has_unit`` tells that its numbers had a sign of a unit."""
    possible = missing_among_numbers(column.counts)
    filled = {t: count for t, count in column.counts.items() if t and t not in possible}
    if filled:
        words = words_among(filled, _is_figure)
        if len(words) < len(filled):
            filled = {text: count for text, count in filled.items() if text not in words}
            possible |= words
        for reading in (
            _boolean(column, filled),
            _year(column, filled, possible),
            _number(column, filled, possible, has_unit=has_unit),
            _moment(column, filled, possible),
        ):
            if reading is not None:
                return reading
    return _text(column)


def _boolean(column: Column, filled: Mapping[str, int]) -> Reading | None:
    answers = booleans.answers_of(filled)
    if answers is None:
        return None
    missing = missing_among_texts(column.counts, ALMOST_CERTAIN)
    if set(column.counts) - missing - {""} != set(filled):
        return None
    return Reading("boolean", missing, answers, (_fit(column, "boolean", filled),))


def _year(column: Column, filled: Mapping[str, int], possible: frozenset[str]) -> Reading | None:
    if not says(column.label, "YEAR", "TIME") or not all(map(FOUR.fullmatch, filled)):
        return None
    years = {int(text) for text in filled}
    if all(year in moments.YEARS for year in years):
        return Reading("year", possible, evidence=(_fit(column, "year", filled),))
    if all(year in HIJRI for year in years):
        found = say(column.label, "type", "integer", "hijri-year", example=next(iter(filled)))
        return Reading("integer", possible, evidence=(found,))
    return None


def _number(
    column: Column, filled: Mapping[str, int], possible: frozenset[str], *, has_unit: bool
) -> Reading | None:
    if says(column.label, "TIME") and moments.are_compact(filled):
        return _dated(column, filled, possible, moments.Moment("date", "%Y%m%d"))
    whole = all(map(numbers.is_integer, filled))
    if not whole and not numbers.are_numbers(filled):
        return None
    if not has_unit and not is_measured(column.label):
        if says(column.label, "CODE", "PHONE"):
            return _text(column, "identifier")
        if whole and _are_long_codes(filled):
            return _text(column, "identifier-shape")
    type_ = "integer" if whole else "number"
    return Reading(type_, possible, evidence=(_fit(column, type_, filled),))


def _moment(column: Column, filled: Mapping[str, int], possible: frozenset[str]) -> Reading | None:
    found = moments.moment_of(filled)
    if found is None:
        return None
    if found.type is None:
        why = say(
            column.label, "type", "string", found.reason, example=found.example, other=found.other
        )
        return Reading("string", missing_among_texts(column.counts), evidence=(why,))
    return _dated(column, filled, possible, found)


def _dated(
    column: Column, filled: Mapping[str, int], possible: frozenset[str], found: moments.Moment
) -> Reading:
    type_ = found.type or "string"
    evidence = [_fit(column, type_, filled)]
    if found.format == "default":
        return Reading(type_, possible, evidence=tuple(evidence))
    example = next(iter(filled))
    evidence.append(say(column.label, "format", found.format, example=example))
    return Reading(type_, possible, {"format": found.format}, tuple(evidence))


def _text(column: Column, key: str = "") -> Reading:
    """Return the reading of texts, with the reason why they are nothing else."""
    missing = missing_among_texts(column.counts)
    filled = {text: count for text, count in column.counts.items() if text and text not in missing}
    return Reading("string", missing, evidence=(_why_text(column.label, filled, key),))


def _why_text(label: str, filled: Mapping[str, int], key: str) -> Evidence:
    if not filled:
        return say(label, "type", "string", "empty")
    example = next(iter(filled))
    if key:
        return say(label, "type", "string", key, example=example)
    possible = missing_among_numbers(filled)
    filled = {text: count for text, count in filled.items() if text not in possible} or filled
    total = sum(filled.values())
    alike = {text: count for text, count in filled.items() if numbers.LENIENT.fullmatch(text)}
    zeros = {text: count for text, count in alike.items() if numbers.ZEROS.fullmatch(text)}
    count = sum(alike.values())
    if zeros and count == total:
        zero = next(iter(zeros))
        return say(
            label, "type", "string", "zeros", count=sum(zeros.values()), total=total, example=zero
        )
    if alike and count == total:
        odd = next((text for text in filled if not numbers.is_number(text)), example)
        return say(label, "type", "string", "inexact", example=odd)
    written = sum(one for text, one in filled.items() if numbers.WRITTEN.fullmatch(text))
    if count < total and written >= MOSTLY * total:
        odd = next(text for text in filled if text not in alike)
        return say(label, "type", "string", "written-numbers", example=odd)
    if count >= NEARLY * total:
        odd = next(text for text in filled if text not in alike)
        return say(label, "type", "string", "nearly-numbers", count=count, total=total, example=odd)
    return say(label, "type", "string", "text", example=example)


def _fit(column: Column, type_: str, filled: Mapping[str, int]) -> Evidence:
    total = sum(filled.values())
    return say(column.label, "type", type_, f"type-{type_}", count=total, total=total)


def _is_figure(text: str) -> bool:
    return FIGURE.fullmatch(text) is not None


def _are_long_codes(filled: Mapping[str, int]) -> bool:
    lengths = {len(text) for text in filled}
    return (
        len(lengths) == 1
        and min(lengths) >= LONG
        and len(filled) == sum(filled.values()) >= MANY
        and not any(text.startswith("-") for text in filled)
    )
