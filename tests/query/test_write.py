"""The canonical form of a query, and that it is read as the same query."""

from urllib.parse import parse_qsl, urlencode

import pytest

from portal.query.grammar import parse
from portal.query.write import write

WRITTEN = {
    "": "",
    "Year=٢٠١٤&Country code=JOR": "country=JOR&year=2014",
    "country__exact=JOR": "country=JOR",
    "country__in=JOR,EGY,JOR": "country__in=EGY,JOR",
    'country__in=["JOR","EGY"]': "country__in=EGY,JOR",
    'name__in=["a,b"]': 'name__in=["a,b"]',
    "name__in=x,[a": 'name__in=["[a","x"]',
    "name__in=[]": "name__in=[]",
    "name__in=": "name__in=",
    "name__isnull=": "name__isnull=1",
    "checked=TRUE": "checked=1",
    "share=50.0": "share=50",
    "share=1e30": "share=1e+30",
    "_search= a  b a ": "_search=a b",
    "_sort=Year&_size=100": "_sort=year",
    "_sort_desc=year&_size=max": "_sort_desc=year&_size=1000",
    "_group=year": "_group=year&_measure=count",
    "_facet=Year&_nocol=name&_col=name&_facet=year": "_col=name&_nocol=name&_facet=year",
    "_search=&_size=&_next=&_col=": "",
}


@pytest.mark.parametrize(("question", "expected"), WRITTEN.items(), ids=WRITTEN)
def test_write(observations, question, expected):
    parameters = [tuple(part.split("=", 1)) for part in question.split("&") if part]

    query = parse(observations, parameters)
    written = write(query)

    assert "&".join(f"{name}={value}" for name, value in written) == expected
    assert parse(observations, written) == query
    url = urlencode(written)
    assert parse(observations, parse_qsl(url, keep_blank_values=True)) == query


def test_the_default_size_is_the_callers(observations):
    query = parse(observations, [], default_size=20)

    assert write(query, default_size=20) == []
    assert write(query, default_size=50) == [("_size", "20")]
