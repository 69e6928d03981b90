"""Write down what a check found right, as it would be loaded, and what it found wrong, as it is."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from portal.database.tables import NUMBER, create, index, primary_key
from portal.database.writing import unguarded
from portal.exceptions import RequestError
from portal.tabular.csv_lines import csv_line
from portal.tabular.dialect import dialect_of
from portal.tabular.excerpt import as_read, raw_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.catalog.model import Resource
    from portal.release.loose import Checked
    from portal.tabular.report import Report

WHOLE = 1e15
"""Numbers below this are written without a point where they have no decimals."""


class UncertainError(RequestError):
    """Say why rows can neither be accepted nor rejected, so that there is nothing to write."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to, which takes the place of ``target`` once all is written.

    Raises RequestError where nothing can be written there.
    """
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise RequestError(f"{target} cannot be written: {target.parent} is no folder for it.")
    if target.exists() and not target.is_file():
        raise RequestError(f"{target} is not a file, so nothing was written.")
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield beside
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def sorted_out(checked: Checked) -> tuple[Resource, Report]:
    """Return the only resource of what was checked, and its report, if its rows were told apart.

    Raises what ``cut_out`` raises, and UncertainError where the header is not what it should be,
    so that no row can be accepted or rejected.
    """
    resource, report = cut_out(checked)
    if bad_header(report, resource):
        raise UncertainError("its header is wrong")
    return resource, report


def cut_out(checked: Checked) -> tuple[Resource, Report]:
    """Return the only resource of what was checked, and its report, if it is certain what its rows are.

    Raises RequestError where there are several files, and UncertainError where it is not certain.
    """
    dataset = checked.candidate.dataset
    if dataset is None:
        raise UncertainError("the description is wrong")
    if len(dataset.resources) != 1:
        raise RequestError(f"{checked.shown} has several files; name the one to write rows of.")
    resource = dataset.resources[0]
    report = checked.candidate.report(resource.name)
    if not report.judged:
        raise UncertainError("it is not certain what its rows are")
    if any(error.code == "dialect-doubtful" for error in report.errors):
        raise UncertainError("it is not certain how it is to be read")
    return resource, report


def bad_header(report: Report, resource: Resource) -> bool:
    """Tell whether an error stands in the header, so that no column is certain."""
    first = dialect_of(as_read(resource, report)).first_row
    return any(error.row is not None and error.row < first for error in report.errors)


def write_accepted(checked: Checked, target: Path) -> int:
    """Write the rows without errors as they would be loaded, and return how many they are.

    The suffix decides: ``.db`` and ``.sqlite`` give the typed table with its key, any other one
    CSV in UTF-8 with commas, the names of the fields above. Raises what ``sorted_out`` and
    ``replacing`` raise.
    """
    if is_database(target) and checked.final is not None and checked.valid:
        with replacing(target) as beside:
            checked.final.replace(beside)
        return sum(report.rows for report in checked.reports if report.resource is not None)
    resource, report = sorted_out(checked)
    with replacing(target) as beside:
        if is_database(target) and checked.final is not None:
            checked.final.replace(beside)
            return report.rows - report.rejected
        if is_database(target):
            return _write_table(checked, resource, report, beside)
        with beside.open("w", encoding="utf-8", newline="") as file:
            line = csv_line()
            file.write(line(field.name for field in resource.schema.fields))
            kinds = [field.type for field in resource.schema.fields]
            count = 0
            for values in _accepted(checked, resource, report):
                file.write(line(map(_written, values, kinds)))
                count += 1
            return count


def is_database(target: Path) -> bool:
    """Tell whether a file is to be a SQLite database, by its suffix."""
    return target.suffix.lower() in {".db", ".sqlite", ".sqlite3"}


def write_rejected(checked: Checked, target: Path) -> int:
    """Write the rows with errors as they stand in the file, and return how many they are.

    CSV in UTF-8 with commas, below the header of the file. Raises what ``sorted_out`` and
    ``replacing`` raise.
    """
    resource, report = sorted_out(checked)
    resource = as_read(resource, report)
    dialect, bad = dialect_of(resource), checked.heard.rows(report)
    count = 0
    with replacing(target) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        line = csv_line()
        for number, cells in raw_rows(resource, checked.candidate.folder):
            if number in dialect.header_rows:
                file.write(line(cells))
            elif number in bad:
                file.write(line(cells))
                count += 1
    return count


def _accepted(
    checked: Checked, resource: Resource, report: Report
) -> Iterator[tuple[str | float | None, ...]]:
    """Yield the values of the staged rows that no later error refuses, in the order of the file."""
    bad = checked.heard.rows(report)
    columns = ", ".join(f'"{field.column}"' for field in resource.schema.fields)
    query = f'select "{NUMBER}", {columns} from main."{resource.table}" order by "{NUMBER}"'
    for number, *values in checked.staging.execute(query):
        if number not in bad:
            yield tuple(values)


def _write_table(checked: Checked, resource: Resource, report: Report, target: Path) -> int:
    columns = [field.column for field in resource.schema.fields]
    keyless = not resource.schema.primary_key
    count = 0

    def rows() -> Iterator[tuple[str | float | None, ...]]:
        nonlocal count
        for count, values in enumerate(_accepted(checked, resource, report), start=1):
            yield (count, *values) if keyless else values

    with unguarded(target) as connection:
        create(connection, resource, ())
        names = [*primary_key(resource.schema), *columns] if keyless else columns
        listed = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        connection.executemany(
            f'insert into "{resource.table}" ({listed}) values ({marks})', rows()
        )
        index(connection, resource, ())
    return count


def _written(value: str | float | None, kind: str) -> str | float | None:
    """Return a value of the database as CSV has it."""
    if value is None or isinstance(value, str):
        return value
    if kind == "boolean":
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < WHOLE:
        return f"{value:.0f}"
    return value
