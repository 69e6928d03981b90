"""The one colour that a portal chooses for itself, made readable on paper and in the dark."""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

HEX = re.compile(r"#[0-9a-fA-F]{6}")
PAPER, NIGHT = "#f3f5f7", "#1b222b"
"""The darkest background on paper and the lightest in the dark that links stand on: ``--tint``."""
CONTRAST = 4.5
"""Of text that is not large: WCAG 2.2, 1.4.3."""
STEP = 0.01


class Accent(NamedTuple):
    """Hold the shades of a chosen colour, each as ``#rrggbb``."""

    light: str
    """Of links and buttons on paper; white is read on it."""
    dark: str
    """Of links and buttons in the dark; ``dark_ink`` is read on it."""
    dark_ink: str
    deep: str
    """Of large areas in both themes, on which white is read easily."""


def is_colour(text: str) -> bool:
    """Tell whether ``text`` is a colour as ``metadata.json`` may have it: ``#0a5c73``."""
    return HEX.fullmatch(text) is not None


def accent(colour: str) -> Accent:
    """Return the shades of ``colour``, moved in lightness only as far as reading needs it."""
    light = _moved(colour, -STEP, PAPER, CONTRAST)
    dark = _moved(colour, STEP, NIGHT, 7)
    return Accent(
        light=light,
        dark=dark,
        dark_ink=_moved(colour, -STEP, dark, 7),
        deep=_moved(light, -STEP, "#ffffff", 9),
    )


def css(colour: str) -> str:
    """Return the rules that put ``colour`` in the place of the style sheet's own accent."""
    shades = accent(colour)
    day = f"--accent:{shades.light};--accent-ink:#fff;--deep:{shades.deep}"
    night = f"--accent:{shades.dark};--accent-ink:{shades.dark_ink};--deep:{shades.deep}"
    return (
        f":root,.day{{{day}}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}"
        f".day{{{day}}}.night{{{night}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _moved(colour: str, step: float, ground: str, wanted: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    while contrast(colour, ground) < wanted and 0 < lightness + step < 1:
        lightness += step
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        colour = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return colour.lower()


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
