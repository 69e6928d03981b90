"""Find the field that a row of a filled-in workbook is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.workbook.descriptor.columns import same_in_all
from portal.workbook.descriptor.problems import UnclearError
from portal.workbook.descriptor.sheets import Labels

if TYPE_CHECKING:
    from portal.workbook.descriptor.frame import Frame, TablePart


class Fields:
    """Find the field that a row is about, by the table and the header that it names."""

    def __init__(self, frame: Frame) -> None:
        """Take the tables that there are."""
        self._frame = frame
        self._tables = Labels((table.name, at) for at, table in enumerate(frame.tables))
        self._fields = [
            Labels((name, at) for at, name in enumerate(table.fields)) for table in frame.tables
        ]
        self._only = [at for at, table in enumerate(frame.tables) if table.fields]

    def table(self, name: str | None) -> TablePart:
        """Return a table by its name, or the only one; raises UnclearError."""
        if not (name or "").strip():
            if len(self._only) == 1:
                return self._frame.tables[self._only[0]]
            raise UnclearError("table-missing")
        at = self._tables.find(name or "")
        if at is None:
            known = tuple(table.name for table in self._frame.tables)
            raise UnclearError("table-unknown", same_in_all("table", known), value=name or "")
        return self._frame.tables[at]

    def field(self, table: TablePart, name: str) -> int:
        """Return the position of a field; raises UnclearError."""
        at = self._fields[self._frame.tables.index(table)].find(name)
        if at is None:
            raise UnclearError("field-unknown", same_in_all("column", table.fields), value=name)
        return at
