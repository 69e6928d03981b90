"""The program problems of the portal; data problems are rows of a report instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class PortalError(Exception):
    """Name a problem in a sentence that a person can act on."""


class RootError(PortalError):
    """Say why a folder cannot be the root of a portal."""


class EngineError(PortalError):
    """Say what this machine's SQLite lacks."""


class SettingsError(PortalError):
    """Say what is wrong in ``metadata.json``."""


class ReleaseError(PortalError):
    """Say why a release cannot be built, found or switched to."""


class RequestError(ReleaseError):
    """Say why what was asked for cannot be done: no such release, nothing to withdraw."""


class LockedError(ReleaseError):
    """Say which process is publishing already."""


class ArchiveError(PortalError):
    """Say what is damaged or missing in the archive."""


class QueryError(PortalError):
    """Say what is wrong in a query, with the nearest thing that would be right."""

    def __init__(
        self, code: str, parameter: str, message: str, suggestion: str | None = None
    ) -> None:
        """Take a stable code, the parameter at fault, a sentence and the nearest right name."""
        super().__init__(message)
        self.code = code
        self.parameter = parameter
        self.suggestion = suggestion


class WithdrawnError(PortalError):
    """Say that a dataset was taken off; ``dataset`` is its row, with the reason."""

    def __init__(self, dataset: Mapping[str, Any]) -> None:
        """Take what the catalog knows of the dataset."""
        super().__init__(f"{dataset['name']} was withdrawn.")
        self.dataset = dataset


class ViewError(PortalError):
    """Say why a view that a publisher proposes is not drawn.

    ``code`` is a key of ``portal.charts.words.REFUSALS``, ``about`` what its sentence names.
    """

    def __init__(self, code: str, about: str = "") -> None:
        """Take a code and the name of a column, a type or a parameter."""
        super().__init__(f"{code}: {about}")
        self.code = code
        self.about = about


class DraftError(PortalError):
    """Say why a file cannot be drafted, a log or a workbook not be followed."""


class SheetError(DraftError):
    """Say which sheets of a workbook may be meant, of which one must be given."""

    def __init__(self, message: str, sheets: Sequence[str]) -> None:
        """Take a sentence and the names of the sheets."""
        super().__init__(message)
        self.sheets = sheets


class SourceError(PortalError):
    """Say what a pinned source package lacks or how it differs from what was expected."""


class WorkbookError(PortalError):
    """Say why a workbook cannot be read or written.

    ``code`` is a kind of error and ``parameters`` are what its words need
    (``portal.tabular.kinds.of_workbooks``), so that it can stand in a report as well.
    """

    def __init__(self, code: str, message: str, parameters: dict[str, str | int]) -> None:
        """Take a kind of error, its sentence in English, and what the sentence was filled with."""
        super().__init__(message)
        self.code = code
        self.parameters = parameters
