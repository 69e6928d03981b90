"""Write rows as CSV in the form in which a dataset is stored."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.exceptions import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Form:
    """Hold how a file is written; without arguments as most are: UTF-8, comma, LF."""

    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\n"


def csv_bytes(
    columns: Iterable[str], rows: Iterable[dict[str, str]], form: Form | None = None
) -> bytes:
    """Return rows as CSV without BOM, with quotes only where they are needed.

    Raises ``SourceError`` for text that the encoding cannot hold: nothing is replaced.
    """
    form = form or Form()
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, list(columns), delimiter=form.delimiter, lineterminator=form.line_end
    )
    writer.writeheader()
    writer.writerows(rows)
    try:
        return text.getvalue().encode(form.encoding)
    except UnicodeEncodeError as error:
        line = error.object[: error.start].count("\n") + 1
        held = error.object[error.start : error.end]
        raise SourceError(f"line {line}: {form.encoding} cannot hold {held!r}") from error
