"""What was read from a dataset's folder, right or wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from portal.catalog.model import Dataset
    from portal.draft.log import Entry
    from portal.tabular.report import Report


@dataclass(frozen=True)
class Described:
    """Hold what a dataset's folder says about itself."""

    folder: Path
    name: str
    """The dataset's name, or the folder's where it has none."""
    dataset: Dataset | None
    """None where the report has errors."""
    checks: tuple[Mapping[str, Any], ...]
    """The checks of ``checklist.json``, as written."""
    files: tuple[str, ...]
    """Every file of the version, relative to the folder; resources may still be missing."""
    report: Report
    schemas: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Where the schema of each resource is written: the file and the JSON pointer in it."""
    repairs: tuple[Entry, ...] = ()
    """What was repaired in the file as it was received, and what was not."""
