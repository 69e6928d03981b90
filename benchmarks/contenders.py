"""What is run: each contender a whole process (or two) on one input, into fresh files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.described import INDEXES
from benchmarks.inputs import EVERY, MORE_TIMES, TIMES
from benchmarks.measure import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.inputs import Inputs

DUCKDB = Path(__file__).with_name("duckdb_load.py")


@dataclass(frozen=True)
class Contender:
    """Hold what is run on which input, and what is held against the outcome."""

    name: str
    title: str
    source: str
    """The name of the input."""
    steps: Callable[[Inputs, str, Path], tuple[Step, ...]]
    """Makes the commands from the inputs, ``source`` and an empty folder to write into."""
    rows: int
    """How many rows the input has."""
    most_rounds: int | None = None
    """For what is slow and of which no binding figure is made."""
    prove: Callable[[Path, Path], str | None] | None = None
    """Says from what was printed and the folder what is wrong with the outcome."""


def contenders(inputs: Inputs, environment: Path) -> list[Contender]:
    """Return all contenders in the order in which they take turns."""
    return [*others(inputs, environment), *portal(inputs)]


def others(inputs: Inputs, environment: Path) -> list[Contender]:
    """Return the other tools; ``environment`` is the folder of their commands."""

    def frictionless(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
        validate = (str(environment / "frictionless"), "validate", str(inputs.package))
        database, source = str(target / "out.db"), str(inputs.csv(name))
        insert = (str(environment / "sqlite-utils"), "insert", database, "flights", source, "--csv")
        return Step(validate), Step(insert)

    def csvs_to_sqlite(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
        command = (str(environment / "csvs-to-sqlite"), str(inputs.csv(name)))
        return (Step((*command, str(target / "out.db"))),)

    def csvsql(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
        database = f"sqlite:///{target / 'out.db'}"
        command = (str(environment / "csvsql"), "--db", database, "--insert")
        return (Step((*command, str(inputs.csv(name)))),)

    def duckdb(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
        command = (str(environment / "python"), str(DUCKDB), str(inputs.csv(name)))
        return (Step((*command, str(inputs.schema(name)), str(target / "out.duckdb"))),)

    one, ten, more = inputs.rows, inputs.rows * TIMES, inputs.rows * MORE_TIMES
    both = "Frictionless validate, then sqlite-utils insert"
    return [
        Contender("import-1", "`sqlite3 .import`, unchecked text", "flights", shell, one),
        Contender("frictionless-1", both, "flights", frictionless, one),
        Contender("csvs-to-sqlite-1", "csvs-to-sqlite", "flights", csvs_to_sqlite, one),
        Contender("csvsql-1", "`csvsql --insert`", "flights", csvsql, one, most_rounds=1),
        Contender("duckdb-1", "DuckDB, types and CHECKs", "flights", duckdb, one),
        Contender("import-10", "`sqlite3 .import`, unchecked text", "x10", shell, ten),
        Contender("import-10-indexes", "`.import` and three indexes", "x10", shell_indexed, ten),
        Contender("duckdb-10", "DuckDB, types and CHECKs", "x10", duckdb, ten),
        Contender("import-36", "`sqlite3 .import`, unchecked text", "x36", shell, more),
    ]


def portal(inputs: Inputs) -> list[Contender]:
    """Return what the portal does with each of the inputs."""
    ten, more = inputs.rows * TIMES, inputs.rows * MORE_TIMES
    bad = ten // EVERY
    load, check, refuse = ours.load, ours.check, ours.refuse
    alone = ours.refuse_alone
    found = [
        Contender("load-1", "portal, check and load", "flights", load, inputs.rows),
        Contender("load-10", "portal, check and load", "x10", load, ten),
        Contender("check-10", "portal, check alone", "x10", check, ten),
        Contender(
            "related-10", "portal, with foreign keys and indexes", "x10", ours.load_related, ten
        ),
        Contender("arabic-10", "portal, one column quoted and Arabic", "x10-arabic", load, ten),
        Contender("bad-10", "portal, one row in a hundred bad", "x10-bad", refuse, ten),
        Contender("ragged-10", "portal, one row in a hundred short", "x10-ragged", refuse, ten),
        Contender("duplicate-10", "portal, one id twice", "x10-duplicate", refuse, ten + 1),
        Contender("load-36", "portal, check and load", "x36", load, more),
        Contender("head-10000", "portal, check alone", "head-10000", check, 10_000),
        Contender("head-10000-bad", "portal, two bad rows", "head-10000-bad", alone, 10_000),
        Contender("head-10", "portal, check alone", "head-10", check, 10),
    ]
    errors = {"bad-10": bad, "ragged-10": bad, "duplicate-10": 1, "head-10000-bad": 2}
    return [_proven(contender, errors.get(contender.name)) for contender in found]


def shell(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
    """Import a file as text with the sqlite3 shell."""
    return (Step(("sqlite3", str(target / "out.db"), _import(inputs, name))),)


def shell_indexed(inputs: Inputs, name: str, target: Path) -> tuple[Step, ...]:
    """Import a file as text with the sqlite3 shell and make the indexes of our table."""
    statements = [f"create index i{n} on flights ({', '.join(c)})" for n, c in enumerate(INDEXES)]
    return (Step(("sqlite3", str(target / "out.db"), _import(inputs, name), *statements)),)


def _import(inputs: Inputs, name: str) -> str:
    return f".import --csv '{inputs.csv(name)}' flights"


def _proven(contender: Contender, errors: int | None) -> Contender:
    """Add what is held against an outcome of ours."""
    rows = contender.rows

    def prove(log: Path, target: Path) -> str | None:
        if errors is not None:
            return ours.prove_count(errors, log, target)
        if contender.steps is ours.load_related:
            return ours.prove_related(rows, log, target)
        if contender.steps is ours.load:
            return ours.prove_table(rows, log, target)
        return None

    return replace(contender, prove=prove)
