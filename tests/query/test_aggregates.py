"""Groups, totals and facets, and what the roles of the columns forbid."""

import pytest

from portal.exceptions import QueryError
from portal.query.compile import count, facet, rows
from portal.query.grammar import parse

CALCULATED = {
    "_group=year": [(2014, 4), (2020, 3)],
    "_group=name": [(None, 1), ("", 1), ("Åland Islands", 1), ("الأردن", 2), ("مصر", 2)],
    "_group=year&_measure=sum:population": [(2014, 101), (2020, 22)],
    "_group=Year&_measure=sum:Population&_measure=count": [(2014, 101, 4), (2020, 22, 3)],
    "_group=year&_measure=mean:population": [(2014, 25.25), (2020, 11.0)],
    "_group=year&_measure=min:population&_measure=max:share": [(2014, 0, 49.5), (2020, 11, 48.0)],
    "_measure=sum:population&year=2014": [(101,)],
    "_measure=sum:population&year__in=2020": [(22,)],
    "_measure=sum:population&year=1900": [(None,)],
    "_measure=count": [(7,)],
    "_measure=max:year": [(2020,)],
    "_measure=max:day": [("2020-01-01",)],
    "_measure=max:median": [(40.5,)],
    "_measure=mean:share&country=JOR": [(48.0,)],
    "_group=currency&_measure=sum:amount": [(None, None), ("EGP", -0.5), ("USD", 1.8)],
    "_measure=sum:amount&currency=EGP": [(-0.5,)],
    "_group=country&_group=year&_measure=sum:population&country=JOR": [
        ("JOR", 2014, 9), ("JOR", 2020, 11),
    ],
    "_group=currency&_sort_desc=count": [("USD", 4), ("EGP", 2), (None, 1)],
    "_group=year&_measure=sum:population&_sort=sum:population": [(2020, 22), (2014, 101)],
    "_group=year&_sort_desc=Year": [(2020, 3), (2014, 4)],
    "_group=checked&year=2014": [(None, 2), (0, 1), (1, 1)],
}  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), CALCULATED.items(), ids=CALCULATED)
def test_groups(observations, fetch, question, expected):
    parameters = [tuple(part.split("=", 1)) for part in question.split("&")]

    query = parse(observations, parameters)
    statement = rows(observations, query)
    found = fetch(statement)

    assert [tuple(row) for row in found] == [pytest.approx(row) for row in expected]
    assert tuple(found[0].keys()) == statement.columns
    assert fetch(count(observations, query))[0]["count"] == len(expected)


REFUSED = {
    "_measure=sum:name": "name holds string values, not numbers to add",
    "_measure=sum:year": "year holds year values, not numbers to add",
    "_measure=mean:checked": "checked holds boolean values, not numbers to add",
    "_measure=max:name": "name holds string values",
    "_measure=min:checked": "checked holds boolean values",
    "_measure=sum:low": "low has no role, and only a measure adds up",
    "_measure=sum:rating": "the publisher does not say how rating adds up",
    "_measure=mean:rating": "the publisher does not say how rating adds up",
    "_measure=sum:median": "the publisher says that median does not add up",
    "_measure=mean:median": "the publisher says that median does not add up",
    "_measure=sum:share": "the publisher says that share has a mean but no sum",
    "_measure=sum:population": "population adds up over country only; group by year",
    "_group=country&_measure=sum:population": "population adds up over country only",
    "_measure=mean:population": "population adds up over country only",
    "_measure=sum:population&year__gt=2014": "population adds up over country only",
    "_measure=sum:population&year__in=2014,2020": "population adds up over country only",
    "_measure=sum:amount": "the unit differs by row; group by currency",
    "_measure=mean:amount": "the unit differs by row",
    "_measure=min:amount": "the unit differs by row",
    "_measure=sum:amount&currency__not=EGP": "the unit differs by row",
}


@pytest.mark.parametrize(("question", "reason"), REFUSED.items(), ids=REFUSED)
def test_aggregate_refused(observations, question, reason):
    parameters = [tuple(part.split("=", 1)) for part in question.split("&")]

    with pytest.raises(QueryError, match=reason) as raised:
        parse(observations, parameters)

    assert raised.value.code == "aggregation-refused"


def test_a_refusal_offers_the_group_that_is_missing(observations):
    with pytest.raises(QueryError) as raised:
        parse(observations, [("_measure", "sum:population")])

    assert raised.value.suggestion == "_group=year"


def test_a_sum_beyond_64_bits_is_no_failure(lines, fetch):
    query = parse(lines, [("_group", "text"), ("_measure", "sum:count"), ("_sort", "text")])

    sums = {row["text"]: row["sum:count"] for row in fetch(rows(lines, query))}

    assert sums == {None: 5, "one": pytest.approx(2.0**63), "two": 2**63 - 1, "ONE": -4}


def test_a_column_named_count_is_not_mistaken_for_count(lines):
    with pytest.raises(QueryError) as raised:
        parse(lines, [("_group", "count")])

    assert raised.value.code == "conflict"
    assert parse(lines, [("_group", "count"), ("_measure", "max:count")]).groups == ("count",)


@pytest.mark.parametrize(
    ("parameters", "column", "expected"),
    [
        ([], "currency", [("USD", 4), ("EGP", 2)]),
        ([], "name", [("الأردن", 2), ("مصر", 2)]),
        ([("year", "2014")], "country", [("EGY", 1), ("JOR", 1)]),
        ([("country", "nowhere")], "country", []),
    ],
    ids=["most-frequent-first", "equals-by-value", "filtered", "nothing"],
)
def test_facet(observations, fetch, parameters, column, expected):
    query = parse(observations, [*parameters, ("_facet", column)])

    found = fetch(facet(observations, query, query.facets[0], limit=2))

    assert [(row["value"], row["count"]) for row in found] == expected
