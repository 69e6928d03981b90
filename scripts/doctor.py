"""``portal doctor``: tell whether this machine and this folder are fit for a portal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from portal.exceptions import RootError
from portal.root import SETTINGS
from scripts.cli import BAD_DATA, FINE, main
from scripts.layout import Look, printable
from scripts.options import language_option

SIGNS = {"fine": ("✓", "green"), "doubtful": ("!", "yellow"), "bad": ("✗", "red")}
PLAIN = {"fine": ("+", "green"), "doubtful": ("!", "yellow"), "bad": ("x", "red")}
"""For a console that has no ✓."""
NO_ROOT = {
    "en": "No portal here: only the machine was looked at.",
    "ar": "لا بوابة هنا: فُحص الجهاز وحده.",
}


@click.command("doctor")
@click.option("--root", type=click.Path(path_type=Path), help="The portal's folder.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="The port."
)
@language_option
def command(root: Path | None, port: int, language: str) -> int:
    """Tell whether this machine and this folder are fit for a portal, and what to do if not.

    ✓ is well, ! should be looked at, ✗ must be mended. Ends with 1 where something must be mended.
    Everything that is tried is undone.
    """
    from portal.doctor import BAD, examine
    from portal.doctor.machine import ARABIC, shows
    from portal.doctor.words import told

    look = Look.of_terminal()
    here = _root(root)
    encoding = sys.stdout.encoding or "ascii"
    signs, arrow = (SIGNS, "→") if shows("✓✗→", encoding) else (PLAIN, "->")
    # Arabic that a console cannot show would be a line of question marks.
    language = language if shows(ARABIC, encoding) else "en"
    bad = False
    for finding in examine(here, port, encoding, datetime.now(UTC)):
        what, remedy = told(finding, language)
        sign, colour = signs[finding.state]
        shown = click.style(sign, fg=colour) if look.colour else sign
        first, *others = look.wrapped(printable(what), "  ", "  ")
        click.echo(f"{shown} {first[2:]}")
        for line in others:
            click.echo(line)
        if remedy:
            for line in look.wrapped(printable(remedy), f"  {arrow} ", "    "):
                click.echo(line)
        bad |= finding.state == BAD
    if here is None:
        click.echo(NO_ROOT[language])
    return BAD_DATA if bad else FINE


def _root(given: Path | None) -> Path | None:
    """Return the portal that is meant; None where none was named and none is here.

    What is wrong with its path is one of the findings, so it is no reason to refuse it.
    """
    start = (given or Path.cwd()).resolve()
    for folder in (start,) if given else (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    if given is None:
        return None
    raise RootError(f"{start} is not the root of a portal: it has no {SETTINGS}.")


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
