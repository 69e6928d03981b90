"""Reports as one JSON object for programs: our own format, described in docs/report.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.tabular import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.tabular.report import Error, Report

VERSION = 1
"""The version of the format: a program that knows it reads every report with this number."""
SCHEMA = "report.schema.json"
"""The file beside this one that describes the format as JSON Schema."""


@dataclass(frozen=True)
class Verdict:
    """Say what was decided about one dataset, its keys to others included."""

    name: str
    valid: bool
    waits_for: tuple[str, ...] = ()


def report_document(
    reports: Sequence[Report],
    language: str,
    limit: int | None = None,
    verdicts: Sequence[Verdict] = (),
) -> dict[str, Any]:
    """Return the reports of any number of files as one object.

    The sentences are in ``language``. ``limit`` is the number of errors, and of warnings, that are
    listed; without it all that were kept are. Where a list is cut every file keeps a fair share of
    it, ``truncated`` says so, and the totals stay true. ``verdicts`` are those of whole datasets,
    where whole datasets were checked.
    """
    shares = _shares([len(report.errors) for report in reports], limit)
    more = _shares([len(report.warnings) for report in reports], limit)
    errors = [
        error_object(error, "error", language)
        for report, share in zip(reports, shares, strict=True)
        for error in report.errors[:share]
    ]
    warnings = [
        error_object(error, severity_of_warning(error), language)
        for report, share in zip(reports, more, strict=True)
        for error in report.warnings[:share]
    ]
    objects = [
        _report_object(report, cut=share < report.count or extra < len(report.warnings))
        for report, share, extra in zip(reports, shares, more, strict=True)
    ]
    valid = [*(report.valid for report in reports), *(verdict.valid for verdict in verdicts)]
    return {
        "version": VERSION,
        "language": language,
        "valid": all(valid),
        "truncated": any(one["truncated"] for one in objects),
        "totals": _sum(one["totals"] for one in objects),
        "warning_totals": _sum(one["warning_totals"] for one in objects),
        "errors": errors,
        "warnings": warnings,
        "datasets": [
            {"name": one.name, "valid": one.valid, "waits_for": list(one.waits_for)}
            for one in verdicts
        ],
        "reports": objects,
    }


def error_object(error: Error, severity: str, language: str) -> dict[str, Any]:
    """Return one error with its place, its rule and its words."""
    return {
        "code": error.code,
        "severity": severity,
        "file": error.file,
        "resource": error.resource,
        "row": error.row,
        "field": error.field,
        "column": error.column,
        "value": error.value,
        "rule": error.rule,
        "message": kinds.sentence(error, language),
        "fix": kinds.advice(error, language),
        "suggestion": error.suggestion,
        "pointer": error.pointer,
        "fixer": kinds.kind_of(error).fixer,
    }


def severity_of_warning(error: Error) -> str:
    """Return ``warning`` or ``info`` for what a report has among its warnings."""
    return "info" if kinds.kind_of(error).severity == "info" else "warning"


def _report_object(report: Report, *, cut: bool) -> dict[str, Any]:
    noticed = Counter(error.code for error in report.warnings)
    return {
        "valid": report.valid,
        "input": {
            "file": report.file,
            "resource": report.resource,
            "bytes": report.bytes,
            "sha256": report.sha256,
            "encoding": report.encoding,
            "encoding_reason": report.encoding_reason,
            "dialect": dict(report.dialect),
            "dialect_reason": report.dialect_reason,
        },
        "rows": {
            "read": report.rows,
            "accepted": report.rows - report.rejected if report.judged else None,
            "rejected": report.rejected if report.judged else None,
        },
        "rules": report.rules,
        "totals": report.totals,
        "warning_totals": dict(noticed.most_common()),
        "truncated": cut,
    }


def _shares(counts: Sequence[int], limit: int | None) -> list[int]:
    """Divide ``limit`` among lists: the short ones whole, the long ones evenly."""
    if limit is None:
        return list(counts)
    shares = [0] * len(counts)
    left = limit
    for place, position in enumerate(sorted(range(len(counts)), key=counts.__getitem__)):
        shares[position] = min(counts[position], left // (len(counts) - place))
        left -= shares[position]
    return shares


def _sum(totals: Iterable[dict[str, int]]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for one in totals:
        counted.update(one)
    return dict(counted.most_common())
