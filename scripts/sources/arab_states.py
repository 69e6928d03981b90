"""Give the codes and the names of the Arab states as the dataset ``countries`` has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal.exceptions import SourceError
from scripts.sources import countries
from scripts.sources.packages import CLDR_CORE

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.sources.packages import Sources


def codes(sources: Sources) -> dict[str, str]:
    """Return the alpha-3 code of every member of the Arab League by its alpha-2 code.

    Takes the code mappings of CLDR, from which ``countries`` is made. Raises ``SourceError``
    when they lack one of the 22 states.
    """
    content = json.loads(sources[CLDR_CORE.name]["package/supplemental/codeMappings.json"])
    found = {
        iso2: code["_alpha3"]
        for iso2, code in content["supplemental"]["codeMappings"].items()
        if code.get("_alpha3") in countries.ARAB_LEAGUE
    }
    missing = countries.ARAB_LEAGUE - set(found.values())
    if missing:
        raise SourceError(f"CLDR has no code for {', '.join(sorted(missing))}")
    return found


def names(sources: Sources, language: str, names_file: Path) -> dict[str, str]:
    """Return names in one language by alpha-3 code, those that ``countries`` uses."""
    rows = countries.rows(sources, names_file)
    return {row["iso3"]: row[f"name_{language}"] for row in rows}
