"""Bars: a table with a bar beside each value, which reads as a table where bars are not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts import svg
from portal.charts.scale import Scale
from portal.language import markup
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.charts.model import Row, View
    from portal.charts.plan import Cell
    from portal.charts.voice import Voice

MOST = 20
WIDTH, STEP, NAMES = 640, 24, 200
Point = tuple["Cell", float, "Row"]


@dataclass(frozen=True)
class Ordered:
    """Hold the bars in the order in which they are drawn."""

    shown: Sequence[Point]
    left: int
    """How many are not shown."""
    apart: Sequence[Point]
    """Codes that are no category of their own, and rows without a category: never ranked."""
    ranked: Sequence[Point]
    """All that may be compared, the greatest first; times in their order."""


def ordered(view: View, most: int = MOST) -> Ordered:
    """Return what is drawn: the greatest first, times and other ordered numbers in their order."""
    points: list[Point] = [
        (view.of(row, "x"), float(value), row)
        for row in view.rows
        if isinstance(value := view.of(row, "y"), int | float)
    ]
    apart = [p for p in points if p[0] is None or str(p[0]) in view.catch_all]
    ranked = [p for p in points if p not in apart]
    column = view.column("x")
    if view.timed or (column is not None and column.numeric):
        ranked.sort(key=lambda point: str(point[0]).rjust(20))
        shown = ranked[-most:]
    else:
        ranked.sort(key=lambda point: -point[1])
        shown = ranked[:most]
        shown += [p for p in ranked[most:] if str(p[0]) in view.highlight]
    return Ordered(shown, len(ranked) - len(shown), apart, ranked)


def table(voice: Voice, bars: Ordered) -> Markup:
    """Return the table of the bars."""
    view = voice.view
    drawn = [*bars.shown, *bars.apart]
    low = min([0.0, *(value for _, value, _ in bars.shown)])
    high = max([0.0, *(value for _, value, _ in bars.shown)])
    scale = Scale(low, high, 0, 1000)
    told = voice.fixed()
    rows = Markup("")
    stretch = None
    for point in drawn:
        category, value, row = point
        apart = point in bars.apart
        if view.timed and view.breaks and not apart:
            if stretch is not None and view.stretch(category) != stretch:
                rows += _break(voice, category)
            stretch = view.stretch(category)
        name = voice.time(category) if view.timed else voice.shown("x", category)
        ahead = view.timed and view.projected(category)
        aside = voice.aside(row, told=told)
        if ahead:
            aside = voice.gettext("projection")
        if apart and category is not None:
            aside = voice.gettext("no category of its own")
        if aside:
            aside = Markup(' <small class="note">{}</small>').format(aside)
        style = "p" if ahead else "h" if str(category) in view.highlight else ""
        start, end = sorted((scale(0), scale(value)))
        # What is no category is told, but has no bar that could be compared.
        bar = Markup("") if apart else _bar(start, end - start, style)
        rows += Markup(
            '<tr><th scope="row">{}</th><td>{}</td><td class="figure"><bdi dir="ltr">{}</bdi>{}</td></tr>\n'
        ).format(name, bar, voice.figure(value), aside)
    return Markup(
        '<table class="bars"><caption class="hidden">{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col" colspan="2">{}</th></tr></thead><tbody>\n{}</tbody></table>'
    ).format(
        markup.shown(view.title or voice.measure, voice.language),
        markup.shown(voice.heading("x"), voice.language),
        head(voice),
        rows,
    )


def head(voice: Voice) -> Markup:
    """Return what the values are: the measure, and its unit."""
    measure = markup.shown(voice.measure, voice.language)
    if voice.unit is None:
        return measure
    return Markup('{} <span class="unit">({})</span>').format(
        measure, markup.shown(voice.unit, voice.language)
    )


def file(voice: Voice, name: str) -> str:
    """Return the bars as a picture of their own."""
    bars = ordered(voice.view)
    low = min([0.0, *(value for _, value, _ in bars.shown)])
    high = max([0.0, *(value for _, value, _ in bars.shown)])
    scale = Scale(low, high, NAMES + 10, WIDTH - 110)
    inside = svg.text(10, 24, Shown(name, voice.language), voice.language)
    for number, (category, value, _) in enumerate(bars.shown):
        y = 40 + number * STEP
        label = voice.label("x", category)
        start, end = sorted((scale(0), scale(value)))
        ahead = voice.view.timed and voice.view.projected(category)
        style = "bar p" if ahead else "bar"
        inside += svg.text(NAMES, y + 14, label, voice.language, "end")
        inside += svg.shape(f"M{start} {y + 2}h{end - start}v16h{start - end}z", style)
        inside += svg.number(end + 6, y + 14, voice.figure(value))
    return svg.alone(WIDTH, 50 + len(bars.shown) * STEP, name, voice.language, inside)


def _bar(start: int, length: int, style: str) -> Markup:
    """Return one bar; its length is an attribute, because a page may not carry styles."""
    kind = Markup(' class="{}"').format(style) if style else ""
    place = Markup(' x="{}"').format(start) if start else ""
    return Markup(
        '<svg viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect{}{} width="{}" height="1"/></svg>'
    ).format(kind, place, max(length, 2) if length else 0)


def _break(voice: Voice, time: Cell) -> Markup:
    said = voice.gettext(
        "Break: not comparable with what comes before %(time)s", time=voice.time(time)
    )
    return Markup('<tr><td colspan="3" class="note">{}</td></tr>\n').format(said)
