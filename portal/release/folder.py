"""Write the folder of a release: databases, downloads, settings, manifest."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import portal
from portal.database import catalog
from portal.database.writing import create_catalog
from portal.exceptions import ReleaseError
from portal.release import build, downloads
from portal.release.archive import FileEntry, Version, hash_file
from portal.release.assessment import software_versions
from portal.release.store import release_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from portal.catalog.model import Dataset
    from portal.release.archive import Archive
    from portal.release.assess import Outcome, Side
    from portal.release.assessment import Assessment
    from portal.release.disk import Disk


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


def write(disk: Disk, archive: Archive, folder: Path, plan: Plan) -> None:
    """Write everything that a release holds into ``folder``, synced; the manifest comes last."""
    write_data(folder / "data.db", plan)
    disk.step("data.db")
    disk.sync(folder / "data.db")
    files = _write_downloads(disk, archive, folder / "downloads", plan)
    write_catalog(folder / "catalog.db", plan, files)
    disk.step("catalog.db")
    disk.sync(folder / "catalog.db")
    disk.write(folder / "metadata.json", dump(plan.assessment.site.descriptor))
    outputs = {f"downloads/{path}": asdict(entry) for path, entry in files.items()}
    for name in ("data.db", "catalog.db", "metadata.json"):
        outputs[name] = asdict(hash_file(folder / name))
    disk.write(folder / "manifest.json", dump(_manifest(plan, outputs)))


def dump(value: object) -> bytes:
    """Return JSON as the files of a release hold it."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def write_data(path: Path, plan: Plan) -> None:
    """Write ``data.db`` as planned."""
    sides = [entry.side for entry in plan.entries.values()]
    build.write_data(plan.assessment.staging, path, sides)


def write_catalog(path: Path, plan: Plan, files: Mapping[str, FileEntry] | None = None) -> None:
    """Write ``catalog.db`` as planned; ``files`` are the downloads, if there are."""
    assessment = plan.assessment
    with closing(create_catalog(path)) as connection:
        if assessment.previous is not None:
            previous = assessment.previous.folder / "catalog.db"
            connection.execute("attach ? as previous", (str(previous),))
        catalog.write_release(
            connection,
            id=plan.name,
            built_at=plan.built_at,
            content_hash=plan.content_hash,
            software_version=portal.__version__,
        )
        catalog.write_topics(connection, assessment.site)
        for name, entry in plan.entries.items():
            build.write_dataset(
                connection,
                assessment.staging,
                entry.outcome,
                entry.side,
                entry.version,
                plan.datasets,
                plan.built_at,
            )
            build.write_versions(connection, name, entry.history)
        for file, written in sorted((files or {}).items()):
            row = downloads.file_row(file.partition("/")[0], file, written)
            catalog.write_file(connection, row)
        for outcome in assessment.outcomes.values():
            build.write_refused(connection, outcome, plan.built_at)
        for name, withdrawal in sorted(assessment.withdrawn.items()):
            in_previous = assessment.previous is not None
            build.write_withdrawn(
                connection, assessment.site, name, withdrawal, in_previous=in_previous
            )
        connection.commit()


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
        reports=tuple(build.report_summary(report) for report in candidate.reports),
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


def _write_downloads(
    disk: Disk, archive: Archive, folder: Path, plan: Plan
) -> dict[str, FileEntry]:
    """Make the downloads of what is new; files of unchanged datasets get a second name.

    Returns what was written, by path below ``folder``.
    """
    disk.make_folder(folder)
    previous = plan.assessment.previous
    known = previous.manifest["outputs"] if previous is not None else {}
    written = {}
    for name, entry in plan.entries.items():
        disk.make_folder(folder / name)
        dataset = entry.side.dataset
        if entry.side.candidate is None and previous is not None:
            for path in downloads.paths_of(dataset):
                disk.copy(previous.folder / "downloads" / path, folder / path)
                written[path] = FileEntry(**known[f"downloads/{path}"])
            continue
        for resource in dataset.resources:
            base = folder / name / resource.table
            source = archive.object(entry.version.files[resource.path], entry.version)
            downloads.write_csv(disk, source, resource, base.with_suffix(".csv"))
            staging, place = plan.assessment.staging, entry.side.place
            downloads.write_json(disk, staging, place, resource, base.with_suffix(".json"))
        if dataset.corrections:
            target = folder / name / f"{name}{downloads.CORRECTIONS}"
            downloads.write_corrections(disk, dataset, target)
        written |= {path: hash_file(folder / path) for path in downloads.paths_of(dataset)}
    return written


def _manifest(plan: Plan, outputs: Mapping[str, Any]) -> dict[str, Any]:
    assessment = plan.assessment
    known = assessment.previous.manifest["datasets"] if assessment.previous else {}
    datasets = {}
    for name, entry in plan.entries.items():
        candidate = entry.side.candidate
        datasets[name] = {
            "status": entry.outcome.status,
            "version": entry.version.number,
            "content_hash": entry.version.content_hash,
            "fingerprint": candidate.fingerprint if candidate else known[name]["fingerprint"],
        }
    return {
        "release": plan.name,
        "built_at": plan.built_at,
        "software": software_versions(),
        "content_hash": plan.content_hash,
        "inputs_hash": plan.inputs_hash,
        "inputs": {
            f"datasets/{candidate.folder.name}/{path}": asdict(entry)
            for candidate in assessment.candidates.values()
            for path, entry in sorted(candidate.files.items())
        },
        "outputs": outputs,
        "datasets": datasets,
        "withdrawn": sorted(assessment.withdrawn),
        "refused": sorted(n for n, o in assessment.outcomes.items() if o.refused is not None),
        "previous": plan.after,
    }
