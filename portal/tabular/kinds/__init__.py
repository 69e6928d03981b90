"""The one table of error kinds: what is wrong and how to fix it, in every language.

It feeds terminal, pages and JSON alike. Nothing here needs Frictionless.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from portal.tabular.kinds import of_cells, of_descriptors, of_files, of_keys, of_rows
from portal.tabular.kinds.kind import FIXERS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.tabular.report import Error

LANGUAGES = ("en", "ar")
ATTRIBUTES = ("file", "resource", "row", "field", "column", "value", "rule", "pointer")
UNKNOWN = "—"
"""Stands where an error lacks what its sentence mentions."""
SECTIONS = (
    ("The file as a whole", of_files.KINDS),
    ("Header and rows, rules of the checklist", of_rows.KINDS),
    ("Types of cells", of_cells.TYPES),
    ("Constraints on cells", of_cells.CONSTRAINTS),
    ("Keys, other datasets, corrections", of_keys.KINDS),
    ("Descriptors", of_descriptors.KINDS),
)
KINDS: Mapping[str, Kind] = {kind.code: kind for _, kinds in SECTIONS for kind in kinds}
HINTS: Mapping[str, Kind] = {kind.code: kind for kind in of_cells.HINTS}
OTHER = Kind(
    "other",
    "error",
    "descriptor",
    {"en": "The rule {code} is broken: {value}", "ar": "مخالفة للقاعدة {code}: {value}"},
    {"en": "Correct it; the rule says: {note}", "ar": "التصحيح وفق القاعدة: {note}"},
)
"""What is said of a code that the table does not have."""


def kind_of(error: Error) -> Kind:
    """Return the kind of an error: of its constraint, type or rule where that has one of its own."""
    parameters = error.parameters
    for variant in (parameters.get("constraint"), parameters.get("type"), error.rule):
        if f"{error.code}/{variant}" in KINDS:
            return KINDS[f"{error.code}/{variant}"]
    return KINDS.get(error.code, OTHER)


def sentence(error: Error, language: str) -> str:
    """Return what is wrong, in ``language`` or, where there are no words in it, in English."""
    return _filled(kind_of(error).wrong, error, language)


def advice(error: Error, language: str) -> str:
    """Return how to fix it, in ``language`` or in English; what cannot be seen in a cell first."""
    fix = _filled(kind_of(error).fix, error, language)
    hint = HINTS.get(f"hint/{error.parameters.get('hint')}")
    return fix if hint is None else f"{_filled(hint.fix, error, language)} {fix}"


def document() -> str:
    """Return docs/errors.md, which is made from this table."""
    lines = [
        "# Errors",
        "",
        "Every kind of error that a check can report. Made from `portal/tabular/kinds/`:",
        "",
        "    python -c \"from pathlib import Path; from portal.tabular import kinds; Path('docs/errors.md').write_text(kinds.document(), encoding='utf-8')\"",
        "",
        "Rows are counted as a spreadsheet shows them: the header is row 1. A row whose cells contain line breaks is",
        "one row, so after such a row the numbers of a text editor's lines are larger. Words in `{braces}` are filled in;",
        "`code/variant` are the words for one type, constraint or rule of that code.",
        "",
        "A file whose structure makes its rows uncertain (an encoding that fails, an unclosed quotation mark, a cell that is too",
        "long …) is not checked row by row: repair that first.",
        "",
    ]
    for title, kinds in SECTIONS:
        lines += [f"## {title}", ""]
        for kind in kinds:
            lines += _described(kind)
    return "\n".join(lines).rstrip() + "\n"


def _filled(words: Mapping[str, str], error: Error, language: str) -> str:
    attributes = {name: getattr(error, name) for name in ATTRIBUTES}
    known = {name: value for name, value in attributes.items() if value is not None}
    values = defaultdict(lambda: UNKNOWN, {**known, "code": error.code, **error.parameters})
    template = words.get(language.split("-", maxsplit=1)[0], words["en"])
    return template.format_map(values)


def _described(kind: Kind) -> list[str]:
    lines = [f"### `{kind.code}`", "", f"{kind.severity.capitalize()}. To be fixed by "]
    lines[-1] += f"{FIXERS[kind.fixer]['en']}."
    for language in LANGUAGES:
        lines += ["", f"- {language}: {kind.wrong[language]} **{kind.fix[language]}**"]
    if kind.passing is not None:
        lines += ["", f"Passes: `{kind.passing}`. Fails: `{kind.failing}`."]
    return [*lines, ""]
