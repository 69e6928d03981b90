"""Hold what a workbook makes of a descriptor against the portal's own rules, before it is written."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.catalog.between import check_between
from portal.catalog.findings import CHECKLIST, DESCRIPTOR
from portal.catalog.folder import unsafe
from portal.catalog.intake import read_dataset
from portal.workbook.descriptor.faults import problem_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.catalog.described import Described
    from portal.catalog.model import Site
    from portal.tabular.report import Error
    from portal.workbook.descriptor.documents import Documents
    from portal.workbook.descriptor.reading import Reading


def check(documents: Documents, made: Reading, site: Site, others: Sequence[Described]) -> None:
    """Add to a reading what the portal's own check finds wrong in its descriptor, cell by cell.

    ``others`` are the other datasets of the portal, to which keys may point. What was wrong
    before and stands in no cell is a note: nobody can mend it in the workbook.
    """
    found = _errors(documents, made.descriptor, site, others)
    before = (
        {_identity(error) for error in _errors(documents, documents.descriptor, site, others)}
        if found
        else set()
    )
    for error in found:
        problem = problem_of(error, made.places)
        if problem.place is None and _identity(error) in before:
            made.notes.append(problem)
        else:
            made.problems.append(problem)


def _errors(
    documents: Documents,
    descriptor: Mapping[str, Any],
    site: Site,
    others: Sequence[Described],
) -> list[Error]:
    """Return what is wrong in a descriptor, as if it lay in the dataset's folder.

    The tables are not needed for that, so that a folder with the other small files will do.
    """
    with tempfile.TemporaryDirectory(prefix="describe-") as place:
        folder = Path(place) / documents.folder.name
        folder.mkdir()
        text = json.dumps(descriptor, ensure_ascii=False)
        (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
        dialects = [resource.get("dialect") for resource in descriptor.get("resources", ())]
        for name in (CHECKLIST, *(path for path in dialects if isinstance(path, str))):
            if unsafe(documents.folder, name) is None and (documents.folder / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(documents.folder / name, folder / name)
        described = read_dataset(folder, site)
        check_between([described, *others])
        return list(described.report.errors)


def _identity(error: Error) -> tuple[str, str | None, str | None]:
    return error.code, error.pointer, error.rule
