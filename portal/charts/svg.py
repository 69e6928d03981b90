"""Pieces of SVG: every number whole, every colour a class, so that a page's style sheet decides.

A picture that stands alone, as a file, has no style sheet: there the same classes are written as
attributes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.language.text import direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.language.text import Shown

COLOURS = ("#0a5c73", "#b3430e", "#5b3f9e", "#17703a", "#8a5a00", "#a3195b", "#55606e")
"""Of series 1 to 7, as the style sheet has them on paper."""
SHADES = ("#cfe3ea", "#9cc7d4", "#5fa3b7", "#2a7d95", "#0a4a5c")
"""Of classes 1 to 5."""
ALONE = {
    "grid": 'stroke="#d3d9e0" fill="none"',
    "axis": 'stroke="#55606e" fill="none"',
    "cut": 'stroke="#55606e" stroke-dasharray="2 3" fill="none"',
    "q0": 'fill="#fff" stroke="#8a939e" stroke-width=".5"',
    "land": 'stroke="#8a939e" fill="none" stroke-linejoin="round"',
    **{
        f"q{n}": f'fill="{colour}" stroke="#fff" stroke-width=".5"'
        for n, colour in enumerate(SHADES, 1)
    },
    "ahead": 'fill="#f3f5f7"',
    "dots": 'stroke="#0a5c73" stroke-width="5" stroke-linecap="round" fill="none"',
    "side1": 'fill="#0a5c73"',
    "side2": 'fill="#b3430e"',
    "bar": 'fill="#0a5c73"',
    "bar p": 'fill="none" stroke="#0a5c73" stroke-dasharray="4 3"',
    "soft": 'fill="#55606e"',
    **{
        f"s{n}": f'stroke="{colour}" stroke-width="2.5" fill="none" stroke-linejoin="round"'
        for n, colour in enumerate(COLOURS, 1)
    },
    **{
        f"s{n} p": f'stroke="{colour}" stroke-width="2.5" fill="none" stroke-dasharray="6 4"'
        for n, colour in enumerate(COLOURS, 1)
    },
    **{f"e{n}": f'fill="{colour}"' for n, colour in enumerate(COLOURS, 1)},
}
"""What a class means in a file."""
CLASS = re.compile(r'class="([^"]+)"')


def text(
    x: int, y: int, words: Shown, language: str, anchor: str = "start", style: str = ""
) -> Markup:
    """Return a line of text; ``anchor`` is a place in the picture, whatever the direction."""
    towards = direction(words.language or language)
    if towards == "rtl":
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    attributes = Markup("")
    if anchor != "start":
        attributes += Markup(' text-anchor="{}"').format(anchor)
    if towards == "rtl":
        attributes += Markup(' direction="rtl"')
    if words.language != language:
        attributes += Markup(' lang="{}"').format(words.language)
    if style:
        attributes += Markup(' class="{}"').format(style)
    return Markup('<text x="{}" y="{}"{}>{}</text>').format(x, y, attributes, words.value)


def number(x: int, y: int, digits: str, anchor: str = "start", style: str = "") -> Markup:
    """Return a number or a year, which reads from left to right in every language."""
    attributes = Markup("") if anchor == "start" else Markup(' text-anchor="{}"').format(anchor)
    if style:
        attributes += Markup(' class="{}"').format(style)
    return Markup('<text x="{}" y="{}"{}>{}</text>').format(x, y, attributes, digits)


def path(points: Iterable[tuple[int, int]], style: str) -> Markup:
    """Return a line through points; what does not move is left out."""
    places = list(points)
    (x, y), *others = places
    steps = [f"M{x} {y}"]
    for after in others:
        right, down = after[0] - x, after[1] - y
        x, y = after
        if right or down:
            steps.append(f"l{right}{'' if down < 0 else ' '}{down}")
    # A line through one point is a dot: its ends are round.
    return shape("".join(steps) if len(steps) > 1 else f"{steps[0]}h0", style)


def shape(data: str, style: str) -> Markup:
    """Return a path from its data."""
    return Markup('<path class="{}" d="{}"/>').format(style, data)


def picture(width: int, height: int, name: str, style: str, inside: Markup) -> Markup:
    """Return a whole picture; ``name`` is what people hear who do not see it."""
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" direction="ltr" aria-label="{}">{}</svg>'
    ).format(style, width, height, name, inside)


def alone(width: int, height: int, name: str, language: str, inside: Markup) -> str:
    """Return a picture as a file of its own."""
    towards = "rtl" if direction(language) == "rtl" else "ltr"
    body = CLASS.sub(lambda found: ALONE.get(found[1], ""), inside)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" lang="{Markup.escape(language)}" direction="ltr" fill="#1b2430"'
        f' font-family="sans-serif" font-size="13"><title direction="{towards}">'
        f'{Markup.escape(name)}</title><rect width="{width}" height="{height}" fill="#fff"/>'
        f"{body}</svg>\n"
    )
