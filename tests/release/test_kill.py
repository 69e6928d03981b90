"""Whoever publishes may die at any moment: the old or the new release is whole."""

import hashlib
import os
import random
import shutil
from datetime import timedelta

import pytest

from portal.exceptions import RequestError
from portal.release.publish import publish, readmit, withdraw
from portal.release.rollback import roll_back
from portal.release.workplace import Workplace

RANDOM_KILLS = int(os.environ.get("PORTAL_KILLS", "20"))
MINUTE = timedelta(minutes=1)


def assert_whole(steward):
    """Hold every file of the current release against its manifest."""
    release = steward.current
    for path, entry in release.manifest["outputs"].items():
        digest = hashlib.sha256((release.folder / path).read_bytes()).hexdigest()
        assert digest == entry["sha256"], path
    return release.name


def values(steward):
    return steward.rows("select value from facts")


def test_dying_after_every_step_leaves_the_old_or_the_new_release(steward, in_child):
    old = steward.publish().release.name
    steps = []
    survived_old = survived_new = 0
    dying_at = 0
    while True:
        steward.child(("JOR", 100 + dying_at), ("EGY", 2))
        steward.clock = steward.clock.replace(hour=10 + dying_at // 60, minute=dying_at % 60)
        before = values(steward)

        end = in_child(publish, steward.root, steward.clock + MINUTE, after=dying_at)
        if not end.died:
            break
        step = end.step
        steps.append(step)

        name = assert_whole(steward)
        if name == old:
            survived_old += 1
            assert values(steward) == before, step
        else:
            survived_new += 1
            assert values(steward) == [(100 + dying_at,), (2,)], step

        steward.publish()
        assert values(steward) == [(100 + dying_at,), (2,)], step
        assert steward.left_over() == [], step
        assert_whole(steward)
        numbers = [
            n
            for (n,) in steward.catalog(
                "select number from version where dataset = 'facts' order by 1"
            )
        ]
        assert numbers == list(range(1, dying_at + 3)), step
        old = steward.current.name
        dying_at += 1

    assert survived_old > 20
    assert survived_new > 3
    assert {"rename to current", "data.db", "catalog.db", "sync manifest.json"} <= set(steps)


def test_dying_at_random_moments_leaves_the_old_or_the_new_release(steward, in_child):
    steward.publish()
    steward.child(("JOR", 1), ("EGY", 3))
    whole_run = in_child(publish, steward.root, steward.clock + MINUTE).seconds
    killed = 0
    chance = random.Random(20261125)  # noqa: S311 - moments to die at, no secret
    for attempt in range(RANDOM_KILLS):
        steward.child(("JOR", 100 + attempt), ("EGY", 2))
        before = values(steward)

        kill = chance.uniform(0, whole_run)
        end = in_child(publish, steward.root, steward.clock + MINUTE, kill=kill)
        killed += end.killed

        assert_whole(steward)
        assert values(steward) in (before, [(100 + attempt,), (2,)])
        steward.publish()
        assert values(steward) == [(100 + attempt,), (2,)]
        assert steward.left_over() == []

    assert killed > 0


def test_dying_in_the_first_publication_leaves_nothing_behind(steward, in_child):
    for dying_at in range(0, 40, 3):
        end = in_child(publish, steward.root, steward.clock + MINUTE, after=dying_at)
        assert end.died

        done = steward.publish()
        assert (steward.left_over(), done.refused) == ([], ())
        versions = steward.catalog("select number from version where dataset = 'facts'")
        assert versions == [(1,)]
        assert_whole(steward)
        for name in ("build", "archive"):
            shutil.rmtree(steward.root / name)


def begin_withdrawn(steward):
    """Leave what was withdrawn in the archive alone."""
    steward.publish()
    withdraw(steward.root, "facts", "It was wrong.", steward.clock)
    shutil.rmtree(steward.root / "datasets" / "facts")


def begin_with_two_releases(steward):
    steward.publish()
    steward.child(("JOR", 7), ("EGY", 2))
    steward.publish()


VERBS = {
    "withdraw": (
        lambda steward: steward.publish(),
        (withdraw, "facts", "It was wrong."),
        ([("withdrawn",)], []),
    ),
    "readmit": (
        begin_withdrawn,
        (readmit, "facts"),
        ([("published",)], [(1,), (2,)]),
    ),
    "rollback": (
        begin_with_two_releases,
        (roll_back, None),
        ([("published",)], [(1,), (2,)]),
    ),
}


@pytest.mark.parametrize(("begin", "act", "end"), VERBS.values(), ids=VERBS)
def test_dying_after_every_step_of_another_verb_leaves_one_release_whole(
    steward, tmp_path, in_child, begin, act, end
):
    def state():
        tables = steward.catalog("select 1 from resource where table_name = 'facts'")
        status = steward.catalog("select status from dataset where name = 'facts'")
        return (status, values(steward) if tables else [])

    verb, *arguments = act
    begin(steward)
    before = state()
    now = steward.clock + MINUTE
    start, root = tmp_path / "start", steward.root
    root.rename(start)
    died = []
    while True:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root)

        if not in_child(verb, root, now, *arguments, after=len(died)).died:
            break
        assert_whole(steward)
        died.append(state())
        assert died[-1] in (before, end)

        if died[-1] == before:
            try:
                verb(root, *arguments, now)
            except RequestError:  # it is recorded already: the next run finishes it
                steward.publish()
        with Workplace(root).writing():
            pass  # clean up, as every run does
        assert (state(), steward.left_over()) == (end, [])
        assert_whole(steward)

    assert state() == end
    assert (before in died, end in died) == (True, True)
