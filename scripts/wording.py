"""Verdicts in words, for every verb that checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.layout import printable
from scripts.reading import count
from scripts.told import report_lines
from scripts.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.tabular.report import Report

__all__ = ["report_lines", "summary_line", "verdict_line"]


def verdict_line(name: str, reports: Sequence[Report], waits_for: tuple[str, ...] = ()) -> str:
    """Return one line: the dataset, the verdict, and what was held against what."""
    errors = sum(report.count for report in reports)
    tables = [report for report in reports if report.resource is not None]
    rows = sum(report.rows for report in tables)
    if waits_for:
        return f"… {name}: waits for {', '.join(waits_for)}"
    if errors:
        return f"✗ {name}: {count(errors, 'error')}, {count(rows, 'row')} read"
    rules = sum(report.rules for report in tables)
    if not rules:
        return f"✓ {name}: {count(rows, 'row')}; it publishes no rules to follow"
    return f"✓ {name}: {count(rows, 'row')}, follows its {count(rules, 'published rule')}"


def summary_line(shown: str, reports: Sequence[Report], *, valid: bool) -> str:
    """Return the verdict in Arabic with its counts."""
    tables = [report for report in reports if report.resource is not None]
    rows = sum(report.rows for report in tables)
    rejected = sum(report.rejected for report in tables)
    counts = {
        "errors": sum(report.count for report in reports),
        "notes": sum(len(report.warnings) for report in reports),
        "read": rows,
    }
    if all(report.judged for report in tables):
        counts |= {"accepted": rows - rejected, "rejected": rejected}
    listed = "؛ ".join(said("ar", name, count=number) for name, number in counts.items())
    return f"{'✓' if valid else '✗'} {printable(shown)}: {listed}"
