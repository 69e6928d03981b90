"""One row as Frictionless reads it, and what is wrong with it as Frictionless finds it.

Frictionless's own ``Row`` gives the same, but makes of every error an object that can describe
itself to the world, and spells out every list of allowed values: where all rows of a file are bad,
that is most of the time. Its readers of cells, which decide, are called here as it calls them; a
test holds that the findings are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.tabular.rules.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Reader = Callable[[str | None], tuple[Any, Mapping[str, str] | None]]


UNHASHED = frozenset(("array", "object", "geojson"))
"""Types whose values cannot be looked up."""
NOT_ALLOWED = 'constraint "enum" is not met'
"""The note of Frictionless without the allowed values, which may be a hundred thousand."""


class JudgedRow(dict[str, Any]):
    """Hold the typed values of one row by the names of its fields."""

    def __init__(self, cells: list[str], row_number: int, readers: Mapping[str, Reader]) -> None:
        """Take the cells, the number of the row, and the reader of each column by its name."""
        super().__init__()
        self.cells = cells
        self.row_number = row_number
        self.blank_cells: dict[str, str | None] = {}
        """The cells that hold no value, as they stand in the file."""
        self._readers = readers

    @property
    def field_names(self) -> list[str]:
        """Return the names of the columns of the file."""
        return [*self._readers]

    def read(self) -> list[Finding]:
        """Read the cells and return what is wrong with them.

        A blank row is one error, whatever else could be said of it. What a reader raises is raised.
        """
        cells, width = self.cells, len(self.cells)
        found: list[Finding] = []
        for position, (name, reader) in enumerate(self._readers.items()):
            cell = cells[position] if position < width else None
            value, notes = reader(cell)
            self[name] = value
            if notes:
                for kind, note in notes.items():
                    code = "type-error" if kind == "type" else "constraint-error"
                    found.append(self._finding(code, position, name, note))
            if value is None and not (notes and "type" in notes):
                self.blank_cells[name] = cell
        if len(self.blank_cells) == len(self._readers):
            return [Finding("blank-row", row_number=self.row_number)]
        if len(self._readers) != width:
            names = self.field_names
            found += [self._finding("extra-cell", at, "") for at in range(len(names), width)]
            found += [
                self._finding("missing-cell", at, names[at]) for at in range(width, len(names))
            ]
        return found

    def _finding(self, code: str, position: int, name: str, note: str = "") -> Finding:
        cell = str(self.cells[position]) if position < len(self.cells) else ""
        return Finding(code, note, self.row_number, name, position + 1, cell)


def readers_of(fields: Iterable[Any]) -> dict[str, Reader]:
    """Return the reader of each of Frictionless's fields, by its name.

    It takes a cell, or None where the row has none, and gives the typed value and the notes of what
    is wrong with it, by ``type`` or the name of the constraint.
    """
    return {field.name: _reader_of(field) for field in fields}


def _reader_of(field: Any) -> Reader:
    """Return the reader of one field, which looks allowed values up instead of reading through them."""
    constraints = field.constraints
    whole: Reader = field.create_cell_reader()
    if not constraints.get("enum") or field.type in UNHASHED:
        return whole
    value_of = field.create_value_reader()
    try:
        allowed = frozenset(map(value_of, constraints["enum"]))
    except TypeError:
        return whole
    field.constraints = {name: limit for name, limit in constraints.items() if name != "enum"}
    without: Reader = field.create_cell_reader()

    def read(cell: str | None) -> tuple[Any, Mapping[str, str] | None]:
        value, notes = without(cell)
        if value is None or value in allowed:
            return value, notes
        return value, {**(notes or {}), "enum": NOT_ALLOWED}

    return read
