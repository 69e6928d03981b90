"""Whether what is installed is what the portal was tried with (requirements*.txt)."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from portal.doctor.finding import BAD, DOUBTFUL, FINE, Finding

SOFTWARE = Path(__file__).parents[2]
SERVING, PUBLISHING = "requirements-serve.txt", "requirements.txt"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(;?)", re.MULTILINE)
NAMED = 5
"""Packages that are named; more would not help."""


def packages(software: Path = SOFTWARE) -> Finding:
    """Tell whether what serving and publishing need is installed, in the versions that were tried."""
    serving, publishing = (pinned(software / name) for name in (SERVING, PUBLISHING))
    if not serving:
        return Finding("packages-unknown", DOUBTFUL, {"folder": str(software)})
    found = {name: _installed(name) for name in {**serving, **publishing}}
    missing = [name for name in found if found[name] is None]
    if any(name in serving for name in missing):
        return Finding("packages", BAD, {"names": _listed(missing)})
    if missing:
        return Finding("packages-serving", DOUBTFUL, {"names": _listed(missing)})
    tried = {**publishing, **serving}
    others = [
        f"{name} {found[name]} ({tried[name]})" for name in found if found[name] != tried[name]
    ]
    if others:
        return Finding("packages-others", DOUBTFUL, {"names": _listed(others)})
    return Finding("packages", FINE, {"names": ""})


def pinned(path: Path) -> dict[str, str]:
    """Return the packages of a lock file with their versions; those for one system only are left out."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return {}
    return {name: number for name, number, condition in PINNED.findall(text) if not condition}


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _listed(names: list[str]) -> str:
    more = f" … (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
