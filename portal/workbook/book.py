"""What a workbook says about itself: its sheets, formats, strings and defined names.

Source: ECMA-376 part 1 (SpreadsheetML), sections 18.2, 18.4 and 18.8.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.workbook.package import UNPACKED
from portal.workbook.problems import problem
from portal.workbook.serials import BUILT_IN, kind_of_format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.workbook.package import Package

STRINGS = 400_000_000
"""Bytes of memory for the table of strings."""
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LONE = re.compile("[\ud800-\udfff]")
NAMED_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?\d+)?")  # fmt: skip


@dataclass(frozen=True)
class SheetPart:
    """Name a sheet of cells and the part that holds it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """Hold what the cells of every sheet need."""

    sheets: tuple[SheetPart, ...]
    strings: Sequence[str]
    formats: Sequence[str]
    """What a number is by the style of its cell: a kind of ``portal.workbook.serials``."""
    since_1904: bool
    stale: bool
    """Whether the results of formulas are not yet calculated, whatever the file says they are."""
    names: Mapping[str, str]
    """The defined names, and what they refer to."""


@dataclass(frozen=True)
class Range:
    """Name a row of a sheet, and its last column."""

    sheet: str
    row: int
    width: int


def read_book(package: Package) -> Book:
    """Read what a workbook says about itself; raise WorkbookError where it is not one."""
    relations = _relations(package, "")
    main = next((part for kind, part in relations.values() if kind == "officeDocument"), None)
    if main is None or main not in package:
        raise _stranger(package)
    if main.endswith(".bin"):
        raise problem("workbook-other-format", value=package.file, format=".xlsb")
    found = _Workbook()
    deque(package.parse(main, found.start, found.end, found.text), maxlen=0)
    if not found.workbook:
        raise _stranger(package)
    relations = _relations(package, main)
    parts = dict(relations.values())
    sheets = tuple(
        SheetPart(unescaped(name), relations[key][1], hidden)
        for name, key, hidden in found.sheets
        if relations.get(key, ("",))[0] == "worksheet"
    )
    strings = parts.get("sharedStrings", "")
    styles = parts.get("styles", "")
    return Book(
        sheets,
        _strings(package, strings) if strings in package else (),
        _formats(package, styles) if styles in package else ("",),
        found.since_1904,
        found.stale,
        found.names,
    )


def range_of(reference: str) -> Range | None:
    """Return the row that a defined name refers to, or None where it refers to nothing any more."""
    match = NAMED_RANGE.fullmatch(reference)
    if match is None:
        return None
    quoted, plain, first, row, last = match.groups()
    name = quoted.replace("''", "'") if quoted else plain
    return Range(name, int(row), column_number(last or first))


def column_number(letters: str) -> int:
    """Return the position of the column with these letters, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def unescaped(text: str) -> str:
    """Return a string as a person sees it: ``_x000D_`` stands for what XML cannot hold."""
    if "_x" not in text:
        return text
    found = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if not LONE.search(found):
        return found
    joined = found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text if "\ufffd" in joined else joined  # half a character stays as it is written


def local(name: str) -> str:
    """Return the name of an element without its namespace, of which there are two kinds."""
    return name.rpartition(" ")[2]


class _Workbook:
    """Take what is needed from the main part."""

    def __init__(self) -> None:
        self.workbook = False
        self.sheets: list[tuple[str, str, bool]] = []
        self.names: dict[str, str] = {}
        self.since_1904 = False
        self.stale = False
        self._name: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = local(name)
        if element == "workbook":
            self.workbook = True
        elif element == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), key, hidden))
        elif element == "workbookPr" and "date1904" in attributes:  # an extension has one as well
            self.since_1904 = attributes["date1904"] in {"1", "true"}
        elif element == "calcPr":
            self.stale = attributes.get("fullCalcOnLoad", "0") in {"1", "true"}
        elif element == "definedName":
            self._name = attributes.get("name", "")
            self.names[self._name] = ""

    def end(self, name: str) -> None:
        if local(name) == "definedName":
            self._name = None

    def text(self, text: str) -> None:
        if self._name is not None:
            self.names[self._name] += text


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the part of everything that a part (``""``: the package) refers to."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            relations[attributes.get("Id", "")] = (kind, target.lstrip("/"))

    if path in package:
        deque(package.parse(path, start), maxlen=0)
    return relations


def _strings(package: Package, part: str) -> list[str]:
    """Read the table of strings, without the pronunciations that East Asian texts may have."""
    strings: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []
    weight = 0

    def start(name: str, _: Mapping[str, str]) -> None:
        inside.append(local(name))

    def end(_: str) -> None:
        nonlocal weight
        element = inside.pop()
        if element == "t" and "rPh" not in inside:
            pieces.append("\0")
        elif element == "si":
            # Every piece is escaped by itself.
            text = "".join(unescaped(piece) for piece in "".join(pieces).split("\0"))
            pieces.clear()
            strings.append(text)
            weight += sys.getsizeof(text) + 8

    def text(text: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(text)

    for _ in package.parse(part, start, end, text, limit=UNPACKED):
        if weight + sum(map(len, pieces)) > STRINGS:
            raise package.too_large(weight)
    return strings


def _formats(package: Package, part: str) -> list[str]:
    """Read the kinds of number formats, by the index of a cell's style."""
    described: dict[int, str] = {}
    formats: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        element = local(name)
        if element == "numFmt" and inside[-1] == "numFmts":
            described[int(attributes["numFmtId"])] = kind_of_format(attributes["formatCode"])
        elif element == "xf" and inside[-1] == "cellXfs":
            number = int(attributes.get("numFmtId", "0"))
            formats.append(described.get(number, BUILT_IN.get(number, "")))
        inside.append(element)

    def end(_: str) -> None:
        inside.pop()

    deque(package.parse(part, start, end), maxlen=0)
    return formats or [""]


def _stranger(package: Package) -> Exception:
    """Say what an archive is that is no workbook of Excel."""
    if "mimetype" in package:
        with package.open("mimetype") as stream:
            if b"opendocument" in stream.read(200):
                return problem("workbook-other-format", value=package.file, format="OpenDocument")
    return problem("workbook-unknown", value=package.file)
