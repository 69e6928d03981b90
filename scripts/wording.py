"""Reports in words for people and as JSON for programs."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from portal.tabular import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.release.outcome import Outcome
    from portal.tabular.report import Error, Report


def verdict_line(name: str, reports: list[Report], waits_for: tuple[str, ...] = ()) -> str:
    """Return one line: the dataset, the verdict, and what was held against what."""
    errors = sum(report.count for report in reports)
    tables = [report for report in reports if report.resource is not None]
    rows = sum(report.rows for report in tables)
    if waits_for:
        return f"… {name}: waits for {', '.join(waits_for)}"
    if errors:
        return f"✗ {name}: {_count(errors, 'error')}, {_count(rows, 'row')} read"
    rules = sum(report.rules for report in tables)
    if not rules:
        return f"✓ {name}: {_count(rows, 'row')}; it publishes no rules to follow"
    return f"✓ {name}: {_count(rows, 'row')}, follows its {_count(rules, 'published rule')}"


def report_lines(reports: list[Report], language: str) -> Iterator[str]:
    """Yield every error and warning of a dataset: where, what, and how to fix it."""
    for report in reports:
        if report.errors or report.warnings:
            yield f"  {report.file}"
        for error in [*report.errors, *report.warnings]:
            yield f"    {_place(error)}{_printable(kinds.sentence(error, language))}"
            yield f"      → {_printable(kinds.advice(error, language))}"


def report_object(report: Report, language: str) -> dict[str, Any]:
    """Return a report as JSON has it (docs/operate.md, "Reports for programs")."""
    return {
        "resource": report.resource,
        "file": report.file,
        "valid": report.valid,
        **report.facts,
        "totals": report.totals,
        "errors": [_error_object(error, "error", language) for error in report.errors],
        "warnings": [_error_object(error, "warning", language) for error in report.warnings],
    }


def outcome_object(outcome: Outcome, reports: list[Report], language: str) -> dict[str, Any]:
    """Return what was decided about a dataset as JSON has it."""
    return {
        "name": outcome.name,
        "valid": outcome.refused is None,
        "waits_for": list(outcome.waits_for),
        "reports": [report_object(report, language) for report in reports],
    }


def _error_object(error: Error, severity: str, language: str) -> dict[str, Any]:
    return {
        "code": error.code,
        "severity": severity,
        "row": error.row,
        "field": error.field,
        "column": error.column,
        "value": error.value,
        "rule": error.rule,
        "pointer": error.pointer,
        "message": kinds.sentence(error, language),
        "fix": kinds.advice(error, language),
    }


def _place(error: Error) -> str:
    parts = [
        f"row {error.row}" if error.row is not None else "",
        f"column {error.column}" if error.column is not None else "",
        f"“{error.field}”" if error.field is not None else "",
        error.pointer or "",
    ]
    place = ", ".join(part for part in parts if part).replace(", “", " “")
    return f"{_printable(place)}: " if place else ""


def _printable(text: str) -> str:
    """Show control characters of a file by their escapes: they must not steer a terminal."""
    return "".join(
        f"\\x{ord(c):02x}" if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
