"""What the cells of a workbook mean: each kind of answer as text, and back.

``show`` gives the text of a value in a language; ``mean`` takes what a person wrote, in whatever
language, and raises UnclearError where it means nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Protocol

from portal.workbook.descriptor.problems import UnclearError
from portal.workbook.lexical import text_of
from portal.workbook.texts import cut, utf16_length

LONGEST = 30_000
"""UTF-16 units of a text that are shown; a cell holds 32,767."""
MOMENT = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
LINK = re.compile(r"(https?|ftp|sftp)://\S+|(mailto|doi|urn|hdl|ark|info):\S+")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
MIDNIGHT = re.compile(r"T00:00(:00)?")
SEPARATORS = re.compile(r"[;؛\n]")
ARABIC = re.compile("[\u0621-\u064a]")
COMMAS = re.compile("[,،]")
NUMBERS = {"integer", "number", "year"}
LAST_DIGITS = 15
"""Digits of a number that is surely kept exactly."""


class Kind(Protocol):
    """Turn values of one kind into the text of a cell, and back."""

    def show(self, value: Any, language: str) -> str:
        """Return the text of a value."""

    def mean(self, text: str) -> Any:
        """Return the value that a text means; it is not blank."""

    def offered(self, language: str) -> tuple[str, ...]:
        """Return what a drop-down offers; nothing without one."""

    @property
    def closed(self) -> bool:
        """Tell whether nothing beyond what is offered makes sense."""


@dataclass(frozen=True)
class Text:
    """Take any text."""

    closed = False

    def show(self, value: Any, _language: str) -> str:
        """Return the text, cut where a cell cannot hold it."""
        text = value if isinstance(value, str) else text_of(value)
        return text if utf16_length(text) <= LONGEST else f"{cut(text, LONGEST)}…"

    def mean(self, text: str) -> Any:
        """Return the text without blanks around it."""
        return text.strip()

    def offered(self, _language: str) -> tuple[str, ...]:
        """Offer nothing."""
        return ()


@dataclass(frozen=True)
class Link(Text):
    """Take a web address."""

    def mean(self, text: str) -> Any:
        """Return the address."""
        if not LINK.fullmatch(text.strip()):
            raise UnclearError("link", value=text)
        return text.strip()


@dataclass(frozen=True)
class Email(Text):
    """Take an e-mail address."""

    def mean(self, text: str) -> Any:
        """Return the address."""
        if not EMAIL.fullmatch(text.strip()):
            raise UnclearError("email", value=text)
        return text.strip()


@dataclass(frozen=True)
class Moment(Text):
    """Take a year, a month or a day."""

    def mean(self, text: str) -> Any:
        """Return it as ISO 8601 has it."""
        written = MIDNIGHT.sub("", western(text.strip()))
        if not MOMENT.fullmatch(written):
            raise UnclearError("moment", value=text)
        return written


@dataclass(frozen=True)
class Whole(Text):
    """Take a whole number between two others."""

    low: int
    high: int

    def mean(self, text: str) -> Any:
        """Return the number."""
        written = western(text.strip())
        if not written.isascii() or not written.isdigit() or not self._fits(written):
            raise UnclearError("whole", value=text, low=self.low, high=self.high)
        return int(written)

    def _fits(self, digits: str) -> bool:
        return len(digits) < LAST_DIGITS and self.low <= int(digits) <= self.high


@dataclass(frozen=True)
class Bound(Text):
    """Take the smallest or the greatest value of a field of some type."""

    type: str

    def mean(self, text: str) -> Any:
        """Return a number for numbers where it can be kept exactly, else the text as cells have it."""
        written = western(text.strip())
        if self.type in {"date", "yearmonth"}:
            return MIDNIGHT.sub("", written)
        if self.type not in NUMBERS:
            return text.strip()
        written = written.replace("٫", ".").replace("٬", "")
        if re.fullmatch(r"[+-]?\d{1,15}", written):
            return int(written)
        try:
            number = float(written)
        except ValueError:
            return written  # the check says what is wrong with it
        return number if math.isfinite(number) and text_of(number) == written else written


@dataclass(frozen=True)
class Keywords(Text):
    """Take several words in one cell."""

    def show(self, value: Any, language: str) -> str:
        """Return the words, parted by semicolons."""
        arabic = any(ARABIC.search(word) for word in value)
        return super().show(("؛ " if arabic else "; ").join(value), language)

    def mean(self, text: str) -> Any:
        """Return the words; they are parted by semicolons or lines, else by commas."""
        parts = SEPARATORS.split(text) if SEPARATORS.search(text) else COMMAS.split(text)
        return [part.strip() for part in parts if part.strip()]


def western(text: str) -> str:
    """Return a text with the digits 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
