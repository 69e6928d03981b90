"""What is refused, by which code, and what is offered instead."""

import pytest

from portal.exceptions import QueryError
from portal.query.cursor import encode
from portal.query.grammar import parse
from portal.query.model import Query
from portal.query.table import Column, Table

REFUSED = {
    "populaton=5": ("unknown-column", "population"),
    "populaton__gt=5": ("unknown-column", "population"),
    "YEAR=5": ("unknown-column", "year"),
    "Curency=USD": ("unknown-column", "currency"),
    "الدوله=مصر": ("unknown-column", "name"),
    "=5": ("unknown-column", None),
    "زززززز=5": ("unknown-column", None),
    "population__grt=5": ("unknown-operator", "population__gt"),
    "population__=5": ("unknown-operator", None),
    "name__like=%a%": ("unknown-operator", None),
    "name__glob=*a*": ("unknown-operator", None),
    "name__contain=a": ("unknown-operator", "name__contains"),
    "Low__gt=1": ("operator-refused", None),
    "population__contains=1": ("operator-refused", None),
    "name__arraycontains=1": ("operator-refused", None),
    "population=many": ("bad-value", None),
    "population=": ("bad-value", None),
    "population=1.5": ("bad-value", None),
    "population=1_000": ("bad-value", None),
    "population=9223372036854775808": ("bad-value", None),
    "population=-9223372036854775809": ("bad-value", None),
    "population=१": ("bad-value", None),
    "share=nan": ("bad-value", None),
    "share=1e999": ("bad-value", None),
    "share=0x10": ("bad-value", None),
    "checked=yes": ("bad-value", None),
    "day=2020": ("bad-value", None),
    "day=2020-02-30": ("bad-value", None),
    "day=2020-W01-1": ("bad-value", None),
    "day=20200101": ("bad-value", None),
    "seen=2020-01-01T": ("bad-value", None),
    "seen=2020-01-01x08:30": ("bad-value", None),
    "seen=2020-01-01T25:00": ("bad-value", None),
    "opens=0830": ("bad-value", None),
    "month=2020-13": ("bad-value", None),
    "population__in=1,x": ("bad-value", None),
    "population__in=": ("bad-value", None),
    "population__in=[1": ("bad-value", None),
    "population__in=[NaN]": ("bad-value", None),
    "country__in=[null]": ("bad-value", None),
    "country__in=[[1]]": ("bad-value", None),
    'country__in=["\\ud800"]': ("bad-value", None),
    "country__in=" + "[" * 50_000: ("bad-value", None),
    "name__isnull=0": ("bad-value", "1"),
    "country=JOR&country=EGY": ("repeated", "country__in"),
    "_size=10&_size=20": ("repeated", None),
    "_sort=year&_sort=name": ("repeated", None),
    "_search=a&_search=b": ("repeated", None),
    "_sort=year&_sort_desc=year": ("conflict", None),
    "_sort=yaer": ("unknown-column", "year"),
    "_sort=_row": ("unknown-column", None),
    "_col=nam": ("unknown-column", "name"),
    "_facet=nam": ("unknown-column", "name"),
    "_nocol=year": ("conflict", None),
    "_group=year&_col=name": ("conflict", None),
    "_group=year&_nocol=name": ("conflict", None),
    "_group=year&_sort=name": ("unknown-column", None),
    "_group=year&_sort=cuont": ("unknown-column", "count"),
    "_size=x": ("bad-size", "max"),
    "_size=-1": ("bad-size", "max"),
    "_size=1001": ("bad-size", "max"),
    "_size=1e2": ("bad-size", "max"),
    "_next=x": ("bad-cursor", None),
    "_next=é": ("bad-cursor", None),
    "_next=W10": ("bad-cursor", None),
    "_next=MQ": ("bad-cursor", None),
    "_measure=sum": ("bad-value", "sum:"),
    "_measure=summ:population": ("bad-value", "sum:population"),
    "_measure=count:population": ("bad-value", "count"),
    "_measure=sum:populaton": ("unknown-column", "population"),
    "_pivot=year": ("pivot-refused", None),
    "_pivot=yaer&_group=country": ("unknown-column", "year"),
    "_pivot=year&_pivot=name&_group=country": ("repeated", None),
    "_pivot=year&_group=year": ("conflict", None),
    "_pivot=year&_group=country&_sort=name": ("unknown-column", None),
    "_pivot=year&_group=country&_sort=count": ("unknown-column", "country"),
    "_pivot=year&_group=country&_sort=year": ("unknown-column", None),
    "_pivot=year&_group=country&_sort=year=x": ("unknown-column", None),
    '_pivot=name&_group=country&_sort=name="x': ("unknown-column", None),
    '_pivot=name&_group=country&_sort=name="\\ud800"': ("unknown-column", None),
    "_pivot=year&_group=country&_measure=count&_measure=max:share&_sort=year=2014": ("unknown-column", None),
    "_lang=ar": ("unknown-parameter", None),
    "_labels=on": ("unknown-parameter", None),
    "_sort_asc=year": ("unknown-parameter", "_sort_desc"),
    "_serach=a": ("unknown-parameter", "_search"),
    "_remark=a": ("unknown-parameter", "remark"),
    "_remark__contains=a": ("unknown-parameter", "remark"),
    "_where=1=1": ("unknown-parameter", None),
    "_through={}": ("unknown-parameter", None),
    "_timelimit=x": ("unknown-parameter", None),
    "name=a\0b": ("bad-text", None),
    "name\0=a": ("bad-text", None),
    "name=\ud800": ("bad-text", None),
    "\udfff=a": ("bad-text", None),
    "a" * 501 + "=1": ("too-long", None),
    "name=" + "a" * 1001: ("too-long", None),
    "name__contains=" + "a" * 201: ("too-long", None),
    "_search=" + "a" * 201: ("too-long", None),
    "_sort=" + "a" * 501: ("too-long", None),
    "_next=" + "a" * 8001: ("too-long", None),
    "name__in=" + "a" * 50_001: ("too-long", None),
    "name__in=" + "a" * 8001: ("too-many", None),
    "year__in=" + ",".join(map(str, range(1001))): ("too-many", None),
    "_search=" + " ".join("abcdefghijk"): ("too-many", None),
    "&".join(f"year__gt={year}" for year in range(51)): ("too-many", None),
    "&".join(["year=2014"] * 201): ("too-many", None),
    "&".join(f"_measure=max:{n}" for n in ["population", "share", "amount", "rating", "median", "day", "year", "month", "seen"]): ("too-many", None),
    "&".join(f"_group={n}" for n in ["country", "name", "year", "currency", "checked", "day", "month", "tags", "remark"]): ("too-many", None),
    "&".join(f"_facet={n}" for n in ["country", "name", "year", "currency", "checked", "day", "month", "tags", "remark", "low", "rating"]): ("too-many", None),
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"), REFUSED.items(), ids=[ascii(question)[:60] for question in REFUSED]
)
def test_refused(observations, question, expected):
    parameters = [tuple(part.split("=", 1)) for part in question.split("&")]

    with pytest.raises(QueryError) as raised:
        parse(observations, parameters)

    error = raised.value
    assert (error.code, error.suggestion) == expected
    # An answer in JSON can carry it all, and no answer is as long as the question.
    assert f"{error.parameter} {error} {error.suggestion}".encode()
    assert len(error.parameter) < 100
    assert len(str(error)) < 400


def test_a_table_without_text_cannot_be_searched():
    table = Table("numbers", (Column("year", "Year", "year"),), ("year",))

    with pytest.raises(QueryError) as raised:
        parse(table, [("_search", "a")])

    assert raised.value.code == "search-refused"


def test_a_search_through_very_many_columns_is_refused():
    columns = tuple(Column(f"c{i}", f"C{i}", "string") for i in range(1_500))
    table = Table("wide", columns, ("c0",))

    assert parse(table, [("_search", "a")]).search == ("a",)
    with pytest.raises(QueryError) as raised:
        parse(table, [("_search", "a b")])

    assert raised.value.code == "too-many"


@pytest.mark.parametrize(
    ("asked", "query", "values"),
    [
        ([], Query(("country", "year"), sort="name"), ("a", "JOR", 2014)),
        ([("_sort", "name")], Query(("country", "year"), sort="name", descending=True), ("a", "JOR", 2014)),
        ([("_sort", "name")], Query(("country", "year"), sort="name"), (1, "JOR", 2014)),
        ([("_sort", "name")], Query(("country", "year"), sort="name"), ("a\0", "JOR", 2014)),
        ([], Query(("country", "year")), ("JOR", "2014")),
        ([], Query(("country", "year")), ("JOR", True)),
        ([], Query(("country", "year")), ("JOR", 2**63)),
        ([], Query(("country", "year")), ("JOR", float("nan"))),
        ([], Query(("country", "year")), ("JOR", [2014])),
        ([], Query(("country", "year")), ("JOR",)),
    ],
    ids=["other-order", "other-direction", "number-for-text", "nul", "text-for-number", "boolean",
         "over-64-bits", "nan", "list", "too-short"],
)  # fmt: skip
def test_a_forged_cursor_is_refused(observations, asked, query, values):
    cursor = encode(query, values)

    with pytest.raises(QueryError) as raised:
        parse(observations, [*asked, ("_next", cursor)])

    assert raised.value.code == "bad-cursor"


def test_a_value_too_long_for_a_cursor_is_refused(observations):
    query = parse(observations, [("_sort", "remark")])

    with pytest.raises(QueryError) as raised:
        encode(query, ("a" * 10_000, "JOR", 2014))

    assert raised.value.code == "sort-refused"
