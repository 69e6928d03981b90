"""What ``portal validate`` answers on stdout: text for people, one JSON object for programs."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from portal.tabular.report_document import Verdict, report_document
from scripts.artefacts import Errors, Html
from scripts.layout import Look, printable, width_of
from scripts.proposed import confirming, guess_lines
from scripts.reading import reading_lines
from scripts.wording import report_lines, summary_line, verdict_line
from scripts.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from portal.release.loose import Checked
    from portal.tabular.report import Report
    from scripts.artefact import Artefact
    from scripts.subjects import Subjects

MANY = 25
"""Errors from which on the complete list is worth a file."""


class JsonAnswer:
    """Gather everything and print one object at the end."""

    def __init__(self, language: str, limit: int | None) -> None:
        """Take the language of messages and how many errors are listed."""
        self.language = language
        self.limit = limit
        self.reports: list[Report] = []
        self.verdicts: list[Verdict] = []

    def wanted(self, _given: Mapping[type[Artefact], Path]) -> dict[type[Artefact], Path]:
        """Return the artefacts that are made without being asked for: none."""
        return {}

    def withdrawn(self, name: str) -> None:
        """Say nothing of what was not checked."""

    def see(self, checked: Checked) -> None:
        """Take what was checked."""
        self.verdicts.append(Verdict(checked.shown, checked.valid, checked.waits_for))
        self.reports += checked.reports

    def wrote(self, artefact: Artefact) -> None:
        """Say what was written on stderr."""
        click.echo(artefact.finish(), err=True)

    def finish(self, *, valid: bool) -> None:  # noqa: ARG002  # the verdicts say so
        """Print the object."""
        answer = report_document(self.reports, self.language, self.limit, self.verdicts)
        click.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2))


class TextAnswer:
    """Tell of each file as soon as it is checked, and at the end what to do next."""

    def __init__(self, language: str, limit: int | None, again: str, subjects: Subjects) -> None:
        """Take the language, how much to list, the command to type again, and what is checked."""
        self.language = language
        self.limit = limit
        self.again = again
        self.subjects = subjects
        self.echo: Callable[[str], None] = click.echo
        """Whom it is told."""
        self.look = Look.of_terminal()
        self.brief = language == "ar" and sys.stdout.isatty()
        """A console turns Arabic around: it gets a summary, and the report opens."""
        self.seen: list[Checked] = []
        self.report: Path | None = None
        self.corrected = ""
        """The command that checks a workbook, once it is corrected."""
        self.nothing = True
        self.listed = False

    def wanted(self, given: Mapping[type[Artefact], Path]) -> dict[type[Artefact], Path]:
        """Return the artefacts that are made without being asked for: a report for a console."""
        self.listed = Errors in given
        if not self.brief or Html in given:
            return {}
        return {Html: Path(tempfile.mkdtemp(prefix="portal-")) / "report.html"}

    def withdrawn(self, name: str) -> None:
        """Say that a dataset was not checked."""
        self.nothing = False
        self._say(f"– {name}: withdrawn, so not checked. Next: portal withdraw {name} --undo")

    def see(self, checked: Checked) -> None:
        """Tell of what was checked, in Arabic on a console only at the end."""
        self.nothing = False
        self.seen.append(checked)
        if self.brief:
            return
        for line in self.lines(checked):
            self.echo(line)

    def wrote(self, artefact: Artefact) -> None:
        """Say what was written; open the report where it was not asked for."""
        sentence = artefact.finish()
        if isinstance(artefact, Html):
            self.report = artefact.path
        self.corrected = artefact.again or self.corrected
        if self.language == "en":
            self._say(sentence)

    def finish(self, *, valid: bool) -> None:
        """Say what to do next, or sum up."""
        if self.nothing:
            root = self.subjects.root
            self._say(f"There is no dataset in {root and root / 'datasets'} to check.")
        elif self.language == "ar":
            self._sum_up(valid=valid)
        else:
            for words, command in self._next(valid=valid):
                self._say(words, command)

    def lines(self, checked: Checked) -> Iterator[str]:
        """Yield the verdict, how files were read, and what is wrong."""
        reports, look = checked.reports, self.look
        known: tuple[str, ...] = ()
        if self.language == "ar":
            yield summary_line(checked.shown, reports, valid=checked.valid)
        else:
            verdict = verdict_line(checked.shown, reports, checked.waits_for)
            if checked.bare is not None and not checked.bare.ruled and checked.valid:
                verdict = f"{verdict.partition(';')[0]}; no schema was given to hold them against"
            yield from look.wrapped(printable(verdict), "", "  ")
            if checked.bare is not None and checked.bare.guess is not None:
                yield from guess_lines(checked.bare.guess, look)
                known = ("encoding-guessed", "dialect-guessed")
            else:
                yield from reading_lines(reports, look)
        rows, limit = checked.excerpt, self.limit
        yield from report_lines(reports, self.language, look, rows, limit, known)

    def _sum_up(self, *, valid: bool) -> None:
        if self.brief:
            reports = [report for checked in self.seen for report in checked.reports]
            one = self.seen[0].shown if len(self.seen) == 1 else None
            shown = one or said("ar", "files", count=len(self.seen))
            self.echo(summary_line(shown, reports, valid=valid))
        if self.report is None:
            self.echo(said("ar", "more_by", command=f"{self.again} --lang ar --html report.html"))
            return
        self.echo(said("ar", "report", path=str(self.report)))
        if self.brief:
            self.open(self.report)

    def open(self, report: Path) -> None:
        """Show the report in a browser."""
        import webbrowser

        webbrowser.open(report.resolve().as_uri())

    def _next(self, *, valid: bool) -> Iterator[tuple[str, str]]:
        """Yield what to do next, and the command for it."""
        subjects = self.subjects
        reports = [report for checked in self.seen for report in checked.reports]
        errors = sum(report.count for report in reports)
        bare = [checked.bare for checked in self.seen if checked.bare is not None]
        guess = next((one.guess for one in bare if one.guess is not None), None)
        confirmed = "" if guess is None else confirming(guess)
        if errors > MANY and not self.listed:
            yield "All errors in one list:", f"{self.again} --errors errors.csv"
        doubted = {error.code for report in reports for error in report.errors}
        if doubted == {"dialect-doubtful"} and confirmed:
            yield "If it was read rightly, say so:", f"{self.again} {confirmed}"
        elif not valid and self.corrected:
            yield "Correct the workbook and check it:", self.corrected
        elif not valid:
            yield "Correct the files and check again:", self.again
        elif subjects.names or subjects.everything:
            yield "Nothing is wrong. Next:", "portal publish"
        elif subjects.folders:
            yield "Nothing is wrong. Next: copy the folder into datasets/, then", "portal publish"
        elif confirmed:
            yield "Nothing is wrong. Next, if it was read rightly:", f"{self.again} {confirmed}"
        elif all(one.ruled for one in bare):
            yield "Nothing is wrong. Next: make it a dataset, as said in", "docs/add-a-dataset.md"
        else:
            yield "Nothing is wrong with its structure. Next:", f"{self.again} --schema FILE"

    def _say(self, text: str, command: str = "") -> None:
        """Print a sentence, and a command after it that can be copied as a whole."""
        whole = f"{text} {command}".rstrip()
        if not command or width_of(whole) <= self.look.width:
            for line in self.look.wrapped(printable(whole), "", "  "):
                self.echo(line)
            return
        self._say(text)
        self.echo(f"  {printable(command)}")
