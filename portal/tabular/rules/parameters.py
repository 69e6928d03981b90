"""Read the parameters of the portal's own checks, under its names or under Validata's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.catalog.model import Resource


def one_field(described: Mapping[str, Any], resource: Resource, *names: str) -> str:
    """Return the field that the first parameter of these names holds.

    Raises ValueError where there is none, or it names no field of the schema.
    """
    value = one(described, *names)
    if not isinstance(value, str):
        raise ValueError(f"{names[0]} must be the name of a field")  # noqa: TRY004
    return _known(value, resource)


def some_fields(
    described: Mapping[str, Any], resource: Resource, *names: str, least: int
) -> tuple[str, ...]:
    """Return the fields that these parameters hold together, each once.

    Raises ValueError where they are fewer than ``least``, or one is no field of the schema.
    """
    found: list[str] = []
    for name in names:
        value = described.get(name, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise ValueError(f"{name} must be a list of names of fields")
        found += [_known(one, resource) for one in values]
    if len(set(found)) < least:
        fields = "field" if least == 1 else "different fields"
        raise ValueError(f"{described['type']} needs at least {least} {fields} in “{names[-1]}”")
    return tuple(dict.fromkeys(found))


def one(described: Mapping[str, Any], *names: str) -> Any:
    """Return the parameter of the first of these names that there is; raises ValueError."""
    for name in names:
        if name in described:
            return described[name]
    raise ValueError(f"{described['type']} needs “{names[0]}”")


def positions(resource: Resource) -> dict[str, str]:
    """Return what the column of each field is called in a frame."""
    return {field.name: str(at) for at, field in enumerate(resource.schema.fields)}


def _known(name: str, resource: Resource) -> str:
    if name not in {field.name for field in resource.schema.fields}:
        raise ValueError(f"there is no field {name}")
    return name
