"""The views of a release in which little changed are those that would be drawn anew."""

import shutil

import pytest

from portal.release.publish import publish

VIEWS = [
    {"name": "all", "type": "bar", "title": "By code", "query": "", "x": "code", "y": "sum:value"},
    {"name": "lost", "type": "bar", "title": "Nothing", "x": "gone", "y": "value"},
]
ROWS = "select * from view order by dataset, position"


@pytest.fixture
def drawn(steward):
    """Give a portal in which two datasets have a view that is drawn, or refused."""
    for name in ("facts", "more"):
        steward.child(("JOR", 1), ("EGY", 2), name=name, Views=VIEWS)
    steward.publish()
    return steward


def test_they_are_the_same_as_drawn_anew(drawn, tmp_path):
    drawn.child(("JOR", 5), ("EGY", 2), name="more", Views=VIEWS)

    drawn.publish()

    anew = tmp_path / "anew"
    shutil.copytree(drawn.root, anew, ignore=shutil.ignore_patterns("build"))
    publish(anew, drawn.clock)
    kept = drawn.catalog(ROWS)
    drawn.root = anew
    assert kept == drawn.catalog(ROWS)
    assert [row[:2] for row in kept] == [
        *(("facts", "all"), ("facts", "lost"), ("more", "all"), ("more", "lost")),
    ]


def test_what_did_not_change_is_not_drawn_again(drawn, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "portal.database.views._tables", lambda _catalog, name: asked.append(name) or {}
    )
    drawn.child(("JOR", 7), name="more", Views=VIEWS)

    drawn.publish()

    assert asked == ["more"]
