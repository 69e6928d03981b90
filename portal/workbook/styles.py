"""Styles of cells by name, in the terms of XlsxWriter's formats.

What is wrong is told by stripes, bold letters and a thick border as well as by colour, so that it can be
seen in print and by those who see colours differently.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = {"num_format": "@"}
"""What is typed into such a cell stays a text: 00962, 1/2 and 1e5 are not turned into something else."""
WRAPPED = {"text_wrap": True, "valign": "top"}
STRIPES = 14
"""XlsxWriter's number for thin diagonal stripes."""
DOTS = 18
"""… and for few dots."""
THICK, DASHED = 2, 3
HEADER = {**TEXT, **WRAPPED, "bold": True, "bg_color": "#E3EAF1", "bottom": THICK}
BAD = {"bold": True, "pattern": STRIPES, "bg_color": "#FFF3E0", "fg_color": "#E8A33D", "border": THICK, "border_color": "#B3261E"}  # fmt: skip
DOUBTFUL = {"italic": True, "pattern": DOTS, "bg_color": "#FFFFFF", "fg_color": "#B08A2E", "border": DASHED, "border_color": "#7A5B00"}  # fmt: skip

STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "text": TEXT,
    "wrapped": WRAPPED,
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12},
    "header": HEADER,
    "date": {"num_format": "yyyy-mm-dd"},
    "datetime": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "time": {"num_format": "hh:mm:ss"},
    "link": {"font_color": "#0B57A4", "underline": 1, "valign": "top", "reading_order": 1},
    "code": {"font_name": "Consolas", "bg_color": "#F2F2F2", "reading_order": 1, "align": "left"},
    "bad": {**TEXT, **BAD},
    "bad_header": {**HEADER, **BAD},
    "doubtful": {**TEXT, **DOUBTFUL},
    "doubtful_header": {**HEADER, **DOUBTFUL},
}
DATE_STYLES = {date: "date", datetime: "datetime", time: "time"}
"""How a moment is shown where nothing else is said."""
