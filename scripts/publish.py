"""``portal publish``: check what changed and put it into a new release."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from portal.exceptions import LockedError, RequestError
from portal.root import find_root
from scripts.cli import BAD_DATA, FINE, main
from scripts.jobs import jobs_option, workers
from scripts.options import Telling, language_option, root_option
from scripts.wording import report_lines, verdict_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from portal.release.publish import Publication
    from portal.tabular.report import Report
    from scripts.watch import Standing

WAIT = 0.3
"""Seconds between two attempts while another process publishes."""


@click.command("publish")
@click.option("--dry-run", is_flag=True, help="Decide everything and publish nothing.")
@click.option("--watch", "watching", is_flag=True, help="Publish again whenever a file is saved.")
@click.option("--beside-server", is_flag=True, hidden=True, help="Tell of changes only.")
@jobs_option
@language_option
@root_option
def command(
    root: Path,
    language: str,
    jobs: int | None,
    *,
    dry_run: bool,
    watching: bool,
    beside_server: bool,
) -> int:
    """Check what changed in datasets/ and put it into a new release.

    A dataset with errors keeps its last good version. Ends with 0 when all is well, 1 when
    an update was refused; with --watch at Ctrl-C, as the last time.
    """

    def publish() -> Publication:
        return _published(root, dry_run=dry_run, jobs=jobs)

    if watching:
        from portal.catalog.watch import changes
        from scripts.watch import again

        def act(changed: Sequence[Path]) -> Standing:
            find_root(root, root)  # what is gone is not made anew
            done = _when_free(publish)
            standing = _standing(root, done, language, dry_run=dry_run)
            if beside_server and not changed:
                return replace(standing, lines=_saved_meanwhile(root, done, standing, language))
            return standing

        return again(act, changes(root), root, language, alone=not beside_server)
    done = publish()
    for line in _lines(done, language, dry_run=dry_run):
        click.echo(line)
    return BAD_DATA if done.refused else FINE


def _published(root: Path, *, dry_run: bool, jobs: int | None) -> Publication:
    from portal.release.publish import publish

    now = datetime.now(UTC)
    with workers(jobs) as pool, Telling() as progress:
        return publish(root, now, dry_run=dry_run, progress=progress, executor=pool)


def _when_free(publish: Callable[[], Publication]) -> Publication:
    """Publish as soon as nobody else does, else what was saved meanwhile would be forgotten."""
    told = False
    while True:
        try:
            return publish()
        except LockedError as error:
            if not told:
                click.echo(f"portal: {error}", err=True)
            told = True
            time.sleep(WAIT)


def _standing(root: Path, done: Publication, language: str, *, dry_run: bool) -> Standing:
    """Return what is left wrong; it is asked for where nothing was new, and so nothing checked."""
    from portal.tabular.since import errors_of
    from scripts.watch import Standing

    lines = [*_lines(done, language, dry_run=dry_run)]
    refused = {
        name: outcome.refused.reports for name, outcome in done.outcomes.items() if outcome.refused
    }
    if done.nothing_new and done.refused:
        refused = _still_refused(root, done.refused)
        for name, reports in refused.items():
            lines += [verdict_line(name, reports), *report_lines(reports, language)]
    found = {
        kind: errors
        for name, reports in refused.items()
        for kind, errors in errors_of(name, reports).items()
    }
    return Standing(BAD_DATA if done.refused else FINE, found, lines)


def _saved_meanwhile(
    root: Path, done: Publication, standing: Standing, language: str
) -> Sequence[str]:
    """Return what is to be told of what was saved while the server started: mostly nothing."""
    from scripts.watch import changed_line

    if done.nothing_new:
        return ()
    datasets = [root / "datasets" / name for name in (*done.changed, *done.refused)]
    return [changed_line(datasets, root, language), *standing.lines]


def _still_refused(root: Path, names: tuple[str, ...]) -> dict[str, list[Report]]:
    from portal.release.named import checked_datasets

    try:
        with checked_datasets(root, names) as together:
            return {one.shown: one.reports for one in together.checked if not one.valid}
    except RequestError:  # a last good version that fits no longer, and has no folder any more
        return {}


def _lines(done: Publication, language: str, *, dry_run: bool) -> Iterator[str]:
    yield from _said(done, language)
    if dry_run:
        yield f"Nothing was published; {_listed(done.changed)} would be new."


def _said(done: Publication, language: str) -> Iterator[str]:
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
