"""Write a workbook as its rows come, in bounded memory and with nothing but the standard library.

A server has no XlsxWriter (``portal.workbook.write``), and this is several times faster because it
knows less: columns with a format each, a header that stays in view, and no drop-downs. Texts stay
texts, and the same calls give the same bytes.
"""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import lru_cache
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from portal.workbook.cells import COLUMNS, ROWS
from portal.workbook.held import holdable
from portal.workbook.problems import problem
from portal.workbook.skeleton import MAIN, XML, parts
from portal.workbook.texts import escaped, sheet_name, utf16_length, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.workbook.held import Value

TEXT = 32_767
"""UTF-16 units that Excel holds in a cell."""
NARROW, WIDE = 8, 50
LEVEL = 3
"""Of compression: a higher one takes twice the time for a tenth of the size."""
STAMP = (1980, 1, 1, 0, 0, 0)
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number has no zone
DAY = 86_400
GENERAL, HEADER, SECTION, WRAPPED, DATE, DATETIME, TIME = range(7)
"""Styles of cells that every workbook has."""
FORMATS = ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss")


class Shape(NamedTuple):
    """Say how a column looks."""

    width: float
    style: int = GENERAL


class StreamedSheet:
    """Take the rows of one sheet from the first to the last."""

    def __init__(self, name: str, part: IO[bytes], shapes: Sequence[Shape]) -> None:
        """Take the open part of the package, to which rows are written."""
        self.row = 0
        self._name = name
        self._part = part
        self._shapes = shapes
        self._letters = [_letters(column) for column in range(len(shapes))]

    def head(self, labels: Sequence[str]) -> None:
        """Write the header."""
        self._write([list(labels)], [HEADER] * len(labels))

    def rows(self, rows: Sequence[Sequence[Value]]) -> None:
        """Write rows; raise WorkbookError for a text or a number of rows that Excel cannot hold."""
        self._write(rows, [shape.style for shape in self._shapes])

    def _write(self, rows: Sequence[Sequence[Value]], styles: Sequence[int]) -> None:
        if self.row + len(rows) > ROWS:
            raise problem("workbook-limit", sheet=self._name, note=f"{ROWS + 1}:1")
        lines = []
        for cells in rows:
            self.row += 1
            row = self.row
            inside = [
                f'<c r="{letters}{row}"{self._cell(value, style, letters)}'
                for letters, value, style in zip(self._letters, cells, styles, strict=True)
                if value is not None and value != ""
            ]
            lines.append(f'<row r="{row}">{"".join(inside)}</row>')
        self._part.write("".join(lines).encode())

    def _cell(self, value: Value, style: int, letters: str) -> str:
        held = holdable(value)
        if isinstance(held, str):
            if 2 * len(held) > TEXT and utf16_length(held) > TEXT:
                raise problem("workbook-limit", sheet=self._name, note=f"{letters}{self.row}")
            return f'{_style(style)} t="inlineStr"><is><t xml:space="preserve">{_text(held)}</t></is></c>'
        if isinstance(held, bool):
            return f'{_style(style)} t="b"><v>{int(held)}</v></c>'
        if isinstance(held, date | time):
            return f"{_style(style or _moment_style(held))}><v>{_serial(held)}</v></c>"
        return f"{_style(style)}><v>{held!r}</v></c>"


class StreamedBook:
    """Take the sheets of a workbook, one after another."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        """Take the package to which parts are written."""
        self._package = package
        self._names: list[str] = []
        self._formats = list(FORMATS)

    def style(self, number_format: str) -> int:
        """Return the style of cells whose numbers have this format, for ``Shape``."""
        if number_format not in self._formats:
            self._formats.append(number_format)
        return DATE + self._formats.index(number_format)

    @contextmanager
    def sheet(
        self,
        name: str,
        shapes: Sequence[Shape],
        *,
        right_to_left: bool = False,
        header: Sequence[str] = (),
    ) -> Iterator[StreamedSheet]:
        """Give a sheet to be filled; a header is bold, stays in view and filters its column."""
        if len(shapes) > COLUMNS:
            raise problem("workbook-limit", sheet=name, note=f"1:{len(shapes)}")
        self._names.append(sheet_name(name, self._names))
        path = f"xl/worksheets/sheet{len(self._names)}.xml"
        with self._package.open(_entry(path), "w", force_zip64=True) as part:
            part.write(_opening(shapes, right_to_left=right_to_left, frozen=bool(header)).encode())
            sheet = StreamedSheet(self._names[-1], part, shapes)
            if header:
                sheet.head(header)
            yield sheet
            end = "</sheetData>"
            if header:
                end += f'<autoFilter ref="A1:{_letters(len(shapes) - 1)}{max(sheet.row, 1)}"/>'
            part.write(f"{end}</worksheet>".encode())

    def finish(self, title: str, created: datetime) -> None:
        """Write what holds the sheets together."""
        for path, content in parts(self._names, self._formats, title, created):
            self._package.writestr(_entry(path), XML + content)


@contextmanager
def streamed_workbook(target: IO[bytes], title: str, created: datetime) -> Iterator[StreamedBook]:
    """Give a workbook to be filled sheet by sheet; ``target`` holds it when the context ends."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
        book = StreamedBook(package)
        yield book
        book.finish(title, created)


def fitting(label: str, values: Sequence[Value]) -> float:
    """Return the width of a column in characters, by its header and some of its values."""
    sizes = [width(str(value)) for value in values if value is not None]
    return float(min(max([width(label), *sizes], default=0) + 2, WIDE)) if label else float(NARROW)


def _opening(shapes: Sequence[Shape], *, right_to_left: bool, frozen: bool) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    mirrored = ' rightToLeft="1"' if right_to_left else ""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{max(shape.width, NARROW):g}" customWidth="1"{_style(shape.style, "style")}/>'
        for n, shape in enumerate(shapes, 1)
    )
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView{mirrored} workbookViewId="0">'
        f"{pane if frozen else ''}</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _style(style: int, attribute: str = "s") -> str:
    return f' {attribute}="{style}"' if style else ""


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    return escape(escaped(text))


def _letters(column: int) -> str:
    """Return the letters of a column, which counts from 0."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _moment_style(moment: date | time) -> int:
    if isinstance(moment, time):
        return TIME
    return DATETIME if isinstance(moment, datetime) else DATE


def _serial(moment: date | time) -> str:
    """Return the number by which Excel counts days; times are parts of one."""
    if isinstance(moment, time):
        moment = datetime.combine(EPOCH.date(), moment)
    elif not isinstance(moment, datetime):
        return str((moment - EPOCH.date()).days)
    past = moment - EPOCH
    return repr(past.days + (past.seconds + past.microseconds / 1e6) / DAY)
