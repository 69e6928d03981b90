"""The numbers beside a picture, as a table: all of them, or the most telling where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts.pyramid import sides
from portal.charts.series import drawn
from portal.language import markup
from portal.language.numbers import number
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from portal.charts.voice import Voice
    from portal.language.cells import Cell as Told


def of_lines(voice: Voice, most: int) -> Markup:
    """Return a row for each time and a column for each line that is drawn."""
    view = voice.view
    series = drawn(view, view.series)
    values = {(p.time, one.code): p.value for one in series for p in one.points}
    times = [time for _, time in sorted({(p.at, p.time) for one in series for p in one.points})]
    names = [
        voice.shown("series", one.code) if one.code is not None else markup.shown(voice.measure, voice.language)
        for one in series
    ]  # fmt: skip
    rows = [
        (
            voice.time(time) + _mark(voice, projected=view.projected(time)),
            [_figure(voice, values.get((time, one.code))) for one in series],
        )
        for time in telling(times, most)
    ]
    total = len(times) if len(view.rows) == view.count else view.count
    return _table(voice, markup.shown(voice.heading("x"), voice.language), names, rows, total)


def of_pyramid(voice: Voice) -> Markup:
    """Return a row for each age group and a column for each sex."""
    groups, sexes, values = sides(voice)
    rows = [
        (voice.shown("x", group), [_figure(voice, values.get((group, sex))) for sex in sexes])
        for group in reversed(groups)
    ]
    heading = markup.shown(voice.heading("x"), voice.language)
    return _table(voice, heading, [voice.shown("series", sex) for sex in sexes], rows, len(rows))


def of_rows(voice: Voice, most: int) -> Markup:
    """Return the rows as they are, under the names of their columns."""
    view = voice.view
    names = list(view.rows[0]) if view.rows else []
    told = [[voice.told(name, row[name]) for name in names] for row in view.rows[:most]]
    headings = []
    for name in names:
        column = view.columns.get(name)
        text = column.heading if column is not None else voice.gettext("Number of rows")
        unit = column.unit if column is not None else None
        shown = markup.shown(text if not isinstance(text, Markup) else str(text), voice.language)
        if unit is not None:
            shown += Markup(' <span class="unit">({})</span>').format(
                markup.shown(unit, voice.language)
            )
        headings.append(shown)
    rows = [(_cell(voice, line[0]), [_of_cell(voice, one) for one in line[1:]]) for line in told]
    figures = {n for line in told for n, one in enumerate(line[1:]) if one.kind == "number"}
    first = headings[0] if headings else Markup("")
    return _table(voice, first, headings[1:], rows, len(view.rows), figures)


def telling(times: Sequence[str | int | float | None], most: int) -> list[str | int | float | None]:
    """Return at most so many times: the first, the last, and between them the last of each year."""
    if len(times) <= most:
        return list(times)
    yearly = list({str(time)[:4]: time for time in times}.values())
    every = -(-(len(yearly) - 1) // max(most - 2, 1)) or 1
    kept = yearly[::-1][::every][::-1]
    return kept if kept[0] == times[0] else [times[0], *kept]


def _table(
    voice: Voice,
    heading: Markup,
    names: Sequence[Markup],
    rows: Sequence[tuple[Markup, Iterable[Markup]]],
    total: int,
    figures: Container[int] = range(1000),
) -> Markup:
    """Return a table; ``figures`` are the places of the columns that hold numbers."""
    caption = voice.ngettext("%(count)s row.", "%(count)s rows.", len(rows))
    if len(rows) < total:
        shown, whole = (number(count, voice.language) for count in (len(rows), total))
        caption = voice.gettext("%(shown)s of %(all)s rows", shown=shown, all=whole)
    figure = Markup(' class="figure"')
    head = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(figure if n in figures else "", name)
        for n, name in enumerate(names)
    )
    body = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(first, Markup("").join(cells))
        for first, cells in rows
    )
    return Markup(
        '<table><caption>{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead>'
        "<tbody>\n{}</tbody></table>"
    ).format(caption, heading, head, body)


def _figure(voice: Voice, value: float | None) -> Markup:
    if value is None:
        said = voice.gettext("no value")
        return Markup('<td class="figure"><span class="missing">{}</span></td>').format(said)
    return Markup('<td class="figure"><bdi dir="ltr">{}</bdi></td>').format(voice.figure(value))


def _of_cell(voice: Voice, told: Told) -> Markup:
    kind = Markup(' class="figure"') if told.kind == "number" else Markup("")
    return Markup("<td{}>{}</td>").format(kind, _cell(voice, told))


def _cell(voice: Voice, told: Told) -> Markup:
    if told.kind == "missing":
        said = told.shown.value or voice.gettext("no value")
        return Markup('<span class="missing">{}</span>').format(said)
    if told.kind == "boolean":
        word = voice.gettext("yes") if told.shown.value == "1" else voice.gettext("no")
        return Markup("{}").format(word)
    if told.kind in {"number", "code"}:
        return Markup('<bdi dir="ltr">{}</bdi>').format(told.shown.value)
    return markup.shown(Shown(told.shown.value, told.shown.language), voice.language)


def _mark(voice: Voice, *, projected: bool) -> Markup:
    if not projected:
        return Markup("")
    return Markup(' <small class="note">{}</small>').format(voice.gettext("projection"))
