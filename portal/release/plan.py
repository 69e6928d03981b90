"""What a release will be called and hold, before anything of it is written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.exceptions import ReleaseError
from portal.release.inputs import software_versions
from portal.release.records import Version
from portal.release.store import release_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portal.catalog.model import Dataset
    from portal.release.archive import Archive
    from portal.release.assessment import Assessment
    from portal.release.outcome import Outcome, Side
    from portal.tabular.report import Report


@dataclass(frozen=True)
class Entry:
    """Say what a release tells of one dataset that it holds."""

    outcome: Outcome
    side: Side
    version: Version
    """The version that the release holds."""
    history: tuple[Version, ...]
    """Every version so far, this one included."""

    @property
    def is_new(self) -> bool:
        """Tell whether the archive does not have this version yet."""
        return self.version.release == ""


@dataclass(frozen=True)
class Plan:
    """Hold what is known of a release before it is written."""

    name: str
    built_at: str
    content_hash: str
    inputs_hash: str
    after: str | None
    """The release that is current until then."""
    assessment: Assessment
    entries: Mapping[str, Entry]

    @property
    def datasets(self) -> dict[str, Dataset]:
        """Return the datasets of the release, parents before children."""
        return {name: entry.side.dataset for name, entry in self.entries.items()}


def plan_of(
    assessment: Assessment, archive: Archive, now: datetime, inputs_hash: str, after: str | None
) -> Plan:
    """Settle what a release will be called and hold; its name sorts after ``after``."""
    stamp = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    entries = {
        outcome.name: _entry(archive, outcome, outcome.side, stamp)
        for outcome in assessment.outcomes.values()
        if outcome.side is not None
    }
    content_hash = _content_hash(assessment, entries)
    name = release_name(now, content_hash, after)
    return Plan(name, stamp, content_hash, inputs_hash, after, assessment, entries)


def _entry(archive: Archive, outcome: Outcome, side: Side, now: str) -> Entry:
    """Find the version number of what a release will hold, or count on from the last one.

    A new version names no release yet (``release=""``).
    """
    history = archive.history([outcome.name, *side.dataset.former_names])
    candidate = side.candidate
    if side.version is not None:
        return Entry(outcome, side, archive.version(outcome.name, side.version), tuple(history))
    if candidate is None:
        raise ReleaseError(f"{outcome.name}: neither published nor a candidate")
    if history and history[-1].content_hash == candidate.content_hash:
        return Entry(outcome, side, history[-1], tuple(history))
    version = Version(
        dataset=outcome.name,
        number=history[-1].number + 1 if history else 1,
        published_at=now,
        content_hash=candidate.content_hash,
        rows=sum(facts.rows for facts in candidate.facts.values()),
        files=candidate.files,
        reports=tuple(_summary(report) for report in candidate.reports),
        release="",
    )
    return Entry(outcome, side, version, (*history, version))


def _content_hash(assessment: Assessment, entries: Mapping[str, Entry]) -> str:
    """Return a SHA-256 over what a release publishes, free of clocks and machines."""
    parts = [
        [name, entry.outcome.status, entry.version.content_hash, entry.side.dataset.descriptor]
        for name, entry in sorted(entries.items())
    ]
    reasons = {name: withdrawal.reason for name, withdrawal in assessment.withdrawn.items()}
    settings = [assessment.site.descriptor, reasons, software_versions()]
    return hashlib.sha256(json.dumps([parts, settings], sort_keys=True).encode()).hexdigest()


def _summary(report: Report) -> dict[str, Any]:
    """Return what a version keeps of a report for ever; a published report has no errors."""
    return {
        "resource": report.resource,
        "file": report.file,
        "verdict": "valid",
        **report.facts,
        "warnings": [{"code": w.code, **w.parameters} for w in report.warnings],
    }
