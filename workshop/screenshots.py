"""Take the pictures of the printed guide anew, by doing what the guide says (needs Chromium).

``python workshop/screenshots.py`` writes docs/images/first-dataset-phone.{en,ar}.png. It makes a
portal of its own in a temporary folder, drafts and publishes the guide's example there, serves it and
looks at it as a phone does. Run it whenever pages change.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
IMAGES = HOME / "docs" / "images"
NAME = "arab-population"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
PHONE = (390, 844)
SECONDS = 60
EXAMPLES = {
    "en": (
        "Arab population.xlsx",
        "Population of the Arab states",
        "People in each Arab state in 2021 and 2022, as estimated by the World Bank.",
    ),
    "ar": (
        "سكان الدول العربية.xlsx",
        "سكان الدول العربية",
        "عدد السكان في كل دولة عربية في عامي 2021 و2022 وفق تقديرات البنك الدولي.",
    ),
}


def main() -> None:
    """Take one picture a language."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"None of these browsers is here: {', '.join(BROWSERS)}.")
    IMAGES.mkdir(exist_ok=True)
    for language, example in EXAMPLES.items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "portal"
            _publish(root, language, *example)
            _look(browser, root, language)


def _publish(root: Path, language: str, file: str, title: str, description: str) -> None:
    root.mkdir()
    shutil.copy(HOME / "metadata.json", root)
    shutil.copytree(HOME / "datasets" / "countries", root / "datasets" / "countries")
    shutil.copy(HOME / "workshop" / "first-dataset" / file, root)
    words = ["--name", NAME, "--title", title, "--description", description, "--accept", "all"]
    words += ["--licence", "CC-BY-4.0", "--contact", "statistics@example.org"]
    words += ["--topic", "population", "--frequency", "ANNUAL", "--lang", language, "--no-ask"]
    _portal(root, "draft", file, *words)
    _portal(root, "publish")


def _portal(root: Path, verb: str, *words: str) -> None:
    command = [sys.executable, "-m", f"scripts.{verb}", *words, "--root", str(root)]
    subprocess.run(command, check=True, cwd=root, stdout=subprocess.DEVNULL)


def _look(browser: str, root: Path, language: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "scripts.serve", "--root", str(root), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        prefix = "" if language == "en" else f"/{language}"
        address = f"http://127.0.0.1:{port}{prefix}/dataset/{NAME}"
        _wait(address)
        _take(browser, address, IMAGES / f"first-dataset-phone.{language}.png")
    finally:
        server.terminate()
        server.wait(SECONDS)


def _wait(address: str) -> None:
    give_up = time.monotonic() + SECONDS
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(address, timeout=SECONDS):
                return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"{address} did not answer.")


def _take(browser: str, address: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        options += ["--disable-background-networking", "--hide-scrollbars"]
        options += [f"--user-data-dir={profile}", "--window-size={},{}".format(*PHONE)]
        command = [browser, *options, f"--screenshot={target}", address]
        subprocess.run(command, check=True, timeout=SECONDS, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
