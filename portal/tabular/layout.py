"""Which field each column of a file holds: by the header where it is what the schema says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.catalog.model import Resource
    from portal.tabular.dialect import Dialect


def layout_of(
    resource: Resource, dialect: Dialect, header: Sequence[Sequence[str]]
) -> list[str] | None:
    """Return the name of the field of each column, or None where Frictionless must decide.

    ``header`` holds the records up to the last of the header. Frictionless must decide unless
    every label is certainly right: then it has nothing against the header.
    """
    fields = resource.schema.fields
    names = [field.name for field in fields]
    if dialect.header_row is None:
        return names
    if len(dialect.header_rows) > 1 or len(header) < dialect.header_row:
        return None
    labels = list(header[dialect.header_row - 1])
    if len(set(labels)) < len(labels) or not all(labels) or any(x != x.strip() for x in labels):
        return None
    match = resource.schema.descriptor.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and match else match
    if match == "exact":
        return labels if labels == names else None
    if not labels or not set(labels) <= set(names):
        return None
    absent = [field for field in fields if field.name not in labels]
    if match in ("equal", "subset") and absent:
        return None
    return None if any(field.constraints.get("required") for field in absent) else labels
