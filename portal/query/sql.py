"""Put SQL together: quoted identifiers, bound values, joined conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.query.model import Value

BROAD = 16
"""So many branches has a tree of conditions at each fork."""


@dataclass
class Binding:
    """Collect the values of a statement."""

    parameters: dict[str, Value] = field(default_factory=dict)

    def __call__(self, value: Value) -> str:
        """Bind a value and return how the statement names it."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"


def of(source: str, name: str) -> str:
    """Return a column with its table: alone, SQLite takes a misspelt ``"name"`` for a text."""
    return f"{quoted(source)}.{quoted(name)}"


def quoted(name: str) -> str:
    """Return an identifier as SQL has it, whatever is in it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def literal_pattern(text: str) -> str:
    """Return ``text`` so that LIKE takes every character of it for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def where(conditions: Sequence[str]) -> str:
    """Return the clause under which all conditions hold; nothing where there are none."""
    return f" where {joined(' and ', conditions)}" if conditions else ""


def joined(joint: str, parts: Sequence[str]) -> str:
    """Join conditions as a broad tree, because SQLite bounds the depth of an expression.

    Its parser is bounded more narrowly where the tree forks in two only.
    """
    if len(parts) == 1:
        return parts[0]
    size = -(-len(parts) // BROAD)
    branches = [joined(joint, parts[i : i + size]) for i in range(0, len(parts), size)]
    return f"({joint.join(branches)})"
