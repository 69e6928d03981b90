"""``portal publish``: check what changed and put it into a new release."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from scripts.cli import BAD_DATA, FINE, main
from scripts.jobs import jobs_option, workers
from scripts.options import Telling, language_option, root_option
from scripts.watch import again, identity
from scripts.wording import report_lines, verdict_line

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from pathlib import Path

    from portal.release.publish import Publication


@click.command("publish")
@click.option("--dry-run", is_flag=True, help="Decide everything and publish nothing.")
@click.option("--watch", "watching", is_flag=True, help="Publish again whenever a file is saved.")
@jobs_option
@language_option
@root_option
def command(root: Path, language: str, jobs: int | None, *, dry_run: bool, watching: bool) -> int:
    """Check what changed in datasets/ and put it into a new release.

    A dataset with errors keeps its last good version. Ends with 0 when all is well, 1 when
    an update was refused; with --watch as the last time, once Ctrl-C is pressed.
    """

    def act() -> tuple[int, Counter[Hashable]]:
        return publish_root(root, click.echo, dry_run=dry_run, language=language, jobs=jobs)

    return again(act, root, (), language) if watching else act()[0]


def publish_root(
    root: Path,
    echo: Callable[[str], None],
    *,
    dry_run: bool = False,
    language: str = "en",
    jobs: int | None = None,
) -> tuple[int, Counter[Hashable]]:
    """Publish the portal at ``root``, say what was done, and return the exit code and the errors."""
    from portal.release.publish import publish

    now = datetime.now(UTC)
    with workers(jobs) as pool, Telling() as progress:
        done = publish(root, now, dry_run=dry_run, progress=progress, executor=pool)
    for line in _lines(done, language):
        echo(line)
    if dry_run:
        echo(f"Nothing was published; {_listed(done.changed)} would be new.")
    refused = (outcome.refused for outcome in done.outcomes.values() if outcome.refused)
    errors = Counter(
        identity(report, error)
        for candidate in refused
        for report in candidate.reports
        for error in report.errors
    )
    return (BAD_DATA if done.refused else FINE), errors


def _lines(done: Publication, language: str) -> Iterator[str]:
    if done.nothing_new and done.release is not None:
        yield f"Nothing is new: release {done.release.name} stays."
        if done.refused:
            yield f"Still refused: {', '.join(done.refused)}. See why: portal validate"
        return
    for name, outcome in done.outcomes.items():
        if outcome.refused is not None:
            reports = outcome.refused.reports
            yield verdict_line(name, reports, outcome.waits_for)
            yield from report_lines(reports, language)
            if outcome.side is not None:
                yield "    Its last good version stays published."
            else:
                yield "    It was never published, so it is not on the portal."
        elif name in done.changed and outcome.side is not None and outcome.side.candidate:
            yield verdict_line(name, outcome.side.candidate.reports)
    unchanged = [
        name
        for name, outcome in done.outcomes.items()
        if outcome.refused is None and name not in done.changed
    ]
    if unchanged:
        yield f"  unchanged: {', '.join(unchanged)}"
    if done.withdrawn:
        yield f"  withdrawn: {', '.join(done.withdrawn)}"
    if done.release is not None:
        yield f"Release {done.release.name}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) if names else "nothing"


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
