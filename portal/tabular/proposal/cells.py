"""What a cell looks like: enough to tell columns of numbers from labels, in Latin and Arabic script."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

MASK_LIMIT = 24
"""Characters of a code at most."""

# \d is any decimal digit, so also ٠–٩ and ۰–۹.
SIGN = r"[-+−]?"
DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f'’٬,.]\d{3})+|\d+)"
NUMBER = rf"{SIGN}(?:{DIGITS}(?:[.,٫]\d+)?|[.,٫]\d+)(?:[eE][-+]?\d+)?"
CURRENCY = r"(?:[$€£¥₪₺﷼¤]|[A-Z]{2,3}\$|[A-Z]{3}|د\.[أاإعمتبك]\.?|دينار|ريال|درهم|جنيه)"
MONTH = (
    r"(?i:jan|feb|f[ée]v|m[aä]r|a[pv]r|ma[iy]|ju[inl]|aug|ao[uû]|sep|o[ck]t|nov|de[czs])[\wéû]*\.?"
)
DATE = (
    rf"(?:\d{{4}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"
    rf"|\d{{1,2}}[-/. ]{MONTH}[-/. ]\d{{2,4}}|\d{{1,2}}[- ]{MONTH}|{MONTH}[-/. ](?:\d{{1,2}},? )?\d{{2,4}}"
    rf"|\d{{4}}[-_ ]?[QqTt][1-4])"
)
TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
ZONE = r"(?:Z|[-+]\d{2}:?\d{2})?"
PATTERNS = {
    "empty": r"\s*|(?i:n/?a|n\.a\.|null|nan|none|nil)|-+|–|—|\.+|:|\*|\\N|غير متوفر|لا ينطبق",
    "number": NUMBER,
    "date": DATE,
    "time": TIME + ZONE,
    "datetime": f"{DATE}[T ]{TIME}{ZONE}",
    "percent": f"{NUMBER} ?[%٪]|[%٪]{NUMBER}",
    "money": f"{SIGN}{CURRENCY} ?{NUMBER}|{NUMBER}[ \u00a0]?{CURRENCY}|\\({CURRENCY}?{NUMBER}\\)",
    "boolean": "(?i:true|false|yes|no|oui|non)|نعم|لا",
    "url": r"(?:https?|ftp)://\S+|www\.\S+",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
}
KINDS = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS.items()))
LONG = 400
"""Longer cells are texts; they are not looked at any closer."""


def kind_of(cell: str) -> str | None:
    """Return what a cell looks like, or None for a text."""
    return _kind_of(cell) if len(cell) <= LONG else None


@lru_cache(maxsize=1 << 13)
def _kind_of(cell: str) -> str | None:
    found = KINDS.fullmatch(cell.strip())
    return found.lastgroup if found else None


def mask_of(cell: str) -> str | None:
    """Return the shape of a code, ``A-9`` of AB-1234; None where it has no digit or is too long."""
    cell = cell.strip()
    if len(cell) > MASK_LIMIT or not any(map(str.isdigit, cell)):
        return None
    return "".join(shape for shape, _ in groupby(map(_class, cell)))


def _class(character: str) -> str:
    if character.isdigit():
        return "9"
    if character.isalpha():
        return "A" if character.isupper() else "a"
    return character
