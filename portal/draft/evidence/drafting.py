"""A Table Schema from the table that it is to describe, with the reason for each property."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from portal.catalog.names import column_ids
from portal.draft.evidence import keys
from portal.draft.evidence.fields import Place, draft_field
from portal.draft.evidence.labels import YEARLY
from portal.draft.evidence.measures import axes_of
from portal.draft.evidence.pairs import names_among
from portal.draft.evidence.references import match_of
from portal.draft.evidence.roles import roles_of
from portal.draft.evidence.said import cut, listed, say
from portal.draft.evidence.seeing import see
from portal.draft.model import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.draft.evidence.references import Match
    from portal.draft.evidence.seen import Seen
    from portal.draft.model import CodeList, Evidence, Table

YEARS = 3
"""Columns named by years that make a table a wide one."""
ABSENT = 5
"""Values that are named of those that a list lacks."""
MOST_FACETS = 6
MOST_CHOICES = 300
"""Values that people can choose from."""
CHOSEN_BY = frozenset(("dimension", "status", "time"))


def draft(table: Table, lists: Sequence[CodeList] = ()) -> Draft:
    """Return the schema that a table itself gives reason for, and the reasons.

    Takes the table as it will be published, and the lists of codes to which its columns may refer.
    Every cell fits the schema. Labels are kept as they are, even where two are the same.
    """
    columns = see(table)
    occurrences = Counter(table.labels)
    # A column without a name of its own can be described, but nothing can refer to it.
    named = [seen for seen in columns if seen.label and occurrences[seen.label] == 1]
    names = names_among(named)
    key = keys.key_of(named, names)
    matches = _matches(named, names, lists)
    referring = {position for position, match in matches.items() if not match.absent}
    in_key = [seen.position for seen in key]
    reasons = roles_of(columns, names, in_key, referring)
    roles = {position: reason.value for position, reason in reasons.items()}
    axes = axes_of(named, roles, in_key)
    units = [seen.label for seen in named if roles.get(seen.position) == "unit"]
    ids = column_ids([{"name": label} for label in table.labels])
    fields: list[dict[str, Any]] = []
    evidence: list[Evidence] = []
    for seen in columns:
        at = seen.position
        place = Place(reasons.get(at), in_key == [at], at in referring, units, axes, ids[at])
        field, why = draft_field(seen, place)
        fields.append(field)
        evidence += [*why, *([_of_match(seen, matches[at])] if at in matches else ())]
    schema: dict[str, Any] = {"fields": fields}
    if key:
        schema["primaryKey"] = [seen.label for seen in key]
    if referring:
        schema["foreignKeys"] = [
            _foreign_key(seen.label, matches[seen.position].list)
            for seen in named
            if seen.position in referring
        ]
    return Draft(schema, (*evidence, *_of_table(columns, key), *_facets(named, roles, in_key)))


def _matches(
    columns: Sequence[Seen], names: Mapping[int, Seen], lists: Sequence[CodeList]
) -> dict[int, Match]:
    """Return, by position, the list to which a column belongs.

    Of columns that say the same in several ways only one refers to a dataset: it says it all.
    """
    found: dict[int, Match] = {}
    said: set[tuple[int, str]] = set()
    for seen in sorted(columns, key=lambda seen: seen.position in names):
        match = match_of(seen, lists)
        if match is None:
            continue
        leader = names.get(seen.position, seen)
        thing = leader.position, match.list.dataset
        if thing not in said:
            found[seen.position] = match
            if not match.absent:
                said.add(thing)
    return found


def _foreign_key(label: str, codes: CodeList) -> dict[str, Any]:
    reference = {"package": codes.dataset, "resource": codes.resource, "fields": [codes.field]}
    return {"fields": [label], "reference": reference}


def _of_match(seen: Seen, match: Match) -> Evidence:
    place = f"{match.list.dataset}.{match.list.field}"
    count, total = match.present, match.total
    if not match.absent:
        return say(seen.label, "foreignKeys", place, count=count, total=total)
    shown = [f"{cut(text)} ({seen.values[text]:,})" for text in match.absent[:ABSENT]]
    more = ["…"] if len(match.absent) > ABSENT else []
    return say(
        seen.label,
        "foreignKeys",
        place,
        "foreign-nearly",
        count=count,
        total=total,
        shown=listed([*shown, *more]),
    )


def _of_table(columns: Sequence[Seen], key: Sequence[Seen]) -> Iterator[Evidence]:
    """Yield what there is to say about the table as a whole."""
    rows = columns[0].rows if columns else 0
    if key:
        names = listed([seen.label for seen in key])
        yield say("", "primaryKey", names, count=rows, total=rows)
    elif rows > 1:
        yield say("", "primaryKey", "", "key-none", count=keys.MOST_COLUMNS, total=rows)
        repeated = keys.repeated_rows(columns)
        if repeated:
            yield say("", "primaryKey", "", "rows-repeated", count=repeated, total=rows)
    years = [seen.label for seen in columns if YEARLY.fullmatch(seen.label)]
    if len(years) >= YEARS:
        yield say("", "wide", "", count=len(years), example=years[0])


def _facets(
    columns: Sequence[Seen], roles: Mapping[int, str], key: Sequence[int]
) -> Iterator[Evidence]:
    """Yield the fields by which rows may be narrowed down: a property of the resource, not drafted."""
    chosen = [
        seen.label
        for seen in columns
        if roles.get(seen.position) in CHOSEN_BY
        and key != [seen.position]
        and 1 < len(seen.values) <= min(MOST_CHOICES, seen.filled // 2)
    ]
    if chosen:
        yield say("", "facets", listed(chosen[:MOST_FACETS]))
