"""Compute public holidays with the package holidays: a program of its own.

``public_holidays`` starts it in a Python process that sees nothing but the standard library and
the folder with the pinned packages. It prints JSON: state → [date, name in each language,
estimated, observed].
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# The attributes of a state with the labels that it puts around a name: (estimated, observed).
LABELS = {
    "observed_estimated_label": (True, True),
    "estimated_label": (True, False),
    "observed_label": (False, True),
}


def main(folder: str, first: str, last: str, *states: str) -> None:
    """Print the public holidays of the states from the year ``first`` to ``last``."""
    sys.path.insert(0, folder)
    package = importlib.import_module("holidays")
    years = range(int(first), int(last) + 1)
    found = {state: list(days(package, state, years)) for state in states}
    sys.stdout.buffer.write(json.dumps(found).encode())


def days(package: Any, state: str, years: range) -> Iterator[list[Any]]:
    """Yield date, name in Arabic, name in English, estimated and observed of every holiday.

    A name is None in a language that the package has not for this state. The holidays are
    computed in the state's own language and then translated, because the package sorts several
    names of one day by language. Estimates are asked for: for some states the package does not
    say by itself that a date is one.
    """
    of_state = package.country_holidays(state)
    supported = of_state.supported_languages
    own = of_state.default_language or "en_US"
    languages = [
        next((one for one in supported if one.split("_")[0] == "ar"), None),
        "en_US" if "en_US" in supported or own == "en_US" else None,
    ]
    translate = [
        package.country_holidays(state, language=language).tr if language else _nothing
        for language in languages
    ]
    computed = package.country_holidays(
        state, years=years, language=own, islamic_show_estimated=True
    )
    for day in sorted(computed):
        for text in computed.get_list(day):
            name, estimated, observed = _without_label(of_state, text)
            yield [day.isoformat(), *(one(name) for one in translate), estimated, observed]


def _nothing(_name: str) -> None:
    return None


def _without_label(of_state: Any, text: str) -> tuple[str, bool, bool]:
    for attribute, (estimated, observed) in LABELS.items():
        label = getattr(of_state, attribute, "%s")
        before, _, after = label.partition("%s")
        found = re.fullmatch(f"{re.escape(before)}(.+){re.escape(after)}", text)
        if label != "%s" and found:
            return found[1], estimated, observed
    return text, False, False


if __name__ == "__main__":
    main(*sys.argv[1:])
