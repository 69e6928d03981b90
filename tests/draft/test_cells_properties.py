"""What holds of the repairs of any cells."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.draft.cells import changed, repairs_of
from portal.draft.cells.dates import SERIAL, WAYS
from portal.draft.cells.encoding import RULES as ENCODINGS
from portal.draft.cells.negative import RULES as NEGATIVES
from portal.draft.cells.numbers import THOUSANDS
from portal.draft.kinds import of_cells
from portal.draft.model import Column, Repair

ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩\u066b\u066c")
RULES = {
    "mojibake": ENCODINGS,
    "unit-sign": ("%", "$", "km", "m2", "د.أ", "JOD", "م"),
    "thousands": tuple(THOUSANDS),
    "decimal-comma": (",",),
    "negative": NEGATIVES,
    "dates": (*WAYS, SERIAL),
    "near-miss": ("amman → Amman",),
}
REPAIRS = [
    Repair(kind.name, 1, "", "", rule=rule)
    for kind in of_cells.KINDS
    for rule in RULES.get(kind.name, ("",))
]
PIECES = st.sampled_from([
    *"0123456789.,-()/:% ٠١٢٣٤٩۵٫٬،٪$", "12", "2020", "1,234", "00:00", "T", "Z", "Jan", "آب", "amman",
    "km", "m2", "م", "د.أ", "\u00a0", "\u202f", "\u200c", "\u200d", "\u200f", "\u00ad", "\ufeff", "\n", "\t",
    "Ø§Ù„", "Ã©", "ÇáÃÑÏä", "ط§ظ„", "ﺍﻟ", "ﻌ", "\ufe70", "\u2212", "’", "A", "é", "ب",
])  # fmt: skip
CELLS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=8).map("".join))
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
STYLES = [
    pytest.param(lambda text: text.replace(",", ""), id="plain"),
    pytest.param(lambda text: text, id="english"),
    pytest.param(lambda text: text.translate(str.maketrans(",.", ".,")), id="german"),
    pytest.param(lambda text: text.translate(str.maketrans(",.", "\u00a0,")), id="french"),
    pytest.param(lambda text: text.replace(",", "'"), id="swiss"),
    pytest.param(lambda text: text.translate(ARABIC), id="arabic"),
    pytest.param(lambda text: f"{text} %", id="per-cent"),
    pytest.param(lambda text: f"{text}٪".translate(ARABIC), id="arabic-per-cent"),
    pytest.param(lambda text: f"${text}".replace("$-", "-$"), id="dollars"),
    pytest.param(lambda text: f"د.أ {text}", id="dinars"),
    pytest.param(lambda text: f"({text[1:]})" if text[0] == "-" else text, id="brackets"),
    pytest.param(lambda text: f"{text[1:]}-" if text[0] == "-" else text, id="minus-behind"),
    pytest.param(lambda text: text.replace("-", "\u2212"), id="real-minus"),
    pytest.param(lambda text: f"\u200f {text} \u200f", id="marks-and-blanks"),
]
DAYS = st.dates(date(1600, 1, 1), date(2199, 12, 31))
WRITTEN = [
    pytest.param("{0.day}/{0.month}/{0.year}", id="day-first"),
    pytest.param("{0.month:02}/{0.day:02}/{0.year}", id="month-first"),
    pytest.param("{0:%d.%m.%Y}", id="points"),
    pytest.param("{0:%d-%m-%Y}", id="hyphens"),
    pytest.param("{0:%Y/%m/%d}", id="year-first"),
    pytest.param("{0.year}-{0.month}-{0.day}", id="iso-without-zeros"),
    pytest.param("{0:%d-%b-%Y}", id="short-names"),
    pytest.param("{0:%B} {0.day}, {0.year}", id="long-names"),
    pytest.param("{0:%d/%m/%Y} 00:00:00", id="midnight"),
    pytest.param("{0:%Y-%m-%d}T00:00", id="iso-midnight"),
    pytest.param(" {0:%d/%m/%Y}\u200e", id="marks-and-blanks"),
]


def repaired(cells):
    """Return the cells as the certain repairs leave them."""
    for repair in repairs_of(Column(0, "Column", cells, range(2, len(cells) + 2))):
        if repair.certain:
            cells = [changed(cell, repair) for cell in cells]
    return cells


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: f"{repair.kind} {repair.rule}")
@given(cell=CELLS)
def test_what_was_repaired_is_not_changed_again(repair, cell):
    once = changed(cell, repair)

    assert changed(once, repair) == once


@given(cells=st.lists(CELLS, max_size=12))
def test_a_proposal_counts_what_it_changes(cells):
    column = Column(0, "Column", cells, range(2, len(cells) + 2))

    for repair in repairs_of(column):
        assert 0 < repair.count <= len(cells)
        assert changed(repair.before, repair) == repair.after != repair.before
        if repair.certain:
            count = sum(changed(cell, repair) != cell for cell in cells)
            assert count == repair.count
            cells = [changed(cell, repair) for cell in cells]


@pytest.mark.parametrize("write", STYLES)
@given(numbers=st.lists(NUMBERS, max_size=5))
def test_a_number_is_the_same_however_it_was_written(write, numbers):
    # Two that tell what each sign is: without them a comma before three digits could be either.
    numbers = [*numbers, Decimal("-1234567.25"), Decimal("0.5"), Decimal(7)]

    cells = repaired([write(f"{number:,}") for number in numbers])

    assert [Decimal(cell) for cell in cells] == numbers


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize(
    "digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"], ids=["western", "arabic", "persian"]
)
@given(days=st.lists(DAYS, max_size=5))
def test_a_date_is_the_same_however_it_was_written(form, digits, days):
    days = [*days, date(2020, 1, 31)]
    typed = str.maketrans("0123456789", digits)

    cells = repaired([form.format(day).translate(typed) for day in days])

    assert [date.fromisoformat(cell) for cell in cells] == days
