"""What a view tells of one thing: its value, the earlier one beside it, or a total with its period."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts.bars import ordered
from portal.charts.change import Change, Reading, broken, change, in_percent, said
from portal.charts.pairs import paired
from portal.charts.plan import ALL
from portal.language.catalogs import mark as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from portal.charts.model import Row, View
    from portal.charts.plan import Cell
    from portal.charts.series import Point
    from portal.charts.voice import Voice

FORMS = (
    (_("%(name)s: %(last)s."), _("%(last)s.")),
    (_("%(name)s: %(first)s; %(last)s."), _("%(first)s; %(last)s.")),
    (_("%(name)s: %(first)s → %(last)s, %(change)s."), _("%(first)s → %(last)s, %(change)s.")),
)
"""One value, two that are not set off against each other, and two with the change; with a name or without."""


@dataclass(frozen=True)
class Told:
    """Hold what a view tells of the thing that ``code`` stands for in the column of ``part``."""

    last: Reading
    first: Reading | None = None
    """The earlier value, where the view has one."""
    part: str = ""
    """``series`` or ``x``; empty where the view is about one thing only."""
    code: Cell = None
    period: tuple[Cell, Cell] | None = None
    """Of a total or a number of rows, the first and the last time that it is of."""
    change: Change | None = None

    @property
    def paired(self) -> bool:
        """Tell whether two values stand beside each other."""
        return self.first is not None


def told(view: View, of: str | None = None) -> Told | None:
    """Return what a view tells of ``of``, or of what its publisher points at; None: nothing certain.

    ``of`` is a value of the series or, where there are none, of ``x``.
    """
    teller = TELLERS.get(view.kind)
    return None if teller is None or view.refusal is not None else teller(view, of)


def of_pair(
    view: View, code: Cell, held: Mapping[Cell, tuple[float, Row]], ends: Sequence[Cell]
) -> Told:
    """Return what a pair of values tells."""
    readings = [_of_row(view, *held[end], end) for end in ends if end in held]
    times = {one.time for one in readings}
    if None not in times and len(times) == len(readings):
        # Their times tell them apart.
        readings = [dataclasses.replace(one, place=None) for one in readings]
    if len(readings) < 2:
        return Told(readings[-1], part="series", code=code)
    return _both(view, readings[0], readings[-1], "series", code)


def of_points(view: View, points: Sequence[Point], part: str = "", code: Cell = None) -> Told:
    """Return what the first and the last of the values of a line tell."""
    readings = [Reading(p.value, p.time, p.status) for p in points if p.value is not None]
    if len(readings) < 2:
        return Told(readings[-1], part=part, code=code)
    return _both(view, readings[0], readings[-1], part, code)


def sentence(voice: Voice, one: Told) -> Markup:
    """Return a sentence: the values, each with its time and status, and the change between them."""
    last = value(voice, one.last, again=one.paired)
    if one.period is not None:
        during = {"value": last, "aside": period(voice, *one.period)}
        last = voice.gettext("%(value)s (%(aside)s)", **during)
    parts = {"last": last}
    if one.first is not None:
        parts["first"] = value(voice, one.first)
    if one.change is not None:
        parts["change"] = said(voice, one.change)
    if one.part:
        parts["name"] = voice.shown(one.part, one.code)
    form = FORMS[2 if one.change is not None else int(one.paired)]
    return voice.gettext(form[0] if one.part else form[1], **parts)


def value(voice: Voice, reading: Reading, *, again: bool = False) -> Markup:
    """Return a value with its time and status; the unit is told shorter where it is told ``again``."""
    shown = voice.brief(reading.value) if again else voice.value(reading.value)
    if again and in_percent(voice.view):
        shown = Markup('<bdi dir="ltr" class="whole">{} %</bdi>').format(
            voice.figure(reading.value)
        )
    aside = when(voice, reading)
    return voice.gettext("%(value)s (%(aside)s)", value=shown, aside=aside) if aside else shown


def when(voice: Voice, reading: Reading) -> Markup:
    """Return time and status of a value; a projection is always called one."""
    parts = [voice.beside(reading.time, reading.status)]
    if reading.place is not None:
        parts.insert(0, voice.shown("x", reading.place))
    projection = voice.gettext("projection")
    if voice.view.projected(reading.time) and projection.lower() not in parts[-1].lower():
        parts.append(projection)
    return voice.comma.join([part for part in parts if part])


def period(voice: Voice, first: Cell, last: Cell) -> Markup:
    """Return a stretch of time, or the one time that it is."""
    if first == last:
        return voice.time(first)
    return voice.gettext("%(first)s to %(last)s", first=voice.time(first), last=voice.time(last))


def cut(voice: Voice, one: Told) -> list[Markup]:
    """Return the sentence that two values are apart, where a break lies between them."""
    if one.first is None or not broken(voice.view, one.first, one.last):
        return []
    return [voice.gettext("A break lies between the two values: they cannot be compared.")]


def _both(view: View, first: Reading, last: Reading, part: str, code: Cell) -> Told:
    return Told(last, first, part, code, change=change(view, first, last))


def _of_row(view: View, number: float, row: Row, place: Cell) -> Reading:
    time = view.of(row, "time")
    if time is None and view.timed:
        time = place
    return Reading(number, time, view.of(row, "status"), place)


def _chosen(view: View, codes: Sequence[Cell], of: str | None) -> Cell:
    """Return the code that is meant: asked for, pointed at, or the only one."""
    wanted = view.highlight if of is None else {of}
    found = next((code for code in codes if code is not None and str(code) in wanted), None)
    return codes[0] if found is None and of is None and len(codes) == 1 else found


def _of_slope(view: View, of: str | None) -> Told | None:
    ends, pairs = paired(view)
    held = {code: values for code, values in pairs if values}
    code = _chosen(view, list(held), of)
    return None if code is None else of_pair(view, code, held[code], ends)


def _of_line(view: View, of: str | None) -> Told | None:
    lines = {one.code: one for one in view.series}
    part = "series" if "series" in view.parts else ""
    code = _chosen(view, list(lines), of) if part else None
    if code not in lines or (of is not None and not part):
        return None
    points = lines[code].told(view)
    if points:
        return of_points(view, points, part, code)
    ahead = lines[code].told(view, ahead=True)
    return of_points(view, ahead[-1:], part, code) if ahead else None


def _of_bars(view: View, of: str | None) -> Told | None:
    if view.timed:
        return None if of is not None else _of_times(view)
    rows = {code: (number, row) for code, number, row in ordered(view).ranked}
    code = _chosen(view, list(rows), of)
    if code is None:
        return None
    number, row = rows[code]
    time = view.of(row, "time")
    reading = Reading(number, time, view.of(row, "status"))
    return Told(reading, part="x", code=code, period=view.period if time is None else None)


def _of_times(view: View) -> Told | None:
    """Return the total over all times, where there is one, or the latest value."""
    bars = ordered(view)
    if view.total is not None and len(bars.ranked) > 1 and not bars.apart and one_stretch(view):
        period = (bars.ranked[0][0], bars.ranked[-1][0])
        return Told(Reading(view.total, None), period=period)
    points = view.series[0].told(view) if view.series else []
    return of_points(view, points[-1:]) if points else None


def one_stretch(view: View) -> bool:
    """Tell whether no break and no beginning of projections lies between the times of a view."""
    times = {view.of(row, "x") for row in view.rows}
    if list(view.breaks) == [ALL]:
        return len(times) < 2
    return len({(view.projected(time), view.stretch(time)) for time in times}) < 2


def _of_pyramid(view: View, of: str | None) -> Told | None:
    times = {view.of(row, "time") for row in view.rows}
    states = {view.of(row, "status") for row in view.rows}
    if view.total is None or len(times) != 1 or len(states) != 1 or of is not None:
        return None
    return Told(Reading(view.total, times.pop(), states.pop()))


TELLERS: dict[str, Callable[[View, str | None], Told | None]] = {
    "bar": _of_bars,
    "choropleth": _of_bars,
    "line": _of_line,
    "pyramid": _of_pyramid,
    "slope": _of_slope,
}
