"""What is drafted of one field, with the reason for each of its properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.draft.evidence.labels import says
from portal.draft.evidence.measures import bounds_of, draft_measure, range_of
from portal.draft.evidence.natures import are_codes
from portal.draft.evidence.said import cut, say
from portal.draft.evidence.texts import categories_of, language_of, pattern_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.draft.evidence.measures import Axes
    from portal.draft.evidence.seen import Seen
    from portal.draft.model import Evidence

FEWEST_CODES = 5
"""Different codes that show more than chance that none occurs twice."""
LISTED = frozenset(("category", "code", "unit"))
"""Natures of which the values may be a closed list."""
MOST_MISSING = 5
"""Texts for “no value” that are named one by one."""
ORDER = (
    "name", "title", "type", "format", "trueValues", "falseValues", "role", "unit", "unitField",
    "aggregation", "decimals", "language", "categories", "constraints", "missingValues",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Say how a field stands in its table."""

    role: Evidence | None
    is_key: bool
    """Whether it is the whole primary key."""
    referring: bool
    """Whether it refers to a list of codes."""
    units: Sequence[str]
    """The fields that hold units."""
    axes: Axes
    column: str
    """The id that the field gets."""


@dataclass
class Drafted:
    """Gather the properties of a field and the reasons for them."""

    properties: dict[str, Any]
    constraints: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, name: str, value: Any, reason: Evidence) -> None:
        """Add a property of the field."""
        self.properties[name] = value
        self.evidence.append(reason)

    def constrain(self, name: str, value: Any, reason: Evidence) -> None:
        """Add a constraint."""
        self.constraints[name] = value
        self.evidence.append(reason)

    def described(self) -> dict[str, Any]:
        """Return the field as it stands in a schema."""
        whole = self.properties | ({"constraints": self.constraints} if self.constraints else {})
        return {name: whole[name] for name in ORDER if name in whole}


def draft_field(seen: Seen, place: Place) -> tuple[dict[str, Any], list[Evidence]]:
    """Return a field as it stands in a schema, and the evidence for it."""
    reading = seen.reading
    made = Drafted({"name": seen.label, "type": seen.type, **reading.properties})
    made.evidence += reading.evidence
    _draft_missing(seen, made)
    role = place.role.value if place.role is not None else None
    if place.role is not None:
        made.add("role", role, place.role)
    if role == "measure":
        for name, value, reason in draft_measure(seen, place.units, place.axes):
            made.add(name, value, reason)
        bounds = bounds_of(seen)
        if bounds is not None:
            made.constraints |= bounds[0]
            made.evidence.append(bounds[1])
        made.evidence.append(range_of(seen))
    elif seen.type == "string":
        _draft_text(seen, place, role, made)
    if place.column != seen.label:
        poor = place.column.startswith("column_")
        key = "column-poor" if poor else "column"
        made.evidence.append(say(seen.label, "column", place.column, key))
    return made.described(), made.evidence


def _draft_missing(seen: Seen, made: Drafted) -> None:
    """Draft what stands for no value, and whether every cell needs one."""
    missing = [text for text in seen.column.counts if text in seen.reading.missing]
    if missing:
        made.properties["missingValues"] = ["", *missing]
    for text in missing[:MOST_MISSING]:
        count = seen.column.counts[text]
        reason = say(
            seen.label,
            "missingValues",
            cut(text),
            "missing",
            example=text,
            count=count,
            total=seen.rows,
        )
        made.evidence.append(reason)
    if seen.is_full:
        made.constrain("required", True, say(seen.label, "required", "true", total=seen.rows))
    elif seen.values:
        empty = seen.rows - seen.filled
        reason = say(seen.label, "required", "false", "optional", count=empty, total=seen.rows)
        made.evidence.append(reason)


def _draft_text(seen: Seen, place: Place, role: str | None, made: Drafted) -> None:
    closed = role in {"dimension", "status", "unit"} and seen.nature in LISTED
    if closed and not place.is_key and not place.referring and not says(seen.label, "PHONE"):
        categories = categories_of(seen)
        if categories is not None:
            made.add("categories", *categories)
            return
    if seen.nature == "code":
        pattern = pattern_of(seen)
        if pattern is not None:
            made.constrain("pattern", *pattern)
        if _names_rows(seen) and not place.is_key:
            count = len(seen.values)
            reason = say(seen.label, "unique", "true", count=count, total=seen.filled)
            made.constrain("unique", True, reason)
    elif role == "label":
        language = language_of(seen)
        if language is not None:
            made.add("language", *language)


def _names_rows(seen: Seen) -> bool:
    enough = seen.is_unique and len(seen.values) >= FEWEST_CODES
    return enough and are_codes(seen) and not says(seen.label, "PHONE")
