"""What the text of a cell is worth to a type, and what must hold for that to be certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


@dataclass(frozen=True)
class Reading:
    """Hold one way to read the cells of a field."""

    value: pl.Expr
    """The typed value, as ``portal.tabular.values`` gives it."""
    guards: Mapping[str, pl.Expr]
    """By name, what must be true of a cell that Frictionless accepts for certain with this value."""
    limit: Callable[[Any], str | float | None]
    """Reads what a constraint holds into what ``value`` holds, exactly; None where that is unsure."""
    dtype: type[pl.DataType]
    """The type of ``value``."""


def encodable(text: str) -> bool:
    """Tell whether a text can stand in a frame: half of a surrogate pair cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
