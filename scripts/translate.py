"""Keep the interface text complete in every language: extract, update, check."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from portal.language.catalogs import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

SOFTWARE = Path(__file__).resolve().parents[1]
PLACES = {
    "templates": [("**.html", "jinja2")],
    "plugins": [("**.py", "python")],
    "portal": [("**.py", "python")],
}
"""Where strings are, and how they are found."""
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "mark": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[^(]")
COUNT = "%(count)s"
COUNTED_BY_WORD = {"ar": frozenset({0, 1, 2})}
"""Plural forms that may say the number in a word ("two rows" is one word in Arabic)."""
UNSTABLE_HEADERS = (
    *('"POT-Creation-Date', '"PO-Revision-Date', '"Report-Msgid-Bugs-To', '"Last-Translator'),
    *('"Language-Team', '"Generated-By', '"Project-Id-Version'),
)
"""Lines that would change without a string changing, or that nobody fills in."""
FORBIDDEN = {
    "ar": {
        "a Latin comma": re.compile(r"(?<!\d),|,(?!\d)"),
        "a Latin semicolon or question mark": re.compile(r"[;?]"),
        "straight or English quotation marks": re.compile(r"[\"“”]"),
        "“مدقّق”, which would claim more than a check of rules": re.compile("مد[قَ]*ّ?ق"),
    }
}


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit 1 where a string is not right.")
def command(check: bool) -> None:
    """Bring the translations in step with the templates and the code."""
    source = extracted()
    wrong = 0
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/portal.po")):
        catalog = _read(path)
        if not check:
            catalog.update(source, no_fuzzy_matching=True, update_header_comment=False)
            catalog.obsolete.clear()
            path.write_bytes(written(catalog))
        for problem in problems(source, catalog):
            click.echo(f"{path.relative_to(SOFTWARE)}: {problem}")
            wrong += 1
    if wrong:
        sys.exit(1)


def extracted() -> Catalog:
    """Return every string of the templates, the plugins and the core that is to be translated."""
    catalog = Catalog(project="open-data-portal", charset="utf-8")
    for folder, methods in PLACES.items():
        found = extract_from_dir(
            SOFTWARE / folder,
            method_map=methods,
            keywords=KEYWORDS,
            options_map={"**.html": {"trimmed": "true", "silent": "false"}},
        )
        for file, _line, message, _comments, _context in found:
            catalog.add(message, locations=[(f"{folder}/{file}", 0)])
    return catalog


def problems(source: Catalog, catalog: Catalog) -> Iterator[str]:
    """Yield a sentence for everything in ``catalog`` that would not reach a reader rightly."""
    for message in source:
        if not message.id:
            continue
        translated = catalog.get(message.id)
        if translated is None:
            yield f"{_name(message)} is missing; run python -m scripts.translate"
        elif not all(_strings(translated)):
            yield f"{_name(message)} is not translated"
        elif translated.fuzzy:
            yield f"{_name(message)} is fuzzy"
        else:
            yield from _wrong(translated, str(catalog.locale))
    for message in catalog:
        if message.id and source.get(message.id) is None:
            yield f"{_name(message)} is not used any more; run python -m scripts.translate"


def written(catalog: Catalog) -> bytes:
    """Return a catalog as its file: one order, no dates, no line numbers."""
    output = BytesIO()
    write_po(output, catalog, width=100, sort_output=True, include_lineno=False, omit_header=False)
    lines = output.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(UNSTABLE_HEADERS)).encode()


def _wrong(message: Message, language: str) -> Iterator[str]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = {placeholder for text in ids for placeholder in PLACEHOLDER.findall(text)}
    by_word = COUNTED_BY_WORD.get(language, frozenset()) if len(ids) > 1 else frozenset()
    for form, text in enumerate(_strings(message)):
        found = set(PLACEHOLDER.findall(text))
        optional = {COUNT} if form in by_word else set()
        if found - wanted or wanted - found - optional:
            yield f"{_name(message)} has other placeholders: {text!r}"
        for what, pattern in FORBIDDEN.get(language, {}).items():
            if pattern.search(text):
                yield f"{_name(message)} has {what}: {text!r}"


def _strings(message: Message) -> list[str]:
    if isinstance(message.string, str):
        return [message.string]
    return list(message.string or [""])


def _name(message: Message) -> str:
    return repr(message.id if isinstance(message.id, str) else message.id[0])


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


if __name__ == "__main__":
    command()
