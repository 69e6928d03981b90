"""The headline figures of a home page: those that the portal chose, or the first that datasets point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.catalog.model import HeadlineChoice
from portal.charts.answers import Headline, headline
from portal.database import read, read_views

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MOST = 4


async def headlines(
    catalog: read.Database,
    data: read.Database,
    datasets: Sequence[Mapping[str, Any]],
    chosen: Sequence[HeadlineChoice] | None,
    language: str,
) -> list[Headline]:
    """Return the headline figures in ``language``.

    ``chosen`` are those of ``metadata.json``; None: nobody chose. What is not published, and what
    has no certain figure, is left out.
    """
    by_name = {dataset["name"]: dataset for dataset in datasets}
    wanted: Iterable[HeadlineChoice] = _pointed_at(datasets) if chosen is None else chosen
    found: list[Headline] = []
    topics: set[str] = set()
    for choice in wanted:
        dataset = by_name.get(choice.dataset)
        if dataset is None or (chosen is None and topics.intersection(dataset["topics"])):
            continue
        view = await read_views.view(catalog, data, dataset, choice.view, language)
        figure = None if view is None else headline(view, language, choice.of)
        if figure is not None:
            found.append(figure)
            topics.update(dataset["topics"])
        if len(found) == MOST:
            break
    return found


def _pointed_at(datasets: Iterable[Mapping[str, Any]]) -> Iterator[HeadlineChoice]:
    """Yield the first view of each dataset that points at something."""
    for dataset in datasets:
        for view in dataset["descriptor"].get("views") or []:
            if view.get("highlight"):
                yield HeadlineChoice(dataset["name"], str(view.get("name", "")))
                break
