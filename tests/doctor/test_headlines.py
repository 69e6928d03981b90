"""The figures of the home page name views that are there."""

import json

import pytest

from portal.doctor.content import settings
from portal.doctor.finding import BAD, FINE

VIEWS = {"views": [{"name": "by-year"}]}


@pytest.fixture
def root(tmp_path):
    """Give the function that makes a portal with one dataset and one headline."""

    def made(headline, descriptor):
        site = {"title": "P", "publisher": {"title": "B"}, "headlines": [headline]}
        (tmp_path / "metadata.json").write_text(json.dumps(site), "utf-8")
        (tmp_path / "datasets" / "visits").mkdir(parents=True)
        (tmp_path / "datasets" / "visits" / "datapackage.json").write_text(descriptor, "utf-8")
        return tmp_path

    return made


def test_a_view_that_its_dataset_does_not_have_is_named(root):
    found = settings(root({"dataset": "visits", "view": "by-month"}, json.dumps(VIEWS)))

    assert found.state == BAD
    assert "“by-month”, which the dataset “visits” does not have" in found.parameters["note"]


@pytest.mark.parametrize(
    ("headline", "descriptor"),
    [
        ({"dataset": "visits", "view": "by-year"}, json.dumps(VIEWS)),
        ({"dataset": "elsewhere", "view": "by-month"}, json.dumps(VIEWS)),
        ({"dataset": "visits", "view": "by-month"}, "{"),
        ({"dataset": "visits", "view": "by-month"}, "[]"),
        ({"dataset": "visits", "view": "by-month"}, '{"views": ["by-month"]}'),
    ],
)
def test_what_cannot_be_known_here_is_no_fault(root, headline, descriptor):
    assert settings(root(headline, descriptor)).state == FINE
