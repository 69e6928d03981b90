"""Write Excel workbooks (.xlsx), row by row and in bounded memory.

Texts stay texts: nothing is taken for a formula, a link or a number. The same calls with the same
``created`` give the same bytes.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.workbook.cells import COLUMNS, ROWS
from portal.workbook.held import holdable
from portal.workbook.problems import problem
from portal.workbook.styles import DATE_STYLES, STYLES
from portal.workbook.texts import (
    cut,
    escaping_worksheet,
    sheet_name,
    utf16_length,
    visible,
    width,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from portal.workbook.held import Value

TEXT = 32_767
"""UTF-16 units that Excel holds in a cell; anything longer is refused, never cut."""
NARROW, WIDE = 8, 50
"""Characters of the narrowest and of the widest column that is sized by its content."""
SIZED = 1_000
"""Rows by which columns are sized."""
LINE = 15.0
"""Points of a line of text."""
HIGHEST = 400.0
"""Points of the highest row that Excel allows, nearly."""
PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""How XlsxWriter is used: row by row, and nothing guessed from a text."""
FROZEN = 12
"""Rows that may always be in view; more would leave no room for the others."""
COMMENT = 2_000
"""Characters of a comment; more does not fit on a screen."""
TITLE, MESSAGE = 32, 255
"""UTF-16 units of what is said beside a cell."""
LISTS = "_lists"
"""The hidden sheet of what drop-downs offer; a list inside a rule may have 255 characters only."""


class Sheet:
    """Take the rows of one sheet, from the first to the last; rows and columns count from 1."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        """Take the workbook and XlsxWriter's own sheet."""
        self.name: str = worksheet.get_name()
        self.row = 0
        """The number of the last row."""
        self.columns = 0
        """The greatest number of cells in a row."""
        self._book = book
        self._sheet = worksheet
        self._widths: dict[int, int] = {}
        self._fixed: dict[int, float] = {}
        self._styles: dict[int, str] = {}
        self._header: int | None = None

    def append(
        self,
        cells: Sequence[Value],
        style: str = "plain",
        styles: Mapping[int, str] | None = None,
        height: float | None = None,
    ) -> int:
        """Write the next row and return its number; ``styles`` are those of single columns.

        Raises WorkbookError for a row, a column or a text that Excel cannot hold.
        """
        if self.row >= ROWS or len(cells) > COLUMNS:
            raise problem("workbook-limit", sheet=self.name, note=f"{self.row + 1}:{len(cells)}")
        own = styles or {}
        if height is not None:
            self._sheet.set_row(self.row, min(height, HIGHEST))
        for column, cell in enumerate(cells, 1):
            self._write(column, cell, own.get(column, style))
        self.row += 1
        self.columns = max(self.columns, len(cells))
        return self.row

    def head(
        self,
        labels: Sequence[Value],
        styles: Mapping[int, str] | None = None,
        *,
        frozen: bool = True,
        columns: int = 0,
        height: float | None = None,
    ) -> int:
        """Write a header: bold, with a filter on the rows below, and always in view if ``frozen``.

        The first ``columns`` stay in view as well.
        """
        self._header = self.append(labels, "header", styles, height)
        if frozen and self._header <= FROZEN:
            self._sheet.freeze_panes(self._header, columns)
        return self._header

    def paragraph(self, text: str, columns: int, style: str = "wrapped") -> int:
        """Write a text across some columns whose widths are set, and return its row."""
        size = sum(self._fixed.get(column, NARROW) for column in range(1, columns + 1))
        shape = self._book.style(style)
        self._sheet.set_row(self.row, min(LINE * (1 + width(text) // int(size * 0.9)), HIGHEST))
        self._sheet.merge_range(self.row, 0, self.row, columns - 1, "", shape)
        self._sheet.write_string(self.row, 0, text, shape)
        self.row += 1
        return self.row

    def column(self, column: int, *, width: float | None = None, style: str | None = None) -> None:
        """Set a column's width, and the style of the cells that are not written."""
        if width is not None:
            self._fixed[column] = width
        if style is not None:
            self._styles[column] = style

    def comment(self, row: int, column: int, text: str) -> None:
        """Attach a comment to a cell."""
        shown = visible(text if len(text) <= COMMENT else f"{text[:COMMENT]}…")
        lines = sum(1 + len(line) // 42 for line in shown.split("\n"))
        box = {"width": 300, "height": min(24 + 18 * lines, 420), "font_size": 10}
        self._sheet.write_comment(row - 1, column - 1, shown, box)

    def offer(
        self, column: int, first: int, values: Sequence[str], title: str, message: str
    ) -> None:
        """Offer values as a drop-down from a row to the end; another one asks before it is taken."""
        self._sheet.data_validation(
            first - 1,
            column - 1,
            ROWS - 1,
            column - 1,
            {
                "validate": "list",
                "source": self._book.listed(tuple(values)),
                "error_type": "warning",
                "error_title": title[:32],
                "error_message": message[:255],
            },
        )

    def guide(
        self,
        place: tuple[int, int, int],
        title: str,
        message: str,
        values: Sequence[str] = (),
        *,
        closed: bool = False,
    ) -> None:
        """Say what belongs into the cells of a column when one is chosen, and offer values for it.

        ``place`` is the column, the first row and the last one. Where the list is ``closed``
        nothing else can be typed.
        """
        column, first, last = place
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": cut(visible(title), TITLE),
            "input_message": cut(visible(message), MESSAGE),
        }
        if values:
            rule |= {
                "validate": "list",
                "source": self._book.listed(tuple(values)),
                "error_type": "stop" if closed else "information",
                "error_title": cut(visible(title), TITLE),
                "error_message": cut(visible(message), MESSAGE),
            }
        self._sheet.data_validation(first - 1, column - 1, last - 1, column - 1, rule)

    def link(self, row: int, column: int, sheet: Sheet, place: tuple[int, int], text: str) -> None:
        """Make a cell of the last row lead to a cell of another sheet."""
        from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell  # noqa: PLC0415

        address = xl_rowcol_to_cell(place[0] - 1, place[1] - 1)
        target = f"internal:{quote_sheetname(sheet.name)}!{address}"
        self._sheet.write_url(row - 1, column - 1, target, self._book.style("link"), text)

    def finish(self) -> None:
        """Set what is known after the last row."""
        if self._header is not None:
            last = max(self.row, self._header) - 1
            self._sheet.autofilter(self._header - 1, 0, last, max(self.columns, 1) - 1)
        for column in sorted(self._widths | self._fixed | self._styles):
            sized = min(max(self._widths.get(column, 0) + 2, NARROW), WIDE)
            style = self._styles.get(column)
            shape = self._book.style(style) if style else None
            at = column - 1
            self._sheet.set_column(at, at, self._fixed.get(column, sized), shape)

    def _write(self, column: int, cell: Value, style: str) -> None:
        row, at = self.row, column - 1
        if cell is None or cell == "":
            if style != self._styles.get(column, "plain"):
                self._sheet.write_blank(row, at, None, self._book.style(style))
            return
        held = holdable(cell)
        if type(held) in DATE_STYLES and style == "plain":
            style = DATE_STYLES[type(held)]
        shape = self._book.style(style)
        if isinstance(held, str):
            if 2 * len(held) > TEXT and utf16_length(held) > TEXT:
                raise problem("workbook-limit", sheet=self.name, note=f"{row + 1}:{column}")
            self._sheet.write_string(row, at, held, shape)
        elif isinstance(held, bool):
            self._sheet.write_boolean(row, at, held, shape)
        elif isinstance(held, date | time):
            self._sheet.write_datetime(row, at, held, shape)
        elif held is not None:
            self._sheet.write_number(row, at, held, shape)
        if row < SIZED:
            size = width(held) if isinstance(held, str) else len(str(held))
            self._widths[column] = max(self._widths.get(column, 0), size)


class Book:
    """Take sheets, defined names and lists of one workbook."""

    def __init__(self, workbook: Any, styles: Mapping[str, Mapping[str, Any]]) -> None:
        """Take XlsxWriter's workbook, and the styles by name."""
        self._workbook = workbook
        self._described = styles
        self._styles: dict[str, Format] = {}
        self._lists: dict[tuple[str, ...], int] = {}
        self._sheets: list[Sheet] = []

    def sheet(self, name: str, *, right_to_left: bool = False) -> Sheet:
        """Add a sheet; its name is changed where Excel does not allow it or where it is taken."""
        worksheet = self._workbook.add_worksheet(
            sheet_name(name, [sheet.name for sheet in self._sheets]), escaping_worksheet()
        )
        if right_to_left:
            worksheet.right_to_left()
        sheet = Sheet(self, worksheet)
        self._sheets.append(sheet)
        return sheet

    def define(self, name: str, sheet: Sheet, row: int, last_column: int) -> None:
        """Give a name to a row of a sheet, from its first to its ``last_column``."""
        from xlsxwriter.utility import quote_sheetname, xl_range_abs  # noqa: PLC0415

        place = xl_range_abs(row - 1, 0, row - 1, max(last_column, 1) - 1)
        self._workbook.define_name(name, f"={quote_sheetname(sheet.name)}!{place}")

    def style(self, name: str) -> Format:
        """Return a style by its name."""
        if name not in self._styles:
            self._styles[name] = self._workbook.add_format(dict(self._described[name]))
        return self._styles[name]

    def listed(self, values: tuple[str, ...]) -> str:
        """Return where the list of a drop-down will stand."""
        from xlsxwriter.utility import xl_range_abs  # noqa: PLC0415

        column = self._lists.setdefault(values, len(self._lists))
        return f"={LISTS}!{xl_range_abs(0, column, len(values) - 1, column)}"

    def finish(self) -> None:
        """Write the lists, and what is known of sheets after their last row."""
        if self._lists:
            worksheet = self._workbook.add_worksheet(LISTS, escaping_worksheet())
            worksheet.hide()
            lists = Sheet(self, worksheet)
            for values in zip_longest(*self._lists):
                lists.append(values, "text")
        for sheet in self._sheets:
            sheet.finish()


@contextmanager
def new_workbook(
    target: Path,
    title: str,
    created: datetime,
    styles: Mapping[str, Mapping[str, Any]] | None = None,
) -> Iterator[Book]:
    """Give a workbook to be filled; it is at ``target`` when the context ends without an error.

    ``styles`` add to those of ``portal.workbook.styles``, in the terms of XlsxWriter's formats.
    The first sheet is the one that opens. Raises OSError where the file cannot be written.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".workbook-") as folder:
        path = Path(folder) / "new.xlsx"
        workbook = Workbook(str(path), {**PLAIN, "tmpdir": folder})
        workbook.use_zip64()
        moment = created.astimezone(UTC).replace(tzinfo=None)
        workbook.set_properties({"title": visible(title), "created": moment})
        book = Book(workbook, {**STYLES, **(styles or {})})
        try:
            yield book
            book.finish()
            workbook.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error
        finally:
            for worksheet in workbook.worksheets():
                worksheet.row_data_fh.close()
        path.replace(target)
