"""``portal releases``: list what can be served."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from scripts.cli import main
from scripts.options import root_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("releases")
@root_option
def command(root: Path) -> None:
    """List the releases that are kept, the newest first; * marks the one that is served."""
    from portal.release.workplace import Workplace

    store = Workplace(root).store
    current = store.current()
    for release in store.releases():
        manifest = release.manifest
        mark = "*" if release == current else " "
        names = ", ".join(
            f"{name} {entry['version']}" for name, entry in sorted(manifest["datasets"].items())
        )
        origin = f" (content of {manifest['restored_from']})" if "restored_from" in manifest else ""
        click.echo(f"{mark} {release.name}{origin}  {names}")
    if current is None:
        click.echo("There is no release yet. Next: portal publish")


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
