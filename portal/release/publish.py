"""Build a release beside the current one and switch to it; withdraw; roll back.

The order is what makes it safe (docs/decisions/4-releases.md): everything is written out of
sight and synced, versions go into the archive as pending, the finished folder gets its name, the
pointer is replaced, the pending versions become history, old releases go. Whoever dies at any
of these steps leaves either the old or the new release whole, and the next run cleans up.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from portal.catalog.intake import read_catalog
from portal.catalog.site import read_site, site_of
from portal.exceptions import RequestError
from portal.release import build, folder
from portal.release.archive import Withdrawal, hash_file
from portal.release.assessment import (
    assessing,
    identify,
    inputs_hash,
    published,
    require_contract,
)
from portal.release.disk import Disk
from portal.release.relations import parents_of
from portal.release.store import Release, release_name
from portal.release.workplace import Workplace, troubles

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
    withdrawn: tuple[str, ...] = ()
    """Withdrawn datasets whose folders are still there."""


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
        return _publish(workplace, now, dry_run=dry_run, progress=progress)


def load(
    root: Path, target: Path, now: datetime, *, progress: Progress | None = None
) -> Mapping[str, Outcome]:
    """Build ``data.db`` and ``catalog.db`` in ``target`` from ``datasets/``, publishing nothing.

    Returns what was decided about each dataset; refused ones are left out.
    """
    workplace = Workplace(root)
    site = read_site(root)
    candidates = identify(site, read_catalog(root, site))
    with troubles(root):
        target.mkdir(parents=True, exist_ok=True)
        with assessing(
            workplace, site, candidates, previous=None, anew=True, alone=True, progress=progress
        ) as assessment:
            plan = folder.plan_of(assessment, workplace.archive, now, inputs_hash="", after=None)
            parts = {"data.db": folder.write_data, "catalog.db": folder.write_catalog}
            for name, write in parts.items():
                beside = target / f"{name}.tmp"
                workplace.disk.remove(beside)
                write(beside, plan)
                workplace.disk.rename(beside, target / name)
            return assessment.outcomes


def withdraw(
    root: Path, name: str, reason: str, now: datetime, *, disk: Disk | None = None
) -> Publication:
    """Withdraw a dataset: from the next release on, its pages answer 410 with the reason.

    Withdrawing again gives another reason. Raises RequestError for a dataset that is not
    published or that others point to.
    """
    workplace = Workplace(root, disk or Disk())
    with workplace.writing():
        datasets = published(workplace.store.current())
        before = workplace.archive.withdrawn().get(name)
        children = sorted(d.name for d in datasets.values() if name in parents_of(d))
        if children:
            raise RequestError(
                f"{name} cannot be withdrawn: {', '.join(children)} point to it. Withdraw them"
                " first, or take the foreign key out of their schemas"
            )
        if name in datasets:
            former_names = datasets[name].former_names
        elif before is not None:
            former_names = before.former_names
        else:
            raise RequestError(f"{name} is not published; `portal releases` tells what is")
        withdrawal = Withdrawal(reason, f"{now:%Y-%m-%dT%H:%M:%SZ}", former_names)
        workplace.archive.withdraw(name, withdrawal)
        return _publish(workplace, now)


def readmit(root: Path, name: str, now: datetime, *, disk: Disk | None = None) -> Publication:
    """Publish a withdrawn dataset again, from what lies in ``datasets/`` or in the archive."""
    workplace = Workplace(root, disk or Disk())
    with workplace.writing():
        if not workplace.archive.readmit(name):
            raise RequestError(f"{name} is not withdrawn")
        return _publish(workplace, now)


def roll_back(root: Path, name: str | None, now: datetime, *, disk: Disk | None = None) -> Release:
    """Bring back the content of an older release, the one before the current by default.

    The content becomes a release of its own, newer than the current one, so that readers
    notice the switch and every version that was published since stays at its address.
    """
    workplace = Workplace(root, disk or Disk())
    with workplace.writing():
        store, archive, disk = workplace.store, workplace.archive, workplace.disk
        current = store.current()
        older = [release for release in store.releases() if release != current]
        if current is None or not older:
            raise RequestError("There is no older release to go back to")
        source = store.find(name) if name else older[0]
        require_contract(source)
        manifest = source.manifest
        withdrawn = archive.withdrawn()
        gone = [n for n in manifest["datasets"] if n in withdrawn]
        if gone:
            raise RequestError(
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
            connection.execute("attach ? as previous", (str(current.folder / "catalog.db"),))
            site = site_of(json.loads((source.folder / "metadata.json").read_bytes()))
            build.restamp(connection, site, new, stamp, source.name, archive)
        disk.step("catalog.db")
        disk.sync(target / "catalog.db")
        catalog = asdict(hash_file(target / "catalog.db"))
        restored = {
            "release": new,
            "built_at": stamp,
            "restored_from": source.name,
            "previous": current.name,
            "withdrawn": sorted(withdrawn),
            "outputs": manifest["outputs"] | {"catalog.db": catalog},
        }
        disk.write(target / "manifest.json", folder.dump(manifest | restored))
        return _switch(workplace, new)


def _publish(
    workplace: Workplace,
    now: datetime,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Publication:
    """Publish as the only writer."""
    store, archive = workplace.store, workplace.archive
    site = read_site(workplace.root)
    current = store.current()
    candidates = identify(site, read_catalog(workplace.root, site, published(current)))
    inputs = inputs_hash(site, candidates, archive)
    if current is not None and current.manifest["inputs_hash"] == inputs:
        refused = tuple(current.manifest["refused"])
        return Publication(current, {}, (), refused, nothing_new=True)
    store.folder.mkdir(parents=True, exist_ok=True)
    with assessing(
        workplace, site, candidates, previous=current, scratch=store.folder, progress=progress
    ) as assessment:
        after = current.name if current is not None else None
        plan = folder.plan_of(assessment, archive, now, inputs, after)
        release = current if dry_run else _release(workplace, plan)
        return Publication(
            release,
            assessment.outcomes,
            tuple(assessment.changed),
            tuple(n for n, o in assessment.outcomes.items() if o.refused is not None),
            nothing_new=False,
            withdrawn=tuple(c.name for c in candidates if c.name not in assessment.candidates),
        )


def _release(workplace: Workplace, plan: folder.Plan) -> Release:
    """Write a release as planned and switch to it."""
    store, archive = workplace.store, workplace.archive
    for entry in plan.entries.values():
        candidate = entry.side.candidate
        if candidate is not None and entry.is_new:
            archive.add(replace(entry.version, release=plan.name), candidate.folder)
    folder.write(workplace.disk, archive, store.begin(plan.name), plan)
    return _switch(workplace, plan.name)


def _switch(workplace: Workplace, name: str) -> Release:
    """Give a release that is written its name, make it the current one and settle the archive."""
    store = workplace.store
    release = store.finish(name)
    store.switch(release)
    workplace.archive.settle(release)
    store.prune()
    return release
