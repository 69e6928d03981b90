"""Speak the language of the request in every template: text, numbers, dates, direction."""

from datasette import hookimpl
from datasette.utils import tilde_encode
from jinja2 import pass_context

import portal
from portal.catalog.site import site_of
from portal.database.read import RELEASE_SQL, api_path
from portal.http.language import LANGUAGE
from portal.language import markup, numbers, prefixes, terms
from portal.language.catalogs import translations
from portal.language.text import direction, text_of


@hookimpl
def prepare_jinja2_environment(env, datasette):
    """Install gettext, the filters and what stands on every page."""

    async def prepare():
        rows = await datasette.get_database("catalog").execute(RELEASE_SQL)
        release = rows.first()
        _install(env, datasette, release["id"])

    return prepare


def _install(env, datasette, release):
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(
        lambda message: translations(LANGUAGE.get()).gettext(message),
        lambda one, many, count: translations(LANGUAGE.get()).ngettext(one, many, count),
        newstyle=True,
    )
    env.trim_blocks = env.lstrip_blocks = True
    env.filters |= {
        "shown": lambda text: markup.shown(text, LANGUAGE.get()),
        "tongue": lambda text: markup.tongue(text, LANGUAGE.get()),
        "plain": lambda text: markup.plain(text, LANGUAGE.get()),
        "summary": lambda text, limit=240: markup.summary(text, LANGUAGE.get(), limit),
        "markdown": lambda text: markup.markdown(text, LANGUAGE.get()),
        "number": lambda value: numbers.number(value, LANGUAGE.get()),
        "web_address": markup.web_address,
        "size": lambda count: numbers.size(count, LANGUAGE.get()),
        "day": lambda value: numbers.day(value, LANGUAGE.get()),
        "month": lambda value: numbers.month(value, LANGUAGE.get()),
        "direction": direction,
        "language_name": lambda language: prefixes.name(language, LANGUAGE.get()),
        "key_path": lambda key: ",".join(tilde_encode(str(value)) for value in key),
        "tilde": lambda value: tilde_encode(str(value)),
    }
    site = site_of(datasette.metadata())
    env.globals |= {
        "site": site,
        "site_licence": text_of(site.descriptor, "license", site.languages[0]),
        "terms": terms,
        "release_id": lambda: release,
        "software_version": portal.__version__,
        "language": LANGUAGE.get,
        "share": lambda part, whole: numbers.percent(part, whole, LANGUAGE.get()),
        "page": datasette.urls.path,
        "file": lambda path: "/" + path.lstrip("/"),
        "api_path": api_path,
        "alternates": _alternates,
        "public": _public,
    }


@pass_context
def _alternates(context):
    """Yield language, name and address of this page in the other languages."""
    request = context.get("request")
    rest = ""
    if request is not None and context.get("status", 200) == 200:
        rest = request.path.lstrip("/\\")
        if request.query_string:
            rest += "?" + request.query_string
    for other in prefixes.alternates(context["site"].languages, LANGUAGE.get()):
        yield other.language, other.name, other.prefix + rest


@pass_context
def _public(context, path):
    """Return the absolute address of a path: below the public base, or as the request came."""
    if context["site"].base_url:
        return context["site"].base_url.rstrip("/") + "/" + path.lstrip("/")
    request = context.get("request")
    return path if request is None else f"{request.scheme}://{request.host}{path}"
