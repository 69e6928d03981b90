"""A table of 83 rows, and some hundreds of files that are this table with one thing wrong each.

Rebuilt after the published benchmark "Pollock" (G. Vitagliano and others, Pollock: A Data Loading
Benchmark, VLDB 2023), whose files pollute one table in the same ways; the table here is our own,
of the same shape: dates, times, codes, prices, texts with commas, apostrophes and inch marks, of
which two columns are always in quotation marks, and a last column that is empty.

A file ``loads`` where one dialect gives exactly the clean table, and is otherwise to be ``refused``.
"""

from dataclasses import dataclass, field, replace

LABELS = ["DATE", "HOUR", "Count", "ITEM", "Fee", "Kind", "Remark", "Link", "Notes"]
ALWAYS_QUOTED = (6, 7)
KINDS = [
    "Visitors' Rowing Boat",
    "Bench, Oak",
    'Lamp, Round 12"',
    "Weekly Ticket for Bicycles",
    "Keeper's Cap",
    'Map of the Lake, 24" wide',
    "Tent",
]
REMARKS = [
    "Lent out at the eastern gate, where it isn't needed before noon, and returned by six.",
    "The keeper says it's the best of all: dry, light and quick to clean.",
    "For visitors under twelve, who can't do without it.",
    "Newly painted in the colours of the park and checked by the workshop.",
    "Kept in the shed; ask the keeper, who won't mind.",
]
# A backslash that escapes nothing, and a doubled mark: what misleads whoever looks for escapes.
TRAP = "A pole of 8\\'9\" length, to be carried by two."
ROWS = 83

HEADER_ROW, FIRST, LAST = 0, 1, ROWS
SOME_ROWS = (HEADER_ROW, FIRST, 2, 3, 6, 12, 30, 41, 60, LAST)


@dataclass(frozen=True)
class Polluted:
    """Hold one file, and what is to become of it."""

    name: str
    content: bytes
    loads: bool
    clean: list[list[str]]
    """The labels and the rows, as they are to be loaded."""
    dialect: dict = field(default_factory=dict)
    """The right dialect, as far as it is not the default."""
    row: int | None = None
    """The row to be refused, where it is one."""
    header: bool = True
    """Whether ``clean`` begins with labels."""


@dataclass(frozen=True)
class Cell:
    """Hold one cell and whether it stands in quotation marks."""

    text: str
    quoted: bool = False

    def written(self, quote='"', escape='"', extra=""):
        """Return the cell as it stands in a file; ``extra`` is put before the text."""
        if not self.quoted:
            return extra + self.text
        inside = self.text.replace('"', escape + '"') if quote == '"' else self.text
        return f"{quote}{extra}{inside}{quote}"


def table():
    """Return the clean table, labels first, as rows of cells."""
    rows = [LABELS]
    for number in range(ROWS):
        code = f"{'ABGKLR'[number % 6]}{'HNTC'[number % 4]}-{1000 + number * 97 % 9000}"
        rows.append(
            [
                f"{number % 28 + 1:02d}/{number // 28 + 3:02d}/2019",
                f"{number // 4 % 24:02d}:{number % 4 * 15:02d}",
                str(number * 7 % 12),
                code,
                f"${number * 37 % 900 / 10 + 1:.2f}",
                KINDS[number % len(KINDS)],
                TRAP if number == 11 else REMARKS[number % len(REMARKS)],
                f"https://park.example/item/{code.replace('-', '_')}.html",
                "",
            ]
        )
    return [
        [
            Cell(text, position in ALWAYS_QUOTED or "," in text or '"' in text)
            for position, text in enumerate(row)
        ]
        for row in rows
    ]


TABLE = table()
CLEAN = [[cell.text for cell in row] for row in TABLE]


def line(row, delimiter=",", quote='"', escape='"', end="\r\n"):
    """Return a row of cells as a line."""
    return delimiter.join(cell.written(quote, escape) for cell in row) + end


def whole(rows=TABLE, **how):
    """Return a file of rows of cells."""
    return "".join(line(row, **how) for row in rows)


def polluted(name, text, *, loads, clean=None, encoding="ascii", **about):
    """Return a file from its text."""
    return Polluted(name, text.encode(encoding), loads, CLEAN if clean is None else clean, **about)


def variants(rows=SOME_ROWS):
    """Yield every file; ``rows`` are those of which every pollution is made, counted from 0."""
    yield polluted("source", whole(), loads=True)
    yield from of_payload()
    yield from of_header()
    yield from of_characters()
    for row in rows:
        yield from of_row(row)


def of_payload():
    """Yield files with too little or too much at the end, and of two tables."""
    text = whole()
    yield polluted("file_no_payload", "", loads=False)
    yield polluted("file_no_trailing_newline", text.removesuffix("\r\n"), loads=True)
    yield polluted("file_double_trailing_newline", text + "\r\n", loads=True)
    yield polluted("file_header_only", whole(TABLE[:1]), loads=True, clean=CLEAN[:1])
    yield polluted("file_one_data_row", whole(TABLE[:2]), loads=True, clean=CLEAN[:2])
    second = ROWS + 2
    for name, width in (("less", 8), ("same", 9), ("more", 10)):
        rows = [[*row, Cell("col1" if row is TABLE[0] else "")][:width] for row in TABLE]
        yield polluted(f"file_multitable_{name}", text + whole(rows), loads=False, row=second)
    note = "FOOTNOTE" + "," * 8 + "\r\n"
    yield polluted("file_footnote_delimited", text + note, loads=False, row=second)
    yield polluted("file_footnote_not_delimited", text + "FOOTNOTE\r\n", loads=False, row=second)
    blank = whole([*TABLE[:41], [Cell("")], *TABLE[41:]])
    yield polluted("file_blank_row", blank, loads=False, row=42)


def of_header():
    """Yield files with no header, a header of several rows, or something above it."""
    yield polluted(
        "file_no_header",
        whole(TABLE[1:]),
        loads=True,
        clean=CLEAN[1:],
        dialect={"header": False},
        header=False,
    )
    for rows in (2, 3):
        yield polluted(
            f"file_header_multirow_{rows}",
            whole([TABLE[0]] * (rows - 1) + TABLE),
            loads=True,
            dialect={"headerRows": [*range(1, rows + 1)]},
        )
    padding = "," * 8 + "\r\n"
    for name, above in {
        "file_preamble": "PREAMBLE" + padding + padding,
        "file_preamble_3_delimited": ("PREAMBLE" + padding) * 3,
        "file_preamble_3_not_delimited": "PREAMBLE\r\n" * 3,
        "file_preamble_3_not_delimited_empty_row": "PREAMBLE\r\n" * 3 + "\r\n",
        "file_preamble_1_not_delimited": "List of items lent out in spring\r\n",
    }.items():
        header = above.count("\n") + 1
        yield polluted(name, above + whole(), loads=True, dialect={"headerRows": [header]})
    yield polluted(
        "file_comments",
        "# made by the office\r\n# see the notes, please\r\n" + whole(),
        loads=True,
        dialect={"commentChar": "#"},
    )


def of_characters():
    """Yield files in which a character of the structure is another one throughout."""
    for name, end in (("0xA", "\n"), ("0xD", "\r")):
        yield polluted(f"file_record_delimiter_{name}", whole(end=end), loads=True)
    for delimiter in ";\t|^~":
        yield polluted(
            f"file_field_delimiter_0x{ord(delimiter):X}",
            whole(delimiter=delimiter),
            loads=True,
            dialect={"delimiter": delimiter},
        )
    yield polluted(
        "file_field_delimiter_0x2C_0x20",
        whole(delimiter=", "),
        loads=True,
        dialect={"skipInitialSpace": True},
    )
    # Bare cells have spaces in them, so no dialect gives the table.
    space = {"delimiter": " "}
    yield polluted("file_field_delimiter_0x20", whole(delimiter=" "), loads=False, dialect=space)
    quote = {"quoteChar": "'"}
    yield polluted("file_quotation_char_0x27", whole(quote="'"), loads=False, dialect=quote)
    tame = [
        [Cell(cell.text.replace("'", "").replace('"', ""), cell.quoted) for cell in row]
        for row in TABLE
    ]
    yield polluted(
        "file_quotation_char_0x27_tame",
        whole(tame, quote="'"),
        loads=True,
        clean=[[cell.text for cell in row] for row in tame],
        dialect=quote,
    )
    escape = {"escapeChar": "\\"}
    # A reader that believes in the backslash loses the one that escapes nothing.
    yield polluted("file_escape_char_0x5C", whole(escape="\\"), loads=False, row=13, dialect=escape)
    kept = [row for position, row in enumerate(TABLE) if position != 12]
    yield polluted(
        "file_escape_char_0x5C_tame",
        whole(kept, escape="\\"),
        loads=True,
        clean=[[cell.text for cell in row] for row in kept],
        dialect=escape,
    )
    yield polluted("file_escape_char_0x00", whole(escape=""), loads=False, row=4)
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield polluted(f"file_encoding_{name}", whole(), loads=True, encoding=name)


def of_row(row):
    """Yield files in which one row is not like the others; ``row`` is counted from 0."""

    def with_line(name, text, **about):
        lines = [line(cells) for cells in TABLE]
        return polluted(
            f"{name}",
            "".join([*lines[:row], text, *lines[row + 1 :]]),
            loads=False,
            row=row + 1,
            **about,
        )

    cells = TABLE[row]
    written = [cell.written() for cell in cells]
    for column in range(len(cells)):
        place = f"row{row}_col{column}"
        # The delimiter before the column is doubled, or is missing.
        before, after = ",".join(written[:column]), ",".join(written[column:])
        yield with_line(f"row_more_sep_{place}", f"{before},{',' if column else ''}{after}\r\n")
        if column:
            yield with_line(f"row_less_sep_{place}", f"{before}{after}\r\n")
        extra = cells[column].written(extra='"')
        parts = [*written[:column], extra, *written[column + 1 :]]
        yield with_line(f"row_extra_quote{row}_col{column}", ",".join(parts) + "\r\n")
    for delimiter in " ;\t":
        name = f"row_field_delimiter_{row}_0x{ord(delimiter):X}"
        yield with_line(name, line(cells, delimiter=delimiter))
    yield with_line(f"row_n_fields_{row}_less", ",".join(written[:5]) + "\r\n")
    yield with_line(f"row_n_fields_{row}_more", ",".join([*written, "a", "b"]) + "\r\n")
    if row:
        if row != LAST:
            yield with_line(f"row_n_fields_{row}_empty", "\r\n")
        if row != FIRST:
            yield with_line(f"row_repeated_header_{row}", line(TABLE[0]))
        yield replace(
            with_line(f"row_record_delimiter_{row}_0xA", line(cells, end="\n")),
            loads=True,
            row=None,
        )
