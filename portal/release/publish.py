"""Build a release beside the current one and switch to it; withdraw; roll back.

The order is what makes it safe (docs/decisions/4-releases.md): everything is written out of
sight and synced, versions go into the archive as pending, the finished folder gets its name, the
pointer is replaced, the pending versions become history, old releases go. Whoever dies at any
of these steps leaves either the old or the new release whole, and the next run cleans up.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.catalog.intake import read_catalog
from portal.catalog.site import read_site
from portal.exceptions import ReleaseError
from portal.release import build, folder
from portal.release.archive import Withdrawal
from portal.release.assess import parents_of
from portal.release.assessment import assessing, inputs_hash
from portal.release.disk import Disk
from portal.release.store import Release, release_name
from portal.release.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from portal.release.assess import Outcome
    from portal.release.candidate import Progress


@dataclass(frozen=True)
class Publication:
    """Say what a publication did."""

    release: Release | None
    """The release that is current now; None where nothing could be published yet."""
    outcomes: Mapping[str, Outcome]
    changed: tuple[str, ...]
    """Datasets whose published content is new in this release."""
    refused: tuple[str, ...]
    """Datasets whose update was refused or waits."""
    nothing_new: bool


def publish(
    root: Path,
    now: datetime,
    *,
    dry_run: bool = False,
    disk: Disk | None = None,
    progress: Progress | None = None,
) -> Publication:
    """Publish what lies in ``datasets/``: check what changed, build a release, switch to it.

    ``now`` is the clock (aware, in UTC). With ``dry_run`` everything is decided and nothing is
    published. Raises LockedError while another process publishes, ReleaseError when the disk
    is full or a release is damaged, ArchiveError for a damaged archive, SettingsError for a
    wrong ``metadata.json``.
    """
    workplace = Workplace(root, disk or Disk())
    with workplace.writing():
        site = read_site(root)
        described = read_catalog(root, site)
        previous = workplace.store.current()
        inputs = inputs_hash(workplace, site, described)
        if previous is not None and previous.manifest["inputs_hash"] == inputs:
            refused = tuple(previous.manifest["refused"])
            return Publication(previous, {}, (), refused, nothing_new=True)
        with assessing(
            workplace, site, described, previous=previous, progress=progress
        ) as assessment:
            plan = folder.plan_of(assessment, workplace.archive, now, inputs)
            release = previous if dry_run else _release(workplace, plan)
            return Publication(
                release,
                assessment.outcomes,
                tuple(assessment.changed),
                tuple(n for n, o in assessment.outcomes.items() if o.refused is not None),
                nothing_new=False,
            )


def load(
    root: Path, target: Path, now: datetime, *, progress: Progress | None = None
) -> Mapping[str, Outcome]:
    """Build ``data.db`` and ``catalog.db`` in ``target`` from ``datasets/``, publishing nothing.

    Returns what was decided about each dataset; refused ones are left out.
    """
    workplace = Workplace(root)
    site = read_site(root)
    target.mkdir(parents=True, exist_ok=True)
    with assessing(
        workplace,
        site,
        read_catalog(root, site),
        previous=None,
        anew=True,
        alone=True,
        progress=progress,
    ) as assessment:
        plan = folder.plan_of(assessment, workplace.archive, now, inputs_hash="")
        for name, write in (("data.db", folder.write_data), ("catalog.db", folder.write_catalog)):
            beside = target / f"{name}.tmp"
            workplace.disk.remove(beside)
            write(beside, plan)
            workplace.disk.rename(beside, target / name)
        return assessment.outcomes


def withdraw(root: Path, name: str, reason: str, now: datetime) -> Publication:
    """Withdraw a dataset: from the next release on, its pages answer 410 with the reason.

    Raises ReleaseError for a dataset that is not published or that others point to.
    """
    workplace = Workplace(root)
    with workplace.writing():
        children = _children(workplace, name)
        if children:
            raise ReleaseError(
                f"{name} cannot be withdrawn: {', '.join(children)} point to it. Withdraw them"
                " first, or take the foreign key out of their schemas"
            )
        workplace.archive.withdraw(name, Withdrawal(reason, f"{now:%Y-%m-%dT%H:%M:%SZ}"))
    return publish(root, now)


def readmit(root: Path, name: str, now: datetime) -> Publication:
    """Publish a withdrawn dataset again, from what lies in ``datasets/`` or in the archive."""
    workplace = Workplace(root)
    with workplace.writing():
        if workplace.archive.withdrawal(name) is None:
            raise ReleaseError(f"{name} is not withdrawn")
        workplace.archive.readmit(name)
    return publish(root, now)


def roll_back(root: Path, name: str | None, now: datetime) -> Release:
    """Bring back the content of an older release, the one before the current by default.

    The content becomes a release of its own, newer than the current one, so that readers
    notice the switch and every version that was published since stays at its address.
    """
    workplace = Workplace(root)
    with workplace.writing():
        store, archive, disk = workplace.store, workplace.archive, workplace.disk
        current = store.current()
        older = [release for release in store.releases() if release != current]
        if current is None or not older:
            raise ReleaseError("There is no older release to go back to")
        source = store.find(name) if name else older[0]
        manifest = source.manifest
        gone = [n for n in manifest["datasets"] if archive.withdrawal(n) is not None]
        if gone:
            raise ReleaseError(
                f"{source.name} holds {', '.join(gone)}, withdrawn since; a rollback would publish"
                " it again. Choose a later release, or readmit it first"
            )
        stamp = f"{now:%Y-%m-%dT%H:%M:%SZ}"
        new = release_name(now, manifest["content_hash"], current.name)
        target = store.begin(new)
        for path in sorted(source.folder.rglob("*")):
            copy = target / path.relative_to(source.folder)
            if path.is_dir():
                disk.make_folder(copy)
            elif path.name not in {"catalog.db", "manifest.json"}:
                disk.copy(path, copy)
        shutil.copyfile(source.folder / "catalog.db", target / "catalog.db")
        with closing(sqlite3.connect(target / "catalog.db")) as connection:
            build.restamp(connection, new, stamp, source.name, archive)
        disk.step("catalog.db")
        disk.sync(target / "catalog.db")
        restored = {
            "release": new,
            "built_at": stamp,
            "restored_from": source.name,
            "previous": current.name,
            "outputs": folder.outputs(target),
        }
        disk.write(target / "manifest.json", folder.dump(manifest | restored))
        release = store.finish(new)
        store.switch(release)
        store.prune()
        return release


def _release(workplace: Workplace, plan: folder.Plan) -> Release:
    """Write a release as planned, switch to it and settle the archive."""
    store, archive = workplace.store, workplace.archive
    for entry in plan.entries.values():
        candidate = entry.side.candidate
        if candidate is not None and entry.is_new:
            archive.add(replace(entry.version, release=plan.name), candidate.folder)
    target = store.begin(plan.name)
    folder.write(workplace.disk, archive.folder, target, plan)
    release = store.finish(plan.name)
    store.switch(release)
    archive.settle(plan.name)
    store.prune()
    return release


def _children(workplace: Workplace, name: str) -> list[str]:
    """Return the published datasets whose keys point to a dataset; it must be published."""
    current = workplace.store.current()
    site = read_site(workplace.root)
    with assessing(workplace, site, (), previous=current) as assessment:
        sides = [o.side for o in assessment.outcomes.values() if o.side is not None]
        datasets = [side.dataset for side in sides]
    if name not in {dataset.name for dataset in datasets}:
        raise ReleaseError(f"{name} is not published; `portal releases` tells what is")
    return sorted(d.name for d in datasets if name in parents_of(d))
