"""Make evidence in one line."""

from __future__ import annotations

from portal.draft.model import Evidence

LONGEST = 60
"""Characters of a cell that is shown as an example."""


def say(field: str, property_: str, value: str, key: str = "", **parameters: str | int) -> Evidence:
    """Return evidence; where no key is given, the sentence has the name of the property."""
    shown = {
        name: one if isinstance(one, int) else cut(one) if name == "example" else one
        for name, one in parameters.items()
    }
    return Evidence(field, property_, value, key or property_, shown)


def cut(text: str) -> str:
    """Return a cell as an example, shortened where it is long."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def listed(names: list[str]) -> str:
    """Return some names as one text, with a sign between them that is of no language."""
    return " · ".join(names)
