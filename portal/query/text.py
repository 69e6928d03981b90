"""Judge, shorten and compare text that came with a request."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 60


def is_clean(text: str) -> bool:
    """Tell whether SQLite and JSON can carry ``text``: no NUL, no half of a surrogate pair."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def shown(text: str) -> str:
    """Return ``text`` as a message may quote it: short, and safe to encode."""
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return short.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that is most like ``word``, or None where none is; the last of equals."""
    by_fold = {name.casefold(): name for name in names}
    matches = difflib.get_close_matches(word[:SHOWN].casefold(), by_fold, n=1)
    return by_fold[matches[0]] if matches else None


def spellings(text: str) -> tuple[str, ...]:
    """Return the spellings by which ``text`` is looked for whatever its case.

    SQLite's LIKE ignores the case of ASCII letters only, so any other text is looked for in
    lower and upper case and with capitals too.
    """
    if text.isascii():
        return (text,)
    return tuple(dict.fromkeys((text, text.lower(), text.upper(), text.title())))
