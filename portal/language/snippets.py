"""A dataset in programs: short code with its real addresses and its own columns, ready to run."""

from __future__ import annotations

import json
import re
import shlex
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from portal.language.catalogs import mark as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.language.cells import Column

ROWS = 5
NAMED, NAMED_TEXTS = 4, 12
"""So many columns are named in the code; so many have a type that is declared."""
LONGEST_VALUE = 60
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
SAFE_IN_SHELL = re.compile(r"[A-Za-z0-9:/?&=._~,+@%\[\]-]*")
WHOLE, SOME = _("The whole table"), _("A few rows")
M_TYPES = {"integer": "Int64.Type", "number": "type number", "year": "Int64.Type"}


@dataclass(frozen=True)
class Source:
    """Hold what code needs to know of a table."""

    csv: str
    """The absolute address of the whole table."""
    rows: str
    """The absolute address of its rows in the API."""
    file: str
    """What the file is called where it is kept."""
    columns: Sequence[Column]
    condition: tuple[str, str] | None = None
    """A column and a value that occurs in it, by which the rows of the example are chosen."""
    missing: Sequence[str] = ()
    """What the file says in place of a value, besides nothing."""


@dataclass(frozen=True)
class Snippet:
    """Hold the code of one language or program."""

    name: str
    parts: Sequence[tuple[str, str]]
    """What each piece is about, to be translated (empty where there is one), and the code."""
    steps: Sequence[str] = ()
    """What to do in a program that is not typed into, to be translated."""


def snippets(source: Source) -> list[Snippet]:
    """Return the code for curl, Python, R, JavaScript, Excel and Google Sheets."""
    chosen = columns_told(source.columns)
    return [
        Snippet("curl", _curl(source)),
        Snippet("Python", [("", _python(source, chosen)), (_("With pandas"), _pandas(source, chosen))]),
        Snippet("R", [("", _r(source, chosen))]),
        Snippet("JavaScript", [("", _javascript(source, chosen))]),
        Snippet("Excel", [(_("The query, for the advanced editor"), _power_query(source))], _EXCEL),
        Snippet("Google Sheets", [(_("The formula"), f"=IMPORTDATA({_formula(source.csv)})")], _SHEETS),
    ]  # fmt: skip


def columns_told(columns: Sequence[Column]) -> list[Column]:
    """Return the few columns that an example shows: what the row is about, when, and a value."""
    wanted = [column for column in columns if column.role == "dimension"][:2]
    for role in ("time", "measure"):
        wanted += [column for column in columns if column.role == role][:1]
    wanted += [c for c in columns if c not in wanted][: max(0, NAMED - 1 - len(wanted))]
    return [column for column in columns if column in wanted][:NAMED]


def address_of_rows(source: Source) -> str:
    """Return the address of the few rows of the example."""
    pairs = [("_size", str(ROWS))]
    if source.condition is not None:
        pairs.insert(0, source.condition)
    return f"{source.rows}?{urlencode(pairs)}"


def condition_of(column: str, value: object) -> tuple[str, str] | None:
    """Return a condition for an example, or None where a value is too long or hidden to be one."""
    text = "" if value is None else str(value)
    good = 0 < len(text) <= LONGEST_VALUE and text == text.strip() and not _unseen(text)
    return (column, text) if good else None


_EXCEL = (
    _("On the Data tab, choose From Web."),
    _("Paste the address of the CSV file and confirm."),
    _("Or: Get Data, From Other Sources, Blank Query, Advanced Editor, and paste the query."),
)
_SHEETS = (
    _("Paste the formula into the first cell of an empty sheet."),
    _("Google fetches the file itself, so the portal's address must be one on the internet."),
)


def _curl(source: Source) -> list[tuple[str, str]]:
    file, rows = _shell(source.csv), _shell(address_of_rows(source))
    return [(WHOLE, f"curl -fL -o {_shell(source.file)} {file}"), (SOME, f"curl -fL {rows}")]


def _python(source: Source, chosen: Sequence[Column]) -> str:
    names = ", ".join(f"row[{_quoted(column.name, 'python')}]" for column in chosen)
    return f"""\
import csv, io, urllib.request

url = {_quoted(source.csv, "python")}
with urllib.request.urlopen(url) as answer:
    text = io.TextIOWrapper(answer, encoding="utf-8-sig", newline="")
    rows = list(csv.DictReader(text))

print(len(rows))
for row in rows[:{ROWS}]:
    print({names})
"""


def _pandas(source: Source, chosen: Sequence[Column]) -> str:
    words = _list(source.missing, "python")
    kinds = ", ".join(f'{_quoted(c.name, "python")}: "string"' for c in _texts(source))
    return f"""\
import pandas

table = pandas.read_csv(
    {_quoted(source.csv, "python")},
    dtype={{{kinds}}},
    keep_default_na=False,
    na_values=[{words}],
)
print(table[[{", ".join(_quoted(c.name, "python") for c in chosen)}]].head())
"""


def _r(source: Source, chosen: Sequence[Column]) -> str:
    kinds = ", ".join(f'{_quoted(c.name, "r")} = "character"' for c in _texts(source))
    classes = f"c({kinds})" if kinds else "NA"
    return f"""\
table <- read.csv(
  {_quoted(source.csv, "r")},
  fileEncoding = "UTF-8-BOM", check.names = FALSE,
  na.strings = c({_list(source.missing, "r")}),
  colClasses = {classes}
)
head(table[c({", ".join(_quoted(c.name, "r") for c in chosen)})])
"""


def _javascript(source: Source, chosen: Sequence[Column]) -> str:
    ids = ", ".join(_quoted(column.id, "javascript") for column in chosen)
    return f"""\
const url = {_quoted(address_of_rows(source), "javascript")};
const {{ rows }} = await (await fetch(url)).json();
console.table(rows, [{ids}]);
"""


def _power_query(source: Source) -> str:
    kinds = ", ".join(
        f"{{{_m(column.name)}, {M_TYPES[column.type]}}}"
        for column in source.columns
        if column.type in M_TYPES
    )
    options = '[Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]'
    steps = [f"Source = Csv.Document(Web.Contents({_m(source.csv)}), {options})"]
    steps.append("Table0 = Table.PromoteHeaders(Source, [PromoteAllScalars = true])")
    words = list(dict.fromkeys(["", *source.missing]))
    steps += [
        f"Table{n} = Table.ReplaceValue(Table{n - 1}, {_m(word)}, null, Replacer.ReplaceValue, Table.ColumnNames(Table{n - 1}))"
        for n, word in enumerate(words, 1)
    ]
    steps.append(f'Typed = Table.TransformColumnTypes(Table{len(words)}, {{{kinds}}}, "en-US")')
    return "let\n    " + ",\n    ".join(steps) + "\nin\n    Typed\n"


def _texts(source: Source) -> list[Column]:
    """Return the columns that a program would take for numbers, or for nothing: NA is Namibia."""
    return [column for column in source.columns if column.type == "string"][:NAMED_TEXTS]


def _list(values: Sequence[str], language: str) -> str:
    return ", ".join(_quoted(value, language) for value in dict.fromkeys(["", *values]))


def _quoted(text: str, language: str) -> str:
    """Return a string as code; what cannot be seen is written as an escape."""
    forms = {"python": "\\U{:08x}", "r": "\\U{{{:x}}}", "javascript": "\\u{{{:x}}}"}
    return "".join(
        forms[language].format(ord(char)) if _unseen(char) else char
        for char in json.dumps(text, ensure_ascii=False)
    )


def _m(text: str) -> str:
    """Return a string as Power Query writes it, where ``#(`` begins an escape."""
    return '"' + text.replace("#(", "#(#)(").replace('"', '""') + '"'


def _formula(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _shell(text: str) -> str:
    """Return an argument that a shell takes as it is; in double quotes, which Windows knows too."""
    return f'"{text}"' if SAFE_IN_SHELL.fullmatch(text) else shlex.quote(text)


def _unseen(text: str) -> bool:
    return any(unicodedata.category(c) in UNSEEN for c in text if c != " ")
