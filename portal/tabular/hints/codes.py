"""Codes that a spreadsheet or a keyboard has changed: leading zeros, case, hyphens."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.tabular.hints.passing import Passing

DASHES = re.compile("[\u2010-\u2015\u2212]")
LONGEST = 20
"""Digits of a code that may have lost zeros."""


def readings(text: str, passing: Passing) -> tuple[str | None, list[str]]:
    """Return ``zeros`` where zeros may be lost, and what a code could have been."""
    if text.isascii() and text.isdigit() and len(text) < LONGEST:
        filled = [
            candidate
            for length in range(len(text) + 1, LONGEST + 1)
            if passing.passes(candidate := text.zfill(length))
        ]
        if len(filled) == 1:
            return "zeros", filled
        short = len(text) < passing.field.constraints.get("minLength", 0)
        return ("zeros" if short or filled else None), []
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    if not passing.pattern:
        return None, [plain]
    return None, [plain, plain.upper(), plain.lower()]
