"""Check datasets against each other and against what is published, in a scratch folder."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING

import portal
from portal.catalog.descriptor import dataset_of
from portal.catalog.intake import read_dataset
from portal.database.writing import SCHEMA
from portal.exceptions import ReleaseError
from portal.release import assess
from portal.release.assess import CANDIDATE, PREVIOUS, RESTORED, Outcome, Side
from portal.release.candidate import candidate_of, check
from portal.release.store import UNFINISHED
from portal.tabular.report import Error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from portal.catalog.described import Described
    from portal.catalog.model import Dataset, Site
    from portal.release.archive import Archive, Withdrawal
    from portal.release.candidate import Candidate, Progress
    from portal.release.store import Release
    from portal.release.workplace import Workplace


@dataclass(frozen=True)
class Assessment:
    """Hold what was decided, and the connection whose schemas hold the tables."""

    site: Site
    staging: sqlite3.Connection
    outcomes: Mapping[str, Outcome]
    candidates: Mapping[str, Candidate]
    withdrawn: Mapping[str, Withdrawal]
    previous: Release | None
    """The release from which unchanged datasets are taken over."""

    @property
    def changed(self) -> list[str]:
        """Return the datasets whose content in the release differs from the previous one's."""
        return [
            name
            for name, outcome in self.outcomes.items()
            if outcome.side is not None and outcome.side.candidate is not None
        ]


@contextmanager
def assessing(
    workplace: Workplace,
    site: Site,
    candidates: Iterable[Candidate],
    *,
    previous: Release | None,
    anew: bool = False,
    alone: bool = False,
    scratch: Path | None = None,
    progress: Progress | None = None,
) -> Iterator[Assessment]:
    """Check what changed since ``previous`` and decide what goes into a release.

    ``anew`` checks also what has not changed; ``alone`` leaves out last good versions, so that
    only the ``candidates`` count. Tables are staged in a folder below ``scratch``, by default
    the system's, that lives as long as the context. Raises ReleaseError where a descriptor is
    changed meanwhile.
    """
    archive = workplace.archive
    withdrawn = archive.withdrawn()
    wanted = {one.name: one for one in candidates if not withdrawn.keys() & _names(one)}
    previous = previous if previous is not None and _same_contract(previous) else None
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=scratch) as made,
        _database(Path(made) / "staging.db") as staging,
    ):
        folder = Path(made)
        kept = {} if alone else _kept(staging, previous, withdrawn)
        unchanged = set() if anew else _unchanged(wanted, kept, previous)
        missing = {
            name: number
            for name, number in (archive.published().items() if not alone else ())
            if name not in kept and name not in withdrawn
        }
        restored = _restored(folder, archive, site, wanted, missing)
        for name, candidate in restored.items():
            if candidate.dataset is not None and candidate.valid:
                kept[name] = Side(candidate.dataset, RESTORED, candidate, missing[name])
                unchanged |= {name} if candidate is wanted.get(name) else set()
        if restored:
            staging.execute(f"attach ? as {RESTORED}", ((folder / "restored.db").as_uri(),))
        for name, candidate in wanted.items():
            if name not in unchanged and not candidate.facts:
                _hold_still(candidate, site)
                _check_numbers(candidate, archive)
                check(candidate, staging, CANDIDATE, progress)
        outcomes = assess.decide(staging, wanted, kept, frozenset(unchanged))
        for name, candidate in restored.items():
            outcomes.setdefault(name, Outcome(name, None, candidate))
        yield Assessment(site, staging, outcomes, wanted, withdrawn, previous)


def identify(site: Site, described: Iterable[Described]) -> tuple[Candidate, ...]:
    """Return what lies in ``datasets/`` identified by its files, and not checked yet."""
    return tuple(candidate_of(one, _environment(site)) for one in described)


def inputs_hash(site: Site, candidates: Iterable[Candidate], archive: Archive) -> str:
    """Return one SHA-256 over everything that decides what a release will hold.

    Its parts: the files of every dataset and what is wrong in its descriptor, what is
    withdrawn, ``metadata.json`` and the software. For candidates that were not checked yet.
    """
    parts = {
        "site": site.descriptor,
        "environment": _environment(site),
        "datasets": sorted(
            (one.folder.name, one.fingerprint, str(one.reports[0].errors)) for one in candidates
        ),
        "withdrawn": str(archive.withdrawn()),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def software_versions() -> dict[str, str]:
    """Return the versions of what checks and writes the data."""
    libraries = ("datasette", "frictionless", "sqlite-utils")
    return {
        "open-data-portal": portal.__version__,
        "contract": hashlib.sha256(SCHEMA.read_bytes()).hexdigest()[:12],
        **{name: installed_version(name) for name in libraries},
    }


def require_contract(release: Release) -> None:
    """Raise ReleaseError for a release that other software wrote under another contract."""
    if not _same_contract(release):
        raise ReleaseError(
            f"{release.name} was built by a version of the portal whose files differ;"
            " publish instead"
        )


def published(previous: Release | None) -> dict[str, Dataset]:
    """Return the datasets that a release holds, by name; none where it has another contract."""
    if previous is None or not _same_contract(previous):
        return {}
    with closing(sqlite3.connect(previous.folder / "catalog.db")) as connection:
        descriptors = connection.execute(
            "select descriptor from dataset where status != 'withdrawn' order by name"
        ).fetchall()
    datasets = [dataset_of(json.loads(descriptor)) for (descriptor,) in descriptors]
    return {dataset.name: dataset for dataset in datasets}


def _environment(site: Site) -> str:
    """Stand for all that decides about a dataset besides its files: software and defaults."""
    keys = ("publisher", "contactPoint", "topics")
    defaults = [site.languages[0], {key: site.descriptor.get(key) for key in keys}]
    parts = [software_versions(), defaults]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _same_contract(release: Release) -> bool:
    contract: object = release.manifest["software"]["contract"]
    return contract == software_versions()["contract"]


@contextmanager
def _database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database of the scratch folder, which need not survive a crash."""
    with closing(sqlite3.connect(path.as_uri(), uri=True)) as connection:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
        yield connection


def _names(candidate: Candidate) -> set[str]:
    dataset = candidate.dataset
    return {candidate.name, *(dataset.former_names if dataset is not None else ())}


def _kept(
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


def _unchanged(
    candidates: Mapping[str, Candidate], kept: Mapping[str, Side], previous: Release | None
) -> set[str]:
    known = previous.manifest["datasets"] if previous is not None else {}
    return {
        name
        for name, one in candidates.items()
        if name in kept and one.valid and known[name]["fingerprint"] == one.fingerprint
    }


def _restored(
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
    with _database(folder / "restored.db") as connection:
        for name, number in missing.items():
            version = archive.version(name, number)
            candidate = candidates.get(name)
            same = candidate is not None and candidate.content_hash == version.content_hash
            if candidate is None or candidate.dataset is None or not same:
                archive.restore(version, folder / "archive" / name)
                described = read_dataset(folder / "archive" / name, site)
                candidate = candidate_of(described, _environment(site))
            check(candidate, connection, RESTORED)
            staged[name] = candidate
    return staged


def _hold_still(candidate: Candidate, site: Site) -> None:
    """Raise ReleaseError where a descriptor was changed between being read and identified.

    Else the old one would be published under the hash of the new one, and stay.
    """
    was = candidate.described
    if was.dataset is None:
        return
    now = read_dataset(candidate.folder, site)
    if (now.dataset, now.checks) != (was.dataset, was.checks):
        raise ReleaseError(f"{candidate.folder}: changed while it was read; try again")


def _check_numbers(candidate: Candidate, archive: Archive) -> None:
    """Report former names under which other versions have the numbers of this dataset's."""
    dataset = candidate.dataset
    taken: set[int] = set()
    for name in (candidate.name, *(dataset.former_names if dataset is not None else ())):
        numbers = {version.number for version in archive.history([name])}
        if taken & numbers:
            candidate.reports[0].errors.append(
                Error(
                    "dataset-name-taken",
                    candidate.reports[0].file,
                    value=name,
                    rule="former",
                    pointer="/formerNames",
                    parameters={"others": candidate.name},
                )
            )
        taken |= numbers
