"""Checks that a schema holds itself: ``custom_checks``, as Validata and 59 French schemas have it.

``{"name": "compare-columns-value", "params": {"column": "end", "op": ">=", "column2": "start"}}``.
They are no part of the standard, so one that is not known here, or cannot be run, is told as a
warning and keeps nothing from being published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.catalog.model import Resource

PROPERTY = "custom_checks"
OURS = {
    "compare-columns-value": "compare-columns",
    "sum-columns-value": "sum-columns",
    "cohesive-columns-value": "cohesive-columns",
    "one-of-required": "one-of-required",
}
"""Validata's names and the portal's; their parameters are understood under both names."""
NAMES = OURS | {name: name for name in OURS.values()}


def custom_checks(resource: Resource) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield pointer, name and the check in the portal's own form, of what a schema holds.

    The form is ``{}`` where the portal does not know the check.
    """
    held = resource.schema.descriptor.get(PROPERTY)
    if held is None:
        return
    for position, described in enumerate(held if isinstance(held, list) else [held]):
        name = described.get("name") if isinstance(described, dict) else described
        type_ = NAMES.get(name) if isinstance(name, str) else None
        params = described.get("params") if isinstance(described, dict) else None
        form = {**(params if isinstance(params, dict) else {}), "type": type_} if type_ else {}
        yield f"/schema/{PROPERTY}/{position}", str(name), form
