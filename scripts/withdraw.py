"""``portal withdraw``: take a dataset off the portal, with a reason."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from scripts.cli import BAD_DATA, FINE, main
from scripts.options import root_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("withdraw")
@click.argument("dataset")
@click.option("--reason", help="Why, in a sentence that everybody may read.")
@click.option("--undo", is_flag=True, help="Publish the dataset again.")
@root_option
def command(dataset: str, reason: str | None, root: Path, *, undo: bool) -> int:
    """Take DATASET off the portal: its pages answer 410 with the reason from now on.

    Its versions stay in the archive.
    """
    from portal.release.publish import readmit, withdraw

    if not undo and not (reason or "").strip():
        raise click.UsageError("Say why: --reason “…”. Everybody may read it.")
    now = datetime.now(UTC)
    done = readmit(root, dataset, now) if undo else withdraw(root, dataset, reason or "", now)
    outcome = done.outcomes.get(dataset)
    if undo and (outcome is None or outcome.side is None):
        click.echo(f"{dataset} is not withdrawn any more, but not published: portal validate")
        return BAD_DATA
    click.echo(f"{dataset} is {'published again' if undo else 'withdrawn'}.")
    if done.release is not None:
        click.echo(f"Release {done.release.name}")
    return FINE


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
