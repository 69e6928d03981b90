"""Load a CSV file into a DuckDB file of its own, with types and CHECKs from a Table Schema.

Run in the environment of requirements-benchmark.txt: ``duckdb_load.py FILE.csv SCHEMA.json OUT``.
DuckDB stops at the first bad row; no key is declared, as an index would cost it more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb

TYPES = {
    "integer": "BIGINT",
    "year": "BIGINT",
    "number": "DOUBLE",
    "string": "VARCHAR",
    "datetime": "TIMESTAMP",
}


def load(source: str, schema: dict[str, Any], target: str) -> None:
    """Create the table with all its rules and fill it in one statement."""
    fields = schema["fields"]
    definitions = ", ".join(_definition(field) for field in fields)
    types = {field["name"]: TYPES[field["type"]] for field in fields}
    with duckdb.connect(target) as connection:
        connection.execute(f"CREATE TABLE flights ({definitions})")
        connection.execute(
            "INSERT INTO flights SELECT * FROM read_csv(?, header = true, delim = ',', quote = '\"', "
            f"auto_detect = false, columns = {types!r}, nullstr = ?)",
            [source, schema["missingValues"]],
        )


def _definition(field: dict[str, Any]) -> str:
    rules = field.get("constraints", {})
    name = f'"{field["name"]}"'
    checks = []
    if "minimum" in rules:
        checks.append(f"{name} >= {rules['minimum']}")
    if "maximum" in rules:
        checks.append(f"{name} <= {rules['maximum']}")
    if "enum" in rules:
        checks.append(f"{name} IN ({', '.join(map(_text, rules['enum']))})")
    if "pattern" in rules:
        checks.append(f"regexp_full_match({name}, {_text(rules['pattern'])})")
    if "minLength" in rules:
        checks.append(f"length({name}) >= {rules['minLength']}")
    if "maxLength" in rules:
        checks.append(f"length({name}) <= {rules['maxLength']}")
    parts = [name, TYPES[field["type"]]]
    parts += ["NOT NULL"] if rules.get("required") else []
    parts += [f"CHECK ({' AND '.join(checks)})"] if checks else []
    return " ".join(parts)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    load(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8")), sys.argv[3])
