"""A population pyramid: age groups from below upwards, the one sex to the left, the other to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts import svg
from portal.charts.lines import LETTER, NARROW, WIDE, Size
from portal.charts.scale import Scale, divided, ticks
from portal.language import numbers
from portal.language.text import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.charts.plan import Cell
    from portal.charts.voice import Voice

STEP = 15
TOP, BOTTOM = 34, 26


def sides(voice: Voice) -> tuple[list[Cell], list[Cell], dict[tuple[Cell, Cell], float]]:
    """Return the age groups in the order of the rows, both sexes, the left one first, and all values."""
    view = voice.view
    values: dict[tuple[Cell, Cell], float] = {}
    groups: dict[Cell, None] = {}
    sexes: dict[Cell, None] = {}
    for row in view.rows:
        group, sex, value = view.of(row, "x"), view.of(row, "series"), view.of(row, "y")
        groups[group] = sexes[sex] = None
        if isinstance(value, int | float):
            values[group, sex] = float(value)
    column = view.column("series")
    known = list(column.categories) if column is not None else []
    # As drawn everywhere: men, whose code comes later in the alphabet, to the left.
    order = sorted(sexes, key=lambda s: (known.index(str(s)) if str(s) in known else 0, str(s)))
    return list(groups), order[::-1], values


def pictures(voice: Voice, name: str) -> Markup:
    """Return both pictures, of which a page shows one."""
    height = TOP + BOTTOM + STEP * len(sides(voice)[0])
    both = [
        svg.picture(size.width, height, name, size.style, inside(voice, size))
        for size in (WIDE, NARROW)
    ]
    return Markup("\n").join(both)


def file(voice: Voice, name: str) -> str:
    """Return the wide picture as a file of its own, with its title."""
    height = TOP + BOTTOM + STEP * len(sides(voice)[0])
    head = svg.text(WIDE.width // 2, 20, Shown(name, voice.language), voice.language, "middle")
    body = Markup('<g transform="translate(0 26)">{}</g>').format(inside(voice, WIDE))
    return svg.alone(WIDE.width, height + 26, name, voice.language, head + body)


def inside(voice: Voice, size: Size) -> Markup:
    """Return what is inside a picture: both sides, the ages between them, the axis below."""
    groups, sexes, values = sides(voice)
    if not values:
        return Markup("")
    marks = ticks(0, max(values.values()), 3 if size.named else 2)
    by, word = divided(marks[-1])
    codes = [str(group) for group in groups]
    half = max(map(len, codes)) * LETTER // 2 + 6
    middle = size.width // 2
    lengths = Scale(0, marks[-1], 0, middle - half - 8)
    bottom = TOP + STEP * len(groups)
    parts = [
        svg.shape(
            "".join(
                f"M{middle + sign * (half + lengths(m))} {TOP}V{bottom}"
                for m in marks
                for sign in (-1, 1)
            ),
            "grid",
        )
    ]
    for number, (sex, sign) in enumerate(zip(sexes, (-1, 1), strict=True), 1):
        bars = []
        for place, group in enumerate(groups):
            length = lengths(values.get((group, sex), 0))
            y = bottom - STEP * (place + 1) + 1
            bars.append(f"M{middle + sign * half} {y}h{sign * length}v{STEP - 2}h{-sign * length}z")
        parts.append(svg.shape("".join(bars), f"side{number}"))
        parts.append(_head(voice, sex, middle + sign * half, sign))
    parts += [
        svg.number(middle, bottom - STEP * place - 3, code, "middle", "soft")
        for place, code in enumerate(codes)
    ]
    parts += _axis(voice, marks, by, (middle, half, bottom), lengths)
    if word is not None:
        said = Shown(str(voice.gettext(word)), voice.language)
        parts.append(svg.text(middle, bottom + 18, said, voice.language, "middle", "soft"))
    return Markup("").join(parts)


def _head(voice: Voice, sex: Cell, x: int, sign: int) -> Markup:
    return svg.text(x, TOP - 10, voice.label("series", sex), voice.language, "start" if sign > 0 else "end")  # fmt: skip


def _axis(
    voice: Voice, marks: Sequence[float], by: int, place: tuple[int, int, int], lengths: Scale
) -> list[Markup]:
    middle, half, bottom = place
    return [
        svg.number(
            middle + sign * (half + lengths(m)),
            bottom + 18,
            numbers.number(m / by, voice.language),
            "middle" if m < marks[-1] else "end" if sign > 0 else "start",
            "soft",
        )
        for m in marks
        if m > 0
        for sign in (-1, 1)
    ]
