"""What is decided about a dataset, and where its versions lie while a release is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.catalog.model import Dataset
    from portal.release.candidate import Candidate

CANDIDATE, RESTORED, PREVIOUS = "main", "restored", "previous"
"""The SQLite schemas in which tables lie: just staged, staged again from the archive, and in
the previous release."""


@dataclass(frozen=True)
class Side:
    """Say where a version of a dataset lies while a release is built."""

    dataset: Dataset
    place: str
    candidate: Candidate | None
    """What was staged; None where the previous release holds it all."""
    version: int | None = None
    """The number under which it was published; None for a candidate."""


@dataclass
class Outcome:
    """Say what becomes of a dataset."""

    name: str
    side: Side | None
    """What the release will hold; None: nothing."""
    refused: Candidate | None = None
    """The update that was refused, with its reports."""
    waits_for: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """Return the status as ``catalog.db`` has it; there is none where nothing is published."""
        if self.waits_for:
            return "waiting"
        return "rejected" if self.refused is not None else "published"
