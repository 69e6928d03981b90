"""Read a text: cells are parted by a delimiter, or columns are of fixed width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.sources.delimited import proposed, read_delimited
from portal.draft.sources.fixed import is_likely, read_fixed

if TYPE_CHECKING:
    from pathlib import Path

    from portal.draft.model import Source
    from portal.draft.sources.asked import Asked

DELIMITED = frozenset((".csv", ".tsv", ".tab"))


def read_text(path: Path, asked: Asked) -> Source:
    """Return a text as it must be meant; raise DraftError where that is not certain."""
    if asked.layout is not None:
        return read_fixed(path, asked)
    if path.suffix.lower() in DELIMITED or "delimiter" in asked.dialect:
        return read_delimited(path, asked)
    if is_likely(path, proposed(path, asked)):
        return read_fixed(path, asked)
    return read_delimited(path, asked)
