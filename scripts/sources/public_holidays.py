"""Compute the public holidays of the Arab states with the package holidays.

The package holds no table: it is a program, and the only source package that is executed. That
happens in a Python process of its own (``compute_holidays``), from a temporary folder, with the
pinned versions of what it needs; nothing is installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.exceptions import SourceError
from scripts.sources import arab_states, countries
from scripts.sources.packages import (
    CLDR_CORE,
    CLDR_LOCALENAMES,
    HOLIDAYS,
    PYTHON_DATEUTIL,
    SIX,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.sources.packages import Sources

EXECUTED = (HOLIDAYS, PYTHON_DATEUTIL, SIX)
PACKAGES = (*EXECUTED, CLDR_CORE, CLDR_LOCALENAMES)
COLUMNS = (
    *("رمز الدولة", "الدولة", "التاريخ", "المناسبة", "المناسبة بالإنجليزية"),
    *("التاريخ تقديري", "يوم تعويضي"),
)
YEARS = (2013, 2026)
PROGRAM = Path(__file__).with_name("compute_holidays.py")


def rows(sources: Sources, names_file: Path = countries.NAMES) -> Iterator[dict[str, str]]:
    """Yield the holidays in the order of state, date and English name.

    Raises ``SourceError`` when the package fails, or has a holiday without an English name.
    """
    iso3 = arab_states.codes(sources)
    names = arab_states.names(sources, "ar", names_file)
    found = []
    for iso2, days in _computed(sources, sorted(iso3)).items():
        for day, arabic, english, estimated, observed in days:
            if not english:
                raise SourceError(f"{iso2}: {arabic} on {day} has no English name")
            state = iso3[iso2]
            words = (state, names[state], day, arabic or "", english, *_words(estimated, observed))
            found.append(dict(zip(COLUMNS, words, strict=True)))
    key = ("رمز الدولة", "التاريخ", "المناسبة بالإنجليزية")
    yield from sorted(found, key=lambda row: [row[column] for column in key])


def _computed(sources: Sources, states: list[str]) -> dict[str, list[Any]]:
    """Return what ``compute_holidays`` prints for the states."""
    with tempfile.TemporaryDirectory() as folder:
        for package in EXECUTED:
            for member, content in sources[package.name].items():
                path = Path(folder, member)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        # -I and -S: no site-packages and no variables of the environment decide what is found.
        command = [sys.executable, "-I", "-S", "-B", str(PROGRAM), folder, *map(str, YEARS)]
        done = subprocess.run([*command, *states], capture_output=True, check=False)  # noqa: S603 - fixed arguments
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise SourceError(f"{HOLIDAYS.purl} cannot be executed: {said}")
    computed: dict[str, list[Any]] = json.loads(done.stdout)
    return computed


def _words(*values: bool) -> list[str]:
    return ["نعم" if value else "لا" for value in values]
