"""A column that the screen does not know: Frictionless is asked once for each of its texts.

Its reader of cells needs a few microseconds, a row before the judge needs twenty and more. So
asking pays even where all texts differ; only texts that it refuses are read in vain, because the
judge reads them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from portal.tabular.batch import INTEGERS
from portal.tabular.screen.field import reason_of
from portal.tabular.screen.patience import longest
from portal.tabular.values import LITERAL, InexactError, converter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from portal.catalog.model import Field
    from portal.tabular.values import Value

    Answer = tuple[Value, bool]

UNSURE: Answer = (None, False)
TRIED = 1_000
"""Texts that are asked for in a chunk before it shows that most of them are refused."""
KNOWN = 20_000
"""Texts whose answers are kept, and those of one more chunk."""
SHORT = 100
"""Characters of a text whose answer is kept."""


class Asked:
    """Know of the cells of one field what Frictionless says of them."""

    def __init__(self, field: Field, described: Mapping[str, Any], column: str) -> None:
        """Take the field, how the schema has it written, and the name of its column of texts."""
        self.reason = reason_of(field, pl.col(column))
        """The cell where it is a labelled missing value, else null; None if the field has none."""
        self._field = field
        self._described = described
        self._convert = converter(field, described)
        self._dtype = (
            pl.Int64
            if field.type in INTEGERS
            else pl.Float64
            if field.type == "number"
            else pl.String
        )
        pattern = field.constraints.get("pattern")
        self._longest = longest(pattern) if isinstance(pattern, str) else None
        self._known: dict[str, Answer] = {}
        self._ask: Callable[[str], Answer] | None = None

    def look(self, cells: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Return the typed value of each cell, and whether it is certain that it is accepted.

        No cell is null. The value is null where the cell stands for none, and where it is unsure.
        """
        texts = cells.unique(maintain_order=True)
        values, certain = zip(*self._answers(texts), strict=True) if len(texts) else ((), ())
        answers = pl.DataFrame(
            {"text": texts, "value": values, "certain": certain},
            {"text": pl.String, "value": self._dtype, "certain": pl.Boolean},
        )
        found = cells.to_frame("text").join(answers, "text", "left", maintain_order="left")
        return found["value"], found["certain"]

    def _answers(self, texts: Iterable[str]) -> list[Answer]:
        ask = self._ask = self._ask or self._asker()
        answers = []
        asked = refused = 0
        if len(self._known) > KNOWN:
            self._known.clear()
        for text in texts:
            answer = self._known.get(text)
            if answer is None and asked >= TRIED and refused * 2 > asked:
                answer = UNSURE
            elif answer is None:
                answer = ask(text)
                asked += 1
                refused += not answer[1]
                if len(text) <= SHORT:
                    self._known[text] = answer
            answers.append(answer)
        return answers

    def _asker(self) -> Callable[[str], Answer]:
        """Return what asks Frictionless for one text; nothing is sure where it refuses the field."""
        from portal.tabular.judge import FAILURES, reader_of  # noqa: PLC0415  # it is heavy

        read = reader_of(self._field, self._described)
        if read is None:
            return lambda _text: UNSURE
        convert = self._convert
        literal = self._field.type in LITERAL
        most = self._longest

        def ask(text: str) -> Answer:
            if most is not None and len(text) > most:
                return UNSURE
            try:
                value, notes = read(text)
                if notes:
                    return UNSURE
                if value is not None and convert is not None:
                    value = convert(text if literal else value)
            except (InexactError, *FAILURES):
                return UNSURE
            return value, True

        return ask
