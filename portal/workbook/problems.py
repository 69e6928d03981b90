"""Why a workbook cannot be read or written, in the words of the table of error kinds."""

from __future__ import annotations

from portal.exceptions import WorkbookError
from portal.tabular.kinds.of_workbooks import KINDS

WORDS = {kind.code: kind for kind in KINDS}


def problem(code: str, **parameters: str | int) -> WorkbookError:
    """Return the exception for a kind of error, to be raised; its message is in English."""
    kind = WORDS[code]
    message = f"{kind.wrong['en']}. {kind.fix['en']}".format_map(parameters)
    return WorkbookError(code, message, parameters)
