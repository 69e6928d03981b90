"""How a bare file was read where nobody had said so, and how to confirm it."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from scripts.bare_options import flags
from scripts.layout import printable
from scripts.reading import dialect_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.release.guess import Guess
    from scripts.layout import Look

SAMPLE = 3
"""Rows of the sample that are shown."""


def confirming(guess: Guess) -> str:
    """Return the options that declare what was guessed; none where a descriptor must."""
    return shlex.join(flags(guess.confirmation))


def guess_lines(guess: Guess, look: Look) -> Iterator[str]:
    """Yield what was guessed with a sample, and how to confirm it."""
    words = [] if guess.encoding is None else [guess.encoding]
    words.append(dialect_words(guess.dialect) or "a plain CSV file")
    yield from look.wrapped(printable(f"Read as: {', '.join(words)} (a guess)"), "  ", "    ")
    for row in guess.sample[:SAMPLE]:
        yield f"    | {look.cut(printable(' | '.join(row)), look.width - 6)}"
    command = printable(confirming(guess))
    if command:
        yield from look.wrapped(f"To confirm, give: {command}", "  ", "    ")
    encoding = guess.confirmation.get("encoding")
    described = {} if encoding is None else {"encoding": encoding}
    dialect = {name: v for name, v in guess.confirmation.items() if name != "encoding"}
    if dialect:
        described["dialect"] = dialect
    written = json.dumps(described, ensure_ascii=False)[1:-1]
    start = "or" if command else "To confirm,"
    yield from look.wrapped(f"{start} write into the descriptor: {written}", "  ", "    ")
