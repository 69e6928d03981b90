import json

import pytest

from portal.catalog.model import HeadlineChoice
from portal.catalog.site import read_site, site_of
from portal.exceptions import SettingsError
from portal.language.text import Shown

SETTINGS = {"title": "Portal", "publisher": {"title": "Bureau of Numbers"}}


def test_a_short_file_is_enough():
    site = site_of(SETTINGS)

    assert site.title.pick("en") == Shown("Portal", "en")
    assert site.languages == ("en",)
    assert site.publisher.name == "bureau-of-numbers"
    assert site.contact is None
    assert not site.official
    assert site.topics == ()
    assert site.headlines is None


def test_everything_that_it_says_arrives():
    site = site_of(
        {
            **SETTINGS,
            "languages": ["ar", "en"],
            "official": True,
            "notice": "ملاحظة",
            "baseUrl": "https://data.example/",
            "contactPoint": {"email": "desk@data.example"},
            "topics": [{"name": "health", "title": "الصحة"}, {"name": "energy"}],
            "headlines": [
                {"dataset": "visits", "view": "rates", "of": "JOR"},
                {"dataset": "a", "view": "b"},
            ],
            "translations": {"en": {"title": "Portal in English", "notice": "Note"}},
        }
    )

    assert site.languages == ("ar", "en")
    assert site.title.pick("en") == Shown("Portal in English", "en")
    assert site.notice.pick("en") == Shown("Note", "en")
    assert site.official
    assert site.base_url == "https://data.example"
    assert site.contact.email == "desk@data.example"
    assert site.headlines == (
        HeadlineChoice("visits", "rates", "JOR"),
        HeadlineChoice("a", "b", None),
    )
    assert [str(topic.title) for topic in site.topics] == ["الصحة", "energy"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": None}, "“title” must be a string"),
        ({"title": ""}, "“title” is missing"),
        ({"publisher": "Bureau"}, "“publisher” must be an object"),
        ({"publisher": {"title": 5}}, "“title” of “publisher” must be a string"),
        ({"languages": "en"}, "“languages” must be a list"),
        ({"languages": []}, "at least one language"),
        ({"languages": ["en", "en"]}, "a language twice"),
        ({"official": "no"}, "“official” must be true or false"),
        ({"accent": "teal"}, "“accent” must be a colour"),
        ({"accent": 5}, "“accent” must be a colour"),
        ({"headlines": {}}, "“headlines” must be a list"),
        ({"headlines": ["rates"]}, "each of “headlines” must be an object"),
        ({"headlines": [{"dataset": "visits"}]}, "must name a “dataset” and a “view”"),
        ({"headlines": [{"view": "rates", "of": "JOR"}]}, "must name a “dataset” and a “view”"),
        ({"headlines": [{"dataset": "visits", "view": 5}]}, "all of them strings"),
        ({"headlines": [{"dataset": "visits", "view": ""}]}, "all of them strings"),
        ({"headlines": [{"dataset": "a", "view": "b", "from": 1}]}, "all of them strings"),
        ({"topics": ["health"]}, "an object with a “name”"),
        ({"topics": [{"name": "Public health"}]}, "lower-case letters"),
        ({"topics": [{"name": "health"}, {"name": "health"}]}, "a name twice"),
        ({"translations": {"ar": "بوابة"}}, "“translations” must be"),
        ({"translations": {"ar": {"title": 1}}}, "“translations” must be"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, change, words):
    path = tmp_path / "metadata.json"
    path.write_text(json.dumps({**SETTINGS, **change}), encoding="utf-8")

    with pytest.raises(SettingsError, match=words) as caught:
        read_site(tmp_path)

    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON"),
        (b"[]", "one JSON object"),
        (b'{"title": "\xff"}', "not UTF-8 at byte 11"),
        (b"[" * 5_000_000, "not JSON"),
        (b'{"title": "Portal"}', "“publisher” is missing"),
    ],
    ids=["syntax", "array", "encoding", "nesting", "incomplete"],
)
def test_an_unreadable_file_is_named(tmp_path, content, words):
    (tmp_path / "metadata.json").write_bytes(content)

    with pytest.raises(SettingsError, match=words):
        read_site(tmp_path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"metadata\.json"):
        read_site(tmp_path)
