"""Which datasets a change of some may concern, by the keys that lead from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from portal.catalog.model import Dataset


@dataclass(frozen=True)
class Kin:
    """Hold all of a dataset that others depend on besides its rows."""

    names: tuple[str, ...]
    """Its name, and what it was called before."""
    tables: tuple[str, ...]
    parents: tuple[str, ...]
    """The datasets that its keys point to."""

    @classmethod
    def of(cls, dataset: Dataset) -> Self:
        """Return it of a dataset."""
        from portal.release.relations import parents_of

        return cls(
            (dataset.name, *dataset.former_names),
            tuple(resource.table for resource in dataset.resources),
            tuple(parents_of(dataset)),
        )


@dataclass(frozen=True)
class Related:
    """Hold what some datasets have to do with."""

    below: set[str]
    """They themselves, and all whose keys lead to them."""
    above: set[str]
    """All others that keys of these lead to."""


def related(names: Iterable[str], kin: Mapping[str, Kin | None]) -> Related | None:
    """Return what the datasets of these names have to do with; None where that is not known.

    If everything above goes into a release before and after a change, then what goes in of all
    others does not depend on it (``portal.release.decide``): they can be told from memory.
    """
    parents = {name: one.parents for name, one in kin.items() if one is not None}
    if parents.keys() != kin.keys():
        return None
    below = _reached(names, lambda name: [n for n, above in parents.items() if name in above])
    above = _reached(below, lambda name: parents.get(name, ())) - below
    return Related(below, above) if above <= parents.keys() else None


def _reached(names: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += step(name)
    return found
