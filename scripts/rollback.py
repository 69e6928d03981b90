"""``portal rollback``: bring back the content of an older release."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from scripts.cli import main
from scripts.options import root_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("rollback")
@click.argument("release", required=False)
@root_option
def command(release: str | None, root: Path) -> None:
    """Bring back the content of RELEASE, or of the one before the current.

    It becomes a new release; no version is lost. The next publish takes what lies in datasets/
    again, so put that right first.
    """
    from portal.release.rollback import roll_back

    new = roll_back(root, release, datetime.now(UTC))
    origin = new.manifest["restored_from"]
    click.echo(f"Release {new.name} has the content of {origin}.")
    click.echo("The next publish takes datasets/ as it is: put it right before.")


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
