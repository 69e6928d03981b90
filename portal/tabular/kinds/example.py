"""Examples of a kind of error: what passes, what fails, and how a test can see that it does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PACKAGE = ""
RESOURCE = "/resources/0"
SCHEMA = f"{RESOURCE}/schema"
FIELD = f"{SCHEMA}/fields/1"
CHECK = "/checks/0"
NAMED = {"fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]}
"""The schema of an example that does not need another one."""


@dataclass(frozen=True)
class Cell:
    """Show a cell of a field; it stands in the second column of a table of one row."""

    field: Mapping[str, Any]
    """The field, as a schema has it, without its name."""
    passing: str
    failing: str
    also: str | None = None
    """A cell of a second row."""


@dataclass(frozen=True)
class Table:
    """Show a whole file, as bytes where it is no UTF-8, and what it is checked against."""

    passing: str | bytes
    failing: str | bytes
    schema: Mapping[str, Any] = field(default_factory=lambda: NAMED)
    resource: Mapping[str, Any] = field(default_factory=dict)
    """Properties of the resource: ``dialect``, ``encoding`` …"""
    checks: Sequence[Mapping[str, Any]] = ()
    """The checks of the checklist."""
    corrections: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Descriptor:
    """Show a part of a descriptor or checklist, as JSON: members of the object at ``place``.

    In an otherwise faultless one they replace those of the same name; null removes one.
    """

    place: str
    """A JSON pointer: PACKAGE, RESOURCE, SCHEMA, FIELD, or CHECK for one in the checklist."""
    passing: str
    failing: str


@dataclass(frozen=True)
class Document:
    """Show the whole text of a descriptor: how it is written, not what it says."""

    passing: str | bytes
    failing: str | bytes


@dataclass(frozen=True)
class Log:
    """Show the text of a log of repairs; all else about the dataset is faultless."""

    passing: str
    failing: str
    originals: Mapping[str, str] = field(default_factory=dict)
    """The files as they were received, by name."""


@dataclass(frozen=True)
class Told:
    """Show what no test can put before the check on its own: several datasets, large files."""

    passing: str
    failing: str


@dataclass(frozen=True)
class Nothing:
    """Say why a kind has no example."""

    reason: str


Example = Cell | Table | Descriptor | Document | Log | Told | Nothing
