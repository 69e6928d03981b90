"""One resource in a folder of its own, checked."""

from dataclasses import dataclass, field

import pytest

from portal.catalog.descriptor import dataset_of
from portal.tabular.check import check_resource


@dataclass
class Checked:
    """What a check gave, gathered."""

    report: object
    rows: list = field(default_factory=list)
    numbers: list = field(default_factory=list)
    reasons: list = field(default_factory=list)

    @property
    def places(self):
        """Each error as (code, row, column letter, value)."""
        return [(e.code, e.row, e.column, e.value) for e in self.report.errors]


def resource_of(schema, **about):
    """Return the resource of a dataset that has just this schema."""
    resource = {"name": "data", "path": "data.csv", "schema": schema, **about}
    return dataset_of(
        {
            "name": "sample",
            "publisher": {"name": "office", "title": "Office"},
            "licenses": [{"name": "CC0-1.0"}],
            "resources": [resource],
        }
    ).resources[0]


@pytest.fixture
def describe():
    return resource_of


@pytest.fixture
def check(tmp_path):
    """Write a file (text or bytes) and check it; ``fields`` are {name: type} or a list of fields."""

    def run(content, fields=None, *, checks=(), schema=None, progress=None, **about):
        path = tmp_path / "data.csv"
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if isinstance(fields, dict):
            fields = [{"name": name, "type": kind} for name, kind in fields.items()]
        resource = resource_of({"fields": fields, **(schema or {})}, **about)
        checked = check_resource(resource, tmp_path, "sample/data.csv", checks, progress)
        result = Checked(checked.report)
        for batch in checked:
            result.rows += batch.frame.rows()
            result.numbers += batch.numbers.to_list()
            result.reasons += batch.reasons
        return result

    return run
