"""Text as safe HTML: in its own language and direction, or written in Markdown."""

from __future__ import annotations

import functools
from html import unescape
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from portal.language.text import Shown, direction

if TYPE_CHECKING:
    from portal.language.text import Text

TAGS = {
    *("a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"),
    *("pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"a": {"href", "title"}}
SCHEMES = {"http", "https", "mailto"}
PAGE_LEVELS = 2
"""How many levels of headings a page keeps for itself: a text's first level comes below them."""


def shown(text: Text | Shown | str | None, language: str) -> Markup:
    """Return a text in the language of the page, or in its own one and marked as such."""
    if text is None:
        return Markup()
    if isinstance(text, str):
        return Markup("<bdi>{}</bdi>").format(text)
    picked = text if isinstance(text, Shown) else text.pick(language)
    if picked.language == language:
        return Markup("<bdi>{}</bdi>").format(picked.value)
    if not picked.language:
        return Markup('<bdi dir="auto">{}</bdi>').format(picked.value)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(
        picked.language, direction(picked.language), picked.value
    )


def web_address(address: str | None) -> str | None:
    """Return an address that a page may link to, or None: a path or another scheme is no link."""
    if address is None or not address.lower().startswith(("http://", "https://", "mailto:")):
        return None
    return address


def tongue(text: Text | str | None, language: str) -> Markup:
    """Return the attributes of an element that can hold ``plain`` text but no markup."""
    if text is None:
        return Markup()
    picked = Shown(text, "") if isinstance(text, str) else text.pick(language)
    if picked.language == language:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(picked.language, direction(picked.language))


def plain(text: Text | str | None, language: str) -> str:
    """Return a text as a string without markup, for titles and attributes."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.pick(language).value


def markdown(text: Text | None, language: str) -> Markup:
    """Return a text written in Markdown as HTML: no raw HTML, images, scripts or relative links."""
    if text is None:
        return Markup()
    picked = text.pick(language)
    parser = _parser()
    tokens = parser.parse(picked.value)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + PAGE_LEVELS, 6)}"
    html = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_absolute,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    if picked.language == language:
        return Markup(html)  # noqa: S704 - cleaned two lines above
    opening = f' lang="{Markup.escape(picked.language)}"' if picked.language else ""
    return Markup(f'<div{opening} dir="{direction(picked.language)}">{html}</div>')  # noqa: S704


def summary(text: Text, language: str, limit: int = 240) -> Shown:
    """Return the beginning of a text written in Markdown, as plain words for a list."""
    picked = text.pick(language)
    words = prose(picked.value)
    if len(words) > limit:
        words = words[:limit].rsplit(" ", maxsplit=1)[0] + "…"
    return Shown(words, picked.language)


def prose(text: str) -> str:
    """Return a text written in Markdown as plain words on one line."""
    return " ".join(unescape(nh3.clean(_parser().render(text), tags=set())).split())


def _absolute(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href" and value.partition(":")[0].lower() not in SCHEMES:
        return None
    return value


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
