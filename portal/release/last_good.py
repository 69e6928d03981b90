"""The last good version of every dataset: in the previous release, or only in the archive any more."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from portal.catalog.descriptor import dataset_of
from portal.catalog.intake import read_dataset
from portal.database.writing import unguarded
from portal.exceptions import ReleaseError
from portal.release.candidate import candidate_of, check
from portal.release.inputs import environment, software_versions
from portal.release.outcome import PREVIOUS, RESTORED, Side
from portal.release.store import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from portal.catalog.model import Dataset, Site
    from portal.release.archive import Archive
    from portal.release.candidate import Candidate
    from portal.release.store import Release
    from portal.release.workplace import Workplace


def published(previous: Release | None) -> dict[str, Dataset]:
    """Return the datasets that a release holds, by name; none where it has another contract."""
    if previous is None or not same_contract(previous):
        return {}
    with closing(sqlite3.connect(previous.folder / "catalog.db")) as connection:
        descriptors = connection.execute(
            "select descriptor from dataset where status != 'withdrawn' order by name"
        ).fetchall()
    datasets = [dataset_of(json.loads(descriptor)) for (descriptor,) in descriptors]
    return {dataset.name: dataset for dataset in datasets}


def known(workplace: Workplace, site: Site) -> dict[str, Dataset]:
    """Return all that is published, also what only the archive still has, as after ``rm -rf build``.

    Without it, a dataset whose parent's folder has gone as well would seem to point to nothing.
    """
    archive = workplace.archive
    found = published(workplace.store.current())
    gone = found.keys() | archive.withdrawn().keys()
    lost = {name: number for name, number in archive.published().items() if name not in gone}
    if not lost:
        return found
    with tempfile.TemporaryDirectory(prefix=UNFINISHED) as scratch:
        for name, number in lost.items():
            folder = Path(scratch) / name
            archive.restore(archive.version(name, number), folder)
            dataset = read_dataset(folder, site).dataset
            if dataset is not None:
                found[name] = dataset
    return found


def require_contract(release: Release) -> None:
    """Raise ReleaseError for a release that other software wrote under another contract."""
    if not same_contract(release):
        raise ReleaseError(
            f"{release.name} was built by a version of the portal whose files differ;"
            " publish instead"
        )


def same_contract(release: Release) -> bool:
    """Tell whether this software reads and copies the files of a release as its own."""
    contract: object = release.manifest["software"]["contract"]
    return contract == software_versions()["contract"]


def from_previous(
    staging: sqlite3.Connection, previous: Release | None, withdrawn: Collection[str]
) -> dict[str, Side]:
    """Return what the previous release holds, its tables attached as ``previous``."""
    if previous is None:
        return {}
    data = (previous.folder / "data.db").resolve().as_uri()
    staging.execute(f"attach ? as {PREVIOUS}", (f"{data}?mode=ro&immutable=1",))
    known = previous.manifest["datasets"]
    return {
        name: Side(dataset, PREVIOUS, None, known[name]["version"])
        for name, dataset in published(previous).items()
        if name not in withdrawn
    }


def from_archive(
    folder: Path,
    archive: Archive,
    site: Site,
    candidates: Mapping[str, Candidate],
    missing: Mapping[str, int],
) -> dict[str, Candidate]:
    """Stage last good versions that only the archive still has, as after ``rm -rf build``.

    A candidate that is the very same version is taken in its place.
    """
    if not missing:
        return {}
    staged = {}
    with unguarded(folder / "restored.db") as connection:
        for name, number in missing.items():
            version = archive.version(name, number)
            candidate = candidates.get(name)
            same = candidate is not None and candidate.content_hash == version.content_hash
            if candidate is None or candidate.dataset is None or not same:
                archive.restore(version, folder / "archive" / name)
                described = read_dataset(folder / "archive" / name, site)
                candidate = candidate_of(described, environment(site))
            check(candidate, connection, RESTORED)
            staged[name] = candidate
    return staged
