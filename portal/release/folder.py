"""Write the folder of a release: databases, downloads, settings, manifest."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from portal.release import downloads
from portal.release.catalog_db import write_catalog
from portal.release.data_db import write_data
from portal.release.inputs import software_versions
from portal.release.records import FileEntry, dump, hash_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.release.archive import Archive
    from portal.release.disk import Disk
    from portal.release.plan import Plan


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
        paths = downloads.paths_of(dataset)
        # Older software may not have made all of them.
        there = all(f"downloads/{path}" in known for path in paths)
        if entry.side.candidate is None and previous is not None and there:
            for path in paths:
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
        written |= {path: hash_file(folder / path) for path in paths}
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
