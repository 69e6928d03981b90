"""What is proposed about a bare file where nobody declared it, and what would confirm it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.tabular.nature import HEAD, nature_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portal.tabular.proposal import Doubt

SETTLED_BY = {
    "encoding": "encoding",
    "delimiter": "delimiter",
    "ragged": "delimiter",
    "quote": "quoteChar",
    "escape": "escapeChar",
}
"""What a person declares to settle a doubt; the others are about where the table is."""
PLACE = ("header", "headerRows", "commentChar", "commentRows")
"""What says where the table is in its file."""
SILENT = frozenset(("lineTerminator",))
"""What is proposed for other programs only: our reader takes every end of a line."""


@dataclass(frozen=True)
class Guess:
    """Hold what was proposed and not declared."""

    encoding: str | None
    """None where it is no guess: UTF-8, a byte order mark, or declared."""
    dialect: Mapping[str, Any]
    """Properties of a Table Dialect; those of a plain CSV file are not there."""
    doubts: Sequence[Doubt]
    """Why it may be wrong, unless what is declared settles it."""
    sample: Sequence[Sequence[str]]
    confirmation: Mapping[str, Any]
    """The properties to declare, ``encoding`` among them, so that nothing is a guess any more."""


def guess(
    path: Path, encoding: str | None, declared: Mapping[str, Any]
) -> tuple[str, dict[str, Any], Guess | None]:
    """Return the encoding and the dialect to read a file with, and what of it is a guess.

    Takes what is declared. Nothing is a guess where the file is a plain CSV file. Raises OSError
    where it cannot be read.
    """
    from portal.tabular.proposal import propose  # noqa: PLC0415  # only where it is asked

    with path.open("rb") as stream:
        if nature_of(stream.read(HEAD)) is not None:  # of a picture there is nothing to propose
            return encoding or "utf-8", dict(declared), None
    proposal = propose(path, encoding=encoding, dialect=declared)
    guessed = proposal.encoding if proposal.encoding_reason == "guessed" and not encoding else None
    dialect = {
        name: value
        for name, value in proposal.dialect.items()
        if name not in declared and name not in SILENT
    }
    doubts = [doubt for doubt in proposal.doubts if not _is_settled(doubt.code, encoding, declared)]
    found = None
    if guessed is not None or dialect or doubts:
        confirmation: dict[str, Any] = {} if guessed is None else {"encoding": guessed}
        confirmation |= dialect
        for doubt in doubts:
            confirmation |= _deciding(doubt.code, path, proposal.encoding, proposal.dialect)
        found = Guess(guessed, dialect, doubts, proposal.sample, confirmation)
    return encoding or proposal.encoding, {**proposal.dialect, **declared}, found


def _is_settled(code: str, encoding: str | None, declared: Mapping[str, Any]) -> bool:
    deciding = SETTLED_BY.get(code)
    if deciding == "encoding":
        return encoding is not None
    return any(name in declared for name in (PLACE if deciding is None else (deciding,)))


def _deciding(code: str, path: Path, encoding: str, dialect: Mapping[str, Any]) -> dict[str, Any]:
    """Return what settles a doubt in favour of what was proposed."""
    usual = {
        "encoding": encoding,
        "delimiter": "\t" if path.suffix.lower() == ".tsv" else ",",
        "quoteChar": '"',
        "escapeChar": None,
    }
    name = SETTLED_BY.get(code)
    if name is not None:
        value = dialect.get(name, usual[name])
        return {} if value is None else {name: value}
    if not dialect.get("header", True):
        return {"header": False}
    return {"headerRows": dialect.get("headerRows", [1])}
