"""What kinds of repairs there are, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Kind:
    """Name one kind of repair.

    ``what`` says what it does, as a label that is true of a proposal and of what was done;
    ``why`` says why. Both may use ``{count}``, ``{before}``, ``{after}``, ``{row}``, ``{label}``
    and ``{rule}`` of a repair; numbers stand after a colon, so that no word agrees with them.
    """

    name: str
    what: Mapping[str, str]
    why: Mapping[str, str]


def kind(name: str, en: tuple[str, str], ar: tuple[str, str]) -> Kind:
    """Return a kind from what it does and why, in English and in Arabic."""
    return Kind(name, {"en": en[0], "ar": ar[0]}, {"en": en[1], "ar": ar[1]})
