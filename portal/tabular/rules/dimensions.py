"""``table-dimensions``: how many rows and columns there are, which needs no look at a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.tabular.rules.rule import Finding, RowCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from portal.catalog.model import Resource

LIMITS = ("numRows", "minRows", "maxRows", "numFields", "minFields", "maxFields")
WORDS = {"num": "required", "min": "minimum", "max": "maximum"}


class Dimensions(RowCheck):
    """Stand for Frictionless's ``table-dimensions``, with its words."""

    type = "table-dimensions"

    def __init__(self, described: Mapping[str, Any], resource: Resource) -> None:
        """Take the check as written; raises ValueError where it has no limit, or a wrong one."""
        super().__init__(described, resource)
        self.limits = {name: described[name] for name in LIMITS if name in described}
        if not self.limits:
            raise ValueError(f"table-dimensions needs one of {', '.join(LIMITS)}")
        for name, limit in self.limits.items():
            if isinstance(limit, bool) or not isinstance(limit, (int, float)):
                raise ValueError(f"{limit!r} is not of type 'number' at property '{name}'")  # noqa: TRY004

    def certain(self, frame: pl.DataFrame) -> pl.Series:
        """Tell that no row can break the rule."""
        return self.everywhere(frame)

    def validate_row(self, row: Any) -> Iterable[Finding]:
        """Return nothing: no row can break the rule."""
        del row
        return ()

    def at_end(self, rows: int, fields: int) -> Iterable[Finding]:
        """Return a finding for each limit that these numbers break."""
        for name, limit in self.limits.items():
            bound, what = name[:3], name[3:].lower()
            actual = rows if what == "rows" else fields
            broken = {"num": actual != limit, "min": actual < limit, "max": actual > limit}
            if broken[bound]:
                yield Finding(
                    self.type, f"number of {what} is {actual}, the {WORDS[bound]} is {limit}"
                )
