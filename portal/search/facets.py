"""Narrow a list of datasets: by topic, publisher, format and time, each with what it would leave."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Datasets = Sequence[Mapping[str, Any]]

FACETS = ("topic", "publisher", "format", "updated")
ORDERS = ("relevance", "updated", "title")
LONGEST = 200
YEAR, MONTH = 4, 7
"""How much of an ISO date names a year or a month."""


@dataclass(frozen=True)
class Asked:
    """Hold what an address asks of the list of datasets; whatever it says, it is an address."""

    search: str = ""
    topic: str = ""
    publisher: str = ""
    format: str = ""
    updated: str = ""
    """The beginning of an ISO date: a year, a month or a day."""
    sort: str = ""
    page: int = 1

    def of(self, facet: str) -> str:
        """Return what was chosen of a facet; empty: nothing."""
        value: str = getattr(self, facet)
        return value

    def path(self, **changes: Any) -> str:
        """Return the address of this list with some of it changed; a change begins at page 1."""
        asked = replace(self, **{"page": 1, **changes})
        named = {"_search": asked.search} | {name: asked.of(name) for name in FACETS}
        named |= {"_sort": asked.sort, "_page": str(asked.page) if asked.page > 1 else ""}
        query = urlencode({name: value for name, value in named.items() if value})
        return "/dataset" + (f"?{query}" if query else "")


def asked_of(parameters: Mapping[str, str]) -> Asked:
    """Return what the parameters of an address ask for; what makes no sense is passed over."""

    def text(name: str) -> str:
        return (parameters.get(name) or "").strip()[:LONGEST]

    sort = text("_sort")
    page = _western(text("_page"))
    return Asked(
        text("_search"),
        text("topic"),
        text("publisher"),
        text("format").lower(),
        _western(text("updated")),
        sort if sort in ORDERS else "",
        max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < YEAR else 1,
    )


def narrowed(datasets: Datasets, asked: Asked, but: str = "") -> list[Mapping[str, Any]]:
    """Return the datasets that have all that was chosen; ``but`` names a facet to pass over."""
    chosen = [(facet, asked.of(facet)) for facet in FACETS if asked.of(facet) and facet != but]
    return [
        dataset
        for dataset in datasets
        if all(
            dataset["published_at"].startswith(value)
            if facet == "updated"
            else value in _values(dataset, facet)
            for facet, value in chosen
        )
    ]


def counts(datasets: Datasets, asked: Asked, facet: str) -> dict[str, int]:
    """Return how many datasets each value of a facet would leave, beside all else that was chosen."""
    left = narrowed(datasets, asked, but=facet)
    if facet != "updated":
        return dict(Counter(value for dataset in left for value in _values(dataset, facet)))
    days = [dataset["published_at"] for dataset in left]
    length = YEAR if len({day[:YEAR] for day in days}) > 1 else MONTH
    return dict(Counter(day[:length] for day in days))


def _values(dataset: Mapping[str, Any], facet: str) -> Iterable[str]:
    if facet == "topic":
        topics: list[str] = dataset["topics"]
        return topics
    if facet == "format":
        formats: list[str] = dataset["formats"]
        return formats
    return (dataset["publisher"],)


def _western(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
