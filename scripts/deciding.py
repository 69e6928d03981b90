"""How a person accepts or refuses the repairs that are proposed: one by one, by number, or in a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from portal.draft import kinds
from portal.exceptions import DraftError
from portal.tabular.report import column_letter
from scripts.draft_words import ALL, NO, NONE, YES, say
from scripts.layout import Look, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from portal.draft.model import Repair

SHOWN = 80
"""Characters of an example that are shown."""
NUMBERS = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
HEADER = (
    "number",
    "decision",
    "repair",
    "column",
    "what",
    "count",
    "row",
    "before",
    "after",
    "why",
)
WIDTHS = (8, 12, 16, 18, 46, 8, 8, 30, 30, 60)


def proposal_lines(number: int, repair: Repair, language: str, look: Look) -> Iterator[str]:
    """Yield what a repair would do, where, with an example and the reason."""
    what = say(language, "proposal", number=number, what=kinds.what(repair, language))
    yield from look.wrapped(printable(what), "", "   ")
    place = []
    if repair.column is not None:
        letter = column_letter(repair.column + 1)
        place.append(say(language, "column", letter=letter))
    if f"{repair.count:,}" not in what:
        place.append(say(language, "count", count=repair.count))
    if place:
        yield from look.wrapped(printable(" · ".join(place)), "   ", "   ")
    if repair.row is not None and repair.before:
        key = "example" if repair.after else "gone"
        cells = {"before": _cut(repair.before), "after": _cut(repair.after)}
        line = say(language, key, row=str(repair.row), **cells)
        yield from look.wrapped(printable(line), "   ", "   ")
    if not repair.certain:
        yield from look.wrapped(f"! {say(language, 'uncertain')}", "   ", "   ")


def by_number(accept: str, repairs: Sequence[Repair]) -> frozenset[int]:
    """Return the numbers that ``all``, ``none`` or ``1,3-5`` accept.

    ``all`` are those that are certain. Raises UsageError where that cannot be followed.
    """
    word = accept.strip().casefold()
    if word in ALL:
        return frozenset(n for n, repair in enumerate(repairs, 1) if repair.certain)
    if word in NONE or not word:
        return frozenset()
    chosen: set[int] = set()
    for part in re.split(r"\s*[,،;\s]\s*", word):
        match = NUMBERS.fullmatch(part)
        if match is None:
            raise click.UsageError(f"--accept {accept}: write all, none, or numbers as in 1,3-5.")
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= len(repairs):
            raise click.UsageError(
                f"--accept {accept}: the repairs have the numbers 1 to {len(repairs)}."
            )
        chosen.update(range(first, last + 1))
    for number in sorted(chosen):
        rivals = sorted(chosen & rivals_of(number, repairs))
        if rivals:
            raise click.UsageError(
                f"--accept {accept}: {number} and {rivals[0]} read the same cells in different "
                "ways; accept one of them."
            )
    return frozenset(chosen)


def list_proposals(
    repairs: Sequence[Repair], numbers: Iterable[int], accepted: Collection[int], language: str
) -> None:
    """Show the repairs with these numbers, and which of them are accepted."""
    look = Look.of_terminal()
    for number in numbers:
        sign = "✓" if number in accepted else "–"
        for line in proposal_lines(number, repairs[number - 1], language, look):
            click.echo(f"{sign if line[0].isdecimal() else ' '} {line}")


def in_a_file(
    path: Path, repairs: Sequence[Repair], language: str, title: str
) -> frozenset[int] | None:
    """Return what a person accepted in a file; None where it was written only now, to be decided."""
    if path.exists():
        return from_log(path, repairs, language)
    write_log(path, repairs, language, title)
    click.echo(say(language, "log-written", file=str(path)))
    return None


def rivals_of(number: int, repairs: Sequence[Repair]) -> set[int]:
    """Return the numbers of the repairs that read the same cells in another way."""
    own = repairs[number - 1]
    if own.certain or own.column is None:
        return set()
    return {
        n
        for n, other in enumerate(repairs, 1)
        if n != number
        and not other.certain
        and (other.column, other.before) == (own.column, own.before)
    }


def one_by_one(
    repairs: Sequence[Repair], numbers: Collection[int], language: str, echo: Callable[[str], None]
) -> frozenset[int]:
    """Ask a person about the repairs with these numbers, and return those that are accepted."""
    look = Look.of_terminal()
    accepted: set[int] = set()
    refused: set[int] = set()
    rest: frozenset[str] | None = None
    for number in sorted(numbers):
        repair = repairs[number - 1]
        chosen = sorted(accepted & rivals_of(number, repairs))
        if chosen:
            echo(say(language, "instead", number=number, chosen=chosen[0]))
            refused.add(number)
            continue
        for line in proposal_lines(number, repair, language, look):
            echo(line)
        echo(f"   {say(language, 'why', why=kinds.why(repair, language))}")
        if rest is not None and (rest is NONE or repair.certain):
            answer = "yes" if rest is ALL else "no"
        else:
            answer = _asked(language, echo, "accept" if rest is None else "accept-one")
        if answer in ALL and not repair.certain:
            echo(f"   {say(language, 'not-with-all', number=number)}")
        if answer in ALL or answer in NONE:
            rest = ALL if answer in ALL else NONE
        agreed = answer in YES or (answer in ALL and repair.certain)
        (accepted if agreed else refused).add(number)
    return frozenset(accepted)


def write_log(path: Path, repairs: Sequence[Repair], language: str, title: str) -> None:
    """Write the proposals into a workbook or a CSV file in which a person decides."""
    rows = [
        [
            str(number),
            "",
            repair.kind,
            repair.label,
            kinds.what(repair, language),
            f"{repair.count}",
            "" if repair.row is None else str(repair.row),
            repair.before,
            repair.after,
            kinds.why(repair, language)
            + ("" if repair.certain else f" {say(language, 'uncertain')}"),
        ]
        for number, repair in enumerate(repairs, 1)
    ]
    if path.suffix.lower() == ".csv":
        _write_csv(path, rows)
    else:
        _write_workbook(path, rows, language, title)


def from_log(path: Path, repairs: Sequence[Repair], language: str) -> frozenset[int]:
    """Return the numbers of the repairs that a person accepted in a file of ``write_log``.

    An empty cell refuses. Raises DraftError that names the cell where a decision cannot be read,
    and where the file lists other repairs or no decision at all.
    """
    from portal.draft.sources import read

    grid = read(path).grid.rows
    header = [cell.strip().casefold() for cell in grid[0]] if grid else []
    if not {"number", "decision", "repair"} <= set(header):
        raise DraftError(f"{path.name}: the first row must name number, decision and repair.")
    at = {name: header.index(name) for name in ("number", "decision", "repair")}
    decided: dict[int, bool] = {}
    said = False
    for row, cells in enumerate(grid[1:], 2):
        held = {name: cells[i].strip() if i < len(cells) else "" for name, i in at.items()}
        if not any(held.values()):
            continue
        number = int(held["number"]) if held["number"].isdecimal() else 0
        if not 1 <= number <= len(repairs) or repairs[number - 1].kind != held["repair"]:
            raise DraftError(
                f"{path.name}, row {row}: no repair {held['number']} “{held['repair']}” is "
                "proposed for this file. Was the log made of another file? Write it again."
            )
        said |= bool(held["decision"])
        decided[number] = _decision(held["decision"], path, row, column_letter(at["decision"] + 1))
    if not said:
        raise DraftError(say(language, "nothing-decided", file=path.name))
    listed = ",".join(str(number) for number, accepted in decided.items() if accepted)
    return by_number(listed or "none", repairs)


def is_agreed(question: str, language: str) -> bool:
    """Ask a question that is answered by yes or no; an empty answer means no."""
    while True:
        answer: str = click.prompt(question, default="", show_default=False)
        word = answer.strip().casefold()
        if word in YES | NO or not word:
            return word in YES
        click.echo(say(language, "yes-no"))


def _asked(language: str, echo: Callable[[str], None], question: str) -> str:
    while True:
        answer: str = click.prompt(f"   {say(language, question)}", default="", show_default=False)
        word = answer.strip().casefold()
        if word in YES | NO | ALL | NONE:
            return word
        echo(f"   {say(language, 'yes-no')}")


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _decision(text: str, path: Path, row: int, letter: str) -> bool:
    word = text.casefold()
    if word in YES or not word or word in NO:
        return word in YES
    raise DraftError(f"{path.name}, cell {letter}{row}: “{text}” is neither yes nor no.")


def _write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    import csv

    # With a byte order mark Excel reads it as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])


def _write_workbook(path: Path, rows: Sequence[Sequence[str]], language: str, title: str) -> None:
    from datetime import UTC, datetime

    from portal.workbook.write import new_workbook

    with new_workbook(path, title, datetime.now(UTC)) as book:
        sheet = book.sheet("repairs", right_to_left=language == "ar")
        for column, width in enumerate(WIDTHS, 1):
            sheet.column(column, width=width)
        sheet.head(HEADER)
        sheet.offer(2, 2, ("yes", "no", "نعم", "لا"), title, say(language, "yes-no"))
        for row in rows:
            sheet.append(row, "wrapped")
