"""When the next update of a dataset is due, by how often its publisher says that it changes.

What counts is when the data were last published, not when a title was corrected. The end of the
period that they cover does not count: nobody states how long after a year its figures come.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MONTHS = {
    "MONTHLY": 1,
    "BIMONTHLY": 2,
    "QUARTERLY": 3,
    "ANNUAL_3": 4,
    "ANNUAL_2": 6,
    "ANNUAL": 12,
    "BIENNIAL": 24,
    "TRIENNIAL": 36,
    "QUADRENNIAL": 48,
    "QUINQUENNIAL": 60,
    "DECENNIAL": 120,
    "BIDECENNIAL": 240,
    "TRIDECENNIAL": 360,
}
DAYS = {
    "DAILY": 1,
    "DAILY_2": 1,
    "WEEKLY": 7,
    "WEEKLY_2": 4,
    "WEEKLY_3": 3,
    "BIWEEKLY": 14,
    "MONTHLY_2": 16,
    "MONTHLY_3": 11,
}
"""The longest time between two updates, where a month has several."""
NEVER = frozenset({"NEVER", "NOT_PLANNED"})
DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Due:
    """Say when the next update is due."""

    kind: str
    """``month`` or ``day``: by ``at``. ``never``: none is planned. ``open``: nobody says when."""
    at: date | None = None
    """The last day on which the update is in time: of a month, its last."""
    late: int = 0
    """How many days that is past."""


def due(frequency: str | None, since: str, today: date) -> Due:
    """Return when the update after the one of ``since``, an ISO 8601 time, is due.

    ``frequency`` is a code of the EU frequency list. What changes every month or more seldom is
    late only when the month is over.
    """
    if frequency in NEVER:
        return Due("never")
    last = date.fromisoformat(since[:10])
    if frequency in MONTHS:
        kind, at = "month", _end_of_month(last, MONTHS[frequency])
    elif frequency in DAYS:
        kind, at = "day", last + timedelta(days=DAYS[frequency])
    else:
        return Due("open")
    return Due(kind, at, max((today - at).days, 0))


def data_since(
    versions: Iterable[tuple[str, Mapping[str, Any]]], paths: Collection[str]
) -> str | None:
    """Return when the data were first published as they are now, or None without a version.

    ``versions`` are times of publication, the latest first, with ``{path: {sha256}}`` of each;
    ``paths`` are the data files. Where none of them is known, only the descriptor is none.
    """
    since = known = None
    for published_at, files in versions:
        held = {path: entry["sha256"] for path, entry in files.items() if path in paths}
        held = held or {p: e["sha256"] for p, e in files.items() if p != DESCRIPTOR}
        if known is not None and held != known:
            break
        since, known = published_at, held
    return since


def _end_of_month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(year, MAXYEAR)
    return date(year, month + 1, monthrange(year, month + 1)[1])
