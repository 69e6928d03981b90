"""Check datasets against each other and against what is published, in a scratch folder."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.catalog.intake import read_dataset
from portal.database.writing import unguarded
from portal.exceptions import ReleaseError
from portal.release.candidate import check
from portal.release.crew import Crew
from portal.release.decide import decide
from portal.release.last_good import from_archive, from_previous, same_contract
from portal.release.outcome import CANDIDATE, RESTORED, Outcome, Side
from portal.release.relations import number_errors
from portal.release.store import UNFINISHED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import Executor

    from portal.catalog.model import Site
    from portal.release.candidate import Candidate, Progress
    from portal.release.records import Withdrawal
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
    executor: Executor | None = None,
) -> Iterator[Assessment]:
    """Check what changed since ``previous`` and decide what goes into a release.

    ``anew`` checks also what has not changed; ``alone`` leaves out last good versions, so that
    only the ``candidates`` count. ``executor`` checks large tables at the same time. Tables are staged in a folder below ``scratch``, by default
    the system's, that lives as long as the context. Raises ReleaseError where a descriptor is
    changed meanwhile.
    """
    archive = workplace.archive
    withdrawn = archive.withdrawn()
    wanted = {one.name: one for one in candidates if not withdrawn.keys() & _names(one)}
    previous = previous if previous is not None and same_contract(previous) else None
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=scratch) as made,
        unguarded(Path(made) / "staging.db") as staging,
    ):
        folder = Path(made)
        kept = {} if alone else from_previous(staging, previous, withdrawn)
        unchanged = set() if anew else _unchanged(wanted, kept, previous)
        missing = {
            name: number
            for name, number in (archive.published().items() if not alone else ())
            if name not in kept and name not in withdrawn
        }
        restored = from_archive(folder, archive, site, wanted, missing)
        for name, candidate in restored.items():
            if candidate.dataset is not None and candidate.valid:
                kept[name] = Side(candidate.dataset, RESTORED, candidate, missing[name])
                unchanged |= {name} if candidate is wanted.get(name) else set()
        if restored:
            staging.execute(f"attach ? as {RESTORED}", ((folder / "restored.db").as_uri(),))
        changed = [one for one in wanted.values() if one.name not in unchanged and not one.facts]
        with Crew(executor, folder) as crew:
            crew.begin(changed)
            for candidate in changed:
                _require_still(candidate, site)
                candidate.reports[0].extend(number_errors(candidate, archive))
                check(candidate, staging, CANDIDATE, progress, crew)
        outcomes = decide(staging, wanted, kept, frozenset(unchanged))
        for name, candidate in restored.items():
            outcomes.setdefault(name, Outcome(name, None, candidate))
        yield Assessment(site, staging, outcomes, wanted, withdrawn, previous)


def _names(candidate: Candidate) -> set[str]:
    dataset = candidate.dataset
    return {candidate.name, *(dataset.former_names if dataset is not None else ())}


def _unchanged(
    candidates: Mapping[str, Candidate], kept: Mapping[str, Side], previous: Release | None
) -> set[str]:
    known = previous.manifest["datasets"] if previous is not None else {}
    return {
        name
        for name, one in candidates.items()
        if name in kept and one.valid and known[name]["fingerprint"] == one.fingerprint
    }


def _require_still(candidate: Candidate, site: Site) -> None:
    """Raise ReleaseError where a descriptor was changed between being read and identified.

    Else the old one would be published under the hash of the new one, and stay.
    """
    was = candidate.described
    if was.dataset is None:
        return
    now = read_dataset(candidate.folder, site)
    if (now.dataset, now.checks) != (was.dataset, was.checks):
        raise ReleaseError(f"{candidate.folder}: changed while it was read; try again")
