"""``portal doctor``: tell whether this machine and this folder are fit for a portal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from portal.exceptions import RootError
from portal.root import SETTINGS, find_root
from scripts.cli import BAD_DATA, FINE, main
from scripts.layout import Look, printable
from scripts.options import language_option

SIGNS = {"fine": ("✓", "green"), "doubtful": ("!", "yellow"), "bad": ("✗", "red")}
PLAIN = {"fine": ("+", "green"), "doubtful": ("!", "yellow"), "bad": ("x", "red")}
"""For a console that has no ✓; it is spoken to in English."""
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
    from portal.doctor.machine import shows_arabic
    from portal.doctor.words import told

    look = Look.of_terminal()
    here = _root(root)
    encoding = sys.stdout.encoding or "ascii"
    arabic = shows_arabic(encoding)
    language = language if arabic else "en"
    bad = False
    for finding in examine(here, port, encoding, datetime.now(UTC)):
        what, remedy = told(finding, language)
        sign, colour = SIGNS[finding.state] if arabic else PLAIN[finding.state]
        shown = click.style(sign, fg=colour) if look.colour else sign
        click.echo(f"{shown} {printable(what)}")
        if remedy:
            for line in look.wrapped(printable(remedy), "  → ", "    "):
                click.echo(line)
        bad |= finding.state == BAD
    if here is None:
        click.echo(NO_ROOT[language])
    return BAD_DATA if bad else FINE


def _root(given: Path | None) -> Path | None:
    """Return the portal that is meant; None where none was named and none is here."""
    if given is not None:
        # What is wrong with the path itself is one of the findings.
        place = given.resolve()
        return place if (place / SETTINGS).is_file() else find_root(Path.cwd(), given)
    try:
        return find_root(Path.cwd(), None)
    except RootError:
        return None


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
