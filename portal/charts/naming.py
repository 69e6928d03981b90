"""What a reader's own picture is called: the measure, along what, and of which rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.charts.voice import COMMAS, NAMED
from portal.language import markup
from portal.language.catalogs import mark as _
from portal.language.catalogs import translations
from portal.language.cells import cell
from portal.language.terms import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.charts.asked import Draft
    from portal.charts.fitting import Ground
    from portal.language.text import Shown
    from portal.query.model import Filter, Value

    Labels = Mapping[tuple[str, str], Shown]

MEASURED = {
    "sum": _("Sum: %(column)s"),
    "mean": _("Mean: %(column)s"),
    "min": _("Smallest: %(column)s"),
    "max": _("Greatest: %(column)s"),
}
ACROSS = _("%(measure)s by %(across)s")
SPLIT = _("%(measure)s by %(across)s and %(series)s")
SEEN = frozenset({"in", "notnull"})
"""Conditions that need no words for a column whose values are seen."""


def title(
    ground: Ground, drafted: Draft, filters: Iterable[Filter], labels: Labels, language: str
) -> str:
    """Return what a picture shows, as a nominal phrase; whatever narrows its rows is said."""
    catalog = translations(language)
    parts = {"measure": _measure(ground, drafted, language)}
    for part, name in (("across", drafted.x), ("series", drafted.series)):
        if name:
            parts[part] = _heading(ground, name, language)
    words = catalog.gettext(SPLIT if drafted.series else ACROSS) % parts
    return with_rows(words, ground, drafted, filters, labels, language)


def with_rows(
    words: str,
    ground: Ground,
    drafted: Draft,
    filters: Iterable[Filter],
    labels: Labels,
    language: str,
) -> str:
    """Return a title with the conditions that its rows meet."""
    said = [
        _condition(ground, condition, labels, language)
        for condition in filters
        if condition.column not in drafted.groups or condition.operator not in SEEN
    ]
    if ground.query.search:
        said.append(f"“{' '.join(ground.query.search)}”")
    if not said:
        return words
    return f"{words}: {' · '.join(said)}"


def _condition(ground: Ground, condition: Filter, labels: Labels, language: str) -> str:
    catalog, column = translations(language), ground.shown[condition.column]
    values = [_value(ground, condition.column, v, labels, language) for v in condition.values]
    named = _comma(language).join(values[:NAMED])
    if len(values) > NAMED:
        named = f"{named} +{len(values) - NAMED}"
    alone = column.type != "boolean" and (not column.numeric or column.role == "time")
    if condition.operator == "exact" and alone:
        return named
    words = catalog.gettext(OPERATORS.get(condition.operator, condition.operator))
    parts = {"column": _heading(ground, column.id, language), "condition": words, "value": named}
    return (catalog.gettext("%(column)s %(condition)s %(value)s") % parts).strip()


def _value(ground: Ground, name: str, value: Value, labels: Labels, language: str) -> str:
    told = cell(ground.shown[name], value, language, labels.get((name, str(value))))
    if told.kind != "boolean":
        return told.shown.value
    word = "yes" if told.shown.value == "1" else "no"
    return translations(language).gettext(word)


def _measure(ground: Ground, drafted: Draft, language: str) -> str:
    catalog, measure = translations(language), drafted.measure
    if measure is None:
        return _heading(ground, drafted.value, language)
    if measure.column is None:
        return catalog.gettext("Number of rows")
    column = _heading(ground, measure.column, language)
    return catalog.gettext(MEASURED[measure.method]) % {"column": column}


def _heading(ground: Ground, name: str, language: str) -> str:
    return markup.plain(ground.shown[name].heading, language)


def _comma(language: str) -> str:
    return str(COMMAS["ar" if language.partition("-")[0] == "ar" else "en"])
