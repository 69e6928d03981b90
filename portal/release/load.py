"""Build the two files of the contract without publishing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.catalog.intake import read_catalog
from portal.catalog.site import read_site
from portal.release.assessment import assessing
from portal.release.catalog_db import write_catalog
from portal.release.data_db import write_data
from portal.release.inputs import identify
from portal.release.plan import plan_of
from portal.release.workplace import Workplace, troubles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from portal.release.candidate import Progress
    from portal.release.outcome import Outcome


def load(
    root: Path,
    target: Path,
    now: datetime,
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Mapping[str, Outcome]:
    """Build ``data.db`` and ``catalog.db`` in ``target`` from ``datasets/``, publishing nothing.

    Returns what was decided about each dataset; refused ones are left out. ``executor`` checks
    large tables at the same time.
    """
    workplace = Workplace(root)
    site = read_site(root)
    candidates = identify(site, read_catalog(root, site))
    with troubles(root):
        target.mkdir(parents=True, exist_ok=True)
        with assessing(
            workplace,
            site,
            candidates,
            previous=None,
            anew=True,
            alone=True,
            progress=progress,
            executor=executor,
        ) as assessment:
            plan = plan_of(assessment, workplace.archive, now, inputs_hash="", after=None)
            parts = {"data.db": write_data, "catalog.db": write_catalog}
            for name, write in parts.items():
                beside = target / f"{name}.tmp"
                workplace.disk.remove(beside)
                write(beside, plan)
                workplace.disk.rename(beside, target / name)
            return assessment.outcomes
