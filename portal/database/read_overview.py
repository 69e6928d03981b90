"""Everything that the page of a dataset shows, read from the catalog and from its first rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from portal.catalog.due import data_since, due
from portal.charts.answers import answer
from portal.charts.draw import draw
from portal.database import read, read_columns, read_repairs, read_views, rows
from portal.database.read_related import related
from portal.language import cite, snippets
from portal.language.assessment import Subject, assess
from portal.language.catalogs import translations
from portal.language.facts import facts_of, message_to
from portal.language.opening import opening
from portal.result.workbook import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.catalog.model import Site

FIRST_ROWS, FEWEST_ROWS, CELLS = 10, 3, 120
"""So many rows are shown, but of a wide table fewer: about so many cells."""
SHOWN_CORRECTIONS, OPEN_CORRECTIONS = 5, 1
"""More than the second are folded; what is more than the first is in the file."""
SHOWN_VERSIONS = 3


@dataclass(frozen=True)
class Asked:
    """Hold in which language, on which day and under which address the page is asked for."""

    language: str
    day: date
    site: Site
    base: str
    """Scheme and host, and nothing after them."""


async def overview(
    catalog: read.Database, data: read.Database, dataset: Mapping[str, Any], asked: Asked
) -> dict[str, Any]:
    """Return what the template of a dataset's page needs; ``dataset`` is as in ``read.dataset``."""
    name, language = dataset["name"], asked.language
    resources = await _resources(catalog, data, dataset, language)
    versions = list(await catalog.execute(read.VERSIONS_SQL, {"name": name}))
    corrections = await read.corrections(catalog, name)
    next_due = _due(dataset, versions, asked.day)
    subject = Subject(dataset, resources, next_due, asked.site.languages)
    work = _work(dataset, asked)
    topics = await read.topics(catalog)
    lead, whole = opening(dataset["description"], language) if dataset["description"] else (None, True)  # fmt: skip
    return {
        "dataset": dataset,
        **await _views(catalog, data, dataset, language),
        "lead": lead,
        "lead_is_all": whole,
        "due": next_due,
        "facts": facts_of(dataset),
        "topics": [topic for topic in topics if topic["name"] in dataset["topics"]],
        "resources": resources,
        "files": list(await catalog.execute(read.FILES_SQL, {"name": name})),
        "longest_workbook": MOST_ROWS,
        "judged": assess(subject, language),
        "corrections": corrections[:SHOWN_CORRECTIONS],
        "corrections_left": max(len(corrections) - SHOWN_CORRECTIONS, 0),
        "open_corrections": OPEN_CORRECTIONS,
        "repaired": await read_repairs.repaired(catalog, name, dataset["version"], language),
        "named_columns": read_columns.MOST_LISTED,
        "columns": {(r["table_name"], c.id): c for r in resources for c in r["columns"]},
        "snippets": _snippets(dataset, resources, asked.base),
        "cited": [cite.of_data(work, language), cite.of_page(work, language)],
        "related": await related(catalog, name),
        "versions": versions[:SHOWN_VERSIONS],
        "message": _message(work, asked),
    }


async def _resources(
    catalog: read.Database, data: read.Database, dataset: Mapping[str, Any], language: str
) -> list[dict[str, Any]]:
    resources = await read.resources(catalog, dataset["name"])
    for resource in resources:
        most = max(FEWEST_ROWS, min(FIRST_ROWS, CELLS // max(len(resource["columns"]), 1)))
        resource["first_rows"] = await rows.first_rows(catalog, data, resource, language, most)
        table, tongue = resource["table_name"], dataset["language"]
        resource["reasons"] = await read.counted_reasons(catalog, table, tongue)
        if not read_columns.is_brief(resources):
            resource["described"] = await read_columns.described(catalog, data, resource, language)
    return resources


async def _views(
    catalog: read.Database, data: read.Database, dataset: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """Return the views, the picture of the first, and what the first that answers says."""
    views = await read_views.views(catalog, dataset)
    found = {}
    answers = [view for view in views if view["refusal"] is None and view["type"] != "table"][:1]
    for listed in (*views[:1], *answers):
        name = listed["name"]
        if name not in found:
            found[name] = await read_views.view(catalog, data, dataset, name, language)
    first = found[views[0]["name"]] if views else None
    answering = found[answers[0]["name"]] if answers else None
    return {
        "views": views,
        "picture": draw(first, language) if first is not None else None,
        "answer": answer(answering, language) if answering is not None else None,
    }


def _due(dataset: Mapping[str, Any], versions: Sequence[read.Row], day: date) -> Any:
    """Return when the next update is due, after the version that brought the present data."""
    paths = set()
    for resource in dataset["descriptor"].get("resources") or []:
        path = resource.get("path")
        paths.update(path if isinstance(path, list) else [path])
    history = [(row["published_at"], orjson.loads(row["files"])) for row in versions]
    return due(dataset["frequency"], data_since(history, paths) or dataset["published_at"], day)


def _work(dataset: Mapping[str, Any], asked: Asked) -> cite.Work:
    page = f"{asked.base}/dataset/{dataset['name']}"
    return cite.Work(
        name=dataset["name"],
        title=dataset["title"],
        publisher=dataset["publisher_title"],
        portal=asked.site.title,
        official=asked.site.official,
        version=dataset["version"],
        published_at=dataset["published_at"],
        address=f"{page}/versions/{dataset['version']}",
        page=page,
        seen=asked.day,
    )


def _snippets(
    dataset: Mapping[str, Any], resources: Sequence[Mapping[str, Any]], base: str
) -> list[snippets.Snippet]:
    """Return the code for the first table, asking for rows as the first one is."""
    if not resources:
        return []
    table, name = resources[0], dataset["name"]
    condition = None
    key = table["primary_key"][0]
    if key != "_row" and table["first_rows"]:
        condition = snippets.condition_of(key, table["first_rows"][0].key[0])
    file = f"{table['table_name']}.csv"
    return snippets.snippets(
        snippets.Source(
            csv=f"{base}/download/{name}/{file}",
            rows=base + read.api_path(name, table["name"], len(resources)),
            file=file,
            columns=table["columns"],
            condition=condition,
            missing=_missing(dataset["descriptor"], table["name"]),
        )
    )


def _missing(descriptor: Mapping[str, Any], resource_name: str) -> list[str]:
    """Return what a table's schema says in place of a value, besides nothing."""
    for resource in descriptor.get("resources") or []:
        schema = resource.get("schema")
        if resource.get("name") == resource_name and isinstance(schema, dict):
            values = schema.get("missingValues") or []
            texts = [one["value"] if isinstance(one, dict) else one for one in values]
            return [text for text in texts if text]
    return []


def _message(work: cite.Work, asked: Asked) -> str | None:
    """Return the address of a message to the portal's contact about this version, or None."""
    contact = asked.site.contact
    if contact is None or contact.email is None:
        return None
    gettext = translations(asked.language).gettext
    about = f"{work.title.pick(asked.language).value} ({work.name})"
    version = f"{gettext('Version')} {work.version}"
    problem, dataset = gettext("Problem in a dataset"), gettext("Dataset")
    where, how = gettext("What is wrong, and in which row or column?"), gettext("How is it known?")
    return message_to(
        contact.email,
        f"{problem}: {about}, {version}",
        [f"{dataset}: {about}", version, work.address, "", f"{where} ", "", f"{how} "],
    )
