"""Numbers on an axis: where the ticks are, and how a value becomes a place in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portal.charts.words import SIZES

if TYPE_CHECKING:
    from portal.charts.plan import Cell

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Map values from ``low`` to ``high`` onto places from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> int:
        """Return the place of a value, in whole units of the picture."""
        span = self.high - self.low or 1
        return round(self.start + (value - self.low) / span * (self.end - self.start))


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round numbers from at most ``low`` to at least ``high``."""
    if high <= low:
        high = low + (abs(low) or 1)
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((power * s for s in STEPS if power * s >= rough * 0.999), power * 10)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 12) for n in range(first, last + 1)]


def values_from(low: float, high: float) -> tuple[float, float]:
    """Return the ends of an axis: from zero, unless the values are far from it and close together."""
    if low >= 0 and low <= high * 0.6:
        return 0.0, high
    if high <= 0:
        return low, 0.0
    return low, high


def divided(high: float) -> tuple[int, str | None]:
    """Return by what the numbers of an axis are divided, and the word that says so."""
    return next(((by, word) for by, word in SIZES if abs(high) >= by), (1, None))


def moment(value: Cell) -> float:
    """Return a time as a number that grows with it: a year, with what has passed of it."""
    if isinstance(value, int | float):
        return float(value)
    text = str(value)
    year, month = int(text[:4]), int(text[5:7] or 1)
    if len(text) < 10:
        return year + (month - 1) / 12
    day = date.fromisoformat(text[:10])
    return year + (day - date(year, 1, 1)).days / 366
