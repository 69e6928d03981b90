"""``portal guide``: the printed guide to a first dataset, as one HTML file with its pictures."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import click

from scripts.cli import FINE, main
from scripts.options import language_option

HOME = Path(__file__).parents[1]
DOCS = HOME / "docs"
PICTURE = re.compile(r'(<img src=")([^":]+\.png)(")')
HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@click.command("guide")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--open", "browse", is_flag=True, help="Show it in a browser, to be printed there.")
@language_option
def command(file: Path | None, language: str, *, browse: bool) -> int:
    """Write the guide “Your first dataset” into FILE, ready to be printed.

    It is one file without links to elsewhere, so it can go on a stick. Default of FILE:
    first-dataset.en.html, in this folder.
    """
    target = file or Path(f"first-dataset.{language}.html")
    try:
        target.write_text(document(language), encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}.") from error
    click.echo(str(target))
    if browse:
        import webbrowser

        webbrowser.open(target.resolve().as_uri())
    return FINE


def document(language: str) -> str:
    """Return the guide in a language as one HTML document, its pictures inside."""
    from jinja2 import Environment, FileSystemLoader
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    from portal.language.text import direction

    text = (DOCS / f"first-dataset.{language}.md").read_text(encoding="utf-8")
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    heading = HEADING.search(body)
    title = TAG.sub("", heading[1]) if heading else ""
    templates = Environment(loader=FileSystemLoader(HOME / "templates"), autoescape=True)
    style = (HOME / "static" / "guide.css").read_text(encoding="utf-8")
    return templates.get_template("guide.html").render(
        language=language,
        direction=direction(language),
        title=title,
        style=Markup(style.replace("</", "")),  # noqa: S704 - the portal's own file
        body=Markup(PICTURE.sub(_inlined, body)),  # noqa: S704 - made from our own text, HTML off
    )


def _inlined(match: re.Match[str]) -> str:
    picture = base64.b64encode((DOCS / match[2]).read_bytes()).decode("ascii")
    return f"{match[1]}data:image/png;base64,{picture}{match[3]}"


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
