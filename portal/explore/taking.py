"""What leads away with the rows of a page: files in several forms, and the call of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal.explore.address import PAGE_ONLY, encoded
from portal.result.workbook import MOST_ROWS

if TYPE_CHECKING:
    from portal.explore.address import Address

NOT_OF_FILES = frozenset({*PAGE_ONLY, "_next", "_size", "_facet"})


class Taking(NamedTuple):
    """Hold the addresses of files, which have no language, and of the API."""

    csv: str
    labelled: str
    workbook: str | None
    """None: there are more rows than a workbook is made of."""
    api: str


def taking(
    address: Address, table_name: str, api_path: str, language: str, total: int | None, rows: int
) -> Taking:
    """Return what can be taken of a query.

    ``total`` is how many rows it has, None where that was not counted; ``rows`` how many the
    whole table has.
    """
    pairs = [pair for pair in address.pairs if pair[0] not in NOT_OF_FILES]
    told = ("_language", language)
    fits = (rows if total is None else total) <= MOST_ROWS
    path = f"/data/{table_name}"

    def ask(path: str, *more: tuple[str, str]) -> str:
        asked = [*pairs, *more]
        return f"{path}?{encoded(asked)}" if asked else path

    return Taking(
        ask(f"{path}.csv"),
        ask(f"{path}.csv", told),
        ask(f"{path}.xlsx", told) if fits else None,
        ask(api_path),
    )
