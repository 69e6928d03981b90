"""``portal load``: build the two files of the contract, without publishing."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from scripts.cli import BAD_DATA, FINE, main
from scripts.jobs import jobs_option, workers
from scripts.options import Telling, language_option, root_option
from scripts.wording import report_lines, verdict_line


@click.command("load")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder to write into. Default: build/load.",
)
@jobs_option
@language_option
@root_option
def command(output: Path | None, language: str, root: Path, jobs: int | None) -> int:
    """Build data.db and catalog.db from datasets/, and publish nothing.

    For looking at the data with other tools: the two files are as docs/contract.md says.
    Datasets with errors are left out. Ends with 0 when all is well, 1 when one was left out.
    """
    from portal.release.load import load

    target = output or root / "build" / "load"
    with workers(jobs) as pool, Telling() as progress:
        outcomes = load(root, target, datetime.now(UTC), progress=progress, executor=pool)
    refused = [outcome for outcome in outcomes.values() if outcome.refused is not None]
    for outcome in refused:
        reports = outcome.refused.reports if outcome.refused is not None else []
        click.echo(verdict_line(outcome.name, reports, outcome.waits_for))
        for line in report_lines(reports, language):
            click.echo(line)
    click.echo(f"{target / 'data.db'} and {target / 'catalog.db'} are ready.")
    return BAD_DATA if refused else FINE


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
