"""Give the empty template of the UN e-Government survey: a header and no rows.

The figures of the survey come without a stated licence, so that none are taken from anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Package, Sources

PACKAGES: tuple[Package, ...] = ()
COLUMNS = ("iso3", "year", "rank", "egdi", "osi", "tii", "hci")


def rows(_sources: Sources) -> Iterator[dict[str, str]]:
    """Yield nothing."""
    yield from ()
