"""Lines over time, in two widths: breaks cut a line, projections are dashed, names stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts import svg
from portal.charts.scale import Scale, divided, moment, ticks, values_from
from portal.charts.series import Series, drawn, lines
from portal.language import markup, numbers
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.charts.voice import Voice

LETTER, LINE = 7, 16
"""How wide a letter and how high a line of text is in a picture, about."""
LONGEST = 24


@dataclass(frozen=True)
class Size:
    """Hold the measures of one of the two pictures."""

    style: str
    width: int
    height: int
    named: bool
    """Whether lines end with their names; otherwise with numbers, which a list explains."""


WIDE = Size("wide", 640, 340, named=True)
NARROW = Size("slim", 288, 260, named=False)


def pictures(voice: Voice, name: str) -> Markup:
    """Return both pictures, of which a page shows one, and the list of the numbered lines."""
    series = drawn(voice.view, voice.view.series)
    both = [svg.picture(s.width, s.height, name, s.style, inside(voice, series, s)) for s in (WIDE, NARROW)]  # fmt: skip
    if len(series) > 1:
        items = [Markup("<li>{}</li>").format(voice.shown("series", one.code)) for one in series]
        both.append(Markup('<ol class="key slim">{}</ol>').format(Markup("").join(items)))
    return Markup("\n").join(both)


def file(voice: Voice, name: str) -> str:
    """Return the wide picture as a file of its own, with its title."""
    series = drawn(voice.view, voice.view.series)
    body = Markup('<g transform="translate(0 30)">{}</g>').format(inside(voice, series, WIDE))
    x = WIDE.width - 10 if voice.language.startswith("ar") else 10
    anchor = "end" if voice.language.startswith("ar") else "start"
    head = svg.text(x, 22, Shown(name, voice.language), voice.language, anchor)
    return svg.alone(WIDE.width, WIDE.height + 30, name, voice.language, head + body)


def inside(voice: Voice, series: Sequence[Series], size: Size) -> Markup:
    """Return what is inside a picture: axes, breaks, projections, lines and their names."""
    view = voice.view
    points = [p for one in series for p in one.points]
    values = [p.value for p in points if p.value is not None]
    if not values:
        return Markup("")
    marks = ticks(*values_from(min(values), max(values)), 5 if size.named else 4)
    by, word = divided(max(abs(marks[0]), abs(marks[-1])))
    figures = [numbers.number(mark / by, voice.language) for mark in marks]
    names = [voice.label("series", one.code) if one.code is not None else Shown("", "") for one in series]  # fmt: skip
    room = max([len(name.value) for name in names], default=0)
    end = min(room, LONGEST) * LETTER + 22 if size.named else 8
    end = max(end, 28 if len(series) > 1 else 8)
    first, last = min(p.at for p in points), max(p.at for p in points)
    left = max(map(len, figures)) * LETTER + 12
    across = Scale(first, last, left, size.width - end)
    down = Scale(marks[0], marks[-1], size.height - 26, 26)

    parts = [_unit(voice, word)]
    ahead = _projections(voice, across, down)
    parts += ahead[:1]
    parts.append(svg.shape("".join(f"M{left} {down(m)}H{size.width - end}" for m in marks), "grid"))
    parts += [svg.number(left - 6, down(m) + 4, f, "end", "soft") for m, f in zip(marks, figures, strict=True)]  # fmt: skip
    parts += _times(across, size)
    parts += ahead[1:]
    for value in view.breaks:
        if first < moment(value) <= last:
            x = across(moment(value))
            parts.append(svg.shape(f"M{x} 26V{size.height - 26}", "cut"))
            word_ = Shown(str(voice.gettext("break")), voice.language)
            parts.append(svg.text(x - 4, 38, word_, voice.language, "end", "soft"))
    for number, one in enumerate(series, 1):
        for projected, piece in lines(view, one):
            places = [(across(p.at), down(p.value)) for p in piece if p.value is not None]
            parts.append(svg.path(places, f"s{number} p" if projected else f"s{number}"))
    if len(series) > 1:
        parts += _ends(voice, series, names, across, down, size)
    return Markup("").join(parts)


def _unit(voice: Voice, word: str | None) -> Markup:
    """Return the line above the axis: what its numbers are."""
    unit = voice.unit or voice.measure
    said = markup.plain(unit.value, voice.language)
    if word is not None:
        said += voice.comma + str(voice.gettext(word))
    return svg.text(0, 12, Shown(said, unit.language), voice.language, "start", "soft")


def _projections(voice: Voice, across: Scale, down: Scale) -> list[Markup]:
    """Return the ground behind the projections, and the word that says what they are."""
    start = voice.view.projections_from
    if start is None or moment(start) > across.high:
        return []
    x = max(across(moment(start)), across(across.low))
    width, top, bottom = across(across.high) - x, down(down.high), down(down.low)
    word = Shown(str(voice.gettext("projection")), voice.language)
    return [
        svg.shape(f"M{x} {top}h{width}V{bottom}h-{width}z", "ahead"),
        svg.text(x + 4, top + 14, word, voice.language, "start", "soft"),
    ]


def _times(across: Scale, size: Size) -> list[Markup]:
    """Return the years below the axis; the first and the last are always there."""
    low, high = across.low, across.high
    room = (5 if size.named else 4) * LETTER * 2
    kept = [low, high]
    for mark in ticks(low, high, 6 if size.named else 3):
        if float(mark).is_integer() and all(abs(across(mark) - across(k)) > room for k in kept):
            kept.append(mark)
    y = size.height - 8
    return [
        svg.number(across(k), y, str(int(k)), "end" if k == high and low < high else "start" if k == low else "middle", "soft")
        for k in kept
    ]  # fmt: skip


def _ends(
    voice: Voice,
    series: Sequence[Series],
    names: Sequence[Shown],
    across: Scale,
    down: Scale,
    size: Size,
) -> list[Markup]:
    """Return the names at the ends of the lines, moved apart where they would cover each other."""
    wanted = []
    for number, (one, name) in enumerate(zip(series, names, strict=True), 1):
        last = next((p for p in reversed(one.points) if p.value is not None), None)
        if last is not None and last.value is not None:
            wanted.append((down(last.value), number, name))
    wanted.sort(key=lambda one: one[0])
    lowest, places = 0, list[tuple[int, int, Shown]]()
    ends = []
    for y, number, name in wanted:
        lowest = max(y + 4, lowest + LINE)
        places.append((lowest, number, name))
    bottom = size.height - 28
    x = across(across.high)
    for at, number, name in reversed(places):
        y = min(at, bottom)
        bottom = y - LINE
        ends.append(svg.shape(_mark(number, x + 10, y - 4), f"e{number}"))
        if size.named:
            short = name.value if len(name.value) <= LONGEST else name.value[: LONGEST - 1] + "…"
            ends.append(svg.text(x + 19, y, Shown(short, name.language), voice.language))
        else:
            ends.append(svg.number(x + 17, y, str(number)))
    return ends


def _mark(number: int, x: int, y: int) -> str:
    """Return the shape before a name; neighbours differ, so that colour is not all."""
    return (
        f"M{x - 4} {y - 4}h8v8h-8z",
        f"M{x - 5} {y}l5-5 5 5-5 5z",
        f"M{x - 5} {y + 4}h10l-5-9z",
        f"M{x - 4} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    )[(number - 1) % 4]
