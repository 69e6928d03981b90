"""Whatever is drafted, the table from which it was drafted follows it, and so does the profile."""

import csv
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.catalog.intake import read_dataset
from portal.catalog.site import read_site
from portal.draft.evidence import draft, sentence
from portal.draft.model import CodeList, Table
from portal.tabular.check import check_resource

LABELS = (
    "id", "code", "الرمز", "year", "السنة", "date", "التاريخ", "Phone", "عدد السكان", "rate %", "Area (km2)",
    "latitude", "خط الطول", "Status", "unit", "notes", "no", "2019", "2020", "2021", "name", "الاسم", "iso3", "x y",
    "month", "amount in USD", "人口", "Name", "age",
)  # fmt: skip
POOLS = (
    ("0", "1", "-1", "12", "007", "+5", "-0", "00"),
    ("1.5", "2", ".5", "1.", "1e5", "1E-3", "1.10", "0.1", "-0.0", "5e-3"),
    ("9223372036854775807", "9223372036854775808", "-9223372036854775808", "12345678901234567890"),
    ("0.12345678901234567", "0.1", "123456789012345.678", "1" * 400, "1." + "0" * 20, "1e-400"),
    ("2020", "1999", "1445", "0001", "20", "2020.0"),
    ("2020-01-02", "2020-1-2", "2020-02-30", "1445-01-01", "0000-01-01", "2024-02-29"),
    ("01/02/2020", "31/12/2020", "1/2/2020", "12/31/2020", "01/02/20", "31-12-2020", "1/1/1445"),
    ("2020-01-02T10:11:12", "2020-01-02 10:11:12Z", "2020-01-02 10:11", "2020-01-02T25:00:00"),
    ("2020/01/02 9:05", "2020/01/02 09:05", "2020/13/02 09:05", "31/12/2020 10:00"),
    ("10:11", "9:05", "24:00", "10:11:12", "00:00"),
    ("2020-01", "2010-11", "2020-13", "1445-01", "2011-12"),
    ("20200102", "20201301", "19991231"),
    ("true", "false", "TRUE", "True", "FALSE"),
    ("yes", "no", "Yes", "NO", "unknown"),
    ("نعم", "لا", "غير معروف"),
    ("y", "n", "Y", "t", "f"),
    ("JOR", "EGY", "SAU", "LBN", "IRQ", "SYR", "NA", "XXX"),
    ("JO", "EG", "NA", "LB", "SA", "IQ"),
    ("a b", "قرية", "مدينة", "C-01", "", "Total", "الإجمالي", "x" * 90),
    ("-", "..", "n/a", "NA", "withheld", "غير متوفر", "*", " ", "  ", "\u200f"),
    ("٣", "١٢", "1,000", "5%", "(3)", "1 000", "1_000"),
    ("100", "200", "0791234567", "+962 6 123", "00962"),
    ("a\nb", 'say "x"', "a,b", "'", "=1+1", "é", "A\u0301"),
)
LISTS = (
    CodeList("countries", "countries", "iso3", frozenset(("JOR", "EGY", "SAU", "LBN", "IRQ", "SYR"))),
    CodeList("small", "small", "id", frozenset(map(str, range(300)))),
)  # fmt: skip


@st.composite
def columns(draw, rows):
    """Draw cells from one pool, as a rule, and some of another or of none."""
    cells = st.sampled_from(draw(st.sampled_from(POOLS)))
    if draw(st.booleans()):
        cells = st.one_of(cells, cells, st.sampled_from(draw(st.sampled_from(POOLS))))
    if draw(st.booleans()):
        cells = st.one_of(cells, st.just(""))
    distinct = draw(st.lists(cells, min_size=1, max_size=8))
    return [distinct[draw(st.integers(0, len(distinct) - 1))] for _ in range(rows)]


@st.composite
def tables(draw):
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=6, unique=True))
    rows = draw(st.sampled_from((1, 2, 5, 12, 30)))
    held = [draw(columns(rows)) for _ in labels]
    whole = [row for row in zip(*held, strict=True) if any(row)]
    return Table(labels, [list(row) for row in whole], {"x y": "km"})


@pytest.fixture(scope="module")
def errors_of(tmp_path_factory):
    """Give the function that publishes a table with a schema and returns what is wrong."""
    root = tmp_path_factory.mktemp("portal")
    settings_ = {"title": "T", "languages": ["en"], "publisher": {"title": "T"}, "official": False}
    (root / "metadata.json").write_text(json.dumps({**settings_, "notice": "A test."}), "utf-8")
    folder = root / "datasets" / "drafted"
    folder.mkdir(parents=True)
    site = read_site(root)

    def check(table, schema):
        with (folder / "drafted.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([table.labels, *table.rows])
        descriptor = {
            "name": "drafted",
            "title": "Drafted",
            "licenses": [{"name": "CC0-1.0"}],
            "resources": [{"name": "drafted", "path": "drafted.csv", "schema": schema}],
        }
        (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        described = read_dataset(folder, site)
        if described.dataset is None:
            return described.report.errors
        checked = check_resource(described.dataset.resources[0], folder, "drafted.csv")
        for _batch in checked:
            pass
        return [*described.report.errors, *checked.report.errors]

    return check


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(table=tables())
@example(table=Table(["a"], []))
def test_the_table_follows_what_was_drafted_from_it(table, errors_of):
    drafted = draft(table, LISTS)

    errors = errors_of(table, drafted.schema)
    names = [field["name"] for field in drafted.schema["fields"]]
    assert names == list(table.labels)
    assert [(error.code, error.field, error.value) for error in errors] == []
    assert keys_broken(table, drafted.schema) == []
    for evidence in drafted.evidence:
        for language in ("en", "ar"):
            assert sentence(evidence, language)
    assert {one.field for one in drafted.evidence} <= {*names, ""}


def keys_broken(table, schema):
    """Return the keys that the table itself breaks, which no check of rows looks at."""
    broken = []
    missing = {f["name"]: set(f.get("missingValues", [""])) for f in schema["fields"]}
    single = [
        [field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")
    ]
    for key in (schema.get("primaryKey", []), *single):
        if not key:
            continue
        at = [table.labels.index(name) for name in key]
        rows = [tuple(row[position] for position in at) for row in table.rows]
        full = [
            row for row in rows if not any(c in missing[n] for c, n in zip(row, key, strict=True))
        ]
        if len(set(full)) < len(full) or (
            key == schema.get("primaryKey") and len(full) < len(rows)
        ):
            broken.append(key)
    lists = {(one.dataset, one.field): one.values for one in LISTS}
    for key in schema.get("foreignKeys", ()):
        name = key["fields"][0]
        cells = {row[table.labels.index(name)] for row in table.rows} - missing[name]
        reference = key["reference"]
        if not cells <= lists[reference["package"], reference["fields"][0]]:
            broken.append(key)
    return broken
