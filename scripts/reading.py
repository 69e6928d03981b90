"""How a file was read, and what became of its rows, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.layout import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portal.tabular.report import Report
    from scripts.layout import Look

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", ":": "colon"}
REASONS = {
    "bom": "byte order mark",
    "utf-8": "",
    "default": "",
    "declared": "declared",
    "guessed": "a guess",
}


def reading_words(report: Report) -> str:
    """Return how a file was read where that is not as a plain UTF-8 file with commas, else ``""``."""
    parts = []
    if report.encoding is not None and (report.encoding, report.encoding_reason) != (
        "utf-8",
        "utf-8",
    ):
        parts.append(_with_reason(report.encoding, report.encoding_reason))
    words = dialect_words(report.dialect)
    if words:
        parts.append(_with_reason(words, report.dialect_reason))
    return "; ".join(parts)


def reading_lines(reports: Iterable[Report], look: Look) -> Iterator[str]:
    """Yield how files of which nothing else is said were read, where that is not as usual."""
    for report in reports:
        words = reading_words(report)
        if words and report.valid and not report.warnings:
            yield from look.wrapped(printable(f"{report.file}: read as {words}"), "  ", "    ")


def dialect_words(dialect: Mapping[str, Any]) -> str:
    """Return what is unusual in a Table Dialect, in words."""
    parts: list[str] = []
    delimiter = dialect.get("delimiter", ",")
    if delimiter != ",":
        parts.append(DELIMITERS.get(delimiter, f"delimiter {delimiter}"))
    quote = dialect.get("quoteChar", '"')
    if quote != '"':
        parts.append(f"quotation mark {quote}" if quote else "no quotation marks")
    if dialect.get("escapeChar"):
        parts.append(f"escape sign {dialect['escapeChar']}")
    if not dialect.get("header", True):
        parts.append("no header")
    elif list(dialect.get("headerRows") or [1]) != [1]:
        parts.append(f"header in row {', '.join(map(str, dialect['headerRows']))}")
    for name, words in (("commentChar", "comments begin with"), ("commentRows", "without rows")):
        if dialect.get(name):
            value = dialect[name]
            parts.append(
                f"{words} {value if isinstance(value, str) else ', '.join(map(str, value))}"
            )
    if dialect.get("skipInitialSpace"):
        parts.append("blanks after delimiters skipped")
    return ", ".join(parts)


def file_words(report: Report, *, reading: bool = True) -> str:
    """Return what became of the rows of a file with errors, and how it was read if not as usual.

    Without ``reading`` the latter is left out.
    """
    parts = []
    if any(error.code.endswith(("-label", "-header", "-data")) for error in report.errors):
        parts.append("no row accepted, because the header is not right")
    elif report.judged and report.rejected:
        accepted = report.rows - report.rejected
        parts.append(f"{accepted:,} of {count(report.rows, 'row')} accepted")
    elif report.resource is not None and not report.judged and report.rows:
        parts.append("rows not checked")
    words = reading_words(report) if reading else ""
    return "; ".join([*parts, *([f"read as {words}"] if words else [])])


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _with_reason(words: str, reason: str | None) -> str:
    why = REASONS.get(reason or "", reason or "")
    return f"{words} ({why})" if why else words
