"""All that a page says of one report, decided before anything is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.language.visible import visible
from portal.tabular.quality.findings import Finding, findings_of
from portal.tabular.quality.rows import Excerpt, excerpt_of, header_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from portal.tabular.report import Report

MOST_FINDINGS = 100
MOST_STEPS = 5
SHIFTING = frozenset(
    ("extra-cell", "quote-misplaced", "row-delimiter", "several-tables", "text-after-quote")
)
"""What moves cells into other columns, where they look wrong though they are not."""
DEFAULTS = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "headerRows": [1],
    "lineTerminator": "\r\n",
}
"""What a page need not say of a dialect; the delimiter is always said."""


@dataclass(frozen=True)
class Step:
    """Say what to repair, once for all the columns where the same helps."""

    finding: Finding
    count: int
    columns_left: int
    """Columns besides that of the finding."""


@dataclass(frozen=True)
class QualityView:
    """Hold what a page says of one report."""

    report: Report
    verdict: str
    """``valid``, ``invalid`` or ``waiting``."""
    checked_at: str | None
    steps: tuple[Step, ...]
    """What to repair, the most valuable first."""
    steps_left: int
    structure_first: bool
    """Whether no cell was checked, because it is not certain where cells begin."""
    findings: tuple[Finding, ...]
    findings_left: int
    hints: tuple[Finding, ...]
    excerpt: Excerpt | None
    dialect: tuple[tuple[str, Markup], ...]
    """What the dialect says beyond the delimiter and the defaults."""

    @property
    def delimiter(self) -> str:
        """Return what stands between two cells."""
        return str(self.report.dialect.get("delimiter", ","))

    @property
    def worth_showing(self) -> bool:
        """Tell whether there is anything to say; a descriptor without findings goes unsaid."""
        return self.report.resource is not None or bool(self.findings or self.hints)


def quality_view(
    report: Report,
    language: str,
    rows: Mapping[int, Sequence[str]] | None = None,
    *,
    hints: Mapping[tuple[str, str | None, str | None], int] | None = None,
    checked_at: str | None = None,
) -> QualityView:
    """Return what to say of a report in a language.

    ``rows`` are the raw cells of the rows that ``rows_to_show`` names, as far as they could be
    read. ``hints`` counts the report's warnings where it holds only some of them.
    """
    if hints is None:
        hints = Counter((one.code, one.field, one.rule) for one in report.warnings)
    findings, left = findings_of(report.errors, report.counts, language, MOST_FINDINGS)
    noticed, _unsaid = findings_of(report.warnings, hints, language, MOST_FINDINGS)
    steps = _steps(findings, header_rows(report))
    return QualityView(
        report=report,
        verdict=_verdict(report),
        checked_at=checked_at,
        steps=tuple(steps[:MOST_STEPS]),
        steps_left=sum(1 + step.columns_left for step in steps[MOST_STEPS:]) + left,
        structure_first=report.resource is not None and not (report.valid or report.judged),
        findings=tuple(findings),
        findings_left=left,
        hints=tuple(noticed),
        excerpt=excerpt_of(report, rows or {}, language),
        dialect=tuple(
            (name, visible(str(value)))
            for name, value in report.dialect.items()
            if name != "delimiter" and not name.startswith("$") and DEFAULTS.get(name) != value
        ),
    )


def _verdict(report: Report) -> str:
    if report.valid:
        return "valid"
    return "waiting" if {code for code, _field, _rule in report.counts} == {"waits"} else "invalid"


def _steps(findings: Sequence[Finding], headers: tuple[int, ...]) -> list[Step]:
    """Return what to do: first what the rest depends on, then what repairs most."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        # What is not about cells says where it is in its own sentence.
        helps = finding.fix if finding.scope == "cell" else finding.whole
        alike.setdefault((finding.code, helps), []).append(finding)
    steps = [
        Step(group[0], sum(one.count for one in group), len(group) - 1) for group in alike.values()
    ]
    return sorted(steps, key=lambda step: (_urgency(step.finding, headers), -step.count))


def _urgency(finding: Finding, headers: tuple[int, ...]) -> int:
    """Return what comes first: the file, its header, what moves cells, then by number."""
    if finding.scope == "file":
        return 0
    if finding.row in headers:
        return 1
    return 2 if finding.code in SHIFTING else 3
