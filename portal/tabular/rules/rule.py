"""What a rule of a checklist is: a test of columns that spares rows, and a test of single rows."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import polars as pl

    from portal.catalog.model import Resource

LENIENT = ("superset", "partial")
"""Values of ``fieldsMatch`` that let a file lack columns."""


@dataclass(frozen=True)
class Finding:
    """Hold what a rule found, under the names that Frictionless gives to its errors."""

    type: str
    """The code of the error."""
    note: str = ""
    row_number: int | None = None
    field_name: str | None = None
    field_number: int | None = None
    cell: str = ""
    rule: str | None = None
    """The rule in signs, for example ``end >= start``."""
    parameters: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


class RowCheck:
    """Stand where Frictionless has a ``Check``; the base of the portal's own.

    Nothing here needs Frictionless. A row is any mapping from names of fields to typed values
    that also has ``cells``, ``field_names`` and ``row_number``, as ``frictionless.Row`` has.
    """

    type = ""

    def __init__(self, described: Mapping[str, Any], resource: Resource) -> None:
        """Take the check as written and the resource whose rows it is about."""
        self.described = described
        self.resource = resource
        self.absent: frozenset[str] = frozenset()
        """Fields of the schema that the file lacks; known from ``start`` on."""

    def to_descriptor(self) -> dict[str, Any]:
        """Return the check as written."""
        return dict(self.described)

    def connect(self, table: Any) -> None:
        """Take Frictionless's table, which is not needed."""

    def start(self, names: Sequence[str]) -> Iterable[Finding]:
        """Take the names of the columns in the file; return what is wrong before the first row."""
        self.absent = frozenset(field.name for field in self.resource.schema.fields) - set(names)
        return ()

    def validate_start(self) -> Iterable[Finding]:
        """Return nothing: ``start`` says what is to be said."""
        return ()

    def validate_row(self, row: Any) -> Iterable[Finding]:
        """Return what is wrong with one row."""
        raise NotImplementedError

    def validate_end(self) -> Iterable[Finding]:
        """Return nothing: what is known after the last row is said by ``Rule.at_end``."""
        return ()

    def found(
        self, row: Any, name: str, rule: str, *, note: str = "", **parameters: str | int
    ) -> Finding:
        """Return a finding about the cell of a field, which the file may lack."""
        number = row.field_names.index(name) + 1 if name in row.field_names else None
        cells = row.cells if number else ()
        return Finding(
            self.type,
            note,
            row_number=row.row_number,
            field_name=name if number else None,
            field_number=number,
            cell=str(cells[number - 1]) if number and number <= len(cells) else "",
            rule=rule,
            parameters=parameters,
        )

    def everywhere(self, frame: pl.DataFrame) -> pl.Series:
        """Return that every row of a frame follows the rule."""
        import polars as pl  # noqa: PLC0415

        return pl.repeat(True, frame.height, dtype=pl.Boolean, eager=True)

    @property
    def lenient(self) -> bool:
        """Tell whether the schema lets the file lack columns."""
        match = self.resource.schema.descriptor.get("fieldsMatch")
        return (match[0] if isinstance(match, list) and match else match) in LENIENT


@dataclass(frozen=True)
class Rule:
    """Hold one check, ready to run, and what is said about it.

    Once, with the names of the columns in the file, ``at_start`` is called. Then ``certain`` tells
    of many rows which follow the rule; every other row is put before ``check.validate_row``. At
    last, ``at_end`` is called once with the number of rows and of the schema's fields. What they
    return, ``Reporter.rule`` makes errors of.
    """

    check: Any
    """A ``RowCheck``, or a ``Check`` of Frictionless."""
    pointer: str
    title: str | None
    names: frozenset[str] = frozenset()
    """The fields that the rule reads: where one of their cells is wrong, it is not asked."""
    certain: Callable[[pl.DataFrame], pl.Series] | None = None
    """Tells of each row of a frame whether it follows the rule for certain.

    The frame has the typed columns of a batch, called by their positions among the schema's fields;
    it may lack those of fields that the file lacks. None where every row must be put before the
    check.
    """
    at_end: Callable[[int, int], Iterable[Finding]] | None = None
    """Takes the number of rows and of the schema's fields; returns what is wrong with them."""

    @property
    def needs_all_rows(self) -> bool:
        """Tell whether every row must be put before the check."""
        return self.certain is None

    def at_start(self, names: Sequence[str]) -> Iterable[Finding]:
        """Take the names of the columns in the file; return what is wrong before the first row."""
        if isinstance(self.check, RowCheck):
            return self.check.start(names)
        return ()
