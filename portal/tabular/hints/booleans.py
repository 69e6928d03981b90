"""Words for yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.language.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

YES = frozenset(map(fold, ("true", "t", "yes", "y", "1", "on", "نعم", "صح", "صحيح")))
NO = frozenset(map(fold, ("false", "f", "no", "n", "0", "off", "لا", "خطأ", "كلا")))


def readings(text: str, yes: Sequence[str], no: Sequence[str]) -> Iterator[str]:
    """Yield the words of a schema, ``yes`` and ``no``, that a cell could stand for."""
    said = fold(text)
    yield from (word for word in (*yes, *no) if fold(word) == said)
    if said in YES and yes:
        yield yes[0]
    if said in NO and no:
        yield no[0]
