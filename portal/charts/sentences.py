"""What a picture says, in sentences made by rule from the rows that it draws.

Nothing is said across a break; a projection is never the latest value; a code that is no category
is never ranked. Sentences are nominal, so that a number or a name needs no agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.charts.bars import Ordered, ordered
from portal.charts.change import said as change_in_words
from portal.charts.dots import places
from portal.charts.pairs import paired
from portal.charts.pyramid import sides
from portal.charts.told import cut, of_pair, of_points, one_stretch, sentence
from portal.language.catalogs import mark as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from portal.charts.bars import Point
    from portal.charts.plan import Cell
    from portal.charts.series import Point as At
    from portal.charts.series import Series
    from portal.charts.voice import Voice

    Last = tuple[Series, At]

HIGHEST = _("Highest: %(names)s (%(value)s).")
LOWEST = _("Lowest: %(names)s (%(value)s).")
COMPARED = _("Compared: %(count)s.")
NOTHING = _("There is no value to show.")
LATEST = _("Latest, %(time)s: %(value)s.")
FIRST = _("First, %(time)s: %(value)s.")
TOLD = 3
"""So many series are told one by one where they have no time in common."""


def sentences(voice: Voice) -> list[Markup]:
    """Return the sentences of a view that is drawn."""
    return SAYERS[voice.view.kind](voice)


def _bar(voice: Voice) -> list[Markup]:
    bars = ordered(voice.view)
    if voice.view.timed:
        return _of_times(voice, bars) + _total(voice) + _apart(voice, bars)
    said = [_fixed_time(voice)] if "time" in voice.fixed() else []
    ranked = bars.ranked
    if len(ranked) < 2:
        said += [_one(voice, point) for point in ranked]
    else:
        said += [
            *(_one(voice, p) for p in ranked if str(p[0]) in voice.view.highlight),
            *_extremes(voice, ranked),
            voice.gettext(COMPARED, count=len(ranked)),
        ]
    if not ranked and not bars.apart:
        said.append(voice.gettext(NOTHING))
    return said + _total(voice) + _apart(voice, bars)


def _of_times(voice: Voice, bars: Ordered) -> list[Markup]:
    """Return what bars over time say: as a line of one series does."""
    series = voice.view.series
    return _course(voice, series[0]) if series and bars.ranked else [voice.gettext(NOTHING)]  # fmt: skip


def _line(voice: Voice) -> list[Markup]:
    series = voice.view.series
    if len(series) <= 1:
        return _course(voice, series[0]) if series else [voice.gettext(NOTHING)]
    view = voice.view
    lasts = [(one, told[-1]) for one in series if (told := one.told(view))]
    said = []
    times = {point.time for _, point in lasts}
    if len(times) == 1:
        (time,) = times
        said.append(voice.gettext("Latest values: %(time)s.", time=voice.time(time)))
        values = [(one.code, point.value) for one, point in lasts if point.value is not None]
        said += _ends(voice, "series", values)
    pointed = _pointed(voice, lasts, common=len(times) == 1)
    named = [_named(voice, one, point) for one, point in pointed]
    return [*named, *said, voice.gettext(COMPARED, count=len(series))]


def _pointed(voice: Voice, lasts: list[Last], *, common: bool) -> list[Last]:
    """Return the series that are told by name: those pointed at, or the first where years differ."""
    pointed = [pair for pair in lasts if str(pair[0].code) in voice.view.highlight]
    return pointed if common or pointed else lasts[:TOLD]


def _named(voice: Voice, one: Series, last: At) -> Markup:
    """Return the last value of a series, and how it changed since the first."""
    known = of_points(voice.view, one.told(voice.view), "series", one.code)
    parts = {
        "name": voice.shown("series", one.code),
        "time": voice.time(last.time),
        "value": _with_status(voice, voice.value(known.last.value), last),
    }
    if known.first is None or known.change is None:
        return voice.gettext("%(name)s, %(time)s: %(value)s.", **parts)
    since = voice.time(known.first.time)
    parts |= {"change": change_in_words(voice, known.change), "first": since}
    return voice.gettext("%(name)s, %(time)s: %(value)s, %(change)s since %(first)s.", **parts)


def _with_status(voice: Voice, value: Markup, point: At) -> Markup:
    status = voice.beside(None, point.status)
    return voice.gettext("%(value)s (%(aside)s)", value=value, aside=status) if status else value


def _course(voice: Voice, one: Series) -> list[Markup]:
    """Return the first, last, greatest and least value of the last stretch, and the last projection."""
    view = voice.view
    points, ahead = one.told(view), one.told(view, ahead=True)
    said = []
    if not points and not ahead:
        return [voice.gettext(NOTHING)]
    if points:
        ends = [(LATEST, points[-1]), (FIRST, points[0])][: len(points)]
        said += [
            voice.gettext(
                words, time=voice.time(p.time), value=_with_status(voice, say(p.value), p)
            )
            for (words, p), say in zip(ends, (voice.value, voice.brief), strict=False)
            if p.value is not None
        ]
        stated = of_points(view, points).change if view.kind == "line" else None
        if stated is not None:
            said.append(voice.gettext("Change: %(change)s.", change=change_in_words(voice, stated)))
    if len(points) > 2:
        values: list[tuple[Cell, float]] = [
            (p.time, p.value) for p in points if p.value is not None
        ]
        # What the first or the last value is, need not be said twice.
        said += _ends(voice, "", values, frozenset({points[0].time, points[-1].time}))
    if view.breaks and points and view.stretch(points[0].time):
        said.append(voice.gettext("Said of the time since the last break only."))
    if ahead and ahead[-1].value is not None:
        said.append(
            voice.gettext(
                "Projection for %(time)s: %(value)s.",
                time=voice.time(ahead[-1].time),
                value=voice.value(ahead[-1].value),
            )
        )
    return said


def _pyramid(voice: Voice) -> list[Markup]:
    view = voice.view
    groups, sexes, values = sides(voice)
    said = [_fixed_time(voice)] if "time" in voice.fixed() else []
    if not values:
        return [*said, voice.gettext(NOTHING)]
    adds = view.total is not None
    for sex in sexes if adds else ():
        one = sum(values.get((group, sex), 0) for group in groups)
        said.append(
            voice.gettext(
                "%(name)s: %(value)s.", name=voice.shown("series", sex), value=voice.value(one)
            )
        )
    if not adds:
        name, value = max(values.items(), key=lambda pair: pair[1])
        names = voice.comma.join([voice.shown("x", name[0]), voice.shown("series", name[1])])
        said.append(voice.gettext(HIGHEST, names=names, value=voice.value(value)))
    else:
        both = [(g, sum(values.get((g, s), 0) for s in sexes)) for g in groups]
        said += _ends(voice, "x", both)[:1]
    return said + _total(voice)


def _points(voice: Voice) -> list[Markup]:
    found = len(places(voice.view))
    said = [
        voice.ngettext("%(count)s place is on the map.", "%(count)s places are on the map.", found)
    ]
    if left := len(voice.view.rows) - found:
        said.append(
            voice.ngettext(
                "%(count)s place has no position.", "%(count)s places have no position.", left
            )
        )
    return said


def _slope(voice: Voice) -> list[Markup]:
    view = voice.view
    ends, every = paired(view)
    pairs = [pair for pair in every if pair[1]]
    if not pairs:
        return [voice.gettext(NOTHING)]
    said = []
    pointed = [p for p in pairs if str(p[0]) in view.highlight] or pairs[:1]
    for code, held in pointed:
        one = of_pair(view, code, held, ends)
        said += [sentence(voice, one), *cut(voice, one)]
    if "time" in view.parts:
        said.append(
            voice.gettext("Each value has its own year; compare it together with that year.")
        )
    return [*said, voice.gettext(COMPARED, count=len(pairs))]


def _table(voice: Voice) -> list[Markup]:
    return [voice.ngettext("%(count)s row.", "%(count)s rows.", len(voice.view.rows))]


def _extremes(voice: Voice, ranked: Sequence[Point]) -> list[Markup]:
    """Return the greatest and the least of the bars; a single one with its own year and status."""
    told = voice.fixed()
    said = []
    values = [value for _, value, _ in ranked]
    for words, end in ((HIGHEST, max(values)), (LOWEST, min(values))):
        same = [point for point in ranked if point[1] == end]
        names = voice.names("x", [point[0] for point in same])
        aside = voice.aside(same[0][2], told=told) if len(same) == 1 else ""
        value = voice.brief(end)
        if aside:
            value = voice.comma.join([value, aside])
        said.append(voice.gettext(words, value=value, names=names))
    return said[: len(set(values))]


def _ends(
    voice: Voice,
    part: str,
    values: Sequence[tuple[Cell, float]],
    told: frozenset[Cell] = frozenset(),
) -> list[Markup]:
    """Return the greatest and the least of values; without a part, what has them is a time."""
    said: list[Markup] = []
    for words, choose in ((HIGHEST, max), (LOWEST, min)):
        end = choose(value for _, value in values)
        same = [code for code, value in values if value == end]
        if told.intersection(same):
            continue
        if part:
            names = voice.names(part, same)
        else:
            names = voice.time(same[-1]) if len(same) == 1 else voice.times(same)
        said.append(voice.gettext(words, value=voice.brief(end), names=names))
    return said[: len({value for _, value in values})]


def _one(voice: Voice, point: Point) -> Markup:
    category, value, row = point
    aside = voice.aside(row, told=voice.fixed())
    shown = voice.value(value)
    if aside:
        shown = voice.gettext("%(value)s (%(aside)s)", value=shown, aside=aside)
    return voice.gettext("%(name)s: %(value)s.", name=voice.shown("x", category), value=shown)


def _fixed_time(voice: Voice) -> Markup:
    time = voice.view.of(voice.view.rows[0], "time")
    if voice.view.projected(time):
        return voice.gettext("All values are projections for %(time)s.", time=voice.time(time))
    return voice.gettext("All values are of %(time)s.", time=voice.time(time))


def _total(voice: Voice) -> list[Markup]:
    view = voice.view
    if view.total is None or len(view.rows) < 2 or (view.timed and not one_stretch(view)):
        return []
    return [voice.gettext("Total: %(value)s.", value=voice.value(view.total))]


def _apart(voice: Voice, bars: Ordered) -> list[Markup]:
    """Return what is shown, but is no category: it is in the total and never ranked."""
    return [
        voice.gettext("Without a category: %(value)s.", value=voice.value(value))
        if category is None
        else voice.gettext(
            "No category of its own: %(name)s, %(value)s.",
            name=voice.shown("x", category),
            value=voice.value(value),
        )
        for category, value, _ in bars.apart
    ]


SAYERS: dict[str, Callable[[Voice], list[Markup]]] = {
    "bar": _bar,
    "choropleth": _bar,
    "line": _line,
    "pyramid": _pyramid,
    "points": _points,
    "slope": _slope,
    "table": _table,
}
