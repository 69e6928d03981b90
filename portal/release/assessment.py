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
from portal.release import assess
from portal.release.assess import PREVIOUS, RESTORED, Side, parents_of
from portal.release.candidate import Candidate, candidate_of, check, environment_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.catalog.described import Described
    from portal.catalog.model import Site
    from portal.release.archive import Withdrawal
    from portal.release.assess import Outcome
    from portal.release.candidate import Progress
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
    described: Collection[Described],
    *,
    previous: Release | None,
    anew: bool = False,
    alone: bool = False,
    progress: Progress | None = None,
) -> Iterator[Assessment]:
    """Check what changed since ``previous`` and decide what goes into a release.

    ``anew`` checks also what has not changed; ``alone`` leaves out last good versions, so that
    only what is in ``described`` counts. The scratch folder lives as long as the context.
    """
    archive = workplace.archive
    withdrawn = archive.withdrawn()
    environment = _environment(site)
    wanted = [one for one in described if one.name not in withdrawn]
    candidates = {one.name: candidate_of(one, environment) for one in wanted}
    with (
        tempfile.TemporaryDirectory(prefix="portal-") as scratch,
        closing(sqlite3.connect((Path(scratch) / "staging.db").as_uri(), uri=True)) as staging,
    ):
        staging.executescript("pragma journal_mode = off; pragma synchronous = off;")
        kept = _kept(staging, previous)
        gone = _renamed(candidates, kept) | withdrawn.keys()
        kept = {name: side for name, side in kept.items() if name not in gone}
        unchanged = frozenset() if anew else _unchanged(candidates, kept, previous)
        for one in wanted:
            if one.name not in unchanged:
                check(candidates[one.name], one, staging, progress)
        if not alone:
            kept |= _restored(staging, Path(scratch), workplace, site, candidates, {*kept, *gone})
        outcomes = assess.decide(staging, candidates, kept, unchanged)
        yield Assessment(site, staging, outcomes, candidates, withdrawn, previous)


def inputs_hash(workplace: Workplace, site: Site, described: Collection[Described]) -> str:
    """Return one SHA-256 over everything that decides what a release will hold.

    Its parts: the files of every dataset, what is withdrawn, ``metadata.json`` and the software.
    """
    archive = workplace.archive
    environment = _environment(site)
    parts = {
        "site": site.descriptor,
        "environment": environment,
        "datasets": sorted(
            (one.folder.name, candidate_of(one, environment).fingerprint) for one in described
        ),
        "withdrawn": [str(archive.withdrawal(name)) for name in archive.withdrawn()],
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


def _environment(site: Site) -> str:
    """Stand for all that decides about a dataset besides its files: software and defaults."""
    defaults = {key: site.descriptor.get(key) for key in ("publisher", "contactPoint", "topics")}
    return environment_of(software_versions(), defaults)


def _kept(staging: sqlite3.Connection, previous: Release | None) -> dict[str, Side]:
    """Return what the previous release holds, its tables attached as ``previous``."""
    if previous is None:
        return {}
    data = (previous.folder / "data.db").resolve().as_uri()
    staging.execute(f"attach ? as {PREVIOUS}", (f"{data}?mode=ro&immutable=1",))
    with closing(sqlite3.connect(previous.folder / "catalog.db")) as connection:
        descriptors = connection.execute(
            "select descriptor from dataset where status != 'withdrawn' order by name"
        ).fetchall()
    datasets = [dataset_of(json.loads(descriptor)) for (descriptor,) in descriptors]
    return {dataset.name: Side(dataset, PREVIOUS, None) for dataset in datasets}


def _unchanged(
    candidates: Mapping[str, Candidate], kept: Mapping[str, Side], previous: Release | None
) -> frozenset[str]:
    if previous is None:
        return frozenset()
    known = previous.manifest["datasets"]
    return frozenset(
        name
        for name, candidate in candidates.items()
        if name in kept and known[name]["fingerprint"] == candidate.fingerprint
    )


def _renamed(candidates: Mapping[str, Candidate], kept: Mapping[str, Side]) -> set[str]:
    """Return the old names of renamed datasets that no other dataset's keys point to."""
    datasets = [c.dataset for c in candidates.values() if c.dataset is not None and c.valid]
    datasets += [side.dataset for name, side in kept.items() if name not in candidates]
    former = {name for dataset in datasets for name in dataset.former_names}
    pointed_to = {parent for dataset in datasets for parent in parents_of(dataset)}
    return {name for name in former - pointed_to if name not in candidates}


def _restored(
    staging: sqlite3.Connection,
    scratch: Path,
    workplace: Workplace,
    site: Site,
    candidates: Mapping[str, Candidate],
    known: Collection[str],
) -> dict[str, Side]:
    """Stage last good versions that only the archive still has, as after ``rm -rf build``."""
    archive = workplace.archive
    newest = {
        name: history[-1]
        for name in archive.names()
        if name not in known and (history := archive.history([name]))
    }
    needed = {
        name: version
        for name, version in newest.items()
        if name not in candidates
        or not candidates[name].valid
        or candidates[name].content_hash != version.content_hash
    }
    if not needed:
        return {}
    sides = {}
    path = (scratch / "restored.db").as_uri()
    with closing(sqlite3.connect(path, uri=True)) as connection:
        for name, version in needed.items():
            folder = scratch / "archive" / name
            archive.restore(version, folder)
            described = read_dataset(folder, site)
            candidate = candidate_of(described, _environment(site))
            check(candidate, described, connection)
            if candidate.dataset is not None and candidate.valid:
                sides[name] = Side(candidate.dataset, RESTORED, candidate)
    staging.commit()
    staging.execute(f"attach ? as {RESTORED}", (path,))
    return sides
