"""What a cell of an OpenDocument spreadsheet holds, as the text that the .xlsx reader would give."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from portal.workbook.lexical import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
FORMULA = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 formula"
NUMBERS = frozenset(("float", "percentage", "currency"))
ERROR = re.compile(r"#[A-Z/0]+[!?]?|#N/A|Err:\d+")
ELAPSED = re.compile(r"-?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
SPACE = re.compile(r"[ \t\r\n]+")
WHOLE = re.compile(r"[+-]?\d{1,400}")


class Paragraphs:
    """Gather the text of a cell: white space counts once, more of it is written as elements."""

    def __init__(self) -> None:
        """Begin without any text."""
        self._done: list[str] = []
        self._pieces: list[str] | None = None

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if element in {TEXT + "p", TEXT + "h"}:
            self._pieces = []
        elif self._pieces is None:
            return
        elif element == TEXT + "s":
            self._pieces.append(" " * min(int(attributes.get(TEXT + "c", "1")), 1000))
        elif element == TEXT + "tab":
            self._pieces.append("\t")
        elif element == TEXT + "line-break":
            self._pieces.append("\n")

    def end(self, element: str) -> None:
        """Take the end of an element."""
        if element in {TEXT + "p", TEXT + "h"} and self._pieces is not None:
            self._done.append("".join(self._pieces))
            self._pieces = None

    def text(self, text: str) -> None:
        """Take characters; outside a paragraph they only indent the file."""
        if self._pieces is None:
            return
        found = SPACE.sub(" ", text)
        if found.startswith(" ") and (not self._pieces or self._pieces[-1].endswith(" ")):
            found = found[1:]
        self._pieces.append(found)

    @property
    def joined(self) -> str:
        """Return the paragraphs as the lines of one text."""
        return "\n".join(self._done)


def text_of_cell(attributes: Mapping[str, str], shown: str) -> str | None:
    """Return what a cell holds; ``shown`` is what a person sees in it.

    None where it is a formula without a result. Raises ValueError where a value is damaged.
    """
    kind = attributes.get(OFFICE + "value-type")
    if kind is None:
        return None if FORMULA in attributes and not shown else shown
    failed = attributes.get(CALC + "value-type") == "error"
    if failed or (FORMULA in attributes and kind in NUMBERS and ERROR.fullmatch(shown)):
        return shown
    if kind in NUMBERS:
        return _number(attributes[OFFICE + "value"])
    if kind == "date":
        return _moment(attributes[OFFICE + "date-value"])
    if kind == "time":
        return _elapsed(attributes[OFFICE + "time-value"])
    if kind == "boolean":
        return text_of(attributes[OFFICE + "boolean-value"] == "true")
    return shown or attributes.get(OFFICE + "string-value", "")


def _number(text: str) -> str:
    """Return a number with the digits it has."""
    return text_of(int(text) if WHOLE.fullmatch(text) else float(text))


def _moment(text: str) -> str:
    """Return a date, or a date and time, as ISO 8601 says; what lies outside its years stays."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text_of(found if "T" in text else found.date())


def _elapsed(text: str) -> str:
    """Return a duration as hours, minutes and seconds."""
    match = ELAPSED.fullmatch(text)
    if match is None:
        return text
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    found = timedelta(days=days, hours=hours, minutes=minutes, seconds=round(seconds, 3))
    return f"-{text_of(found)}" if text.startswith("-") else text_of(found)
