"""How a bare file may be read: a proposal, shown to a person and then checked as strictly as any.

Nothing is read wrongly without a doubt that says so: where two ways to read a file are plausible,
the proposal is not certain, and a person decides.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from portal.tabular.proposal.cut import Way
from portal.tabular.proposal.doubt import Doubt, shown
from portal.tabular.proposal.encoding import encoding_of
from portal.tabular.proposal.header import header_like_data
from portal.tabular.proposal.rest import Rest
from portal.tabular.proposal.score import ranked
from portal.tabular.proposal.table import find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portal.tabular.proposal.encoding import Guess
    from portal.tabular.proposal.score import Scored

__all__ = ["Doubt", "Proposal", "header_like_data", "propose"]

HEAD = 1 << 18
"""Bytes from which a dialect is proposed."""
LINES = 2_000
"""Lines of them at most."""
CLOSE = 0.8
"""An alternative that is so much as good as what is proposed makes it doubtful."""
PLAUSIBLE = 0.4
"""An alternative that is so much as good is named."""
FEW = 3
"""So many rows prove little: any plausible alternative makes them doubtful."""
RAGGED = 0.6
"""Less than this share of the lines in rows of one width is no table."""
SAMPLE_ROWS, SAMPLE_CELLS, SAMPLE_CHARACTERS = 8, 30, 80

WAY = {
    "delimiter": "delimiter",
    "quoteChar": "quote",
    "escapeChar": "escape",
    "skipInitialSpace": "skip",
}
"""Properties of a Table Dialect, and the attributes of a way to cut."""
HEADER = frozenset(("header", "headerRows", "commentChar", "commentRows"))


@dataclass(frozen=True)
class Proposal:
    """Hold how a file may be read."""

    encoding: str
    """The name to declare."""
    encoding_reason: str
    """``bom``, ``utf-8``, ``declared`` or ``guessed``."""
    dialect: Mapping[str, Any] = field(default_factory=dict)
    """A Table Dialect: what is given, and what else differs from the defaults."""
    doubts: Sequence[Doubt] = ()
    """Why it may be wrong."""
    sample: Sequence[Sequence[str]] = ()
    """The first rows of the table, cut with it."""
    alternatives: Sequence[Mapping[str, Any]] = ()
    """Other dialects that are plausible."""

    @property
    def certain(self) -> bool:
        """Tell whether nothing is in doubt."""
        return not self.doubts


def propose(
    path: Path, *, encoding: str | None = None, dialect: Mapping[str, Any] | None = None
) -> Proposal:
    """Return how a bare file may be read.

    What is given as ``encoding`` and in ``dialect`` (properties of a Table Dialect) is kept, and
    the rest is proposed from the first HEAD bytes and a look at the end. The default (a comma or,
    in a .tsv, a tab; ``"``; one header row) is what is proposed where nothing speaks against it.

    Raises ``LookupError`` where ``encoding`` is the name of no encoding, ``OSError`` where the
    file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        guess = encoding_of(stream, head, encoding)
        rest = Rest(stream, guess.codec)
        return _proposal(path, head, guess, rest, dialect or {})


def _proposal(
    path: Path, head: bytes, guess: Guess, rest: Rest, dialect: Mapping[str, Any]
) -> Proposal:
    """Return what is proposed for a file of a known encoding."""
    doubts = [Doubt("encoding", parameters={"encoding": guess.name})] if guess.doubtful else []
    lines = _lines(head.decode(guess.codec, errors="replace"), whole=len(head) < HEAD)
    given = {**dialect, **dialect.get("csv", {})}
    usual = "\t" if path.suffix.lower() == ".tsv" else ","
    fixed = frozenset(WAY[name] for name in given.keys() & WAY.keys())
    way = Way(
        given.get("delimiter", usual),
        given.get("quoteChar", '"') or "",
        given.get("escapeChar") or "",
        bool(given.get("skipInitialSpace")),
    )
    ways = ranked(lines, way, usual, fixed)
    best = ways[0]
    table = find(best.records, best.width)
    proposed = _dialect(best.way, usual)
    if any("\r" in line for line in lines) and not any("\n" in line for line in lines):
        proposed["lineTerminator"] = "\r"
    against = _doubts(ways, best, table.start)
    if HEADER.isdisjoint(given) and "ragged" not in {doubt.code for doubt in against}:
        proposed |= table.dialect
        doubts += table.doubts or rest.comments(table.dialect.get("commentChar"), table.comments)
    doubts += against
    doubts += rest.signs(best.way, fixed)
    doubts += rest.footer(best)
    return Proposal(
        guess.name,
        guess.reason,
        {**proposed, **given},
        tuple(doubts),
        _sample(best, table.start),
        tuple(_dialect(other.way, usual) for other in _plausible(ways, PLAUSIBLE)),
    )


def _lines(text: str, *, whole: bool) -> list[str]:
    """Return the first lines of a text, with their ends, without one that is cut off."""
    lines = list(islice(io.StringIO(text.removeprefix("\ufeff"), newline=""), LINES))
    return lines if whole or len(lines) < 2 or len(lines) == LINES else lines[:-1]


def _dialect(way: Way, usual: str) -> dict[str, Any]:
    """Return a way to cut as the properties of a Table Dialect that differ from the defaults."""
    dialect: dict[str, Any] = {}
    if way.delimiter != usual:
        dialect["delimiter"] = way.delimiter
    if way.quote != '"':
        dialect["quoteChar"] = way.quote
    if way.escape:
        dialect["escapeChar"] = way.escape
    if way.skip:
        dialect["skipInitialSpace"] = True
    return dialect


def _plausible(ways: Sequence[Scored], share: float) -> list[Scored]:
    """Return the ways that are nearly as good as the best one, and give more than one column."""
    best = ways[0]
    return [way for way in ways[1:] if way.width > 1 and way.score >= best.score * share]


def _doubts(ways: Sequence[Scored], best: Scored, start: int) -> list[Doubt]:
    """Return what speaks against cutting a text in the best way."""
    doubts = []
    rows = [record for record in best.records[start:] if record.filled]
    for other in _plausible(ways, CLOSE if len(rows) > FEW else PLAUSIBLE):
        parameters = {"delimiter": shown(best.way.delimiter), "other": shown(other.way.delimiter)}
        doubts.append(Doubt("delimiter", parameters=parameters))
    total = sum(record.lines for record in rows)
    even = sum(record.lines for record in rows if record.width == best.width)
    if even < total * RAGGED:
        doubts.append(Doubt("ragged", parameters={"delimiter": shown(best.way.delimiter)}))
    return doubts


def _sample(best: Scored, start: int) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a table, shortened."""
    rows = best.records[start : start + SAMPLE_ROWS]
    return tuple(
        tuple(cell[:SAMPLE_CHARACTERS] for cell in row.cells[:SAMPLE_CELLS]) for row in rows
    )
