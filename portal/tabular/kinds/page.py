"""docs/errors.md, made from the table of error kinds."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

from portal.tabular.kinds.example import (
    CHECK,
    FIELD,
    PACKAGE,
    RESOURCE,
    SCHEMA,
    Cell,
    Descriptor,
    Log,
    Nothing,
    Table,
    Told,
)
from portal.tabular.kinds.kind import FIXERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.tabular.kinds.kind import Kind

HEAD = """\
# Errors

Every kind of error that a check can report. Made from `portal/tabular/kinds/`:

    python -c "from pathlib import Path; from portal.tabular import kinds; Path('docs/errors.md').write_text(kinds.document(), encoding='utf-8')"

An *error* keeps data from being published; a *warning* asks to look; an *info* tells what was done. Rows are counted
as a spreadsheet shows them: the header is row 1. A row whose cells contain line breaks is one row, so after such a row
the numbers of a text editor's lines are larger. Words in `{braces}` are filled in; `code/variant` are the words for one
type, constraint or rule of that code. In examples `⏎` is the end of a line. How a report is built: [report.md](report.md).

A file whose structure makes its rows uncertain (an encoding that fails, an unclosed quotation mark, a cell that is too
long …) is not checked row by row: repair that first.
"""
HINTS = (
    "## What is said before the fix",
    "",
    "Where it is seen in the cell; the value that is suggested would pass, and nobody applies it.",
    "",
)
PLACES = {
    PACKAGE: "package",
    RESOURCE: "resource",
    SCHEMA: "schema",
    FIELD: "field",
    CHECK: "check",
}


def page(
    sections: Sequence[tuple[str, Sequence[Kind]]], hints: Sequence[Kind], languages: Sequence[str]
) -> str:
    """Return the page for kinds under headings, and for hints, in the words of each language."""
    lines = [HEAD]
    for title, kinds in sections:
        lines += [f"## {title}", ""]
        for kind in kinds:
            lines += _described(kind, languages)
    lines += HINTS
    for hint in hints:
        lines += _hint(hint, languages)
    return "\n".join(lines).rstrip() + "\n"


def _described(kind: Kind, languages: Sequence[str]) -> Iterator[str]:
    yield f"### `{kind.code}`"
    yield ""
    yield f"{kind.severity.capitalize()}, for {FIXERS[kind.fixer]['en']}. {_example(kind)}"
    yield ""
    for language in languages:
        yield f"- {language}: {kind.wrong[language]} **{kind.fix[language]}**"
    yield ""


def _hint(kind: Kind, languages: Sequence[str]) -> Iterator[str]:
    words = " · ".join(kind.fix[language] for language in languages)
    yield f"- `{kind.code.removeprefix('hint/')}`: {words} {_example(kind)}"


def _example(kind: Kind) -> str:
    example = kind.example
    if isinstance(example, Nothing):
        return f"No example: {example.reason}."
    where = ""
    if isinstance(example, Descriptor):
        where = f" in the {PLACES[example.place]}"
    if isinstance(example, Cell):
        where = f" in a field `{json.dumps(example.field, ensure_ascii=False)}`"
    if isinstance(example, Table) and example.checks:
        where = f" with the check `{json.dumps(example.checks[0], ensure_ascii=False)}`"
    if isinstance(example, Log):
        where = " as `repairs.csv`"
    if isinstance(example, Told):
        return f"Passes: {example.passing}. Fails: {example.failing}."
    return f"Passes{where}: {_shown(example.passing)}. Fails: {_shown(example.failing)}."


def _shown(text: str | bytes) -> str:
    """Return a text as code, with signs for what cannot be seen."""
    if isinstance(text, bytes):
        text = text.decode("ascii", "backslashreplace")
    if not text:
        return "(empty)"
    signs = "".join(
        "⏎" if c == "\n" else c if unicodedata.category(c)[0] != "C" else f"\\u{ord(c):04x}"
        for c in text
    )
    return f"`{signs}`"
