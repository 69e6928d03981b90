"""How to cite a version of a dataset, and its page: in a text, in a list, and as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from portal.language.catalogs import translations
from portal.language.markup import plain, shown

if TYPE_CHECKING:
    from datetime import date

    from portal.language.text import Text

ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # A brace that is escaped by a backslash still counts where BibTeX looks for the end.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: "\\" + char for char in "%&#$_"},
    }
)
HYPHENATION = {"ar": "arabic", "en": "english", "fr": "french", "es": "spanish", "de": "german"}
"""By language what the package babel calls it, which biblatex goes by."""
IN_ADDRESS = ":/?&=,+@!$'()*;[]~%"


@dataclass(frozen=True)
class Work:
    """Hold what is cited: one version of a dataset, and the page that shows the latest."""

    name: str
    title: Text
    publisher: Text
    portal: Text
    official: bool
    version: int
    published_at: str
    """An ISO 8601 time."""
    address: str
    """The absolute address of the version, which answers for ever."""
    page: str
    """The absolute address of the page, which changes."""
    seen: date
    """The day on which the page was seen."""


@dataclass(frozen=True)
class Citation:
    """Hold one thing to cite, in three forms."""

    inline: Markup
    full: Markup
    bibtex: str


def of_data(work: Work, language: str) -> Citation:
    """Return how to cite the data: the version that they are from, by its permanent address."""
    gettext = translations(language).gettext
    year, author = work.published_at[:4], shown(work.publisher, language)
    version = Markup('{} <bdi dir="ltr">{}</bdi>').format(gettext("Version"), work.version)
    kind = gettext("Dataset")
    pieces = [
        shown(work.title, language),
        Markup("{} [{}]").format(version, kind),
        _portal(work, language),
    ]
    fields = {
        "author": _body(work.publisher.pick(language).value),
        "title": _body(work.title.pick(language).value),
        "year": year,
        "version": str(work.version),
        "howpublished": escaped(f"{kind}. {_portal_plain(work, language)}"),
        "url": quote(work.address, safe=IN_ADDRESS),
    }
    return Citation(
        _inline(author, year, language),
        _full(author, year, pieces, work.address),
        _entry(f"{work.name}-v{work.version}", fields, work.title.pick(language).language),
    )


def of_page(work: Work, language: str) -> Citation:
    """Return how to cite the page: it changes, so the day on which it was seen belongs to it."""
    gettext = translations(language).gettext
    year, day = str(work.seen.year), work.seen.isoformat()
    author, kind = _portal(work, language), gettext("Page")
    pieces = [
        Markup("{} [{}]").format(shown(work.title, language), kind),
        Markup('{}: <bdi dir="ltr">{}</bdi>').format(gettext("Accessed"), day),
    ]
    fields = {
        "author": _body(_portal_plain(work, language)),
        "title": _body(work.title.pick(language).value),
        "year": year,
        "howpublished": escaped(kind),
        "url": quote(work.page, safe=IN_ADDRESS),
        "urldate": day,
    }
    return Citation(
        _inline(author, year, language),
        _full(author, year, pieces, work.page),
        _entry(f"{work.name}-page", fields, work.title.pick(language).language),
    )


def escaped(text: str) -> str:
    """Return a text as it stands between the braces of a BibTeX field, on one line."""
    return " ".join(text.split()).translate(ESCAPES)


def _inline(author: Markup, year: str, language: str) -> Markup:
    comma = translations(language).gettext(", ")
    return Markup('({}{}<bdi dir="ltr">{}</bdi>)').format(author, comma, year)


def _full(author: Markup, year: str, pieces: list[Markup], address: str) -> Markup:
    head = Markup('{} (<bdi dir="ltr">{}</bdi>)').format(author, year)
    link = Markup('<bdi dir="ltr" class="code">{}</bdi>').format(address)
    return Markup(". ").join([head, *pieces, link])


def _portal(work: Work, language: str) -> Markup:
    title = shown(work.portal, language)
    if work.official:
        return title
    return Markup("{} ({})").format(title, translations(language).gettext("demonstration"))


def _portal_plain(work: Work, language: str) -> str:
    title = plain(work.portal, language)
    note = translations(language).gettext("demonstration")
    return title if work.official else f"{title} ({note})"


def _body(text: str) -> str:
    """Return a text in braces of its own: an author that is one body, a title with its capitals."""
    return "{" + escaped(text) + "}"


def _entry(key: str, fields: dict[str, str], language: str) -> str:
    if language in HYPHENATION:
        fields |= {"langid": HYPHENATION[language]}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(key)},\n{lines}\n}}\n"


def _key(text: str) -> str:
    return "".join(c for c in text if c.isascii() and (c.isalnum() or c in "-_:")) or "dataset"
