"""The options that say how a bare file is to be read, where no descriptor does."""

from __future__ import annotations

import codecs
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from portal.release.bare import Given
    from portal.release.loose import Checked
    from portal.tabular.report import Report

NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|"}
"""Signs that a shell makes hard to type."""
NO_ENCODING = {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7"}
"""Python takes these for encodings, but no file is written in them."""
SIGNS = {
    "encoding": "--encoding",
    "delimiter": "--delimiter",
    "quoteChar": "--quote",
    "escapeChar": "--escape",
    "commentChar": "--comment",
}
"""Properties that are one sign or a name, and their options."""
OPTIONS = (
    click.option("--schema", type=click.Path(), help="The Table Schema of a bare file, as JSON."),
    click.option("--encoding", help="The encoding of a bare file, such as windows-1256."),
    click.option("--delimiter", help="What separates its cells: a sign, or “tab”."),
    click.option("--quote", help="Its quotation mark; an empty one: there is none."),
    click.option("--escape", help="Its escape sign."),
    click.option("--comment", help="What its lines of comment begin with."),
    click.option("--skip-initial-space", is_flag=True, help="Blanks follow its delimiters."),
    click.option("--header-rows", help="The rows with its labels: 1, or 2,3."),
    click.option("--skip-rows", type=click.IntRange(0), help="Rows above its header."),
    click.option("--no-header", is_flag=True, help="It has no row of labels."),
    click.option("--sheet", help="The sheet of a workbook."),
)


def bare_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options to a verb."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def typed(datasets: Sequence[str], root: Path | None, bare: Mapping[str, Any]) -> str:
    """Return the command that checks the same once more."""
    words = ["portal", "validate", *datasets]
    for name, value in {"root": root, **bare}.items():
        if value not in (None, False):
            words += [_flag(name), *([] if value is True else [str(value)])]
    return shlex.join(words)


def typed_for_workbook(checked: Checked, report: Report, workbook: Path) -> str:
    """Return the command that checks a workbook of the same table against the same schema."""
    words = ["portal", "validate", str(workbook)]
    if checked.bare is None:
        described = _near(checked.candidate.folder / "datapackage.json")
        return shlex.join([*words, "--schema", str(described)])
    schema = checked.bare.schema
    words += [] if schema is None else ["--schema", str(schema)]
    return shlex.join([*words, *_place_flags(report.dialect)])


def flags(confirmed: Mapping[str, Any]) -> list[str]:
    """Return the options that declare properties of a dialect, and ``encoding``."""
    words = []
    for name, option in SIGNS.items():
        if name in confirmed:
            value = confirmed[name] or ""
            words += [option, "tab" if value == "\t" else str(value)]
    if not confirmed.get("header", True):
        words.append("--no-header")
    elif confirmed.get("headerRows"):
        words += ["--header-rows", ",".join(map(str, confirmed["headerRows"]))]
    if confirmed.get("skipInitialSpace"):
        words.append("--skip-initial-space")
    return words


def _place_flags(dialect: Mapping[str, Any]) -> list[str]:
    """Return the options that say where the table is in its sheet; nothing else is to be said of it."""
    place = {name: dialect[name] for name in ("header", "commentChar") if name in dialect}
    if not dialect.get("header", True):
        above = len(dialect.get("commentRows", ()))
        return [*flags(place), *(["--skip-rows", str(above)] if above else [])]
    rows = list(dialect.get("headerRows", [1]))
    return flags(place if rows == [1] else {**place, "headerRows": rows})


def _near(path: Path) -> Path:
    """Return a path as it is typed from where the person stands."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def given_of(
    files: Sequence[Path],
    *,
    bare_only: bool,
    schema: str | None,
    encoding: str | None,
    sheet: str | None,
    **dialect: Any,
) -> Given:
    """Return what the options say about a bare file.

    ``files`` are to be checked with them. Raises UsageError where they make no sense for these,
    and where anything else is to be checked.
    """
    from portal.release.bare import Given

    options = {"schema": schema, "encoding": encoding, "sheet": sheet, **dialect}
    used = [name for name, value in options.items() if value not in (None, False)]
    if used and not bare_only:
        listed = ", ".join(map(_flag, used))
        raise click.UsageError(
            f"{listed}: for files without a descriptor only; a dataset says this in its"
            " datapackage.json."
        )
    _suit(files, sheet, encoding, dialect)
    return Given(
        schema=None if schema is None else _existing(Path(schema)),
        encoding=None if encoding is None else _encoding(encoding),
        dialect=_dialect(**dialect),
        sheet=sheet,
    )


def _suit(
    files: Sequence[Path], sheet: str | None, encoding: str | None, dialect: Mapping[str, Any]
) -> None:
    """Raise UsageError for what a workbook has not, or what only a workbook has."""
    from portal.release.bare import WORKBOOKS

    workbooks = [path.suffix.lower() in WORKBOOKS for path in files]
    if sheet is not None and not all(workbooks):
        raise click.UsageError("--sheet is for workbooks; a CSV file has no sheets.")
    textual = [encoding, *(dialect[name] for name in ("delimiter", "quote", "escape"))]
    if any(workbooks) and any(value is not None for value in textual):
        raise click.UsageError("A workbook has neither an encoding nor a delimiter to declare.")


def _dialect(
    *,
    delimiter: str | None,
    quote: str | None,
    escape: str | None,
    comment: str | None,
    skip_initial_space: bool,
    header_rows: str | None,
    skip_rows: int | None,
    no_header: bool,
) -> dict[str, Any]:
    """Return what the options say as properties of a Table Dialect."""
    dialect: dict[str, Any] = {}
    if delimiter is not None:
        dialect["delimiter"] = _sign("--delimiter", delimiter)
    if quote is not None:
        dialect["quoteChar"] = _sign("--quote", quote) if quote else ""
    if escape is not None:
        dialect["escapeChar"] = _sign("--escape", escape)
    if comment:
        dialect["commentChar"] = comment
    if skip_initial_space:
        dialect["skipInitialSpace"] = True
    if no_header:
        if header_rows is not None:
            raise click.UsageError("--no-header and --header-rows contradict each other.")
        dialect["header"] = False
        if skip_rows:
            dialect["commentRows"] = list(range(1, skip_rows + 1))
    elif header_rows is not None:
        rows = _numbers(header_rows)
        if skip_rows and rows[0] <= skip_rows:
            raise click.UsageError(
                "--header-rows counts from the top of the file, the rows of --skip-rows included."
            )
        dialect |= {"header": True, "headerRows": rows}
    elif skip_rows is not None:
        dialect |= {"header": True, "headerRows": [skip_rows + 1]}
    return dialect


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _sign(option: str, text: str) -> str:
    sign = NAMED.get(text.lower(), text)
    if len(sign) != 1 or sign in "\r\n\0":
        raise click.UsageError(f"{option} takes one sign, not “{text}”.")
    return sign


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise click.UsageError(
            f"--header-rows takes numbers from 1, such as 1 or 2,3; not “{text}”."
        )
    return sorted({int(part) for part in parts})


def _encoding(name: str) -> str:
    try:
        known = codecs.lookup(name).name not in NO_ENCODING
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        known = False
    if not known:
        raise click.UsageError(
            f"There is no encoding “{name}”. Usual ones: utf-8, windows-1256, iso-8859-6, utf-16."
        )
    return name


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise click.UsageError(f"There is no file {path} to take the schema from.")
    return path
