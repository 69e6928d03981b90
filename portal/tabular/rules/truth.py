"""Where an expression is certainly true, and where it is certainly false.

Elsewhere it may be either, or raise: there nothing is known, and the row is judged by itself.
``None`` stands for "nowhere", so that what cannot be known costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    Where = pl.Series | None


@dataclass(frozen=True)
class Truth:
    """Hold the rows in which an expression is truthy, and those in which it is falsy."""

    yes: Where
    no: Where

    @property
    def known(self) -> Where:
        """Return the rows in which it is computed without an exception."""
        return either(self.yes, self.no)

    def __invert__(self) -> Truth:
        """Return the truth of ``not``."""
        return Truth(self.no, self.yes)

    def __and__(self, later: Truth) -> Truth:
        """Return the truth of ``and``, which looks at the second only where the first is true."""
        return Truth(both(self.yes, later.yes), either(self.no, both(self.yes, later.no)))

    def __or__(self, later: Truth) -> Truth:
        """Return the truth of ``or``, which looks at the second only where the first is false."""
        return Truth(either(self.yes, both(self.no, later.yes)), both(self.no, later.no))


UNKNOWN = Truth(None, None)


def both(one: Where, other: Where) -> Where:
    """Return the rows that are in both."""
    return None if one is None or other is None else one & other


def either(one: Where, other: Where) -> Where:
    """Return the rows that are in one of them."""
    if one is None or other is None:
        return one if other is None else other
    return one | other


def choice(test: Truth, then: Truth, otherwise: Truth) -> Truth:
    """Return the truth of ``then if test else otherwise``."""
    return Truth(
        either(both(test.yes, then.yes), both(test.no, otherwise.yes)),
        either(both(test.yes, then.no), both(test.no, otherwise.no)),
    )
