"""Write the figures into docs/performance.md, between two marks; the prose around them stays."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.contenders import Contender
    from benchmarks.figures import Runs, Verdict

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
FIRST = {"flights": "import-1", "x10": "import-10", "x36": "import-36"}
"""By which contender the others on the same input are divided."""
INPUTS = {
    "flights": "Flights",
    "x10": "Flights × 10, with an id",
    "x36": "Flights × 36, with an id",
    "head": "The first rows",
}


def fill(page: str, figures: str) -> str:
    """Return a page with the figures in the place of those that it had.

    Raises ValueError where the page has no place for them.
    """
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no place for figures: {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{figures.strip()}\n\n{END}{after}"


def figures(
    verdicts: Iterable[Verdict],
    contenders: Sequence[Contender],
    runs: Runs,
    circumstances: Mapping[str, str],
) -> str:
    """Return everything that a run has found, as Markdown."""
    parts = [", ".join(f"{what} {which}" for what, which in circumstances.items()) + "."]
    parts += ["\n".join(_targets(verdicts))]
    for prefix, title in INPUTS.items():
        chosen = [c for c in contenders if c.source.split("-")[0] == prefix]
        if chosen:
            rows = "" if prefix == "head" else f" ({chosen[0].rows:,} rows)"
            parts += [f"### {title}{rows}", "\n".join(_contenders(chosen, runs))]
    return "\n\n".join(parts)


def _targets(verdicts: Iterable[Verdict]) -> Iterable[str]:
    yield "| target | figure | limit | verdict |"
    yield "| --- | ---: | ---: | --- |"
    for verdict in verdicts:
        target = verdict.target
        figure, limit = (
            "–" if number is None else f"{number:,.{target.places}f}{target.unit}"
            for number in (verdict.figure, target.limit)
        )
        word = {True: "met", False: "**missed**", None: "not measured"}[verdict.met]
        limit = f"**≤ {limit}**" if target.binding else f"≤ {limit}"
        yield f"| {target.title} | {figure} | {limit} | {word} |"


def _contenders(contenders: Iterable[Contender], runs: Runs) -> Iterable[str]:
    yield "| what | median | from – to | ÷ `.import` | CPU | memory | runs |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for contender in contenders:
        timings = runs.of(contender.name)
        title = contender.title
        if contender.source.startswith("head"):
            title += f", {contender.rows:,} rows"
        if not timings:
            yield f"| {title} | {runs.failure(contender.name) or 'not run'} | | | | | |"
            continue
        seconds = [timing.seconds for timing in timings]
        first = FIRST.get(contender.source.split("-")[0])
        ratio = runs.ratio(contender.name, first) if first else None
        cells = [
            title,
            f"{median(seconds):.2f} s",
            f"{min(seconds):.2f} – {max(seconds):.2f}",
            "" if ratio is None else f"{ratio:.2f}",
            f"{median(timing.cpu for timing in timings):.2f} s",
            f"{max(timing.peak for timing in timings) / MEGABYTE:,.0f} MB",
            str(len(timings)),
        ]
        yield f"| {' | '.join(cells)} |"
