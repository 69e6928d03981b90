"""By how much a value changed from an earlier one, in the unit in which that may be said.

Between percentages it is points. Of what adds up, such as persons, it is a share of the earlier
value. Of every other rate nothing is said: what it is related to may have changed instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from portal.charts.plan import ALL
from portal.charts.scale import moment
from portal.language import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.charts.model import View
    from portal.charts.plan import Cell
    from portal.charts.voice import Voice

PERCENT = re.compile(
    r"(?:%|per ?cent|percentage|pct|٪|في الم[ئا]+ة|بالم[ئا]+ة|نسبة مئوية)(?!\w)"
    r"|.*(?:%|٪|\bper ?cent)$",
    re.IGNORECASE,
)
"""Units of percentages: what they begin with, or end with."""
POINTS = re.compile(r"\bpoints?\b|نقطة|نقاط", re.IGNORECASE)
"""A unit that is a difference of percentages already."""
LARGE = 10
"""A change in per cent from this size on is told without decimals."""
FRACTION = 100
"""A number whose plural a fraction takes, in every language that the portal speaks."""


@dataclass(frozen=True)
class Reading:
    """Hold one value with the time that it is of and its status."""

    value: float
    time: Cell
    status: Cell = None
    place: Cell = None
    """Where in the picture it stands, where its time does not tell it from the other value."""


@dataclass(frozen=True)
class Change:
    """Hold a change: a number of percentage points, or of per cent of the earlier value."""

    amount: Decimal
    """As it is said: rounded, with its sign."""
    points: bool

    @property
    def direction(self) -> str:
        """Return ``up``, ``down`` or ``same``."""
        return "same" if not self.amount else "up" if self.amount > 0 else "down"


def is_percent(units: Iterable[str]) -> bool:
    """Tell whether a unit, as its code and in its languages, is a percentage of something."""
    texts = [unit.strip() for unit in units]
    return any(PERCENT.match(text) for text in texts) and not any(map(POINTS.search, texts))


def in_percent(view: View) -> bool:
    """Tell whether the values of a view are percentages."""
    return is_percent(_units(view))


def comparable(view: View, first: Reading, last: Reading) -> bool:
    """Tell whether two values of one series differ in nothing but their time."""
    times = (first.time, last.time)
    return (
        _follows(*times)
        and not any(view.projected(time) for time in times)
        and first.status == last.status
        and not broken(view, first, last)
    )


def broken(view: View, first: Reading, last: Reading) -> bool:
    """Tell whether there is a break between two values."""
    if list(view.breaks) == [ALL]:
        return True
    return view.stretch(first.time) != view.stretch(last.time)


def change(view: View, first: Reading, last: Reading) -> Change | None:
    """Return the change from the first to the last value, None where none may be stated."""
    if not comparable(view, first, last):
        return None
    before, after = (Decimal(repr(float(one.value))) for one in (first, last))
    if in_percent(view):
        return Change(_rounded(after - before, 1), points=True)
    if not view.adds_up or before <= 0 or after < 0:
        return None
    share = (after - before) * 100 / before
    rounded = _rounded(share, 0 if abs(share) >= LARGE else 1)
    if rounded == -100 and after > 0:
        rounded = share.quantize(Decimal("0.1"), ROUND_DOWN)
    return Change(rounded, points=False)


def said(voice: Voice, stated: Change) -> Markup:
    """Return a change in words, its sign and number kept together in both directions of writing."""
    amount = stated.amount
    if not amount:
        return voice.gettext("unchanged")
    sign = "+" if amount > 0 else "\N{MINUS SIGN}"
    figure = sign + numbers.number(float(abs(amount)), voice.language)
    if not stated.points:
        return Markup('<bdi dir="ltr" class="whole">{} %</bdi>').format(figure)
    whole = amount == amount.to_integral_value()
    return voice.ngettext(
        "%(change)s percentage point",
        "%(change)s percentage points",
        abs(int(amount)) if whole else FRACTION,
        change=Markup('<bdi dir="ltr">{}</bdi>').format(figure),
    )


def _follows(before: Cell, after: Cell) -> bool:
    if before is None or after is None:
        return False
    try:
        return moment(before) < moment(after)
    except ValueError:
        # A time in a form of its own: which is the earlier one is not known.
        return False


def _units(view: View) -> list[str]:
    """Return the unit of the values: its code, and what it is called in each language."""
    name = view.parts.get("unit")
    if name is None:
        column = view.column("y")
        unit = column.unit if column is not None else None
        return [] if unit is None else list(unit.values.values())
    code = next((str(row[name]) for row in view.rows if row[name] is not None), None)
    column = view.columns.get(name)
    if code is None or column is None:
        return []
    label = column.categories.get(code)
    return [code, *(label.values.values() if label is not None else ())]


def _rounded(amount: Decimal, decimals: int) -> Decimal:
    """Return a change as it is said: what is small keeps two digits, so that none becomes nothing."""
    if amount and abs(amount) < 1:
        decimals = max(decimals, 1 - amount.adjusted())
    return amount.quantize(Decimal(1).scaleb(-decimals))
