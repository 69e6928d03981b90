"""Rows into certain ones and errors: screened at once, and judged where the screen is not sure."""

from __future__ import annotations

import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from portal.tabular.batch import Batch, column_types
from portal.tabular.layout import layout_of
from portal.tabular.notices import Notices
from portal.tabular.report import Error
from portal.tabular.reporter import Reporter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from portal.catalog.model import Resource
    from portal.tabular.batch import Typer
    from portal.tabular.checklist import Rule
    from portal.tabular.dialect import Dialect
    from portal.tabular.judge import Judge
    from portal.tabular.report import Report
    from portal.tabular.screen import TableScreen

MANY = 200_000
"""Rows that are decided at once."""
SURPLUS = 20
"""Cells beyond the last column that are put before the judge: Frictionless copies the row for each."""


TEXTS = frozenset(("any", "string"))
SHOWN = 100
"""Characters shown of a header."""


class Rows:
    """Decide the rows of one file, in their order, and fill its report."""

    def __init__(
        self,
        resource: Resource,
        dialect: Dialect,
        rules: Sequence[Rule],
        report: Report,
        checklist: str,
    ) -> None:
        """Take what the rows are held against; ``checklist`` is the path to show."""
        self.resource = resource
        self.dialect = dialect
        self.report = report
        self._rules = rules
        self._checklist = checklist
        self.notices = Notices(resource, report.file)
        self._reporter = Reporter(resource, dialect, report.file)
        self._types: dict[str, Any] = {}
        self._header: Sequence[list[str]] = ()
        self._names: list[str] | None = None
        self._judge: Judge | None = None
        self._typer: Typer | None = None
        self._screen: TableScreen | None = None
        self._labels: list[str] = []
        self._all_text = False
        self._refused = False
        self._columns: dict[str, str] = {}
        """The position of a field by that of its column in the file."""
        self._empty_is_blank = False
        """Whether the judge would say of a row of empty cells that it is blank: there may be millions."""

    def open(self, header: Sequence[list[str]], first: list[str] | None) -> bool:
        """Settle which field each column holds; return whether rows can be decided.

        ``header`` holds the records up to the last of the header, ``first`` is the one after it.
        """
        self._header = [*header, first] if self.dialect.header_row is None and first else header
        self._names = layout_of(self.resource, self.dialect, header)
        errors: list[Error] = []
        if self._names is None or any(rule.needs_all_rows for rule in self._rules):
            self._names, errors = self._call().open(self._header)
        if errors and self._is_like_data(header):
            return False
        self.report.extend(errors)
        if self._names is None:
            return False
        for rule in self._rules:
            self.report.extend(
                self._reporter.rule(rule, finding) for finding in rule.at_start(self._names)
            )
        self._types = column_types(self.resource)
        if self.dialect.header_row is not None and len(header) >= self.dialect.header_row:
            self._labels = header[self.dialect.header_row - 1]
        texts = all(field.type in TEXTS for field in self.resource.schema.fields)
        self._all_text = texts and len(self._labels) == self.width
        self._settle_screen(self._names)
        return True

    @property
    def width(self) -> int:
        """Return how many cells make a row."""
        return len(self._names or ())

    def decide(
        self,
        numbers: pl.Series,
        frame: pl.DataFrame,
        odd: Sequence[tuple[int, list[str]]] = (),
        faults: Mapping[int, Sequence[Error]] = MappingProxyType({}),
        *,
        ascii_only: bool = False,
    ) -> Iterator[Batch]:
        """Yield the rows that are right, typed.

        ``frame`` holds the cells as strings, its columns called by their position in the file;
        ``odd`` are rows of another width, which only the judge can name; ``faults`` are the errors of
        rows that nobody needs to judge; ``ascii_only`` tells that no cell holds other characters.
        """
        import polars as pl  # noqa: PLC0415  # whoever has a frame has it

        if frame.height > MANY:
            # Lines of two characters: a stretch has millions of them, and all may be doubtful.
            yield from self._decide_in_parts(numbers, frame, odd, faults, ascii_only=ascii_only)
            return
        batch = None
        doubtful = [*odd, *((number, []) for number in faults)]
        if self._screen is None:
            doubtful += zip(numbers, map(list, frame.iter_rows()), strict=True)
        else:
            batch, unsure = self._sure(self._screen, numbers, frame)
            known = self._by_field(frame)
            if not unsure.any():
                self.notices.look(known, numbers, ascii_only=ascii_only)
            else:
                self.notices.look(known.filter(~unsure), batch.numbers, ascii_only=ascii_only)
            doubtful += zip(
                numbers.filter(unsure), map(list, frame.filter(unsure).iter_rows()), strict=True
            )
        if odd or faults:
            doubtful.sort()
        rows, reasons, accepted = [], [], []
        for number, cells in doubtful:
            if number in faults:
                self.report.extend(faults[number])
                self.report.rejected += 1
                continue
            if self._empty_is_blank and not any(cells):
                self.report.add(Error("blank-row", self.report.file, self.resource.name, number))
                self.report.rejected += 1
                continue
            values, why = self._judged(number, cells)
            if values is not None:
                rows.append((number, *values))
                reasons += why
                accepted.append(cells)
        if rows:
            texts = pl.DataFrame(accepted, dict.fromkeys(frame.columns, pl.String), orient="row")
            self.notices.look(self._by_field(texts), pl.Series([row[0] for row in rows]))
            judged = pl.DataFrame(rows, {"number": pl.Int64, **self._types}, orient="row")
            parts = Batch(judged["number"], judged.drop("number"), tuple(reasons))
            batch = parts if batch is None else _merged(batch, parts)
        if batch is not None and batch.frame.height:
            yield batch

    def _decide_in_parts(
        self,
        numbers: pl.Series,
        frame: pl.DataFrame,
        odd: Sequence[tuple[int, list[str]]],
        faults: Mapping[int, Sequence[Error]],
        *,
        ascii_only: bool,
    ) -> Iterator[Batch]:
        before = 0
        for first in range(0, frame.height, MANY):
            part = numbers.slice(first, MANY)
            last = part[-1] if first + MANY < frame.height else sys.maxsize
            yield from self.decide(
                part,
                frame.slice(first, MANY),
                [one for one in odd if before < one[0] <= last],
                {number: found for number, found in faults.items() if before < number <= last},
                ascii_only=ascii_only,
            )
            before = last

    def end(self) -> None:
        """Take the errors that only the end of the file shows."""
        if self._judge is not None:
            self.report.extend(self._judge.end())
        for rule in self._rules:
            fields = len(self.resource.schema.fields)
            found = rule.at_end(self.report.rows, fields) if rule.at_end else ()
            self.report.extend(self._reporter.rule(rule, finding) for finding in found)

    def _is_like_data(self, header: Sequence[list[str]]) -> bool:
        """Tell, and report, that what should be labels are values that the schema accepts."""
        row, fields = self.dialect.header_row, self.resource.schema.fields
        if row is None or len(header) < row or self._names is None or self._judge is None:
            return False
        labels = header[row - 1]
        if self.resource.schema.descriptor.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
            return False
        known = {field.name for field in fields}
        telling = any(
            field.type not in TEXTS and label for field, label in zip(fields, labels, strict=False)
        )
        if not telling or known & set(labels) or self._judge.judge(row, labels).errors:
            return False
        shown = ", ".join(labels)[:SHOWN]
        about = (self.report.file, self.resource.name, row)
        self.report.add(Error("header-like-data", *about, value=shown))
        return True

    def _settle_screen(self, names: Sequence[str]) -> None:
        """Compile the screen of the columns that the file has, under the positions of their fields."""
        from portal.tabular.screen import table_screen  # noqa: PLC0415  # it imports Polars

        schema = self.resource.schema
        positions = {field.name: position for position, field in enumerate(schema.fields)}
        places = [positions[name] for name in names if name in positions]
        self._empty_is_blank = set(names) <= set(positions) and all(
            any(not missing.value for missing in schema.fields[place].missing_values)
            for place in places
        )
        self._columns = {
            str(at): str(positions[name]) for at, name in enumerate(names) if name in positions
        }
        blind = any(rule.needs_all_rows for rule in self._rules)
        if blind or not set(names) <= set(positions):
            return
        described = schema.descriptor["fields"]
        self._screen = table_screen(
            [(schema.fields[place], described[place], str(place)) for place in places]
        )

    def _sure(
        self, screen: TableScreen, numbers: pl.Series, frame: pl.DataFrame
    ) -> tuple[Batch, pl.Series]:
        """Return the rows of which the screen is certain, and which it is not."""
        import polars as pl  # noqa: PLC0415

        screened = screen.screen(self._by_field(frame))
        certain = screened.certain
        for rule in self._rules:
            if rule.certain is not None:
                certain &= rule.certain(screened.frame)
        if self._all_text:
            certain &= ~self._repeats_header(frame)
        typed = screened.frame.select(
            pl.col(name) if name in screened.frame.columns else pl.lit(None, kind).alias(name)
            for name, kind in self._types.items()
        )
        told = screened.reasons
        told = told.with_columns(numbers.gather(told["row"]).alias("row")).filter(
            certain.gather(told["row"])
        )
        fields = self.resource.schema.fields
        reasons = tuple(
            (number, fields[int(column)].name, literal)
            for number, column, literal in told.iter_rows()
        )
        if certain.all():
            return Batch(numbers, typed.rechunk(), reasons), ~certain
        return Batch(numbers.filter(certain), typed.filter(certain), reasons), ~certain

    def _repeats_header(self, frame: pl.DataFrame) -> pl.Series:
        """Tell which rows are the header once more; where no column is typed, nothing else would."""
        same = frame.to_series(0) == self._labels[0]
        if same.any():
            for position, label in enumerate(self._labels):
                same &= frame.to_series(position) == label
        return same

    def _by_field(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the columns that are fields, called by the positions of these."""
        return frame.select(frame[at].alias(place) for at, place in self._columns.items())

    def _judged(
        self, number: int, cells: list[str]
    ) -> tuple[list[Any] | None, list[tuple[int, str, str]]]:
        """Return the values of a row if the judge has nothing against it, and SQLite can hold it."""
        if self._labels and cells == self._labels:
            self.report.add(Error("header-repeated", self.report.file, self.resource.name, number))
            self.report.rejected += 1
            return None, []
        judge, typer = self._judging()
        if self._refused:
            return None, []
        most = self.width + SURPLUS
        row, found = judge.judge(number, cells[:most])
        errors: list[Error] = [*found]
        if len(cells) > most and errors and errors[0].code != "blank-row":
            errors += self._reporter.surplus(number, most, cells[most:])
        if not errors:
            values, errors = typer.values(row)
            if not errors:
                return values, typer.reasons(row)
        self.report.extend(errors)
        self.report.rejected += 1
        return None, []

    def _judging(self) -> tuple[Judge, Typer]:
        """Return the judge, who is called when a row is doubtful and not before, and the typer."""
        judge = self._judge
        if judge is None:
            judge = self._call()
            names, errors = judge.open(self._header)
            if names is None:
                # Frictionless has something against the schema itself: nobody can judge a row.
                self._refused = True
                self.report.extend(errors)
        if self._typer is None:
            from portal.tabular.batch import Typer  # noqa: PLC0415

            self._typer = Typer(self.resource, self._reporter, self._names or ())
        return judge, self._typer

    def _call(self) -> Judge:
        from portal.tabular.judge import Judge  # noqa: PLC0415  # it imports Frictionless

        self._judge = Judge(
            self.resource, self.dialect, self._rules, self._reporter, self._checklist
        )
        return self._judge


def _merged(one: Batch, other: Batch) -> Batch:
    """Return the rows of two batches in the order of the file."""
    import polars as pl  # noqa: PLC0415

    frame = pl.concat([one.frame, other.frame]).with_columns(
        pl.concat([one.numbers, other.numbers]).alias("number")
    )
    frame = frame.sort("number")
    return Batch(frame["number"], frame.drop("number"), tuple(sorted(one.reasons + other.reasons)))
