"""What is known about one kind of error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIXERS = {
    "file": {"en": "whoever makes the file", "ar": "مُعِدّ الملف"},
    "descriptor": {"en": "whoever describes the dataset", "ar": "مُعِدّ وصف مجموعة البيانات"},
    "machine": {"en": "whoever runs the portal", "ar": "مشغّل البوابة"},
}


@dataclass(frozen=True)
class Kind:
    """Hold the words for one kind of error.

    ``{placeholders}`` are attributes of an ``Error`` or its parameters. Sentences are plain; a value from a
    file stands last, after a colon, so that whoever shows it can set it apart.
    """

    code: str
    """As in ``Error.code``; ``code/variant`` for a constraint, a type or a rule of that kind."""
    severity: str
    """``error`` or ``warning``."""
    fixer: str
    """A key of FIXERS."""
    wrong: Mapping[str, str]
    """What is wrong, by language."""
    fix: Mapping[str, str]
    """How to fix it, by language."""
    passing: str | None = None
    failing: str | None = None


def kind(
    code: str,
    fixer: str,
    en: tuple[str, str],
    ar: tuple[str, str],
    *,
    passing: str | None = None,
    failing: str | None = None,
    severity: str = "error",
) -> Kind:
    """Make a kind from what is wrong and how to fix it, in English and in Arabic."""
    wrong = {"en": en[0], "ar": ar[0]}
    fix = {"en": en[1], "ar": ar[1]}
    return Kind(code, severity, fixer, wrong, fix, passing, failing)
