"""All columns of a table at once: which rows are certain, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from portal.tabular.screen.asked import Asked
from portal.tabular.screen.field import screen_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.catalog.model import Field
    from portal.tabular.screen.field import Screen


@dataclass(frozen=True)
class Screened:
    """Hold rows of texts after the screen."""

    frame: pl.DataFrame
    """Typed columns under the same names; without meaning in rows that are not certain."""
    certain: pl.Series
    """True for each row that Frictionless accepts, with the values in ``frame``."""
    reasons: pl.DataFrame
    """``row`` (position in the frame), ``column`` and ``value`` of the cells in certain rows that
    say why they hold no value, in the order of rows and columns."""


def table_screen(fields: Sequence[tuple[Field, Mapping[str, Any], str]]) -> TableScreen | None:
    """Return the screen of a table; None where it has no columns.

    ``fields`` are the field, its descriptor as written and the name of its column of texts.
    """
    screens = {
        column: screen_of(field, described, column) or Asked(field, described, column)
        for field, described, column in fields
    }
    return TableScreen(screens) if screens else None


class TableScreen:
    """Screen the rows of a table."""

    def __init__(self, columns: Mapping[str, Screen | Asked]) -> None:
        """Take what decides the cells, by column."""
        self._columns = columns
        self._screens = {name: one for name, one in columns.items() if not isinstance(one, Asked)}
        self._asked = {name: one for name, one in columns.items() if isinstance(one, Asked)}
        self._wanted = [
            expression.alias(name)
            for column, screen in self._screens.items()
            for name, expression in ((column, screen.value), (_certain(column), screen.certain))
        ]
        self._wanted += [
            screen.reason.alias(_reason(column))
            for column, screen in columns.items()
            if screen.reason is not None
        ]
        # A row of missing values only is an error of its own, "blank-row".
        self._mask = pl.all_horizontal(map(_certain, columns)) & pl.any_horizontal(
            pl.col(column).is_not_null() for column in columns
        )

    def screen(self, frame: pl.DataFrame) -> Screened:
        """Type rows of texts; no cell is null, an empty one is an empty text."""
        # A lazy frame computes once what expressions share.
        found = frame.lazy().select(self._wanted).collect()
        for column, screen in self._screens.items():
            closer = screen.closer
            while closer is not None:
                found = _look_closer(found, frame[column], closer)
                closer = closer.closer
        if self._asked:
            found = self._ask(found, frame)
        certain = found.select(self._mask).to_series().rename("certain")
        return Screened(found.select(*self._columns), certain, self._reasons(found, certain))

    def _ask(self, found: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
        """Return what was found, with the columns for which Frictionless is asked.

        It is not asked for cells in rows that are unsure already.
        """
        sure = pl.repeat(True, frame.height, dtype=pl.Boolean, eager=True)
        for column in self._screens:
            sure &= found[_certain(column)]
        added: list[pl.Series] = []
        for column, asked in self._asked.items():
            rows = sure.arg_true()
            looked, accepted = asked.look(frame[column].gather(rows))
            value = pl.repeat(None, frame.height, dtype=looked.dtype, eager=True)
            sure = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
            sure = sure.scatter(rows, accepted)
            added += [value.scatter(rows, looked).alias(column), sure.alias(_certain(column))]
        return pl.DataFrame([*found, *added])

    def _reasons(self, found: pl.DataFrame, certain: pl.Series) -> pl.DataFrame:
        empty = {"row": pl.UInt32, "position": pl.UInt32, "column": pl.String, "value": pl.String}
        parts = [pl.DataFrame(schema=empty)]
        for position, (column, screen) in enumerate(self._columns.items()):
            if screen.reason is not None:
                reason = found[_reason(column)]
                rows = (certain & reason.is_not_null()).arg_true()
                told = {"row": rows, "value": reason.gather(rows)}
                about = {"position": pl.lit(position, pl.UInt32), "column": pl.lit(column)}
                parts.append(pl.DataFrame(told).with_columns(**about).select(*empty))
        return pl.concat(parts).sort("row", "position").drop("position")


def _look_closer(found: pl.DataFrame, cells: pl.Series, screen: Screen) -> pl.DataFrame:
    """Return what was found, with those cells of a column that become certain on a closer look."""
    column = cells.name
    rows = (~found[_certain(column)]).arg_true()
    if rows.is_empty():
        return found
    wanted = (screen.value.alias("value"), screen.certain.alias("certain"))
    looked = cells.gather(rows).to_frame().lazy().select(wanted).collect()
    value = found[column].scatter(rows, looked["value"])
    certain = found[_certain(column)].scatter(rows, looked["certain"])
    return found.with_columns(value, certain)


def _certain(column: str) -> str:
    return f"{column} certain"


def _reason(column: str) -> str:
    return f"{column} reason"
