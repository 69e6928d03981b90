"""``portal validate``: check datasets and change nothing."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

import click
import orjson

from scripts.cli import BAD_DATA, FINE, main
from scripts.options import Telling, language_option, root_option
from scripts.wording import outcome_object, report_lines, verdict_line

if TYPE_CHECKING:
    from pathlib import Path

    from portal.catalog.described import Described


@click.command("validate")
@click.argument("datasets", nargs=-1)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)
@language_option
@root_option
def command(datasets: tuple[str, ...], output: str, language: str, root: Path) -> int:
    """Check DATASETS, or all of them: every error of every file.

    Keys to other datasets are held against what would be published together with it. Nothing
    is written. Ends with 0 when all is well, 1 when something in the data is wrong.
    """
    from portal.catalog.intake import read_catalog
    from portal.catalog.site import read_site
    from portal.release.assessment import assessing
    from portal.release.inputs import identify
    from portal.release.last_good import published
    from portal.release.workplace import Workplace

    workplace = Workplace(root)
    site = read_site(root)
    current = workplace.store.current()
    described = read_catalog(root, site, published(current))
    named = _named(datasets, described)
    wanted = [one for one in described if one.name in _with_parents(named, described)]
    with (
        Telling() as progress,
        assessing(
            workplace,
            site,
            identify(site, wanted),
            previous=current,
            anew=True,
            progress=progress,
        ) as assessment,
    ):
        found = [
            (outcome, assessment.candidates[name].reports)
            for name, outcome in assessment.outcomes.items()
            if name in named and name in assessment.candidates
        ]
        withdrawn = sorted(named & assessment.withdrawn.keys())
    valid = all(outcome.refused is None for outcome, _reports in found)
    if output == "json":
        objects = [outcome_object(outcome, reports, language) for outcome, reports in found]
        click.echo(orjson.dumps({"valid": valid, "datasets": objects}, option=orjson.OPT_INDENT_2))
        return FINE if valid else BAD_DATA
    for outcome, reports in found:
        click.echo(verdict_line(outcome.name, reports, outcome.waits_for))
        for line in report_lines(reports, language):
            click.echo(line)
    for name in withdrawn:
        click.echo(f"– {name}: withdrawn, so not checked. Next: portal withdraw {name} --undo")
    if not found and not withdrawn:
        click.echo(f"There is no dataset in {root / 'datasets'} to check.")
    elif valid:
        click.echo("Nothing is wrong. Next: portal publish")
    else:
        click.echo("Correct the files and check again: portal validate")
    return FINE if valid else BAD_DATA


def _named(datasets: tuple[str, ...], described: tuple[Described, ...]) -> set[str]:
    """Return the names of the datasets that were asked for, by name or by folder."""
    by_name = {one.folder.name: one.name for one in described}
    by_name |= {one.name: one.name for one in described}
    for name in datasets:
        wanted = name.rstrip("/").rsplit("/", 1)[-1]
        if wanted not in by_name:
            near = difflib.get_close_matches(wanted, by_name, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"There is no dataset “{name}” in datasets/.{hint}")
    if not datasets:
        return set(by_name.values())
    return {by_name[name.rstrip("/").rsplit("/", 1)[-1]] for name in datasets}


def _with_parents(named: set[str], described: tuple[Described, ...]) -> set[str]:
    """Return the named datasets and all that their keys point to."""
    from portal.release.relations import parents_of

    datasets = {one.name: one.dataset for one in described}
    found: set[str] = set()
    waiting = list(named)
    while waiting:
        name = waiting.pop()
        dataset = datasets.get(name)
        if name not in found and dataset is not None:
            waiting += parents_of(dataset)
        found.add(name)
    return found


if __name__ == "__main__":
    main([command.name or "", *sys.argv[1:]])
