"""The page that says who runs the portal and how far its texts are reviewed."""

import re

import pytest


def rows(html):
    """Return the cells of every row of the page's tables."""
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["glossary", "Arabic", "draft"]),
        ("ar", ["مسرد المصطلحات", "العربية", "مسوّدة"]),
    ],
)
def test_every_group_of_texts_has_its_status(get, prefix, language, expected):
    assert expected in rows(get(prefix(language) + "/about").text)


def test_datasets_are_counted_by_language_and_status(get, prefix):
    counted = rows(get(prefix("en") + "/about").text)

    heads = counted.index(["Language", "as in the source", "draft", "reviewed"])
    assert sorted(counted[heads + 1 :]) == [["Arabic", "0", "1", "0"], ["English", "1", "0", "0"]]
