"""Numbers as they are written in tables, read only to add them up."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
NOISE = re.compile(
    r"[\s\u00a0\u202f'’٬%٪$€£*]|[A-Z]{2,3}\b|د\.[أاإعمتبك]\.?|دينار|ريال|درهم|جنيه|ليرة"
)
MINUS = str.maketrans({"−": "-", "–": "-", "٫": "."})


def figure(cell: str) -> float | None:
    """Return the number that a cell holds, or None; ``1.234`` is a fraction, ``1,234`` is none."""
    try:
        return float(cell)
    except ValueError:
        pass
    text = NOISE.sub("", cell.translate(MINUS))
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    if not NUMBER.fullmatch(text):
        return None
    comma, point = text.rfind(","), text.rfind(".")
    if comma > point:
        thousands = re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+", text) and point < 0
        text = text.replace(",", "") if thousands else text.replace(".", "").replace(",", ".")
    else:
        text = text.replace(",", "")
    if text.count(".") > 1:
        text = text.replace(".", "")
    return float(text)


def unit_of(cell: str) -> float:
    """Return what the last digit of a number counts: 0.01 of 12.34."""
    found = re.search(r"[.,٫](\d+)\s*$", cell)
    return 10.0 ** -len(found[1]) if found and len(found[1]) != 3 else 1.0
