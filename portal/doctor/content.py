"""Checks of what lies in a portal's folder: its settings, its path, the names of its files."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from typing import TYPE_CHECKING

from portal.catalog.findings import DESCRIPTOR
from portal.catalog.site import read_site
from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding
from portal.exceptions import SettingsError
from portal.root import SETTINGS, UNSAFE

if TYPE_CHECKING:
    from pathlib import Path

    from portal.catalog.model import Site

LONGEST = 200
"""Characters of a path on Windows; 260 is the end, and files of a release lie below it."""
ELSEWHERE = re.compile(
    r'[<>:"\\|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)', re.IGNORECASE
)
"""Names that Windows cannot have, so that nobody there can copy the folder or clone it."""


def settings(root: Path) -> Finding:
    """Tell whether ``metadata.json`` can be read."""
    try:
        site = read_site(root)
    except SettingsError as error:
        return Finding("settings", BAD, {"languages": "", "note": str(error)})
    note = _missing_view(root, site)
    if note:
        return Finding("settings", BAD, {"languages": "", "note": note})
    return Finding("settings", FINE, {"languages": ", ".join(site.languages), "note": ""})


def _missing_view(root: Path, site: Site) -> str:
    """Say which of the headlines names a view that its dataset, where it lies here, does not have."""
    for choice in site.headlines or ():
        descriptor = root / "datasets" / choice.dataset / DESCRIPTOR
        try:
            views = json.loads(descriptor.read_text(encoding="utf-8-sig")).get("views") or []
            names = {view.get("name") for view in views}
        except (OSError, ValueError, AttributeError, TypeError):
            # Not here, or not to be read: that is said where datasets are checked.
            continue
        if choice.view not in names:
            return (
                f"{root / SETTINGS}: “headlines” names the view “{choice.view}”, which the dataset"
                f" “{choice.dataset}” does not have."
            )
    return ""


def path(root: Path) -> Finding:
    """Tell whether programs can open files below this path."""
    about = {"path": str(root)}
    unsafe = UNSAFE.search(str(root))
    if unsafe:
        return Finding("path", BAD, {**about, "sign": unsafe.group()})
    if sys.platform == "win32" and len(str(root)) > LONGEST:
        return Finding("path-long", DOUBTFUL, {**about, "length": str(len(str(root)))})
    return Finding("path", FINE, {**about, "sign": ""})


def names(root: Path) -> Finding:
    """Tell whether the files of the datasets have names that hold on other systems too.

    Windows and macOS tell apart neither capital from small letters nor, macOS, two ways to write
    one letter with its mark. Some names are none on Windows.
    """
    datasets = root / "datasets"
    names = sorted(path.relative_to(datasets).as_posix() for path in datasets.rglob("*"))
    found: dict[str, str] = {}
    for name in names:
        first = found.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name:
            return Finding("names", BAD, {"first": first, "second": name})
    for name in names:
        if any(ELSEWHERE.search(part) for part in name.split("/")):
            return Finding("names-elsewhere", DOUBTFUL, {"name": name})
    return Finding("names", FINE, {"first": "", "second": ""})
