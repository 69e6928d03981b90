"""The repair log as a file: what is written is read, and what is wrong in it is named by its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.draft import log
from portal.draft.log import COLUMNS, Entry
from portal.exceptions import DraftError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=8)
ENTRIES = st.builds(
    Entry,
    number=st.integers(1, 10**6),
    decision=st.sampled_from([log.ACCEPTED, log.REFUSED]),
    repair=TEXT,
    column=TEXT,
    rule=TEXT,
    count=st.integers(0, 10**9),
    row=st.none() | st.integers(1, 10**6),
    before=TEXT,
    after=TEXT,
    file=TEXT,
    sheet=TEXT,
    sha256=TEXT,
)
GOOD = "1,accepted,spaces,City,,3,5, Amman,Amman,a.xlsx,Data,00"


@given(st.lists(ENTRIES, max_size=4))
def test_what_is_written_is_read(entries):
    assert log.read(log.write(entries), "repairs.csv") == tuple(entries)


@pytest.mark.parametrize(
    ("content", "named"),
    {
        "no header": (GOOD, "the first row must be number,decision"),
        "a cell too few": (f"{','.join(COLUMNS)}\n1,accepted", "row 2: 12 cells expected, 2 found"),
        "no decision": (
            f"{','.join(COLUMNS)}\n{GOOD.replace('accepted', 'maybe')}",
            "row 2, column B (decision): “maybe”",
        ),
        "no number": (f"{','.join(COLUMNS)}\nx{GOOD}", "row 2: number, count and row"),
        "not UTF-8": (b"\xff\xfe", "not in UTF-8 (byte 0)"),
    }.values(),
    ids=["no header", "a cell too few", "no decision", "no number", "not UTF-8"],
)
def test_what_is_wrong_is_named(content, named):
    content = content if isinstance(content, bytes) else content.encode()

    with pytest.raises(DraftError, match=r"repairs\.csv") as raised:
        log.read(content, "repairs.csv")

    assert named in str(raised.value)
