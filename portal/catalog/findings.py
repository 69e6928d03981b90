"""Collect what is wrong in the descriptor of one dataset, each finding with its place."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.tabular.report import Error, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

DESCRIPTOR = "datapackage.json"
CHECKLIST = "checklist.json"
LONGEST_VALUE = 200


def pointer(*steps: str | int) -> str:
    """Return the JSON pointer (RFC 6901) that these keys and positions make."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


@dataclass
class Findings:
    """Hold the report of a descriptor while it is read.

    Pointers are given as if every referenced file stood inside the descriptor; the report names
    the file and the place where the reader finds it.
    """

    report: Report
    folder: str
    """As the report names it: ``countries``."""
    inlined: dict[str, str] = field(default_factory=dict)
    """Which file stands at which pointer."""
    wrong: list[str] = field(default_factory=list)
    """Where the errors of the descriptor are, as given."""

    def error(self, code: str, at: str, *, file: str = DESCRIPTOR, **about: Any) -> None:
        """Add an error; see ``_error`` for what ``about`` may hold."""
        if file == DESCRIPTOR:
            self.wrong.append(at)
        self.report.add(self._error(code, at, file=file, **about))

    def warning(self, code: str, at: str, **about: Any) -> None:
        """Add a warning; see ``_error`` for what ``about`` may hold."""
        self.report.warnings.append(self._error(code, at, **about))

    def sound(self, *places: str) -> bool:
        """Tell whether no error stands at, above or below any of these pointers."""
        return not any(_touch(place, wrong) for place in places for wrong in self.wrong)

    def _error(
        self,
        code: str,
        at: str,
        *,
        file: str = DESCRIPTOR,
        resource: str | None = None,
        field: str | None = None,
        value: Any = None,
        rule: str | None = None,
        **parameters: str | int,
    ) -> Error:
        if file == DESCRIPTOR:
            file, at = self._place(at)
        return Error(
            code,
            f"{self.folder}/{file}",
            resource=resource,
            field=field,
            value=None if value is None else shown(value),
            rule=rule,
            pointer=at,
            parameters=parameters,
        )

    def _place(self, at: str) -> tuple[str, str]:
        for prefix, file in self.inlined.items():
            if at.startswith(f"{prefix}/"):
                return file, at.removeprefix(prefix)
        return DESCRIPTOR, at


def shown(value: Any) -> str:
    """Return a JSON value as a report shows it: strings bare, the rest as JSON, long ones cut."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\u0000")
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def listed(names: Iterable[str]) -> str:
    """Return names as one parameter of a sentence."""
    return shown(", ".join(names))


def _touch(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
