"""The fields of a DBF file as texts; those in an encoding are left as Latin-1, which loses no byte.

Imports dbfread, so it is imported only where a DBF file is read.
Source: http://www.dbase.com/Knowledgebase/INT/db7_file_fmt.htm.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from dbfread import DBF, FieldParser  # type: ignore[import-untyped]

from portal.draft.sources.numbers import shortest
from portal.workbook.lexical import text_of

TRUTH = {b"T": "true", b"t": "true", b"Y": "true", b"y": "true"} | dict.fromkeys(
    (b"F", b"f", b"N", b"n"), "false"
)
UNKNOWN = frozenset((b"?", b" ", b"\0", b""))
ENCODED = frozenset("CVM")
"""Types of fields whose texts are in the encoding of the file."""
FLAGS = "0"
"""The type of a field that a program keeps for itself."""


class TextParser(FieldParser):  # type: ignore[misc]
    """Give every value as a text, and what is no such value as it is in the file."""

    def parseN(self, _: Any, data: bytes) -> str:  # noqa: N802 - the library calls it so
        """Return a number with the digits it has; asterisks say that it did not fit."""
        text = data.strip(b"\0 ").decode("latin-1")
        try:
            return shortest(Decimal(text.replace(",", "."))) if text else ""
        except InvalidOperation:
            return text

    parseF = parseN  # noqa: N815

    def parseD(self, _: Any, data: bytes) -> str:  # noqa: N802
        """Return a date."""
        text = data.strip(b"\0 ").decode("latin-1")
        try:
            found = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            return "" if not text.strip("0") else text
        return found.isoformat()

    def parseL(self, _: Any, data: bytes) -> str:  # noqa: N802
        """Return a truth value."""
        return "" if data in UNKNOWN else TRUTH.get(data, data.decode("latin-1"))

    def parse(self, field: Any, data: bytes) -> str:
        """Return the value of a field as a text; raise TypeError where it is a picture."""
        value = super().parse(field, data)
        if value is None or field.type == FLAGS:
            return ""
        if isinstance(value, bytes):
            raise TypeError(field.name)
        if isinstance(value, Decimal):
            return shortest(value)
        return text_of(value) if isinstance(value, float | datetime) else str(value)


def opened(path: str) -> Any:
    """Open a DBF file."""
    return DBF(
        path,
        encoding="latin-1",
        ignorecase=False,
        parserclass=TextParser,
        recfactory=lambda items: [value for _, value in items],
    )
