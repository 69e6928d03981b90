"""Answer errors with our page in the reader's language, or with JSON, and without details."""

import logging
from http import HTTPStatus

import datasette.handle_exception
from datasette import Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Forbidden
from datasette.views.base import DatasetteError

from portal.exceptions import QueryError, WithdrawnError

# With rich installed Datasette prints a traceback with all locals for every 404, at 180 ms each.
datasette.handle_exception.rich = None

LOG = logging.getLogger("portal.errors")
TOO_SLOW = "This takes too long. Add a filter, remove a facet, or download the whole file."


@hookimpl(hookwrapper=True)
def handle_exception(datasette, request, exception):
    """Answer instead of Datasette, whose own answer would be made even where another is sent."""
    outcome = yield
    outcome.force_result([lambda: _answer(datasette, request, exception)])


@hookimpl
def forbidden(datasette, request):
    """Answer for what is closed as for what does not exist."""
    return lambda: _respond(datasette, request, HTTPStatus.NOT_FOUND)


async def _answer(datasette, request, exception):
    if isinstance(exception, WithdrawnError):
        context = {"dataset": exception.dataset}
        page = await datasette.render_template("gone.html", context, request)
        return Response.html(page, status=HTTPStatus.GONE)
    status, detail = _judge(exception)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        LOG.error("%s %s failed", request.method, request.full_path, exc_info=exception)
    return await _respond(datasette, request, status, detail)


def _judge(exception):
    """Return the status of an exception, and what a reader may know besides."""
    if isinstance(exception, QueryError):
        return HTTPStatus.BAD_REQUEST, str(exception)
    if isinstance(exception, QueryInterrupted) or _was_interrupted(exception):
        return HTTPStatus.BAD_REQUEST, TOO_SLOW
    if isinstance(exception, Forbidden):
        return HTTPStatus.NOT_FOUND, None
    if isinstance(exception, Base400):
        return HTTPStatus(exception.status), None
    if isinstance(exception, DatasetteError):
        # Datasette's default status is 500, also for what is wrong with the request (_sort=nope).
        refused = exception.status == HTTPStatus.INTERNAL_SERVER_ERROR
        return HTTPStatus.BAD_REQUEST if refused else HTTPStatus(exception.status), None
    return HTTPStatus.INTERNAL_SERVER_ERROR, None


def _was_interrupted(exception):
    return isinstance(exception, DatasetteError) and exception.title == "SQL Interrupted"


async def _respond(datasette, request, status, detail=None):
    """Send the page ``error.html``, which has the words for each status, or JSON to a machine."""
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        body = {"ok": False, "status": int(status), "error": detail or status.phrase}
        return Response.json(body, status=int(status))
    context = {"status": int(status), "error": detail}
    page = await datasette.render_template("error.html", context, request=request)
    return Response.html(page, status=int(status))
