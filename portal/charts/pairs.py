"""Two values of each series beside each other, each with its own year: a table with a line between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts import svg
from portal.charts.bars import NAMES, STEP, WIDTH, head
from portal.charts.scale import Scale
from portal.language import markup
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.charts.model import Row, View
    from portal.charts.plan import Cell
    from portal.charts.voice import Voice

MOST = 30
"""So many series are drawn, besides those that are pointed at."""
Pair = tuple["Cell", "Mapping[Cell, tuple[float, Row]]"]


def paired(view: View) -> tuple[list[Cell], list[Pair]]:
    """Return the two places, the earlier one first, and the values of each series by place.

    The series with the greatest last value comes first.
    """
    latest: dict[Cell, str] = {}
    for row in view.rows:
        time, end = view.of(row, "time"), view.of(row, "x")
        latest[end] = max(latest.get(end, ""), "" if time is None else str(time))
    ends = sorted(latest, key=lambda end: (latest[end], str(end)))
    found: dict[Cell, dict[Cell, tuple[float, Row]]] = {}
    for row in view.rows:
        held, value = found.setdefault(view.of(row, "series"), {}), view.of(row, "y")
        if isinstance(value, int | float):
            held[view.of(row, "x")] = (float(value), row)
    last = ends[-1] if ends else None
    pairs = sorted(found.items(), key=lambda p: -(p[1][last][0] if last in p[1] else float("-inf")))
    return ends, list(pairs)


def drawn(view: View) -> tuple[list[Cell], list[Pair], int]:
    """Return the two places, the series that are drawn, and how many are left out."""
    ends, pairs = paired(view)
    pointed = [pair for pair in pairs[MOST:] if str(pair[0]) in view.highlight]
    shown = [*pairs[:MOST], *pointed]
    return ends, shown, len(pairs) - len(shown)


def table(voice: Voice) -> Markup:
    """Return the table: a row for each series, both values with year and status."""
    view = voice.view
    ends, pairs, _ = drawn(view)
    values = [value for _, held in pairs for value, _ in held.values()]
    scale = Scale(min([0.0, *values]), max([0.0, *values]), 12, 288)
    rows = Markup("")
    for code, held in pairs:
        places = [scale(held[end][0]) for end in ends if end in held]
        cells = [_cell(voice, held.get(end)) for end in ends]
        cells.insert(1, Markup("<td>{}</td>").format(_line(places)))
        rows += Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(
            voice.shown("series", code), Markup("").join(cells)
        )
    heads = [
        Markup('<th scope="col" class="figure">{}</th>').format(voice.shown("x", end))
        for end in ends
    ]
    heads.insert(1, Markup('<th scope="col">{}</th>').format(head(voice)))
    return Markup(
        '<table class="pairs"><caption class="hidden">{}</caption><thead><tr><th scope="col">{}</th>'
        "{}</tr></thead><tbody>\n{}</tbody></table>"
    ).format(
        markup.shown(view.title or voice.measure, voice.language),
        markup.shown(voice.heading("series"), voice.language),
        Markup("").join(heads),
        rows,
    )


def file(voice: Voice, name: str) -> str:
    """Return the pairs as a picture of their own."""
    ends, pairs, _ = drawn(voice.view)
    values = [value for _, held in pairs for value, _ in held.values()]
    scale = Scale(min([0.0, *values]), max([0.0, *values]), NAMES + 20, WIDTH - 20)
    inside = svg.text(WIDTH // 2, 22, Shown(name, voice.language), voice.language, "middle")
    for number, (code, held) in enumerate(pairs):
        y = 50 + number * STEP
        places = [(scale(held[end][0]), y) for end in ends if end in held]
        inside += svg.text(NAMES, y + 4, voice.label("series", code), voice.language, "end")
        if places:
            inside += svg.path(places, "axis")
        for place, (x, _) in enumerate(places):
            hollow = place == 0 and len(places) > 1
            style = "bar p" if hollow else "bar"
            inside += svg.shape(f"M{x - 4} {y - 4}h8v8h-8z", style)
    return svg.alone(WIDTH, 60 + len(pairs) * STEP, name, voice.language, inside)


def _cell(voice: Voice, held: tuple[float, Row] | None) -> Markup:
    if held is None:
        said = voice.gettext("no value")
        return Markup('<td class="figure"><span class="missing">{}</span></td>').format(said)
    value, row = held
    aside = voice.aside(row)
    if aside:
        aside = Markup('<br><small class="note">{}</small>').format(aside)
    return Markup('<td class="figure"><bdi dir="ltr">{}</bdi>{}</td>').format(
        voice.figure(value), aside
    )


def _line(places: list[int]) -> Markup:
    if len(places) < 2:
        return Markup("")
    first, last = places
    return Markup(
        '<svg viewBox="0 0 300 16" aria-hidden="true"><path d="M{} 8H{}"/>'
        '<circle cx="{}" cy="8" r="5" class="o"/><circle cx="{}" cy="8" r="5"/></svg>'
    ).format(first, last, first, last)
