"""The clock and the time zone of a machine."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from portal.doctor import clock

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("names", "state"),
    [
        (["20261125T085900Z-3f9c2a"], "fine"),
        (["20261125T085900Z-3f9c2a", "20261125T090001Z-000000"], "bad"),
        (["20269999T000000Z-3f9c2a", ".building-20270101T000000Z", "notes.txt"], "fine"),
        ([], "fine"),
    ],
    ids=["older", "any is newer", "no releases", "none"],
)
def test_the_clock_is_not_before_any_release(tmp_path, names, state):
    for name in names:
        (tmp_path / "build" / "releases" / name).mkdir(parents=True)

    assert clock.clock(NOW, tmp_path).state == state


def test_the_clock_is_not_before_the_software():
    assert clock.clock(clock.WRITTEN, None).state == "fine"
    assert clock.clock(clock.WRITTEN - timedelta(seconds=1), None).state == "bad"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows knows its zone otherwise")
@pytest.mark.parametrize(
    ("named", "state"),
    [
        ("Asia/Amman", "fine"),
        (":Asia/Amman", "fine"),
        ("EET-2", "fine"),
        ("Asia/Nowhere", "doubtful"),
        ("../Amman", "doubtful"),
    ],
)
def test_a_time_zone_that_nobody_knows_is_found(monkeypatch, named, state):
    monkeypatch.setenv("TZ", named)

    assert clock.zone(NOW).state == state


def test_a_machine_without_a_time_zone_is_found(monkeypatch, tmp_path):
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(clock, "SYSTEM", tmp_path / "localtime")
    monkeypatch.setattr("sys.platform", "linux")

    assert clock.zone(NOW).state == "doubtful"
