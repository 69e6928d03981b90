"""Serve /dataset: all datasets, or those that a search and the chosen facets leave."""

import orjson
from datasette import Response, hookimpl

from portal.catalog.site import site_of
from portal.database import read
from portal.database.read_answers import found_answer
from portal.http.language import LANGUAGE
from portal.language.markup import prose
from portal.language.sort import sort_key
from portal.language.text import Shown, Text
from portal.search import facets, unfound
from portal.search.find import find
from portal.search.marking import Marker, also_found
from portal.search.spelling import meanings, respelled

PAGE = 20
"""Datasets on a page."""
OFFERED = 12
"""Values of a facet that are offered."""
COLUMNS_SQL = """
select field.table_name, field.column_name, field.name, field.title, field.translations,
    dataset.language
from field join resource using (table_name) join dataset on dataset.name = resource.dataset
where field.table_name || '.' || field.column_name in (select value from json_each(:places))
"""


@hookimpl
def register_routes():
    """Answer one address."""
    return [(r"^/dataset$", datasets)]


async def datasets(datasette, request):
    """List the datasets that are left, the best first where something is sought."""
    catalog, language = datasette.get_database("catalog"), LANGUAGE.get()
    asked = facets.asked_of({name: request.args.get(name) for name in request.args})
    every = await read.datasets(catalog)
    topics = await read.topics(catalog)
    found = await find(catalog, asked.search)
    if asked.search:
        by_name = {row["name"]: row for row in every}
        every = [by_name[match.name] for match in found.matches if match.name in by_name]
    left = _ordered(facets.narrowed(every, asked), asked, language)
    pages = max(1, -(-len(left) // PAGE))
    number = min(asked.page, pages)
    shown = left[(number - 1) * PAGE : number * PAGE]
    named = _Names(topics, every, language)
    context = {
        "asked": asked,
        "total": len(left),
        "results": await _results(catalog, shown, found, language),
        "answer": await _answer(datasette, shown, found, number),
        "facets": [facet for facet in _facets(every, asked, named) if facet["values"]],
        "chips": [
            {
                "facet": facet,
                "label": named.of(facet, asked.of(facet)),
                "path": asked.path(**{facet: ""}),
            }
            for facet in facets.FACETS
            if asked.of(facet)
        ],
        "orders": [
            {"name": order, "path": asked.path(sort=order), "chosen": order == _order(asked)}
            for order in facets.ORDERS
            if asked.search or order != "relevance"
        ],
        "page_number": number,
        "pages": pages,
        "before": asked.path(page=number - 1) if number > 1 else None,
        "after": asked.path(page=number + 1) if number < pages else None,
        "unknown": [term.word for term in found.unknown],
        "spelling": await _spelling(catalog, asked, found),
        "without": [] if left else _without(asked, every),
        "meanings": [
            {"search": query, "path": asked.path(search=query)}
            for query in meanings(asked.search, found)
        ],
    }
    return Response.html(await datasette.render_template("datasets.html", context, request))


class _Names:
    """Name the values of facets."""

    def __init__(self, topics, every, language):
        self.topics = {row["name"]: row["title"] for row in topics}
        self.publishers = {row["publisher"]: row["publisher_title"] for row in every}
        self.language = language

    def of(self, facet, value):
        """Return the name of a value; a value that nothing has names itself."""
        if facet == "topic":
            return self.topics.get(value, Text({"": value}))
        if facet == "publisher":
            return self.publishers.get(value, Text({"": value}))
        return Text({"": value.upper() if facet == "format" else value})

    def key(self, facet, value):
        """Return the key by which the values of a facet are sorted."""
        return sort_key(self.of(facet, value).pick(self.language).value, self.language)


def _order(asked):
    """Return the order that holds: what was asked for, else the best or the latest first."""
    if asked.sort and (asked.search or asked.sort != "relevance"):
        return asked.sort
    return "relevance" if asked.search else "updated"


def _ordered(rows, asked, language):
    order = _order(asked)
    if order == "relevance":
        return rows
    rows = sorted(rows, key=lambda row: sort_key(row["title"].pick(language).value, language))
    if order == "updated":
        rows.sort(key=lambda row: row["published_at"], reverse=True)
    return rows


def _facets(every, asked, named):
    """Yield each facet with its values: the most frequent first, then by name."""
    for facet in facets.FACETS:
        counted = facets.counts(every, asked, facet)
        chosen = asked.of(facet)
        if facet == "updated":
            values = sorted(counted, reverse=True)
        else:
            values = sorted(counted, key=lambda v: (-counted[v], named.key(facet, v)))
        if len(values) == 1 and not chosen:
            values = []
        yield {
            "name": facet,
            "chosen": chosen,
            "values": [
                {
                    "label": named.of(facet, value),
                    "count": counted[value],
                    "chosen": value == chosen,
                    "path": asked.path(**{facet: "" if value == chosen else value}),
                }
                for value in values[:OFFERED]
            ],
        }


async def _results(catalog, rows, found, language):
    """Return the datasets of a page with their words marked, and where else these stand."""
    marker = Marker(found)
    matches = {match.name: match for match in found.matches}
    results, named = [], []
    for row in rows:
        title = row["title"].pick(language)
        text = row["description"].pick(language) if row["description"] else Shown("", language)
        excerpt = marker.excerpt(Shown(prose(text.value), text.language))
        visible = f"{title.value} {excerpt.value.striptags()}"
        places = []
        if row["name"] in matches:
            places = also_found(matches[row["name"]], marker, visible, language)
        named += places
        results.append(
            {"row": row, "title": marker.mark(title), "excerpt": excerpt, "places": places}
        )
    columns = await _columns(catalog, named)
    for result in results:
        result["places"] = [
            {
                "kind": place.kind,
                "text": marker.mark(Shown(place.text, place.language)),
                "column": columns.get((place.table, place.column)),
            }
            for place in result["places"]
        ]
    return results


async def _answer(datasette, shown, found, page):
    """Return what the first hit answers, where the query names whom it is asked of."""
    first = found.matches[0].name if found.matches else None
    if page > 1 or not shown or shown[0]["name"] != first:
        return None
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    languages = site_of(datasette.metadata()).languages
    return await found_answer(catalog, data, shown[0], found.terms, languages, LANGUAGE.get())


async def _columns(catalog, places):
    """Return the headings of the columns of these places."""
    wanted = sorted({f"{place.table}.{place.column}" for place in places if place.column})
    if not wanted:
        return {}
    rows = await catalog.execute(COLUMNS_SQL, {"places": orjson.dumps(wanted).decode()})
    return {
        (row["table_name"], row["column_name"]): read.with_texts(row, ("title",))["title"]
        or Text({"": row["name"]})
        for row in rows
    }


async def _spelling(catalog, asked, found):
    """Return another spelling of what was sought in vain, with how much that finds."""
    if not found.matches:
        unfound.count(found.unknown)
    meant = await respelled(catalog, asked.search, found)
    count = len((await find(catalog, meant)).matches) if meant is not None else 0
    return {"search": meant, "count": count, "path": asked.path(search=meant)} if count else None


def _without(asked, every):
    """Return what each of the chosen facets hides, where nothing is left."""
    chosen = [facet for facet in facets.FACETS if asked.of(facet)]
    hidden = {facet: len(facets.narrowed(every, asked, but=facet)) for facet in chosen}
    return [
        {"facet": facet, "count": hidden[facet], "path": asked.path(**{facet: ""})}
        for facet in chosen
        if hidden[facet]
    ]
