"""The index of a release in which little changed is the index that would be written anew."""

import shutil

import pytest

from portal.release.publish import publish

TEXTS = """
select text.dataset, kind, language, table_name, column_name, text.text, word.key, word.word, texts
from search_text as text join search_word as word on word.text = text.id
"""
LABEL = {"type": "string", "role": "label", "constraints": {"required": True}}


@pytest.fixture
def names(steward):
    """Give a portal with a list of codes, a dataset that points to it, and other names of the codes."""
    steward.write(
        "codes",
        "code,name\nJOR,Jordan\nEGY,Egypt\n",
        [{"name": "code", "type": "string"}, {"name": "name", **LABEL}],
        primaryKey=["code"],
    )
    write_aliases(steward, "Hashemite Kingdom")
    steward.publish()
    return steward


def write_aliases(steward, name):
    key = {"package": "codes", "resource": "codes", "fields": ["code"]}
    steward.write(
        "other-names",
        f"code,alias\nJOR,{name}\n",
        [{"name": "code", "type": "string"}, {"name": "alias", **LABEL}],
        primaryKey=["code", "alias"],
        foreignKeys=[{"fields": ["code"], "reference": key}],
    )


def parent(steward):
    steward.write(
        "codes",
        "code,name\nJOR,Jordania\nEGY,Egypt\n",
        [{"name": "code", "type": "string"}, {"name": "name", **LABEL}],
        primaryKey=["code"],
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda steward: steward.child(("JOR", 5)),
        lambda steward: steward.child(("EGY", 1), name="more"),
        lambda steward: write_aliases(steward, "Kingdom of the Hashemites"),
        parent,
        lambda steward: shutil.rmtree(steward.root / "datasets" / "other-names"),
    ],
    ids=["child", "another child", "other names", "list of codes", "folder gone"],
)
def test_it_is_the_same_as_one_written_anew(names, change, tmp_path):
    change(names)

    names.publish()

    anew = tmp_path / "anew"
    shutil.copytree(names.root, anew, ignore=shutil.ignore_patterns("build"))
    publish(anew, names.clock)
    kept = sorted(map(str, names.catalog(TEXTS)))
    names.root = anew
    assert kept == sorted(map(str, names.catalog(TEXTS)))
    assert any("Jordan" in text for text in kept)
