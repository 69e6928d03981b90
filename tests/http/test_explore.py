import pytest

from portal.http.explore import explore, refusal
from portal.http.paths import NOWHERE


@pytest.mark.parametrize(
    "query",
    [
        "",
        "population__gt=5&country__in=JOR,EGY",
        'country__in=["a,b",1,null,2.5]',
        "population__gt=-5&population__lt=9223372036854775807&name__gt=abc",
        "_row__exact=5&name__isnull=1",
        "_sort=&_sort_desc=name&_size=max&_next=a,~20",
        "_facet=name&_facet_size=max&_col=name&_nocol=code",
        "_filter_column_1=name&_filter_op_1=exact&_filter_value_1=x&_sort_by_desc=on",
        "_shape=array&_nl=on&_labels=on&_stream=1&_dl=1",
    ],
)
def test_understood(query):
    assert refusal(query) is None


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("_timelimit=x", "_timelimit"),
        ("_through=1", "_through"),
        ("_where=1", "_where"),
        ("_ttl=%C2%B2", "_ttl"),
        ("_fts_table=x", "_fts_table"),
        ("_searchx=1", "_searchx"),
        ("_search=a", "_search"),
        ("_facet_x=a", "_facet_x"),
        ("_facet={", "_facet"),
        ("_facet_size=%C2%B2", "_facet_size"),
        ("_size=99999", "_size"),
        ("_sort=a%5d", "_sort"),
        ("_json_infinity=x", "_json_infinity"),
        ("name__in=[", "name__in"),
        ("name__notin=[[1]]", "name__notin"),
        ("name__in=[9223372036854775808]", "name__in"),
        ("name__in=" + "[" * 3000, "name__in"),
        ("name__gt=9223372036854775808", "name__gt"),
        ("name__gt=" + "9" * 5000, "name__gt"),
        ("name__gt=%C2%B2", "name__gt"),
        ("name__nosuch=1", "name__nosuch"),
        ("Name=1", "Name"),
        ("__exact=1", "__exact"),
        ("a%5d=1", "a]"),
    ],
)
def test_refused_by_name(query, named):
    assert refusal(query).startswith(f"{named}: ")


def test_too_many_parameters():
    assert refusal("a=1&" * 101) == "The address has more than 100 parameters."


@pytest.mark.parametrize(
    ("path", "reaches"),
    [
        ("/data/towns", "/data/towns"),
        ("/data/towns.csv", "/data/towns.csv"),
        ("/data/towns/C~2E3", "/data/towns/C~2E3"),
        ("/data/counts/A1,2020.json", "/data/counts/A1,2020.json"),
        ("/data/towns.blob", NOWHERE),
        ("/data/towns/A1.blob", NOWHERE),
        ("/data/towns/~00", NOWHERE),
        ("/data/towns/~FF", NOWHERE),
        ("/data/to~77ns", NOWHERE),
        ("/data/[x]", NOWHERE),
        ("/data/towns/a/b", NOWHERE),
        ("/dataset/x", "/dataset/x"),
    ],
)
def test_paths(ask, page, path, reaches):
    inner = page()

    ask(explore(inner), path)

    assert [scope["path"] for scope in inner.asked] == [reaches]


def test_a_refusal_is_an_answer(ask, page):
    inner = page()

    answer = ask(explore(inner), "/data/towns?_timelimit=1")

    assert answer.status == 400
    assert answer.body == b"_timelimit: there is no such parameter.\n"
    assert inner.asked == []
