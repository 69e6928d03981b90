"""Measure checking and loading against other tools: ``python -m benchmarks.load``.

All contenders run in turn, round after round, each in a process of its own and into fresh files,
with the input already in memory. docs/performance.md says what the figures mean.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.contenders import contenders
from benchmarks.figures import Runs, judge
from benchmarks.inputs import InputError, build
from benchmarks.measure import Timing, run, warm
from benchmarks.page import figures, fill
from benchmarks.surroundings import MissingError, circumstances, data, install, require_shell

if TYPE_CHECKING:
    from benchmarks.contenders import Contender
    from benchmarks.inputs import Inputs

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
QUICK_ROWS = 10_000
ROUNDS = 5


@click.command("load")
@click.option("--rounds", type=click.IntRange(min=1), default=ROUNDS, show_default=True)
@click.option("--only", multiple=True, metavar="NAME", help="Run only this one (may be repeated).")
@click.option("--quick", is_flag=True, help=f"Take {QUICK_ROWS:,} flights: a trial, no figures.")
@click.option(
    "--scratch",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(tempfile.gettempdir()) / "portal-benchmark",
    show_default=True,
    help="Where inputs, outputs and the other tools are kept: 5 GB.",
)
def command(rounds: int, only: tuple[str, ...], scratch: Path, *, quick: bool) -> None:
    """Run all contenders in turn and write docs/performance.md.

    Ends with 1 when a binding target is missed or a contender failed. With --quick or --only,
    nothing is written, and targets do not count.
    """
    scratch = scratch.resolve()
    try:
        require_shell()
        click.echo(f"Preparing {scratch} …", err=True)
        commands = install(scratch / "environment")
        folder = scratch / ("quick" if quick else "inputs")
        inputs = build(folder, data(commands), QUICK_ROWS if quick else None)
    except (MissingError, InputError) as error:
        raise click.ClickException(str(error)) from error
    everything = contenders(inputs, commands)
    chosen = [one for one in everything if one.name in only or not only]
    if unknown := set(only) - {one.name for one in everything}:
        names = ", ".join(one.name for one in everything)
        raise click.UsageError(f"There is no {', '.join(sorted(unknown))}; there are {names}.")
    with tempfile.TemporaryDirectory(prefix="output-", dir=scratch) as output:
        runs = measure(chosen, inputs, Path(output), rounds)
    verdicts = judge(runs)
    found = figures(verdicts, chosen, runs, circumstances(commands, rounds))
    click.echo(found)
    if quick or only:
        click.echo("A trial: nothing was written, and no target counts.", err=True)
        return
    PAGE.write_text(fill(PAGE.read_text("utf-8"), found), "utf-8")
    failed = any(runs.failure(one.name) for one in chosen)
    missed = any(verdict.target.binding and not verdict.met for verdict in verdicts)
    sys.exit(1 if failed or missed else 0)


def measure(chosen: list[Contender], inputs: Inputs, output: Path, rounds: int) -> Runs:
    """Run every contender once a round and return what each took."""
    runs = Runs()
    for number in range(rounds):
        for one in chosen:
            if one.most_rounds is not None and number >= one.most_rounds:
                continue
            timing = attempt(one, inputs, output)
            runs.add(one.name, number, timing)
            told = timing.failure or f"{timing.seconds:.2f} s, CPU {timing.cpu:.2f} s"
            click.echo(f"{number + 1}/{rounds} {one.name}: {told}", err=True)
    return runs


def attempt(one: Contender, inputs: Inputs, output: Path) -> Timing:
    """Run a contender once into an empty folder and look at what it made."""
    target = output / "made"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    log = output / "log.txt"
    warm([inputs.csv(one.source)])
    timing = run(one.steps(inputs, one.source, target), log)
    wrong = one.prove(log, target) if one.prove and timing.failure is None else None
    if wrong is not None:
        return Timing(timing.seconds, timing.cpu, timing.peak, wrong)
    return timing


if __name__ == "__main__":
    command()
