"""What a proposal is not sure of, for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.tabular.report import Error

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = {"\t": "tab", " ": "space", "\x1f": "U+001F", "\x01": "U+0001"}
"""Names of delimiters that cannot be seen."""


@dataclass(frozen=True)
class Doubt:
    """Hold one reason why a proposal may be wrong; ``dialect-doubtful/CODE`` has the words."""

    code: str
    row: int | None = None
    value: str | None = None
    """What is in that row."""
    parameters: Mapping[str, str | int] = field(default_factory=dict)

    def error(self, file: str, resource: str | None = None) -> Error:
        """Return the doubt as an error of a report."""
        return Error(
            "dialect-doubtful",
            file,
            resource,
            self.row,
            value=self.value,
            rule=self.code,
            parameters=self.parameters,
        )


def shown(delimiter: str) -> str:
    """Return a delimiter so that a person can see it."""
    return NAMES.get(delimiter, delimiter)
