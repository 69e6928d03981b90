"""Draw a view in a language: the picture, what it says, what to know, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts import bars, dots, lines, pairs, pyramid, tables, world
from portal.charts.scale import values_from
from portal.charts.sentences import sentences
from portal.charts.series import drawn
from portal.charts.voice import Voice
from portal.charts.words import REFUSALS
from portal.language import markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.charts.model import View

EMPTY = Markup()
FEW, MANY, BESIDE_A_MAP = 12, 100, 60
"""Rows of numbers beside a picture on the page of a dataset, and on the picture's own page."""
FILES = {
    "bar": bars.file,
    "choropleth": world.file,
    "line": lines.file,
    "points": dots.file,
    "pyramid": pyramid.file,
    "slope": pairs.file,
}
"""What writes a picture as a file; a table is none."""


@dataclass(frozen=True)
class Picture:
    """Hold what a page shows of a view; everything is HTML already."""

    refusal: Markup | None = None
    """Why there is no picture."""
    says: Markup = EMPTY
    measure: Markup = EMPTY
    """What is measured, and its unit, where the picture does not say it."""
    drawing: Markup = EMPTY
    numbers: Markup | None = None
    """The table beside the picture, None where the picture is a table itself."""
    notes: Sequence[Markup] = ()


def draw(view: View, language: str, *, whole: bool = False) -> Picture:
    """Return a view as a page shows it; ``whole``: with as many rows as its own page holds."""
    voice = Voice(view, language)
    if view.refusal is not None:
        about = Markup('<bdi class="code">{}</bdi>').format(view.about)
        return Picture(refusal=voice.gettext(REFUSALS[view.refusal], about=about))
    most = MANY if whole else FEW
    name, notes, beside = hearing(voice), _notes(voice), None
    if view.kind in {"bar", "choropleth"}:
        most = (MANY if view.kind == "bar" else BESIDE_A_MAP) if whole else bars.MOST
        shown = bars.ordered(view, most)
        drawing = bars.table(voice, shown)
        if view.kind == "choropleth":
            drawing = world.pictures(voice, name) + drawing
        notes += _left(voice, shown.left)
    elif view.kind == "line":
        drawing, beside = lines.pictures(voice, name), tables.of_lines(voice, most)
    elif view.kind == "pyramid":
        drawing, beside = pyramid.pictures(voice, name), tables.of_pyramid(voice)
    elif view.kind == "points":
        drawing, beside = dots.pictures(voice, name), tables.of_rows(voice, most)
    elif view.kind == "slope":
        drawing = pairs.table(voice)
        notes += _left(voice, pairs.drawn(view)[2])
    else:
        drawing = tables.of_rows(voice, MANY if whole else bars.MOST)
    measure = bars.head(voice) if view.kind in {"line", "pyramid"} else EMPTY
    return Picture(None, Markup(" ").join(sentences(voice)), measure, drawing, beside, notes)


def file(view: View, language: str) -> str | None:
    """Return a view as an SVG file, or None where it is no picture."""
    writer = FILES.get(view.kind)
    if writer is None or view.refusal is not None:
        return None
    voice = Voice(view, language)
    title = markup.plain(view.title, language) or voice.measure.value
    unit = voice.unit if "y" in view.parts and view.kind != "points" else None
    return writer(voice, title if unit is None else f"{title} ({unit.value})")


def hearing(voice: Voice) -> str:
    """Return what is heard in place of a picture: what it is; its numbers are in the table beside."""
    kinds = {
        "line": voice.gettext("Line chart; its numbers are in the table below."),
        "pyramid": voice.gettext("Population pyramid; its numbers are in the table below."),
        "choropleth": voice.gettext("Map of the world; its numbers are in the table below."),
        "points": voice.gettext("Map of places; they are in the table below."),
    }
    return str(kinds.get(voice.view.kind, ""))


def _left(voice: Voice, left: int) -> list[Markup]:
    """Return that not all is drawn, where it is so."""
    if not left:
        return []
    return [
        voice.ngettext("%(count)s more is in the file.", "%(count)s more are in the file.", left)
    ]


def _notes(voice: Voice) -> list[Markup]:
    """Return what one must know to read the picture rightly."""
    view, notes = voice.view, []
    if view.kind in {"bar", "choropleth"} and len({view.of(row, "time") for row in view.rows}) > 1:
        notes.append(
            voice.gettext("The values are of different years: each has its own beside it.")
        )
    if view.kind in {"bar", "choropleth"} and not view.timed:
        empty = [view.of(row, "x") for row in view.rows if view.of(row, "y") is None]
        if empty:
            names = voice.names("x", empty)
            notes.append(voice.gettext("Without a value: %(names)s.", names=names))
    if view.kind == "choropleth" and (absent := world.missing(view)):
        names = voice.names("x", list(absent))
        notes.append(voice.gettext("Not on the map: %(names)s.", names=names))
    if view.kind in {"choropleth", "points"}:
        notes.append(voice.gettext("Borders: Natural Earth, simplified; they say nothing about the status of a territory."))  # fmt: skip
    if view.kind == "line":
        series = view.series
        chosen = drawn(view, series)
        if len(chosen) < len(series):
            notes.append(
                voice.gettext("%(shown)s of %(all)s lines are drawn; all are in the file.", shown=len(chosen), all=len(series))
            )  # fmt: skip
        values = [p.value for one in chosen for p in one.points if p.value is not None]
        if values and 0 not in values_from(min(values), max(values)):
            notes.append(voice.gettext("The axis does not begin at zero."))
    if view.breaks and view.timed and view.kind in {"bar", "line"}:
        notes.append(voice.gettext("Values before and after a break cannot be compared."))
    if (
        view.projections_from
        and view.timed
        and any(view.projected(view.of(r, "x")) for r in view.rows)
    ):
        notes.append(voice.gettext("What is dashed is a projection, from %(time)s on.", time=voice.time(view.projections_from)))  # fmt: skip
    return notes
