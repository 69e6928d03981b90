"""Reports as HTML: one self-contained file, and the same body for a page of the portal.

The templates are ``report.html`` and ``_report.html``. Datasette is not needed.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import portal
from portal.language import numbers, terms
from portal.language.catalogs import translations
from portal.language.text import direction
from portal.language.visible import visible
from portal.tabular.kinds.kind import FIXERS
from portal.tabular.quality.view import QualityView, quality_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.tabular.report import Report

TEMPLATES = Path(__file__).parents[2] / "templates"
TITLE = 80
"""Characters of a title that stand at the head of every printed page."""


def html_report(
    reports: Sequence[Report],
    language: str,
    *,
    title: str,
    style: str,
    rows: Mapping[tuple[str, int], Sequence[str]] | None = None,
    checked_at: str | None = None,
    command: str | None = None,
) -> str:
    """Return one HTML document about ``reports``, which needs nothing from elsewhere.

    ``title`` names what was checked. ``style`` is the portal's style sheet. ``rows`` are the
    raw cells of the rows that ``portal.tabular.quality.rows.rows_to_show`` names for each
    report, by file and row, as far as they could be read. ``command`` is what to type next.
    """
    views = [
        quality_view(
            report,
            language,
            {row: cells for (file, row), cells in (rows or {}).items() if file == report.file},
            checked_at=checked_at,
        )
        for report in reports
    ]
    shown = [view for view in views if view.worth_showing]
    return (
        _environment(language)
        .get_template("report.html")
        .render(
            title=visible(title, direction="ltr"),
            views=shown,
            valid=all(view.verdict == "valid" for view in views),
            errors=sum(report.count for report in reports),
            command=command,
            checked_at=checked_at,
            style=_style(style, title),
            version=portal.__version__,
        )
    )


def report_body(
    view: QualityView, language: str, *, command: str | None = None, name: str = "report"
) -> Markup:
    """Return what a page says of one report, below a heading of the second level.

    ``command`` is what to type next; ``name`` begins the ids of its elements.
    """
    html = (
        _environment(language)
        .get_template("_report.html")
        .render(view=view, command=command, name=name)
    )
    return Markup(html)  # noqa: S704  # by a template that escapes


def _style(style: str, title: str) -> Markup:
    """Return the style sheet with what is only for a file: its paper, and its name on every page."""
    name = "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in title[:TITLE])
    paper = f'@page {{ size: A4; @top-center {{ content: "{name}" }} }}'
    # A style sheet has no reason to hold this, and nothing else could end it early.
    return Markup(f"{style}{paper}".replace("</", ""))  # noqa: S704


@functools.cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    text = translations(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        text.gettext, text.ngettext, newstyle=True
    )
    environment.filters |= {
        "number": lambda value: numbers.number(value, language),
        "size": lambda count: numbers.size(count, language),
        "day": lambda value: numbers.day(value, language),
        "visible": visible,
    }
    spoken = language.split("-", maxsplit=1)[0]
    environment.globals |= {
        "language": language,
        "direction": direction(language),
        "terms": terms,
        "fixers": {name: words.get(spoken, words["en"]) for name, words in FIXERS.items()},
        "body": functools.partial(report_body, language=language),
    }
    return environment
