"""Read ``checklist.json``: the further checks of a dataset, Frictionless's and the portal's own.

Whether they can be run on the fields of a resource is known to ``portal.tabular.checklist``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import CHECKLIST, listed, pointer
from portal.catalog.folder import read_object
from portal.catalog.profile import check_profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portal.catalog.findings import Findings


def read_checklist(
    findings: Findings, folder: Path, resources: Sequence[Mapping[str, Any]]
) -> tuple[Mapping[str, Any], ...]:
    """Return the checks of a dataset's checklist, ``()`` where it has none or it is wrong.

    Takes the resources that the checks may name. Adds ``descriptor-json``, ``checklist-invalid``
    and ``reference-unknown`` with pointers into ``checklist.json``.
    """
    if not os.path.lexists(folder / CHECKLIST):
        return ()
    before = findings.report.count
    checklist = read_object(findings, folder, CHECKLIST, "", CHECKLIST)
    if checklist is None:
        return ()
    check_profile(findings, checklist, "checklist", file=CHECKLIST, code="checklist-invalid")
    if findings.report.count > before:
        return ()
    checks: list[Mapping[str, Any]] = checklist["checks"]
    names = [resource.get("name") for resource in resources]
    for position, check in enumerate(checks):
        at = pointer("checks", position)
        if "resource" in check and check["resource"] not in names:
            findings.error(
                "reference-unknown",
                f"{at}/resource",
                file=CHECKLIST,
                value=check["resource"],
                rule="resource",
                known=listed(str(name) for name in names),
            )
    return tuple(checks) if findings.report.count == before else ()
