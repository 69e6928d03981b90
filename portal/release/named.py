"""Check datasets of a portal without publishing: against each other and what is published.

A package from elsewhere is checked as if it were put into ``datasets/``, in place of the dataset
of its name if there is one.
"""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.catalog.between import check_between
from portal.catalog.intake import read_catalog, read_dataset
from portal.catalog.site import read_site
from portal.exceptions import RequestError
from portal.release.assessment import assessing
from portal.release.heard import Heard
from portal.release.inputs import identify
from portal.release.last_good import known
from portal.release.loose import Checked
from portal.release.relations import parents_of
from portal.release.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from portal.catalog.described import Described
    from portal.release.candidate import Progress
    from portal.tabular.report import Error, Report


@dataclass(frozen=True)
class CheckedTogether:
    """Hold what was checked together, and what was not because it is withdrawn."""

    checked: tuple[Checked, ...]
    withdrawn: tuple[str, ...]


@contextmanager
def checked_datasets(
    root: Path,
    names: Collection[str],
    progress: Progress | None = None,
    listener: Callable[[Report, Error], None] | None = None,
    executor: Executor | None = None,
) -> Iterator[CheckedTogether]:
    """Check the datasets with these names, or in these folders, of the portal at ``root``.

    All of them where there are no names; ``listener`` is called with every error and its report, ``executor`` checks large tables at the
    same time. Raises RequestError for a name that is not there.
    """
    workplace = Workplace(root)
    site = read_site(root)
    described = read_catalog(root, site, known(workplace, site))
    wanted = _called(names, described)
    with _together(workplace, wanted, described, progress, listener, executor) as together:
        yield together


@contextmanager
def checked_in_place(
    root: Path,
    folder: Path,
    progress: Progress | None = None,
    listener: Callable[[Report, Error], None] | None = None,
    executor: Executor | None = None,
) -> Iterator[CheckedTogether]:
    """Check the package in ``folder`` as if it were put into the portal at ``root``.

    ``listener`` is called with every error and its report, ``executor`` checks large tables at the
    same time.
    """
    workplace = Workplace(root)
    site = read_site(root)
    there = known(workplace, site)
    new = read_dataset(folder.absolute(), site)
    others = [one for one in read_catalog(root, site, there) if one.name != new.name]
    described = check_between([*others, new], there)
    wanted = {new.name}
    shown = str(folder)
    with _together(workplace, wanted, described, progress, listener, executor, shown) as together:
        yield together


@contextmanager
def _together(
    workplace: Workplace,
    wanted: set[str],
    described: Sequence[Described],
    progress: Progress | None,
    listener: Callable[[Report, Error], None] | None,
    executor: Executor | None,
    shown: str | None = None,
) -> Iterator[CheckedTogether]:
    site = read_site(workplace.root)
    needed = _with_parents(wanted, described)
    heard = Heard(listener)
    candidates = identify(site, [one for one in described if one.name in needed])
    for candidate in candidates:
        if candidate.name in wanted:
            candidate.listen = heard.listen
    with assessing(
        workplace,
        site,
        candidates,
        previous=workplace.store.current(),
        anew=True,
        progress=progress,
        executor=executor,
    ) as assessment:
        for name in wanted & assessment.candidates.keys():
            heard.settle(assessment.candidates[name])
        found = tuple(
            Checked(
                shown or name,
                assessment.candidates[name],
                assessment.staging,
                outcome.refused is None,
                heard,
                outcome.waits_for,
            )
            for name, outcome in assessment.outcomes.items()
            if name in wanted and name in assessment.candidates
        )
        yield CheckedTogether(found, tuple(sorted(wanted & assessment.withdrawn.keys())))


def _called(names: Collection[str], described: Sequence[Described]) -> set[str]:
    """Return the names of the datasets that were asked for, by name or by folder."""
    by_name = {one.folder.name: one.name for one in described}
    by_name |= {one.name: one.name for one in described}
    for name in names:
        if name not in by_name:
            near = difflib.get_close_matches(name, by_name, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise RequestError(f"There is no dataset “{name}” in datasets/.{hint}")
    return {by_name[name] for name in names} if names else set(by_name.values())


def _with_parents(names: set[str], described: Sequence[Described]) -> set[str]:
    """Return the named datasets and all that their keys point to."""
    datasets = {one.name: one.dataset for one in described}
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        dataset = datasets.get(name)
        if name not in found and dataset is not None:
            waiting += parents_of(dataset)
        found.add(name)
    return found
