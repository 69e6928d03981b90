"""The one table of kinds of repairs: it feeds the terminal, the log, the pages and docs/repairs.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.kinds import of_cells, of_files, of_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.draft.kinds.kind import Kind
    from portal.draft.model import Repair

SECTIONS = (
    ("The file as a whole", of_files.KINDS),
    ("Rows and columns", of_rows.KINDS),
    ("Cells", of_cells.KINDS),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for _, kinds in SECTIONS for kind in kinds}


def what(repair: Repair, language: str) -> str:
    """Return what a repair does, in ``language`` or, where there are no words in it, in English."""
    words = KINDS[repair.kind].what
    return words.get(language, words["en"]).format(
        count=f"{repair.count:,}",
        before=repair.before,
        after=repair.after,
        row=repair.row,
        label=repair.label,
        rule=repair.rule,
    )


def why(repair: Repair, language: str) -> str:
    """Return the reason for a kind of repair, in ``language`` or in English."""
    words = KINDS[repair.kind].why
    return words.get(language, words["en"])


def document() -> str:
    """Return the table of docs/repairs.md, which is made from this one."""
    lines = ["| repair | what it does | why |", "| --- | --- | --- |"]
    for section, kinds in SECTIONS:
        lines.append(f"| **{section}** | | |")
        lines += [f"| `{one.name}` | {_shown(one.what['en'])} | {one.why['en']} |" for one in kinds]
    return "\n".join(lines) + "\n"


def _shown(words: str) -> str:
    names = {"count": "…", "before": "…", "after": "…", "row": "…", "label": "…", "rule": "…"}
    return words.format(**names).removesuffix(": …")
