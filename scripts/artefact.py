"""What a file is that ``portal validate`` writes besides its answer."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from pathlib import Path

    from portal.release.loose import Checked
    from portal.tabular.report import Error, Report


class Artefact:
    """Write one file about what is checked. Used as a context: what is half written goes away."""

    option: ClassVar[str]
    help: ClassVar[str]
    single: ClassVar[bool] = False
    """Whether it can only be about one file."""
    suffix: ClassVar[str] = ""
    """How the name of the file must end."""

    def __init__(self, path: Path, language: str, command: str) -> None:
        """Take where to write, the language of messages, and the command as it was typed."""
        self.path = path
        self.language = language
        self.command = command
        self.again = ""
        """The command that checks what was written, where that is to be corrected."""
        self.stack = ExitStack()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *about: Any) -> None:  # noqa: PYI036  # handed on as they come
        """Remove what was begun and not finished."""
        self.stack.__exit__(*about)

    def hear(self, report: Report, error: Error) -> None:
        """Take an error as soon as it is found, and the report that it belongs to."""

    def see(self, checked: Checked) -> None:
        """Take what was checked, while its tables and files are there."""

    def finish(self) -> str:
        """Write what is left to write, and return a sentence about it."""
        return str(self.path)
