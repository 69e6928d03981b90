"""Lines about errors, kept until it is certain that they stay."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING, Self

from portal.tabular.report_csv import TOGETHER, lines

if TYPE_CHECKING:
    from portal.tabular.report import Error

SPOOLED = 1 << 24
"""Characters about one file that are held in memory."""


class Spool:
    """Keep lines about errors in memory, and on the disk where they are many."""

    def __init__(self, language: str) -> None:
        """Take the language of messages."""
        self.count = 0
        self._language = language
        self._waiting: list[tuple[str, Error]] = []
        # Closed with the context: it lives as long as this.
        self._file = tempfile.SpooledTemporaryFile(SPOOLED, "w+", encoding="utf-8", newline="")  # noqa: SIM115

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw all away."""
        self._file.close()

    def add(self, error: Error) -> None:
        """Add a line about an error."""
        self.count += 1
        self._waiting.append(("error", error))
        if len(self._waiting) >= TOGETHER:
            self._empty()

    def read(self) -> IO[str]:
        """Return all lines as an open file."""
        self._empty()
        self._file.seek(0)
        return self._file

    def _empty(self) -> None:
        self._file.write(lines(self._waiting, self._language))
        self._waiting.clear()
