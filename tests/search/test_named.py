"""Which of several labels a query names: the one that it has in full, or none."""

import pytest

from portal.search.named import named, said_in, telling
from portal.search.terms import terms_of

LABELS = {
    "SDN": ["Sudan", "السودان"],
    "SSD": ["South Sudan", "جنوب السودان"],
    "OMN": ["Oman", "عُمان"],
    "COG": ["Congo", "Congo-Brazzaville"],
    "COD": ["Congo", "Congo-Kinshasa"],
    "PSE": ["State of Palestine", "Palestine", "دولة فلسطين"],
}
TITLE = ["Internet users by country", "مستخدمو الإنترنت حسب البلد"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("internet sudan", "SDN"),
        ("internet in South Sudan", "SSD"),
        ("الانترنت في السودان", "SDN"),
        ("انترنت بالسودان", "SDN"),
        ("internet congo kinshasa", "COD"),
        ("internet congo", None),
        ("internet palestine", "PSE"),
        ("انترنت عُمان", "OMN"),
        ("انترنت عمّان", None),
        ("انترنت عمان", None),
        ("internet sudan oman", None),
        ("internet sudan 1990", None),
        ("sudan", None),
        ("internet", None),
        ("internet south", None),
        ("telephones sudan", None),
    ],
)
def test_one_or_none(query, expected):
    wanted = telling(terms_of(query))

    assert named(wanted, said_in(wanted, TITLE), LABELS) == expected
