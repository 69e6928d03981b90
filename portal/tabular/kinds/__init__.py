"""The one table of error kinds: what is wrong and how to fix it, in every language.

It feeds terminal, pages and JSON alike. Nothing here needs Frictionless.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from portal.tabular.kinds import (
    of_bare,
    of_cells,
    of_checklist,
    of_checks,
    of_descriptors,
    of_files,
    of_hints,
    of_keys,
    of_natures,
    of_references,
    of_repairs,
    of_rows,
    of_structure,
    of_workbooks,
)
from portal.tabular.kinds.example import Nothing
from portal.tabular.kinds.kind import Kind
from portal.tabular.kinds.page import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.tabular.report import Error

LANGUAGES = ("en", "ar")
ATTRIBUTES = (
    "file",
    "resource",
    "row",
    "field",
    "column",
    "value",
    "rule",
    "pointer",
    "suggestion",
)
UNKNOWN = "—"
"""Stands where an error lacks what its sentence mentions."""
SECTIONS = (
    ("The file as a whole", of_files.KINDS),
    ("Files that are no tables", of_natures.NATURES),
    ("Files that may be read in several ways", of_natures.DOUBTS),
    ("How it is cut into rows and cells", of_structure.KINDS),
    ("Header and rows", of_rows.KINDS),
    ("Rules of a checklist", of_checklist.KINDS),
    ("Rules between the cells of a row", of_checks.KINDS),
    ("Types of cells", of_cells.TYPES),
    ("Constraints on cells", of_cells.CONSTRAINTS),
    ("What should be looked at in cells", of_cells.NOTICES),
    ("Keys, other datasets, corrections", of_keys.KINDS),
    ("Descriptors", of_descriptors.KINDS),
    ("Names in descriptors", of_references.KINDS),
    ("Repairs and the file as it was received", of_repairs.KINDS),
    ("Tables outside a portal", of_bare.KINDS),
    ("Excel workbooks", of_workbooks.KINDS),
)
KINDS: Mapping[str, Kind] = {kind.code: kind for _, kinds in SECTIONS for kind in kinds}
HINTS: Mapping[str, Kind] = {kind.code: kind for kind in of_hints.KINDS}
OTHER = Kind(
    "other",
    "error",
    "descriptor",
    {"en": "The rule {code} is broken: {value}", "ar": "مخالفة للقاعدة {code}: {value}"},
    {"en": "Correct it; the rule says: {note}", "ar": "التصحيح وفق القاعدة: {note}"},
    Nothing("it stands for codes that nobody has put into words yet"),
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
    """Return how to fix it, in ``language`` or in English.

    What cannot be seen in a cell comes first, then what it could be meant to hold, then the rule.
    """
    fix = kind_of(error).fix
    hints = [f"hint/{error.parameters.get('hint')}"]
    if error.suggestion is not None and "{suggestion}" not in fix["en"]:
        hints.append("hint/suggestion")
    words = [HINTS[hint].fix for hint in hints if hint in HINTS]
    return " ".join(_filled(part, error, language) for part in [*words, fix])


def document() -> str:
    """Return docs/errors.md, which is made from this table."""
    return page(SECTIONS, of_hints.KINDS, LANGUAGES)


def _filled(words: Mapping[str, str], error: Error, language: str) -> str:
    attributes = {name: getattr(error, name) for name in ATTRIBUTES}
    known = {name: value for name, value in attributes.items() if value is not None}
    values = defaultdict(lambda: UNKNOWN, {**known, "code": error.code, **error.parameters})
    template = words.get(language.split("-", maxsplit=1)[0], words["en"])
    return template.format_map(values)
