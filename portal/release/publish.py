"""Build a release beside the current one and switch to it; withdraw and readmit.

The order is what makes it safe (docs/decisions/4-releases.md): everything is written out of
sight and synced, versions go into the archive as pending, the finished folder gets its name, the
pointer is replaced, the pending versions become history, old releases go. Whoever dies at any
of these steps leaves either the old or the new release whole, and the next run cleans up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.catalog.intake import read_catalog
from portal.catalog.site import read_site
from portal.exceptions import RequestError
from portal.release import folder
from portal.release.assessment import assessing
from portal.release.disk import Disk
from portal.release.inputs import identify, inputs_hash
from portal.release.last_good import known, published
from portal.release.plan import plan_of
from portal.release.records import Withdrawal
from portal.release.relations import parents_of
from portal.release.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from portal.release.candidate import Progress
    from portal.release.outcome import Outcome
    from portal.release.plan import Plan
    from portal.release.store import Release


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
    executor: Executor | None = None,
) -> Publication:
    """Publish what lies in ``datasets/``: check what changed, build a release, switch to it.

    ``now`` is the clock (aware, in UTC). With ``dry_run`` everything is decided and nothing is
    published. ``executor`` checks large tables at the same time. Raises LockedError while another process publishes, ReleaseError when the disk
    is full or a release is damaged, ArchiveError for a damaged archive, SettingsError for a
    wrong ``metadata.json``.
    """
    workplace = Workplace(root, disk or Disk())
    with workplace.writing():
        return _publish(workplace, now, dry_run=dry_run, progress=progress, executor=executor)


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


def _publish(
    workplace: Workplace,
    now: datetime,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Publication:
    """Publish as the only writer."""
    store, archive = workplace.store, workplace.archive
    site = read_site(workplace.root)
    current = store.current()
    candidates = identify(site, read_catalog(workplace.root, site, known(workplace, site)))
    inputs = inputs_hash(site, candidates, archive)
    if current is not None and current.manifest["inputs_hash"] == inputs:
        refused = tuple(current.manifest["refused"])
        return Publication(current, {}, (), refused, nothing_new=True)
    store.folder.mkdir(parents=True, exist_ok=True)
    with assessing(
        workplace,
        site,
        candidates,
        previous=current,
        scratch=store.folder,
        progress=progress,
        executor=executor,
    ) as assessment:
        after = current.name if current is not None else None
        plan = plan_of(assessment, archive, now, inputs, after)
        release = current if dry_run else _release(workplace, plan)
        return Publication(
            release,
            assessment.outcomes,
            tuple(assessment.changed),
            tuple(n for n, o in assessment.outcomes.items() if o.refused is not None),
            nothing_new=False,
            withdrawn=tuple(c.name for c in candidates if c.name not in assessment.candidates),
        )


def _release(workplace: Workplace, plan: Plan) -> Release:
    """Write a release as planned and switch to it."""
    store, archive = workplace.store, workplace.archive
    for entry in plan.entries.values():
        candidate = entry.side.candidate
        if candidate is not None and entry.is_new:
            archive.add(replace(entry.version, release=plan.name), candidate.folder)
    folder.write(workplace.disk, archive, store.begin(plan.name), plan)
    return workplace.switch(plan.name)
