"""The portal's own commands and what they must have done: all that is to be changed with them."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.described import INDEXES
from benchmarks.measure import Step

if TYPE_CHECKING:
    from benchmarks.inputs import Inputs

PORTAL = str(Path(sys.executable).with_name("portal"))
FINE, BAD_DATA = 0, 1


def load(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
    """Check everything and write the STRICT typed table with its key."""
    return (_validate(inputs, name, FINE, "--output", str(_database(target))),)


def check(inputs: Inputs, name: str, _target: Path) -> tuple[Step, ...]:
    """Check everything and write nothing."""
    return (_validate(inputs, name, FINE),)


def refuse(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
    """Check everything, list what is wrong as JSON and load the rest."""
    output = ("--format", "json", "--output", str(_database(target)))
    return (_validate(inputs, name, BAD_DATA, *output),)


def refuse_alone(inputs: Inputs, name: str, _target: Path) -> tuple[Step, ...]:
    """Check everything, list what is wrong as JSON and write nothing."""
    return (_validate(inputs, name, BAD_DATA, "--format", "json"),)


def load_related(inputs: Inputs, _name: str, target: Path) -> tuple[Step, ...]:
    """Check a dataset of three tables and write them with foreign keys and indexes."""
    folder = str(inputs.root / "datasets" / "flights")
    command = (PORTAL, "validate", folder, "--output", str(target / "data.db"))
    return (Step(command, FINE),)


def prove_table(rows: int, _log: Path, target: Path) -> str | None:
    """Say what is wrong with the table of flights: rows, STRICT, key; None where nothing is."""
    return _prove(_database(target), rows, indexes=False)


def prove_related(rows: int, _log: Path, target: Path) -> str | None:
    """Say what is wrong with the table of flights: as above, foreign keys and indexes besides."""
    return _prove(target / "data.db", rows, indexes=True)


def prove_count(errors: int, log: Path, _target: Path) -> str | None:
    """Say whether the report counts another number of errors than there are."""
    told = json.loads(log.read_text("utf-8"))
    counted = sum(told["totals"].values())
    return None if counted == errors else f"{counted} errors were reported, not {errors}"


def _validate(inputs: Inputs, name: str, code: int, *options: str) -> Step:
    source, schema = str(inputs.csv(name)), str(inputs.schema(name))
    return Step((PORTAL, "validate", source, "--schema", schema, *options), code)


def _database(target: Path) -> Path:
    return target / "out.db"


def _prove(path: Path, rows: int, *, indexes: bool) -> str | None:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = connection.execute(
            "select name, strict from pragma_table_list"
            " where schema = 'main' and type = 'table' and name not like 'sqlite_%'"
        ).fetchall()
        counted = {
            name: connection.execute(f'select count(*) from "{name}"').fetchone()[0]
            for name, _strict in tables
        }
        if rows not in counted.values():
            return f"the tables hold {counted} rows, not {rows}"
        table = max(counted, key=counted.__getitem__)
        if not dict(tables)[table]:
            return "the table is not STRICT"
        columns = connection.execute("select name, type, pk from pragma_table_info(?)", [table])
        wanted = {("distance", "REAL", 0), ("month", "INTEGER", 0), ("time_hour", "TEXT", 0)}
        if missing := wanted - set(columns):
            return f"the table lacks {sorted(missing)}"
        return _prove_indexes(connection, table) if indexes else None


def _prove_indexes(connection: sqlite3.Connection, table: str) -> str | None:
    made = {
        tuple(c for (c,) in connection.execute("select name from pragma_index_info(?)", name))
        for name in connection.execute("select name from pragma_index_list(?)", [table]).fetchall()
    }
    keys = connection.execute("select count(*) from pragma_foreign_key_list(?)", [table])
    if made != set(INDEXES):
        return f"the indexes are of {sorted(made)}, not of {sorted(INDEXES)}"
    return None if keys.fetchone() == (2,) else "the foreign keys are not declared"
