"""``portal serve``: serve the current release."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from scripts.cli import main
from scripts.options import root_option

if TYPE_CHECKING:
    from pathlib import Path

EVERYWHERE = "0.0.0.0"  # noqa: S104 - only where a person asks for it
BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")


def _checked_base(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    if value is None or BASE.fullmatch(value):
        return value
    raise click.BadParameter("write it as https://data.example.org, without a path.")


@click.command("serve")
@root_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="The port."
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="How many processes answer.",
)
@click.option("--phone", is_flag=True, help="Let phones and computers in the same network open it.")
@click.option("--publish", is_flag=True, help="Check and publish first.")
@click.option("--watch", is_flag=True, help="Publish first, and whenever a file is saved.")
@click.option("--open", "browse", is_flag=True, help="Show the portal in a browser.")
@click.option(
    "--base-url",
    metavar="URL",
    callback=_checked_base,
    help="Scheme and host under which the portal is known.",
)
def command(
    root: Path,
    host: str,
    port: int,
    workers: int,
    phone: bool,
    publish: bool,
    watch: bool,
    browse: bool,
    base_url: str | None,
) -> int:
    """Serve the current release until Ctrl-C; a new release is served as soon as it is there."""
    from scripts.listen import listen

    return listen(
        root,
        host=EVERYWHERE if phone else host,
        port=port,
        workers=workers,
        publishing=publish or watch,
        watching=watch,
        browsing=browse,
        base_url=base_url,
    )


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
