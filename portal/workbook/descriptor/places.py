"""Where in a descriptor the answer of a cell stands, how it is taken out and put in.

Putting in changes the descriptor that is given and touches nothing beside the place; ``None``
means that nothing is there, as JSON's null has no meaning in a descriptor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from portal.catalog.findings import pointer

if TYPE_CHECKING:
    from collections.abc import Sequence

Step = str | int


class Slot(Protocol):
    """Name the place of one answer."""

    @property
    def pointer(self) -> str:
        """Return the JSON pointer of the place."""

    def get(self, descriptor: Any) -> Any:
        """Return what stands there, or None."""

    def put(self, descriptor: Any, value: Any) -> None:
        """Put a value there, or with None take it away."""


@dataclass(frozen=True)
class At:
    """Name a place by its path."""

    path: tuple[Step, ...]

    @property
    def pointer(self) -> str:
        """Return the JSON pointer of the place."""
        return pointer(*self.path)

    def get(self, descriptor: Any) -> Any:
        """Return what stands there, or None."""
        return found(descriptor, self.path)

    def put(self, descriptor: Any, value: Any) -> None:
        """Put a value there; with None take it away, and the objects that are left empty by that."""
        if value is None:
            _remove(descriptor, self.path)
        else:
            _set(descriptor, self.path, value)


@dataclass(frozen=True)
class Heart(At):
    """Name a place without which the object around it means nothing."""

    def put(self, descriptor: Any, value: Any) -> None:
        """Put a value there; with None take the object away."""
        At(self.path if value is not None else self.path[:-1]).put(descriptor, value)


@dataclass(frozen=True)
class KeyPart:
    """Name the place of a field in the primary key of a schema."""

    schema: tuple[Step, ...]
    field: str

    @property
    def pointer(self) -> str:
        """Return the JSON pointer of the key."""
        return pointer(*self.schema, "primaryKey")

    def get(self, descriptor: Any) -> Any:
        """Return True where the field is part of the key, else None."""
        return (
            True if self.field in names(found(descriptor, (*self.schema, "primaryKey"))) else None
        )

    def put(self, descriptor: Any, value: Any) -> None:
        """Add the field at the end of the key, or take it out."""
        schema = found(descriptor, self.schema)
        others = [name for name in names(schema.get("primaryKey")) if name != self.field]
        key = [*others, self.field] if value else others
        if key:
            schema["primaryKey"] = key
        else:
            schema.pop("primaryKey", None)


@dataclass(frozen=True)
class Reference:
    """Name the place of the first foreign key that consists of one field alone."""

    schema: tuple[Step, ...]
    field: str

    @property
    def pointer(self) -> str:
        """Return the JSON pointer of the keys."""
        return pointer(*self.schema, "foreignKeys")

    def get(self, descriptor: Any) -> Any:
        """Return the ``reference`` of the key, or None."""
        key = self._key(found(descriptor, self.schema))
        return None if key is None else key["reference"]

    def put(self, descriptor: Any, value: Any) -> None:
        """Let the key point elsewhere, add it at the end, or take it away."""
        schema = found(descriptor, self.schema)
        key = self._key(schema)
        if key is not None and value is None:
            schema["foreignKeys"] = [one for one in schema["foreignKeys"] if one is not key]
            if not schema["foreignKeys"]:
                del schema["foreignKeys"]
        elif key is not None:
            kept = {k: v for k, v in key["reference"].items() if k not in {"package", "resource"}}
            key["reference"] = {**value, **{k: v for k, v in kept.items() if k != "fields"}}
        elif value is not None:
            schema.setdefault("foreignKeys", []).append(
                {"fields": [self.field], "reference": value}
            )

    def _key(self, schema: Any) -> Any:
        keys = schema.get("foreignKeys", ())
        return next((key for key in keys if names(key["fields"]) == [self.field]), None)


def found(descriptor: Any, path: Sequence[Step]) -> Any:
    """Return what stands at a path, or None where there is nothing."""
    held = descriptor
    for step in path:
        if isinstance(step, int):
            held = held[step] if isinstance(held, list) and step < len(held) else None
        else:
            held = held.get(step) if isinstance(held, dict) else None
    return held


def names(value: Any) -> list[str]:
    """Return a name, or several, as a list."""
    return [value] if isinstance(value, str) else list(value or ())


def without_gaps(descriptor: Any, path: Sequence[Step]) -> None:
    """Close the gaps that were left in a list by what was taken away; drop it if nothing is left."""
    held = found(descriptor, path)
    if isinstance(held, list) and any(item in (None, {}) for item in held):
        held[:] = [item for item in held if item not in (None, {})]
        if not held:
            _remove(descriptor, path)


def _set(descriptor: Any, path: Sequence[Step], value: Any) -> None:
    held = descriptor
    for step, following in zip(path, (*path[1:], None), strict=True):
        if isinstance(step, int):
            held.extend([None] * (step + 1 - len(held)))
            inside = held[step]
        else:
            inside = held.get(step)
        if following is None:
            held[step] = value
        elif inside is None:
            inside = held[step] = [] if isinstance(following, int) else {}
        held = inside


def _remove(descriptor: Any, path: Sequence[Step]) -> None:
    """Take something away, and the objects around it that are empty then; lists keep a gap."""
    *around, last = path
    held = found(descriptor, around)
    if isinstance(last, int):
        if isinstance(held, list) and last < len(held):
            held[last] = None
        return
    if not isinstance(held, dict) or last not in held:
        return
    del held[last]
    if not held and around and isinstance(around[-1], str):
        _remove(descriptor, around)
