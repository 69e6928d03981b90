"""The portal's glossary (docs/glossary.md), for the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
COLUMNS = 6


@dataclass(frozen=True)
class Term:
    """Hold one thing and its word in both languages."""

    english: str
    arabic: str
    meaning: str
    source: str
    status: str


@dataclass(frozen=True)
class Section:
    """Hold the terms of one subject, whose name is in both languages."""

    english: str
    arabic: str
    terms: tuple[Term, ...]


@cache
def sections() -> tuple[Section, ...]:
    """Return the glossary as its page in the documentation has it."""
    found: list[Section] = []
    terms: list[Term] = []
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            english, _, arabic = line.removeprefix("## ").partition(" · ")
            terms = []
            found.append(Section(english, arabic, ()))
        elif line.startswith("| ") and found:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) == COLUMNS and cells[0] != "English" and set(cells[0]) != {"-"}:
                terms.append(Term(*cells[:5]))
                found[-1] = Section(found[-1].english, found[-1].arabic, tuple(terms))
    return tuple(section for section in found if section.terms)
