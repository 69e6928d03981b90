"""Read a file strictly by a declared dialect: the whole table, or the first reason why not."""

import csv
import io
import re


class Refused(Exception):  # noqa: N818  # it is raised like a verdict
    """A file that is not read, with the reason and the row."""

    def __init__(self, code, row=None):
        super().__init__(code, row)
        self.code = code
        self.row = row


def strictly(content, encoding, dialect):
    """Return the labels (None where there is no header) and the rows of a file."""
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Refused("encoding-error") from None
    if not text:
        raise Refused("file-empty")
    records = cut(text, dialect)
    mark = dialect.get("commentChar")
    kept = [(n, r) for n, r in records if not (mark and r and r[0].startswith(mark))]
    while kept and not any(kept[-1][1]) and not kept[-1][1]:
        kept.pop()
    header = dialect.get("header", True)
    numbers = dialect.get("headerRows", [kept[0][0]]) if header else []
    labels = joined([r for n, r in kept if n in numbers]) if header else None
    width = len(labels if header else kept[0][1])
    if header and not all(labels):
        raise Refused("blank-label", numbers[0])
    if header and len(set(labels)) < len(labels):
        raise Refused("duplicate-label", numbers[0])
    rows = []
    for number, record in kept:
        if numbers and number <= numbers[-1]:
            continue
        if not any(record):
            raise Refused("blank-row", number)
        if len(record) != width:
            raise Refused("missing-cell" if len(record) < width else "extra-cell", number)
        if record == labels:
            raise Refused("several-tables", number)
        rows.append(record)
    return labels, rows


def cut(text, dialect):
    """Return the records with their numbers."""
    quote = dialect.get("quoteChar", '"')
    escape = dialect.get("escapeChar")
    reader = {
        "delimiter": dialect.get("delimiter", ","),
        "quotechar": quote or None,
        "quoting": csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        "escapechar": escape,
        "skipinitialspace": dialect.get("skipInitialSpace", False),
    }
    lines = list(io.StringIO(text, newline=""))
    taken = 0

    def feed():
        nonlocal taken
        for each in lines:
            taken += 1
            yield each

    records, before = [], 0
    for number, record in enumerate(csv.reader(feed(), **reader), 1):
        piece = lines[before:taken]
        before = taken
        source = "".join(piece)
        try:
            next(csv.reader(piece, **reader, strict=True), None)
        except csv.Error:
            raise Refused("text-after-quote", number) from None
        if quote and quote in bare(source, reader):
            raise Refused("quote-misplaced", number)
        needed = {quote, escape, reader["delimiter"], "\r", "\n"}
        if escape and not needed.issuperset(
            re.findall(re.escape(escape) + "(.)", source, re.DOTALL)
        ):
            raise Refused("escape-misplaced", number)
        records.append((number, record))
    return records


def bare(source, reader):
    """Return what is left of a record without its quoted cells."""
    quote, delimiter = (re.escape(reader[name]) for name in ("quotechar", "delimiter"))
    inside = (
        rf"(?:[^{quote}\\]|{quote}{quote}|\\.)*"
        if reader["escapechar"]
        else rf"(?:[^{quote}]|{quote}{quote})*"
    )
    space = " *" if reader["skipinitialspace"] else ""
    pattern = rf"(?:(?<={delimiter})|^){space}{quote}{inside}{quote}(?={delimiter}|[\r\n]|$)"
    return re.sub(pattern, "", source, flags=re.DOTALL)


def joined(rows):
    """Return the labels of a header of one row or several."""
    labels = []
    for row in rows:
        for position, cell in enumerate(row):
            if position >= len(labels):
                labels.append(cell)
            elif rows.index(row) and labels[position] != cell:
                labels[position] = f"{labels[position]} {cell}".strip()
    return labels
