"""The real catalogue, published and served by a real process, and a Chromium that sees nothing else."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from portal.release.publish import publish

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
START_SECONDS = 30
WAIT = 10_000
"""Milliseconds after which a page, or a part of it, is not there."""
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    # Whatever a page asks of another host fails at once, and `Reader` reports it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LISTEN = """
document.addEventListener("securitypolicyviolation", event =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`))
"""
PREFIXES = {"en": "", "ar": "/ar"}


def pytest_collection_modifyitems(items):
    """Let every test of this folder run only where a browser is asked for."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    """Return the root of the real catalogue, published, with somebody to write to; tests leave it alone."""
    root = tmp_path_factory.mktemp("browser") / "portal"
    root.mkdir()
    settings = json.loads((REPOSITORY / "metadata.json").read_text("utf-8"))
    settings["contactPoint"]["email"] = "help@example.org"
    (root / "metadata.json").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    shutil.copytree(REPOSITORY / "datasets", root / "datasets")
    assert publish(root, datetime(2026, 11, 25, tzinfo=UTC)).refused == ()
    return root


@contextmanager
def served(root, *options):
    """Serve a root by a process of its own; yield its address, and end the process by its id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log, program = root / "server.log", (sys.executable, "-m", "scripts.serve")
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*program, "--root", str(root), "--port", str(port), *options],
            cwd=REPOSITORY,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    origin = f"http://127.0.0.1:{port}"
    try:
        give_up = time.monotonic() + START_SECONDS
        while ask(origin + "/-/health").status == 0:
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < give_up, log.read_text("utf-8")
            time.sleep(0.05)
        yield origin
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def serve():
    """Give the context manager that serves a root."""
    return served


@pytest.fixture(scope="session")
def origin(root):
    """Return the address of the served real catalogue, without a slash behind it."""
    with served(root) as origin:
        yield origin


class Answer:
    """Hold what a server answered, as it went over the wire."""

    def __init__(self, status, headers, sent):
        self.status = status
        self.headers = headers
        self.sent = sent

    @property
    def text(self):
        """Return the body as text; only of an answer that was asked for without compression."""
        return self.sent.decode("utf-8")


def ask(url, encoding="identity", method="GET", **headers):
    """Ask without a browser; the status is 0 where nobody answers."""
    url = quote(url, safe="/?&=:,#+%~@!$'()*;[]")
    asked = {"accept-encoding": encoding, **headers}
    request = urllib.request.Request(url, headers=asked, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())
    except OSError:
        return Answer(0, {}, b"")


@pytest.fixture(scope="session")
def fetch(origin):
    """Give the function that asks the portal for an address without a browser."""
    return lambda path, encoding="identity", **headers: ask(origin + path, encoding, **headers)


@pytest.fixture(scope="session")
def browser():
    """Return Debian's Chromium, started once."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.fail("no Chromium: apt-get install chromium")
    # Not at the top: `make test` collects this folder, and runs none of it.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


class Reader:
    """One person at one screen: opens pages, and keeps account of what the browser did."""

    def __init__(self, browser, origin, language, **options):
        self.origin = origin
        self.language = language
        self.prefix = PREFIXES[language]
        self.context = browser.new_context(base_url=origin, locale=language, **options)
        self.context.add_init_script(LISTEN)
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.requests = []
        self.wrong = []
        """What no page may cause: another host asked, an error in the console."""
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _asked(self, url):
        if not url.startswith(("data:", "blob:", "about:")):
            self.requests.append(url)
            if f"http://{urlsplit(url).netloc}" != self.origin:
                self.wrong.append(f"asked {url}")

    def _said(self, message):
        # An answer of 404 or 400 that was wanted is an error only to the console.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.wrong.append(message.text)

    def open(self, path):
        """Open an address that is written without its language; return the answer."""
        self.requests.clear()
        return self.page.goto(f"{self.prefix}{path}", wait_until="load")

    def path(self):
        """Return where the reader is, with the language and without host."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def text(self):
        """Return the visible text of the page, on one line."""
        return " ".join(self.page.inner_text("body").split())

    def close(self):
        """Leave, and fail if a page did what none may."""
        self.context.close()
        assert self.wrong == []


@pytest.fixture
def reader(browser, origin):
    """Give the function that makes a reader of one language; each is asked at the end what went wrong."""
    readers = []

    def make(language, at=origin, **options):
        readers.append(Reader(browser, at, language, **options))
        return readers[-1]

    yield make
    for one in readers:
        one.close()


@pytest.fixture(scope="session")
def node_modules():
    """Give the function that finds a package of npm where somebody installed the kit for it."""
    places = [
        *filter(None, [os.environ.get("PORTAL_NODE_MODULES")]),
        REPOSITORY / "build" / "node_modules",
        REPOSITORY.parent / "shared" / "conformance" / "node_modules",
    ]

    def find(name):
        found = [Path(place) / name for place in places if (Path(place) / name).is_dir()]
        return found[0] if found else None

    return find
