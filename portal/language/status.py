"""How far texts can be relied on: as in the source, a draft, or reviewed by a native reader.

A dataset says it in its descriptor (docs/descriptor.md), the software in ``locales/status.json``.
Where nobody says it, a translation is a draft.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import orjson

from portal.language.catalogs import LOCALES, SOURCE_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DRAFT = "draft"
STATUSES = ("source", DRAFT, "reviewed")
OF_SOFTWARE = LOCALES / "status.json"
FIELD: dict[str, Any] = {"categories": {}, "missingValues": {}}
PACKAGE: dict[str, Any] = {
    "licenses": {},
    "sources": {},
    "corrections": {},
    "views": {},
    "comparability": {},
    "sameMeasure": {},
    "resources": {"schema": {"missingValues": {}, "fields": FIELD}},
}
"""Where a package has texts of its own; publisher and contact may be the portal's."""


def status_of_descriptor(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Return the status of a package's texts by language, for every language that has one.

    Takes a descriptor that has passed the profile, complete or not. A language that the package
    says nothing of is a draft where there are translations into it.
    """
    stated: dict[str, str] = descriptor.get("translationStatus") or {}
    presumed = dict.fromkeys(_translated(descriptor, PACKAGE), DRAFT)
    return presumed | stated


def status_of_software(languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the status of each group of the software's own texts in each of ``languages``.

    The language in which they are written has none.
    """
    others = [language for language in languages if language != SOURCE_LANGUAGE]
    return {
        group: {language: stated.get(language, DRAFT) for language in others}
        for group, stated in _stated().items()
    }


def _translated(described: Any, parts: Mapping[str, Any]) -> Iterator[str]:
    """Yield the languages into which an object of a descriptor, or a list of them, is translated."""
    if isinstance(described, list):
        for item in described:
            yield from _translated(item, parts)
    if isinstance(described, dict):
        for language, texts in (described.get("translations") or {}).items():
            if any(texts.values()):
                yield language
        for key, inner in parts.items():
            yield from _translated(described.get(key), inner)


@functools.cache
def _stated() -> dict[str, dict[str, str]]:
    stated: dict[str, dict[str, str]] = orjson.loads(OF_SOFTWARE.read_bytes())
    return stated
