"""``portal new-portal``: an empty portal of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scripts.cli import FINE, main
from scripts.options import language_option

WORDS = {
    "en": {"made": "A portal is in {folder}.", "next": "Next:"},
    "ar": {"made": "البوابة في {folder}.", "next": "الخطوة التالية:"},
}


@click.command("new-portal")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What the portal is called, in its first language.")
@click.option("--publisher", default="", help="Who runs it, in its first language.")
@click.option(
    "--languages", help="Its languages, the first one at /. Default: --lang, then the other."
)
@click.option(
    "--with",
    "code_lists",
    help="Code lists to copy, parted by commas, or none. Default: countries, where they are.",
)
@language_option
def command(
    folder: Path,
    title: str,
    publisher: str,
    languages: str | None,
    code_lists: str | None,
    language: str,
) -> int:
    """Make an empty portal in FOLDER: its settings, one worked example, a code list of countries.

    It is served by the same software: go into FOLDER, or name it with --root. Nothing that is there
    is ever overwritten.
    """
    from portal.catalog.starter import Wanted, make

    words = WORDS[language]
    spoken = _listed(languages or _default(language))
    if not spoken or not set(spoken) <= set(WORDS) or len(set(spoken)) < len(spoken):
        raise click.UsageError(f"--languages {languages}: write en,ar or ar,en, or one of them.")
    lists = None if code_lists is None else () if code_lists == "none" else _listed(code_lists)
    make(folder, Wanted(spoken, _line(title), _line(publisher), lists))
    click.echo(words["made"].format(folder=folder.resolve()))
    click.echo(words["next"])
    there = [] if folder.resolve() == Path.cwd().resolve() else [f'cd "{folder}"']
    for line in (*there, "portal doctor", "portal serve --publish --open"):
        click.echo(f"  {line}")
    return FINE


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _line(text: str) -> str:
    return " ".join(text.split())


def _default(language: str) -> str:
    return ",".join([language, *(tag for tag in WORDS if tag != language)])


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
