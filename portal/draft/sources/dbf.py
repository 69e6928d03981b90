"""Read a table of dBASE, FoxPro or a shapefile (.dbf).

By dbfread, the reader below csvkit's ``in2csv``, and not by ``in2csv`` itself: that guesses types
whatever it is told, so that the code ``01`` becomes ``1``, and cannot be told an encoding, so that
it fails at the first Arabic letter of most files.
"""

from __future__ import annotations

import struct
from itertools import chain
from typing import TYPE_CHECKING, Any

from portal.draft.model import Grid, Source
from portal.draft.sources.dbf_encoding import decoded, encoding_of
from portal.exceptions import DraftError
from portal.tabular.proposal import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from portal.draft.sources.asked import Asked


def read_dbf(path: Path, asked: Asked) -> Source:
    """Return the fields and the records of a table; records that are marked as deleted are none.

    Raises DraftError where the file is damaged or cut off, where the file is missing that holds
    its long texts, and where its encoding is unknown or wrong.
    """
    import dbfread  # type: ignore[import-untyped]  # noqa: PLC0415  # only where it is needed

    from portal.draft.sources.dbf_fields import ENCODED, FLAGS, opened  # noqa: PLC0415

    try:
        table = opened(str(path))
        _refuse_torn(path, table)
        kept = [place for place, field in enumerate(table.fields) if field.type != FLAGS]
        fields = [table.fields[place] for place in kept]
        records = [[record[place] for place in kept] for record in table]
    except dbfread.MissingMemoFile as error:
        raise DraftError(
            f"{path.name} keeps its long texts in a second file (.dbt or .fpt) that is not there. "
            "Put it beside it, under the same name."
        ) from error
    except (struct.error, ValueError, LookupError, TypeError, OSError, AttributeError) as error:
        raise _damaged(path) from error
    encoded = [place for place, field in enumerate(fields) if field.type in ENCODED]
    labels = [field.name.encode("latin-1") for field in fields]
    texts = chain(labels, _encoded(records, encoded))
    found = encoding_of(path, asked.encoding, table.header.language_driver, texts)
    try:
        header = [decoded(label, found.codec).strip() for label in labels]
        for record in records:
            for place in encoded:
                if not record[place].isascii():
                    record[place] = decoded(record[place].encode("latin-1"), found.codec)
    except UnicodeDecodeError as error:
        raise DraftError(
            f"{path.name} is not in {found.name}. Give its encoding with --encoding, for example "
            "windows-1256 or cp720 (Arabic), utf-8 or windows-1252."
        ) from error
    return Source(
        path,
        asked.sha256,
        "dbf",
        Grid([header, *records]),
        encoding=found.name,
        encoding_reason=found.reason,
        doubts=(Doubt("encoding", parameters={"encoding": found.name}),) if found.doubtful else (),
    )


def _encoded(records: Sequence[Sequence[str]], places: Sequence[int]) -> Iterator[bytes]:
    """Yield the texts of a table as the bytes that they are in its file."""
    for record in records:
        for place in places:
            yield record[place].encode("latin-1")


def _refuse_torn(path: Path, table: Any) -> None:
    """Raise where the sizes in the header do not fit each other, or the file."""
    header = table.header
    if 1 + sum(field.length for field in table.fields) != header.recordlen:
        raise _damaged(path)
    there = (path.stat().st_size - header.headerlen) // header.recordlen
    if there < header.numrecords:
        raise DraftError(
            f"{path.name} is cut off: rows announced: {header.numrecords:,}; rows there: "
            f"{max(there, 0):,}. Was it downloaded or copied completely?"
        )


def _damaged(path: Path) -> DraftError:
    return DraftError(
        f"{path.name} is damaged, or no table of dBASE that can be read. Open it in LibreOffice "
        "and save it as “Excel Workbook (.xlsx)”."
    )
