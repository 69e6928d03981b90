"""Serve a dataset's pages: /dataset/NAME, its quality and its versions, which answer for ever."""

from urllib.parse import quote, unquote

import orjson
from datasette import NotFound, Response, hookimpl
from datasette.utils.asgi import AsgiStream

from portal.catalog.site import site_of
from portal.charts.draw import draw, file
from portal.database import read, read_repairs, read_reports, read_views, rows
from portal.http.language import LANGUAGE
from portal.language.markup import web_address
from portal.language.status import status_of_descriptor
from portal.language.text import text_of
from portal.language.visible import visible
from portal.tabular import report_csv
from portal.tabular.html_report import report_body
from portal.tabular.quality.findings import LISTED
from portal.tabular.quality.view import quality_view

FIRST_ROWS = 10
SHOWN_CORRECTIONS = 50
SHOWN_REPAIRS = 100
FOLDED_REPAIRS = 6
"""More of them are folded."""
LONGEST_PATH = 1000
QUERY = "=&,:%+"
"""What stays as it is in the query of a view when it becomes part of an address."""


@hookimpl
def register_routes():
    """Answer every address below a dataset's name."""
    return [
        (r"^/dataset/(?P<name>[^/]+)$", _of_dataset(overview)),
        (r"^/dataset/(?P<name>[^/]+)/quality$", _of_dataset(quality)),
        (r"^/dataset/(?P<name>[^/]+)/quality\.csv$", _of_dataset(quality_csv)),
        (r"^/dataset/(?P<name>[^/]+)/views/(?P<view>[^/.]+)$", _of_dataset(view)),
        (r"^/dataset/(?P<name>[^/]+)/views/(?P<view>[^/.]+)\.csv$", _of_dataset(view_csv)),
        (r"^/dataset/(?P<name>[^/]+)/views/(?P<view>[^/.]+)\.svg$", _of_dataset(view_svg)),
        (r"^/dataset/(?P<name>[^/]+)/versions$", _of_dataset(versions)),
        (
            r"^/dataset/(?P<name>[^/]+)/versions/(?P<number>[1-9][0-9]{0,8})$",
            _of_dataset(version),
        ),
    ]


async def overview(datasette, request, dataset):
    """Show what the dataset is, where it comes from, its columns, first rows and files."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    name = dataset["name"]
    resources = await read.resources(catalog, name)
    for resource in resources:
        resource["first_rows"] = await rows.first_rows(
            catalog, data, resource, LANGUAGE.get(), FIRST_ROWS
        )
        found = await catalog.execute(read.REASONS_SQL, {"table": resource["table_name"]})
        resource["reasons"] = [
            {**dict(row), "text": read.reason_text(row, dataset["language"])} for row in found
        ]
    corrections = await read.corrections(catalog, name)
    columns = {(r["table_name"], c.id): c for r in resources for c in r["columns"]}
    topics = await read.topics(catalog)
    views = await read_views.views(catalog, dataset)
    shown = None
    if views:
        first = views[0]["name"]
        shown = await read_views.view(catalog, data, dataset, first, LANGUAGE.get())
    context = {
        "dataset": dataset,
        "views": views,
        "picture": draw(shown, LANGUAGE.get()) if shown is not None else None,
        "facts": _facts(dataset),
        "topics": [topic for topic in topics if topic["name"] in dataset["topics"]],
        "resources": resources,
        "files": list(await catalog.execute(read.FILES_SQL, {"name": name})),
        "corrections": corrections[:SHOWN_CORRECTIONS],
        "corrections_left": len(corrections) - SHOWN_CORRECTIONS,
        "repaired": await read_repairs.repaired(catalog, name, dataset["version"], LANGUAGE.get()),
        "most_repairs": {"shown": SHOWN_REPAIRS, "open": FOLDED_REPAIRS},
        "columns": columns,
        "versions": list(await catalog.execute(read.VERSIONS_SQL, {"name": name}))[:5],
    }
    return Response.html(await datasette.render_template("dataset.html", context, request))


async def quality(datasette, request, dataset):
    """Show the last check of the published data, and of the update that was refused."""
    catalog, language = datasette.get_database("catalog"), LANGUAGE.get()
    found = await read_reports.stored_reports(catalog, dataset["name"], LISTED)
    reports = []
    for number, stored in enumerate(found, 1):
        view = quality_view(
            stored.report, language, stored.rows, hints=stored.hints, checked_at=stored.checked_at
        )
        if view.worth_showing:
            body = report_body(view, language, name=f"report-{number}")
            reports.append({"stored": stored, "body": body})
    context = {
        "dataset": dataset,
        "reports": reports,
        "repaired": await read_repairs.repaired(
            catalog, dataset["name"], dataset["version"], language
        ),
        "listed": await read_reports.count_listed(catalog, dataset["name"]),
        "total": sum(stored.report.count + stored.hints.total() for stored in found),
    }
    return Response.html(await datasette.render_template("quality.html", context, request))


async def quality_csv(datasette, request, dataset):
    """Send every error and warning that the catalog holds, in the words of ``_language``."""
    catalog = datasette.get_database("catalog")
    languages = site_of(datasette.metadata()).languages
    asked = request.args.get("_language")
    language = asked if asked in languages else languages[0]

    async def stream(writer):
        await writer.write(report_csv.head())
        async for errors in read_reports.listed_errors(catalog, dataset["name"]):
            await writer.write(report_csv.lines(errors, language))

    headers = {"content-disposition": f'attachment; filename="{dataset["name"]}-errors.csv"'}
    return AsgiStream(stream, headers=headers, content_type="text/csv; charset=utf-8")


async def view(datasette, request, dataset):
    """Show one view of the dataset, with all the numbers that fit on a page."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    name, language = unquote(request.url_vars["view"]), LANGUAGE.get()
    views = await read_views.views(catalog, dataset)
    shown = next((listed for listed in views if listed["name"] == name), None)
    if shown is None:
        raise NotFound("There is no such view")
    found = await read_views.view(catalog, data, dataset, name, language)
    resources = await read.resources(catalog, dataset["name"])
    calls = [
        f"{read.api_path(dataset['name'], one['name'], len(resources))}?{quote(found.query, QUERY)}"
        for one in resources
        if one["table_name"] == found.table
    ]
    context = {
        "dataset": dataset,
        "facts": _facts(dataset),
        "views": views,
        "view": shown,
        "picture": draw(found, language, whole=True),
        "call": next(iter(calls), None),
    }
    return Response.html(await datasette.render_template("view.html", context, request))


async def view_csv(datasette, request, dataset):
    """Send every row of a view, by the query that its publisher wrote."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    name = unquote(request.url_vars["view"])
    statement = await read_views.statement(catalog, dataset, name)
    if statement is None:
        raise NotFound("There is no such view, or it cannot be drawn")
    found = await data.execute(statement.sql, statement.parameters)
    headers = {"content-disposition": f'attachment; filename="{dataset["name"]}-{quote(name)}.csv"'}
    body = read_views.csv_of(statement.columns, found)
    return Response(body, headers=headers, content_type="text/csv; charset=utf-8")


async def view_svg(datasette, request, dataset):
    """Send a view as a picture, in the words of ``_language``."""
    languages = site_of(datasette.metadata()).languages
    asked = request.args.get("_language")
    language = asked if asked in languages else languages[0]
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    name = unquote(request.url_vars["view"])
    found = await read_views.view(catalog, data, dataset, name, language)
    picture = None if found is None else file(found, language)
    if picture is None:
        raise NotFound("There is no such view, or it is no picture")
    return Response(picture, content_type="image/svg+xml; charset=utf-8")


async def versions(datasette, request, dataset):
    """List every version that was ever published."""
    catalog = datasette.get_database("catalog")
    found = list(await catalog.execute(read.VERSIONS_SQL, {"name": dataset["name"]}))
    context = {"dataset": dataset, "versions": found}
    return Response.html(await datasette.render_template("versions.html", context, request))


async def version(datasette, request, dataset):
    """Show one version: its files, each with its hash, and its report."""
    catalog = datasette.get_database("catalog")
    parameters = {"name": dataset["name"], "number": int(request.url_vars["number"])}
    for row in await catalog.execute(read.VERSION_SQL, parameters):
        context = {
            "dataset": dataset,
            "version": row,
            "files": [
                # The name of a file as it was received may hold what cannot be seen.
                {"path": path, "name": visible(path, LONGEST_PATH, "ltr"), **entry}
                for path, entry in orjson.loads(row["files"]).items()
            ],
            "reports": orjson.loads(row["report"]),
        }
        return Response.html(await datasette.render_template("version.html", context, request))
    raise NotFound("There is no such version")


def _of_dataset(view):
    """Return ``view`` for a dataset that is there; one renamed redirects, one withdrawn is gone."""

    async def answer(datasette, request):
        catalog = datasette.get_database("catalog")
        name = unquote(request.url_vars["name"])
        dataset = await read.dataset(catalog, name)
        if dataset is None:
            present = await read.present_name(catalog, name)
            if present is None:
                raise NotFound("There is no such dataset")
            rest = request.path.split("/", 3)[3:]
            query = f"?{request.query_string}" if request.query_string else ""
            path = "/".join(["/dataset", quote(present), *rest]) + query
            return Response.redirect(datasette.urls.path(path), status=301)
        if dataset["status"] == "withdrawn":
            html = await datasette.render_template("gone.html", {"dataset": dataset}, request)
            return Response.html(html, status=410)
        return await view(datasette, request, dataset)

    return answer


def _facts(dataset):
    """Return what the descriptor says beyond the columns of ``dataset``, as texts."""
    descriptor, language = dataset["descriptor"], dataset["language"]
    contact = descriptor.get("contactPoint") or {}
    address = web_address(contact.get("url"))
    if contact.get("email"):
        address = "mailto:" + contact["email"]
    return {
        "contact": text_of(contact, "title", language) or contact.get("email"),
        "contact_address": address,
        "spatial": text_of(descriptor, "spatial", language),
        "licences": [
            {
                "path": web_address(licence.get("path")),
                "text": text_of(licence, "title", language) or licence.get("name"),
            }
            for licence in descriptor.get("licenses") or []
        ],
        "sources": [
            {
                **source,
                "path": web_address(source.get("path")),
                "text": text_of(source, "title", language) or source.get("path"),
            }
            for source in descriptor.get("sources") or []
        ],
        "comparability": [
            text_of(note, "note", language) for note in descriptor.get("comparability") or []
        ],
        "same_measure": [
            {**other, "text": text_of(other, "note", language)}
            for other in descriptor.get("sameMeasure") or []
        ],
        "projections_from": descriptor.get("projectionsFrom"),
        "translation_status": status_of_descriptor(descriptor),
    }
