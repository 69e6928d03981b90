"""When the next update is due, and when it is late."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

import portal.catalog
from portal.catalog.due import DAYS, MONTHS, NEVER, Due, data_since, due

SINCE = "2026-11-24T10:15:00Z"
TODAY = date(2026, 11, 25)
PROFILE = Path(portal.catalog.__file__).with_name("descriptor.schema.json")


@pytest.mark.parametrize(
    ("frequency", "kind", "at"),
    [
        ("ANNUAL", "month", date(2027, 11, 30)),
        ("MONTHLY", "month", date(2026, 12, 31)),
        ("QUARTERLY", "month", date(2027, 2, 28)),
        ("ANNUAL_2", "month", date(2027, 5, 31)),
        ("DECENNIAL", "month", date(2036, 11, 30)),
        ("WEEKLY", "day", date(2026, 12, 1)),
        ("DAILY", "day", date(2026, 11, 25)),
        ("NOT_PLANNED", "never", None),
        ("NEVER", "never", None),
        ("IRREG", "open", None),
        ("CONT", "open", None),
        (None, "open", None),
        ("no code", "open", None),
    ],
)
def test_the_next_update(frequency, kind, at):
    assert due(frequency, SINCE, TODAY) == Due(kind, at)


@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2027, 11, 30), 0), (date(2027, 12, 1), 1), (date(2028, 11, 30), 366)],
)
def test_late_begins_when_the_month_is_over(today, late):
    assert due("ANNUAL", SINCE, today).late == late


@pytest.mark.parametrize(("since", "at"), [("2023-12-31", (2024, 2, 29)), ("9999-12-01", None)])
def test_ends_of_months_and_of_time(since, at):
    found = due("BIMONTHLY", since, TODAY).at

    assert found == date(*at) if at else found.year == 9999


def test_every_code_of_the_profile_is_weighed():
    (listed,) = re.findall(r'"accrualPeriodicity": .*?"enum": (\[.*?\])', PROFILE.read_text())
    codes = json.loads(listed)
    unforeseeable = {
        *("AS_NEEDED", "CONT", "UPDATE_CONT", "IRREG", "OTHER", "UNKNOWN", "OP_DATPRO"),
        *("HOURLY", "BIHOURLY", "TRIHOURLY", "1MIN", "5MIN", "10MIN", "15MIN", "30MIN", "12HRS"),
    }

    assert {*MONTHS, *DAYS, *NEVER} | unforeseeable == set(codes)


def version(published_at, **files):
    return published_at, {path: {"sha256": digest} for path, digest in files.items()}


def test_a_corrected_title_is_no_update():
    history = [
        version("2026-03-01", data="b", descriptor="3"),
        version("2026-02-01", data="b", descriptor="2"),
        version("2025-01-01", data="a", descriptor="1"),
        version("2024-01-01", data="b", descriptor="0"),
    ]

    assert data_since(history, {"data"}) == "2026-02-01"
    assert data_since(history[:1], {"data"}) == "2026-03-01"
    assert data_since(history, {"unknown"}) == "2026-03-01"
    assert data_since([], {"data"}) is None
