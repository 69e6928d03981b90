"""Run the server of ``portal serve``: the port, the workers, what it says, how it ends."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
import threading
import time
import webbrowser
from typing import TYPE_CHECKING

import click
from babel import Locale, UnknownLocaleError
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from portal.release.store import current_release
from scripts.application import BASE_URL, MAX_AGE, ROOT
from scripts.watch import publish_apart, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from portal.release.store import Release

LAST_GOOD = "The last release goes on being served."
NOTHING_YET = "Nothing has been published yet. Publish first: portal serve --publish"
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened at
FAR = ("192.0.2.1", 9)
"""An address that belongs to nobody (RFC 5737)."""
START_SECONDS = 30
DRAIN_SECONDS = 5
"""How long requests may go on after Ctrl-C."""


class Refused(click.ClickException):
    """End with one sentence and the exit code for wrong use."""

    exit_code = 2


def listen(
    root: Path,
    *,
    host: str,
    port: int,
    workers: int,
    publishing: bool,
    watching: bool,
    browsing: bool,
    base_url: str | None,
) -> int:
    """Serve until Ctrl-C and return the exit code; raise Refused where that is not possible."""
    require_port(host, port)
    code = publish_apart(root) if publishing else 0
    release = current_release(root / "build")
    if release is None:
        if code:
            return code
        raise Refused(NOTHING_YET)
    if code:
        click.echo(LAST_GOOD)
    os.environ[ROOT] = str(root)
    if base_url is not None:
        os.environ[BASE_URL] = base_url
    if watching:
        os.environ[MAX_AGE] = "0"
    _serve(
        root, release, host=host, port=port, workers=workers, watching=watching, browsing=browsing
    )
    return 0


def require_port(host: str, port: int) -> None:
    """Raise Refused with a sentence where nothing can listen at that address.

    Asked here because the server shares a port with whoever shares it too, another portal
    for example, and would then answer every second request.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise Refused(f"{host} is no address of this machine.") from error
    with socket.socket(family, kind, protocol) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError as error:
            raise Refused(
                f"Port {port} is not open to you. Choose one above 1023: --port 8001"
            ) from error
        except OSError as error:
            raise Refused(
                f"Port {port} of {host} cannot be used ({error.strerror}). "
                f"Is a portal running already? Choose another port: --port {port % 65535 + 1}"
            ) from error


def addresses(release: Release, origin: str) -> list[str]:
    """Return a line for each language of the portal: its address and its name."""
    written = json.loads((release.folder / "metadata.json").read_text("utf-8-sig"))
    default, *others = written.get("languages") or ["en"]
    prefixes = {default: "/", **{language: f"/{language}/" for language in others}}
    return [f"  {origin}{prefix}  {_name(language)}" for language, prefix in prefixes.items()]


def _serve(
    root: Path,
    release: Release,
    host: str,
    port: int,
    workers: int,
    *,
    watching: bool,
    browsing: bool,
) -> None:
    shown = "127.0.0.1" if host in EVERYWHERE else host
    origin = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    # Started afresh, workers inherit neither the publisher's modules nor running threads.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "scripts.application:application",
        address=str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0]),
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        factory=True,
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=DRAIN_SECONDS,
    )
    _keep_ctrl_c(server.signal_handler_interrupt)
    click.echo(f"Serving release {release.name}; end with Ctrl-C.")
    for line in addresses(release, origin):
        click.echo(line)
    if host in EVERYWHERE:
        for line in _elsewhere(port):
            click.echo(line)
    if watching:
        threading.Thread(target=watch, args=(root,), daemon=True).start()
    if browsing:
        threading.Thread(target=_browse, args=(shown, port, origin), daemon=True).start()
    try:
        server.serve()
    except SystemExit:
        # A worker that was ended together with this process counts as a failure there.
        if not server.interrupt_signal:
            raise
    # A publication that dies leaves the release as it was, so nobody has to wait for it.
    for child in multiprocessing.active_children():
        child.terminate()


def _elsewhere(port: int) -> Iterator[str]:
    """Yield what to open on a phone: the address by which others in the network reach this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: to name a far address is to ask which of one's own would be used.
            probe.connect(FAR)
        except OSError:
            yield "This machine is in no network, so a phone cannot reach it."
            return
        own = probe.getsockname()[0]
    yield f"  http://{own}:{port}/  on a phone or another computer in the same network"


def _keep_ctrl_c(end: Callable[[], None]) -> None:
    """Call ``end`` at Ctrl-C, here alone.

    The terminal sends it to workers too, which would end in the middle of starting. They inherit
    that it is blocked, and are ended by this process; so do all threads started after this.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def wait() -> None:
        signal.sigwait({signal.SIGINT})
        end()

    threading.Thread(target=wait, daemon=True).start()


def _browse(host: str, port: int, origin: str) -> None:
    """Show the portal in a browser once it answers."""
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
            continue
        webbrowser.open(f"{origin}/")
        return


def _name(language: str) -> str:
    try:
        return Locale.parse(language, sep="-").english_name or language
    except (UnknownLocaleError, ValueError):
        return language
