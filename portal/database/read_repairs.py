"""What pages read of a dataset's repairs: the log in words, and the files as they were received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from markupsafe import Markup

from portal.catalog.repairs import ORIGINAL
from portal.database.read import VERSION_SQL
from portal.draft.kinds import KINDS
from portal.draft.log import ACCEPTED, LOG
from portal.language.numbers import number
from portal.language.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.database.read import Database, Row

REPAIRS_SQL = "select * from repair where dataset = :name order by position"
TABLE_SQL = "select name from sqlite_master where type = 'table' and name = 'repair'"
UNSTATED = "—"
"""Stands in a sentence for what a repair does not have."""


@dataclass(frozen=True)
class Repair:
    """Hold one repair as a page shows it: nothing in it is hidden."""

    what: Markup
    label: Markup
    """The header of the column; empty where it is about rows or the whole file."""
    column: tuple[str, str] | None
    """Its table and column, where that is certain."""
    count: int
    row: int | None
    before: Markup | None
    """None: there was nothing."""
    after: Markup | None
    """None: it was left out."""


@dataclass(frozen=True)
class Received:
    """Name a file as it was received."""

    name: Markup
    sheet: Markup | None
    sha256: str
    path: str | None
    """Where it lies among the files of the version; None where it is not published."""
    bytes: int


@dataclass(frozen=True)
class Repaired:
    """Say what was repaired in a dataset, what was left as it was, and in which files."""

    accepted: tuple[Repair, ...]
    refused: tuple[Repair, ...]
    received: tuple[Received, ...]


async def repaired(catalog: Database, name: str, version: int, language: str) -> Repaired | None:
    """Return what the log of a published version says, in ``language``; None where there is none.

    Decisions of an earlier file that this one did not need are left out. A release that older
    software made has no table of repairs, and no logs.
    """
    found = await catalog.execute(VERSION_SQL, {"name": name, "number": version})
    files: dict[str, Any] = next((orjson.loads(row["files"]) for row in found), {})
    if LOG not in files or not list(await catalog.execute(TABLE_SQL)):
        return None
    rows = list(await catalog.execute(REPAIRS_SQL, {"name": name}))
    made = [row for row in rows if row["count"]]
    return Repaired(
        tuple(_shown(row, language) for row in made if row["decision"] == ACCEPTED),
        tuple(_shown(row, language) for row in made if row["decision"] != ACCEPTED),
        tuple(_received(rows, files)),
    )


def what(row: Row, language: str) -> Markup:
    """Return what a repair does, in ``language`` or in English, what it names set apart.

    A kind that this software does not know is shown by its name.
    """
    kind = KINDS.get(row["repair"])
    if kind is None:
        rule = f" ({row['rule']})" if row["rule"] else ""
        return visible(row["repair"] + rule, direction="ltr")
    words = kind.what.get(language.partition("-")[0], kind.what["en"])
    return Markup.escape(words).format(
        count=number(row["count"], language),
        row=UNSTATED if row["row"] is None else row["row"],
        **{name: visible(row[name]) for name in ("before", "after", "label", "rule")},
    )


def _shown(row: Row, language: str) -> Repair:
    column = (row["table_name"], row["column_name"]) if row["column_name"] else None
    return Repair(
        what(row, language),
        visible(row["label"]) if row["label"] else Markup(),
        column,
        row["count"],
        row["row"],
        visible(row["before"]) if row["before"] else None,
        visible(row["after"]) if row["after"] else None,
    )


def _received(rows: Iterable[Row], files: Mapping[str, Any]) -> Iterable[Received]:
    """Yield the files and sheets that were repaired, in the order in which the log names them."""
    for file, sheet, sha256 in dict.fromkeys((r["file"], r["sheet"], r["sha256"]) for r in rows):
        path = f"{ORIGINAL}/{file}"
        kept = files.get(path)
        if kept is not None and kept["sha256"] != sha256:
            kept = None
        yield Received(
            visible(file),
            visible(sheet) if sheet else None,
            sha256,
            None if kept is None else path,
            0 if kept is None else kept["bytes"],
        )
