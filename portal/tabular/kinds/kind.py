"""What is known about one kind of error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.tabular.kinds.example import Nothing, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.tabular.kinds.example import Example

SEVERITIES = ("error", "warning", "info")
"""An error keeps data from being published; a warning asks to look; an info tells what was done."""
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
    """One of SEVERITIES."""
    fixer: str
    """A key of FIXERS."""
    wrong: Mapping[str, str]
    """What is wrong, by language."""
    fix: Mapping[str, str]
    """How to fix it, by language."""
    example: Example
    """What passes and what fails, or why there is nothing to show."""


def kind(
    code: str,
    fixer: str,
    en: tuple[str, str],
    ar: tuple[str, str],
    *,
    example: Example | None = None,
    passing: str | None = None,
    failing: str | None = None,
    severity: str = "error",
) -> Kind:
    """Make a kind from what is wrong and how to fix it, in English and in Arabic.

    ``passing`` and ``failing`` are short for an example that is told, and not tried by a test.
    """
    if example is None:
        told = passing is not None and failing is not None
        example = Told(str(passing), str(failing)) if told else Nothing("")
    wrong = {"en": en[0], "ar": ar[0]}
    fix = {"en": en[1], "ar": ar[1]}
    return Kind(code, severity, fixer, wrong, fix, example)
