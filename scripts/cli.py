"""The console command ``portal``: each verb is a module of its own, imported when it is called."""

from __future__ import annotations

import importlib
import io
import sys
import tempfile
import traceback
from typing import TYPE_CHECKING

import click

import portal
from portal.database.engine import require_features
from portal.exceptions import (
    DraftError,
    EngineError,
    LockedError,
    PortalError,
    QueryError,
    RequestError,
    RootError,
    SettingsError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "new-portal": "Make an empty portal in a folder of its own.",
    "doctor": "Tell whether this machine and this folder are fit for a portal.",
    "draft": "Make a dataset of a spreadsheet or any other file with a table.",
    "describe": "Write what is said of a dataset into a workbook, or read it back.",
    "update": "Put next year's file into a dataset, repaired as the one before it.",
    "validate": "Check datasets and change nothing.",
    "load": "Build data.db and catalog.db in a folder, without publishing.",
    "publish": "Check what changed and put it into a new release.",
    "serve": "Serve the current release.",
    "releases": "List the releases.",
    "rollback": "Bring back the content of an older release.",
    "withdraw": "Take a dataset off the portal, with a reason.",
    "refresh": "Rebuild datasets from their pinned sources.",
    "demo": "Serve a copy of the demonstration and print the tour.",
    "guide": "Write the printed guide to a first dataset.",
}
FINE, BAD_DATA, WRONG_USE, FAULT = 0, 1, 2, 3
"""The exit codes of every verb (docs/operate.md)."""
MISUSE = (
    DraftError,
    EngineError,
    LockedError,
    QueryError,
    RequestError,
    RootError,
    SettingsError,
)
"""What the person at the keyboard can put right; other problems of the program are ours."""


class Verbs(click.Group):
    """Offer the verbs and import one only when it is called, so that help is immediate."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the verbs in the order of a day's work."""
        return list(VERBS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return the command of a verb, or None."""
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(
            f"scripts.{name.replace('-', '_')}"
        ).command
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing any of them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(portal.__version__, prog_name="portal")
@click.pass_context
def cli(context: click.Context) -> None:
    """Check government CSV datasets, publish them and serve them."""
    if context.invoked_subcommand != "doctor":  # which says what is wrong with it itself
        require_features()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with 0, 1, 2 or 3."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that has no Arabic, or no ✓, shows another sign; it is no fault.
            stream.reconfigure(errors="replace")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 fine, 1 data, 2 wrong use, 3 our fault."""
    try:
        code = cli.main(args=arguments, prog_name="portal", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except click.exceptions.Abort:
        return WRONG_USE
    except PortalError as error:
        click.echo(f"portal: {error}", err=True)
        return WRONG_USE if isinstance(error, MISUSE) else FAULT
    except Exception as error:  # noqa: BLE001 - the last net: a steward never sees a traceback
        click.echo(f"portal: {_fault(error)}", err=True)
        return FAULT
    return code if isinstance(code, int) else FINE


def _fault(error: Exception) -> str:
    """Keep the traceback in a file for whoever mends this, and say where."""
    text = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="portal-fault-", suffix=".txt", delete=False
    ) as file:
        file.write(text)
    return (
        f"a fault of ours: {type(error).__name__}: {error}\n"
        f"What was published stays up. Details for a report: {file.name}"
    )
