"""Files of a release for download, made once: the whole table as CSV and as JSON."""

from __future__ import annotations

import csv
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import orjson

from portal.database.values import json_value
from portal.exceptions import ReleaseError
from portal.tabular.dialect import dialect_of
from portal.tabular.source import Lines, encoding_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.catalog.model import Dataset, Resource
    from portal.release.disk import Disk
    from portal.release.records import FileEntry
    from portal.tabular.dialect import Dialect
    from portal.tabular.source import Encoding

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
CORRECTIONS = "-corrections.csv"
"""How the file of a dataset's corrections ends; no table's name has a hyphen."""
PLAIN = {
    "delimiter": ",",
    "quotechar": '"',
    "quoting": csv.QUOTE_MINIMAL,
    "doublequote": True,
    "escapechar": None,
    "skipinitialspace": False,
}
"""How a file is cut that is offered as it is, byte for byte, where it is UTF-8 as well."""


def write_csv(disk: Disk, source: Path, resource: Resource, target: Path) -> None:
    """Offer the published file as UTF-8 with commas, one header row and nothing above it.

    A file that is so already gets a second name: the bytes are those that were published. Any
    other is written anew with the same cells; the original stays at its version's address.
    """
    dialect = dialect_of(resource)
    with source.open("rb") as stream:
        encoding = encoding_of(stream, resource)
        if encoding is None:
            raise ReleaseError(f"{source}: published in an unknown encoding, {resource.encoding}")
        if not _is_plain(encoding, dialect):
            with target.open("w", encoding="utf-8", newline="") as file:
                dialect = dialect.settled(Lines(stream, encoding.codec))
                records = dialect.records(Lines(stream, encoding.codec))
                csv.writer(file).writerows(_table(records, dialect, resource))
            disk.sync(target)
            return
    disk.copy(source, target)


def write_json(
    disk: Disk, connection: sqlite3.Connection, place: str, resource: Resource, target: Path
) -> None:
    """Write every row of a table as an object, in file order, keyed by column id."""
    columns = ", ".join(f'"{field.column}"' for field in resource.schema.fields)
    rows = connection.execute(f'select {columns} from {place}."{resource.table}" order by _rowid_')
    with target.open("wb") as file:
        file.writelines(_json_lines(resource, rows))
    disk.sync(target)


def paths_of(dataset: Dataset) -> list[str]:
    """Return the paths of a dataset's downloads, below ``downloads``."""
    name = dataset.name
    tables = [f"{name}/{r.table}.{suffix}" for r in dataset.resources for suffix in ("csv", "json")]
    return [*tables, *([f"{name}/{name}{CORRECTIONS}"] if dataset.corrections else [])]


def write_corrections(disk: Disk, dataset: Dataset, target: Path) -> None:
    """Write every value that the portal changed or withheld, so that it goes along with the files."""
    languages = dict.fromkeys(
        language for correction in dataset.corrections for language in correction.reason.values
    )
    head = ["resource", "key", "field", "old", "new", "source"]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*head, *(f"reason_{language or 'und'}" for language in languages)])
        for one in dataset.corrections:
            key = orjson.dumps(dict(one.key)).decode()
            reasons = [one.reason.values.get(language, "") for language in languages]
            writer.writerow([one.resource, key, one.field, one.old, one.new, one.source, *reasons])
    disk.sync(target)


def file_row(dataset: str, path: str, entry: FileEntry) -> dict[str, str | int | None]:
    """Return the row of ``file`` for a download, by its path below ``downloads``."""
    name = PurePosixPath(path)
    return {
        "path": path,
        "dataset": dataset,
        "table_name": None if path.endswith(CORRECTIONS) else name.stem,
        "format": name.suffix[1:],
        "media_type": MEDIA_TYPES[name.suffix[1:]],
        "bytes": entry.bytes,
        "sha256": entry.sha256,
    }


def _json_lines(resource: Resource, rows: sqlite3.Cursor) -> Iterator[bytes]:
    fields = [(field.column, field.type) for field in resource.schema.fields]
    start = b"[\n"
    for row in rows:
        values = zip(fields, row, strict=True)
        yield start + orjson.dumps({name: json_value(v, kind) for (name, kind), v in values})
        start = b",\n"
    yield b"\n]\n" if start == b",\n" else b"[]\n"


def _is_plain(encoding: Encoding, dialect: Dialect) -> bool:
    """Tell whether a file is offered as it is."""
    plain = (dialect.reader, dialect.header_rows) == (PLAIN, (1,))
    return plain and encoding.codec == "utf-8" and dialect.judge.keys() <= {"header", "headerRows"}


def _table(
    records: Iterable[list[str]], dialect: Dialect, resource: Resource
) -> Iterator[list[str]]:
    """Yield the labels and the data rows of a file, without what stands around them."""
    if not dialect.header_rows:
        yield [field.name for field in resource.schema.fields]
    for number, record in enumerate(records, 1):
        above = number < dialect.first_row and number != dialect.header_row
        if not (above or dialect.is_comment(number, record) or not any(record)):
            yield record
