"""Strings, truth values and cells of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from portal.tabular.screen.reading import Reading, encodable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.catalog.model import Field

# Each describes less than Frictionless takes: what is left out is put before it.
FORMATS = {
    "binary": r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "email": (
        r"[A-Za-z0-9_+-]{1,20}(?:\.[A-Za-z0-9_+-]{1,20}){0,2}"
        r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,40}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,20}"
    ),
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]*",
    "uuid": r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
}
TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")


def string(field: Field, _described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read a string, which is the cell itself."""
    guards = {}
    if field.format != "default":
        if field.format not in FORMATS:
            return ()
        guards["format"] = text.str.contains(rf"\A(?:{FORMATS[field.format]})\z")
    return (Reading(text, guards, _text, pl.String),)


def whatever(_field: Field, _described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read a cell of the type "any", which is the cell itself."""
    return (Reading(text, {}, _text, pl.String),)


def boolean(_field: Field, described: Mapping[str, Any], text: pl.Expr) -> tuple[Reading, ...]:
    """Read a truth value as 1 or 0; a word on both lists is false, as for Frictionless."""
    true = described.get("trueValues", TRUE)
    false = described.get("falseValues", FALSE)
    lists = isinstance(true, list | tuple) and isinstance(false, list | tuple)
    if not lists or not all(isinstance(word, str) for word in (*true, *false)):
        return ()
    words = dict.fromkeys(true, 1) | dict.fromkeys(false, 0)
    value = (
        pl.when(text.is_in(_meaning(words, 1)))
        .then(pl.lit(1, pl.Int64))
        .when(text.is_in(_meaning(words, 0)))
        .then(pl.lit(0, pl.Int64))
    )

    def limit(raw: Any) -> int | None:
        return (
            int(raw) if isinstance(raw, bool) else words.get(raw) if isinstance(raw, str) else None
        )

    return (Reading(value, {"word": value.is_not_null()}, limit, pl.Int64),)


def _meaning(words: Mapping[str, int], truth: int) -> pl.Series:
    meant = [word for word, value in words.items() if value == truth and encodable(word)]
    return pl.Series(meant, dtype=pl.String)


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and encodable(raw) else None
