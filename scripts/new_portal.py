"""``portal new-portal``: an empty portal of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scripts.cli import FINE, main
from scripts.options import language_option

WORDS = {
    "en": {
        "title": "Open data portal",
        "publisher": "The office that runs this portal",
        "made": "A portal is in {folder}.",
        "next": "Next:",
    },
    "ar": {
        "title": "بوابة البيانات المفتوحة",
        "publisher": "الجهة التي تشغّل هذه البوابة",
        "made": "البوابة في {folder}.",
        "next": "الخطوة التالية:",
    },
}


@click.command("new-portal")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="What the portal is called.")
@click.option("--publisher", help="Who runs it.")
@click.option(
    "--languages", help="Its languages, the first one at /. Default: --lang, then the other."
)
@click.option(
    "--with",
    "code_lists",
    default="countries",
    show_default=True,
    help="Code lists to copy, parted by commas; “none”.",
)
@language_option
def command(
    folder: Path,
    title: str | None,
    publisher: str | None,
    languages: str | None,
    code_lists: str,
    language: str,
) -> int:
    """Make an empty portal in FOLDER: its settings, one worked example, a code list of countries.

    It is served by the same software: go into FOLDER, or name it with --root. Nothing that is there
    is ever overwritten.
    """
    from portal.catalog.starter import Wanted, make

    words = WORDS[language]
    spoken = tuple(
        tag.strip() for tag in (languages or _default(language)).split(",") if tag.strip()
    )
    unknown = [tag for tag in spoken if tag not in WORDS]
    if unknown or not spoken or len(set(spoken)) < len(spoken):
        raise click.UsageError(f"--languages {languages}: write en,ar or ar,en, or one of them.")
    lists = () if code_lists == "none" else tuple(code_lists.split(","))
    make(folder, Wanted(title or words["title"], publisher or words["publisher"], spoken, lists))
    click.echo(words["made"].format(folder=folder))
    click.echo(words["next"])
    for line in (f'cd "{folder}"', "portal doctor", "portal serve --publish --open"):
        click.echo(f"  {line}")
    return FINE


def _default(language: str) -> str:
    return ",".join([language, *(tag for tag in WORDS if tag != language)])


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
