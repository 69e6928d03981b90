"""Files of a release for download, made once: the whole table as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import orjson

from portal.release.archive import hash_file, object_path

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from portal.catalog.model import Resource
    from portal.release.archive import FileEntry
    from portal.release.disk import Disk

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
JSON_TYPES = frozenset({"array", "object", "geojson", "geopoint", "list"})
PLAIN_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
"""A file in this dialect and in UTF-8 is offered as it is, byte for byte."""


def write_csv(
    disk: Disk, archive: Path, entry: FileEntry, resource: Resource, target: Path
) -> None:
    """Offer the published file as UTF-8 with commas.

    A file that is so already gets a second name: the bytes are those that were published. Any
    other is written anew with the same cells; the original stays at its version's address.
    """
    source = object_path(archive, entry.sha256)
    if _is_plain(source, resource):
        disk.copy(source, target)
        return
    text = io.TextIOWrapper(source.open("rb"), encoding=_codec(source, resource), newline="")
    with text, target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(csv.reader(text, _python_dialect(resource)))
    disk.sync(target)


def write_json(
    disk: Disk, connection: sqlite3.Connection, place: str, resource: Resource, target: Path
) -> None:
    """Write every row of a table as an object, in file order, keyed by column id."""
    columns = ", ".join(f'"{field.column}"' for field in resource.schema.fields)
    rows = connection.execute(f'select {columns} from {place}."{resource.table}" order by rowid')
    with target.open("wb") as file:
        file.writelines(_json_lines(resource, rows))
    disk.sync(target)


def file_rows(folder: Path, dataset: str) -> Iterator[dict[str, str | int]]:
    """Yield the row of ``file`` for each download of a dataset."""
    for path in sorted((folder / dataset).iterdir()):
        entry = hash_file(path)
        yield {
            "path": f"{dataset}/{path.name}",
            "dataset": dataset,
            "table_name": path.stem,
            "format": path.suffix[1:],
            "media_type": MEDIA_TYPES[path.suffix[1:]],
            "bytes": entry.bytes,
            "sha256": entry.sha256,
        }


def json_value(value: str | float | None, field_type: str) -> object:
    """Return a value of ``data.db`` as JSON has it: true and false, arrays and objects."""
    if value is None:
        return None
    if field_type == "boolean":
        return bool(value)
    if field_type in JSON_TYPES and isinstance(value, str):
        return orjson.Fragment(value)
    return value


def _json_lines(resource: Resource, rows: sqlite3.Cursor) -> Iterator[bytes]:
    fields = [(field.column, field.type) for field in resource.schema.fields]
    start = b"[\n"
    for row in rows:
        values = zip(fields, row, strict=True)
        yield start + orjson.dumps({name: json_value(v, kind) for (name, kind), v in values})
        start = b",\n"
    yield b"\n]\n" if start == b",\n" else b"[]\n"


def _is_plain(source: Path, resource: Resource) -> bool:
    dialect = PLAIN_DIALECT | {k: v for k, v in resource.dialect.items() if k != "$schema"}
    with source.open("rb") as file:
        marked = file.read(3).startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    return not marked and resource.encoding in {"utf-8", "ascii"} and dialect == PLAIN_DIALECT


def _codec(source: Path, resource: Resource) -> str:
    with source.open("rb") as file:
        start = file.read(3)
    if start == b"\xef\xbb\xbf":
        return "utf-8-sig"
    return "utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else resource.encoding


def _python_dialect(resource: Resource) -> type[csv.Dialect]:
    """Return what Python's reader needs to know of a dialect (Table Dialect v2)."""
    declared = resource.dialect

    class Declared(csv.excel):
        delimiter = declared.get("delimiter", ",")
        quotechar = declared.get("quoteChar", '"')
        doublequote = declared.get("doubleQuote", True)
        escapechar = declared.get("escapeChar")
        skipinitialspace = declared.get("skipInitialSpace", False)

    return Declared
