"""``portal demo``: reset a copy of the portal, serve it with ``--watch`` and print the tour."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.exceptions import LockedError, RootError
from scripts.cli import FINE, main
from scripts.demo_copy import SOFTWARE, claim, restore, start_anew
from scripts.options import language_option

if TYPE_CHECKING:
    from collections.abc import Iterator

TOUR = SOFTWARE / "workshop" / "tour.toml"
DEFAULT = SOFTWARE / "build" / "demo"
HERE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only where a person asks for it
START_SECONDS = 60
"""How long the server may take to answer."""


@click.command("demo")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the copy is made. Default: build/demo beside the software.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="The port."
)
@click.option("--phone", is_flag=True, help="Let phones and computers in the same network open it.")
@click.option("--no-open", is_flag=True, help="Do not show the portal in a browser.")
@click.option("--reset", is_flag=True, help="Put the copy back as it was, and do nothing else.")
@language_option
def command(
    folder: Path | None, port: int, language: str, *, phone: bool, no_open: bool, reset: bool
) -> int:
    """Serve a copy of the demonstration that may be broken, and print the tour.

    The copy is made anew each time, in a folder of its own; your own datasets are never touched. It is
    published again whenever a file in it is saved. Ctrl-C ends it.
    """
    from portal.release.lock import only_writer
    from portal.root import find_root

    place = (folder or DEFAULT).resolve()
    claim(place)
    if reset:
        return _reset(place)
    from scripts.listen import listen, require_port

    host = EVERYWHERE if phone else HERE
    require_port(host, port)
    try:
        with only_writer(place):
            start_anew(place)
            root = find_root(place, place)
            threading.Thread(
                target=_tell, args=(root, port, language, not no_open), daemon=True
            ).start()
            return listen(
                root,
                host=host,
                port=port,
                workers=1,
                publishing=True,
                watching=True,
                browsing=not no_open,
                base_url=None,
            )
    except LockedError as error:
        raise RootError(
            f"A demonstration runs in {place} already. End it with Ctrl-C, or name another folder: "
            "--folder DIR"
        ) from error


def _reset(place: Path) -> int:
    """Begin anew, or, where the copy is being served, put back its content and let it be published."""
    from portal.release.lock import only_writer

    try:
        with only_writer(place):
            start_anew(place)
    except LockedError:
        restore(place)
        click.echo("The copy is as it was; the portal that serves it publishes that now.")
    else:
        click.echo("The copy is as it was, and nothing of it is published. Next: portal demo")
    click.echo(f"  {place}")
    return FINE


def _tell(root: Path, port: int, language: str, opening: bool) -> None:
    """Print the tour once the server answers, with what it can show."""
    if hasattr(signal, "pthread_sigmask"):
        # Ctrl-C is for the server, which waits for it in a thread of its own.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if not _answers(port):
        return
    for line in _lines(root, port, language, opening):
        click.echo(line)


def _lines(root: Path, port: int, language: str, opening: bool) -> Iterator[str]:
    from scripts.layout import Look
    from scripts.tour import asked, lines, page, possible, read_tour

    origin = f"http://{HERE}:{port}"
    prefix = _prefix(root, language)
    tour = read_tour(TOUR)
    ask = partial(asked, origin)
    shown = [step for step in tour.steps if possible(step, prefix, ask, language)]
    said = list(lines(tour, shown, origin, prefix, language, root))
    yield ""
    if language == "ar" and sys.stdout.isatty():
        # A console turns Arabic around: the tour is a page there, as reports are.
        import webbrowser

        file = root / "build" / "tour.html"
        file.write_text(page(said, language), "utf-8")
        yield WORDS["page"][language].format(file=file)
        if opening:
            webbrowser.open(file.as_uri())
        return
    look = Look.of_terminal()
    for line in said:
        indent = " " * (len(line) - len(line.lstrip()))
        yield from look.wrapped(line.lstrip(), indent, f"{indent}  ")
    yield ""
    again = "portal demo --reset"
    if root != DEFAULT.resolve():
        again += f' --folder "{root}"'
    for key in ("copy", "back", "end"):
        yield WORDS[key][language].format(folder=root, again=again)


def _answers(port: int) -> bool:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            socket.create_connection((HERE, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def _prefix(root: Path, language: str) -> str:
    """Return what stands before the addresses in a language of the portal."""
    from portal.catalog.site import read_site

    languages = read_site(root).languages
    return f"/{language}" if language in languages[1:] else ""


WORDS = {
    "page": {"en": "The tour: {file}", "ar": "الجولة: {file}"},
    "copy": {
        "en": "The copy to edit: {folder}",
        "ar": "النسخة التي يمكن تغييرها: {folder}",
    },
    "back": {
        "en": "Put it back as it was, while it runs: {again}",
        "ar": "إعادتها كما كانت في أثناء التشغيل: {again}",
    },
    "end": {"en": "End with Ctrl-C.", "ar": "الإنهاء بالمفتاحين Ctrl-C."},
}


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
