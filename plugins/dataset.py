"""Serve a dataset's pages: /dataset/NAME, its quality and its versions, which answer for ever."""

from urllib.parse import quote, unquote

import orjson
from datasette import NotFound, Response, hookimpl
from datasette.utils.asgi import AsgiStream

from portal.catalog.site import site_of
from portal.charts.draw import draw, file
from portal.database import (
    read,
    read_columns,
    read_overview,
    read_repairs,
    read_reports,
    read_views,
)
from portal.exceptions import WithdrawnError
from portal.http import today
from portal.http.language import LANGUAGE
from portal.language.facts import facts_of
from portal.language.visible import visible
from portal.tabular import report_csv
from portal.tabular.html_report import report_body
from portal.tabular.quality.findings import LISTED
from portal.tabular.quality.view import quality_view

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
        (r"^/dataset/(?P<name>[^/]+)/columns$", _of_dataset(columns)),
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
    """Show what the dataset says, where it comes from, its columns, first rows, files and uses."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    site = site_of(datasette.metadata())
    base = (site.base_url or f"{request.scheme}://{request.host}").rstrip("/")
    asked = read_overview.Asked(LANGUAGE.get(), today.today(), site, base)
    context = await read_overview.overview(catalog, data, dataset, asked)
    context["most_repairs"] = {"shown": SHOWN_REPAIRS, "open": FOLDED_REPAIRS}
    return Response.html(await datasette.render_template("dataset.html", context, request))


async def columns(datasette, request, dataset):
    """Show every column of the dataset with its rules, its allowed and its frequent values."""
    catalog, data = datasette.get_database("catalog"), datasette.get_database("data")
    resources = await read.resources(catalog, dataset["name"])
    most = read_columns.frequent_shown(resources)
    for resource in resources:
        table, tongue = resource["table_name"], dataset["language"]
        resource["reasons"] = await read.counted_reasons(catalog, table, tongue)
        resource["described"] = await read_columns.described(
            catalog, data, resource, LANGUAGE.get(), most
        )
    context = {"dataset": dataset, "resources": resources}
    return Response.html(await datasette.render_template("columns.html", context, request))


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
        "facts": facts_of(dataset),
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
            raise WithdrawnError(dataset)
        return await view(datasette, request, dataset)

    return answer
