"""Where the rows of a file are from: what a workbook says of them on its second sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.database import read, read_repairs
from portal.language.catalogs import translations
from portal.language.markup import plain
from portal.language.text import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNT_SQL = "select count(*) as count from correction where dataset = :name and table_name = :table"


async def facts(
    catalog: read.Database,
    dataset: Mapping[str, Any],
    resource: Mapping[str, Any],
    addresses: tuple[str, str],
    language: str,
) -> list[tuple[str, str]]:
    """Return the facts in ``language``, the title first, then label and text of each.

    ``addresses`` are the permanent address of the version, and the one that gives these rows.
    """
    say = translations(language).gettext
    title = plain(dataset["title"], language)
    if resource["title"] is not None and resource["title"].values != dataset["title"].values:
        title = f"{title} · {plain(resource['title'], language)}"
    permanent, rows = addresses
    told = [
        (say("Dataset"), title),
        (say("Publisher"), plain(dataset["publisher_title"], language)),
        (say("Version"), f"{dataset['version']} ({dataset['published_at'][:10]})"),
        (say("Permanent address"), permanent),
        (say("Address of these rows"), rows),
    ]
    descriptor = dataset["descriptor"]
    told += [
        (say("Licence"), _described(one, language)) for one in descriptor.get("licenses") or []
    ]
    told += [(say("Source"), _described(one, language)) for one in descriptor.get("sources") or []]
    return [*told, (say("Corrections"), await _corrections(catalog, dataset, resource, language))]


def _described(described: Mapping[str, Any], language: str) -> str:
    text = text_of(described, "title", language)
    parts = [plain(text, language) or described.get("name"), described.get("version")]
    parts.append(described.get("path"))
    return " · ".join(str(part) for part in parts if part)


async def _corrections(
    catalog: read.Database, dataset: Mapping[str, Any], resource: Mapping[str, Any], language: str
) -> str:
    """Return what the portal changed in the table, as the page of the dataset says it too."""
    spoken = translations(language)
    asked = {"name": dataset["name"], "table": resource["table_name"]}
    count = next(iter(await catalog.execute(COUNT_SQL, asked)))["count"]
    if count:
        return spoken.ngettext(
            "%(count)s value of the table differs from the source; each has its reason at the"
            " permanent address.",
            "%(count)s values of the table differ from the source; each has its reason at the"
            " permanent address.",
            count,
        ) % {"count": count}
    repaired = await read_repairs.repaired(catalog, dataset["name"], dataset["version"], language)
    if repaired is not None and repaired.accepted:
        return spoken.gettext("None, apart from what was repaired in the file as it was received.")
    return spoken.gettext("None: the portal changed no value of the source.")
