"""What a package says of its translations, and what is presumed where it says nothing."""

import pytest

ARABIC = {"ar": {"title": "السكان"}}


def titled(package):
    package["translations"] = ARABIC


def with_a_field(package):
    package["resources"][0]["schema"]["fields"][0]["translations"] = {"ar": {"title": "الرقم"}}


def with_a_category(package):
    label = {"value": "1", "label": "one", "translations": {"ar": {"label": "واحد"}}}
    package["resources"][0]["schema"]["fields"][0]["categories"] = [label, {"value": "2"}]


def with_a_note(package):
    package["comparability"] = [{"note": "New.", "translations": {"ar": {"note": "جديد."}}}]


def with_nothing_in_it(package):
    package["translations"] = {"ar": {}, "fr": {"title": ""}}


def with_a_publisher(package):
    package["publisher"] = {"title": "Bureau", "translations": {"ar": {"title": "المكتب"}}}


def with_other_properties(package):
    package["custom"] = {"translations": {"no language": {"title": "?"}}}


@pytest.mark.parametrize(
    ("change", "stated", "expected"),
    [
        (titled, None, {"ar": "draft"}),
        (with_a_field, None, {"ar": "draft"}),
        (with_a_category, None, {"ar": "draft"}),
        (with_a_note, None, {"ar": "draft"}),
        (titled, {}, {"ar": "draft"}),
        (titled, {"ar": "reviewed"}, {"ar": "reviewed"}),
        (titled, {"en": "source"}, {"ar": "draft", "en": "source"}),
        (with_nothing_in_it, None, {}),
        (with_a_publisher, None, {}),
        (with_other_properties, None, {}),
    ],
)
def test_the_status_is_as_stated_else_draft_where_there_are_translations(
    read, package, change, stated, expected
):
    change(package)
    if stated is not None:
        package["translationStatus"] = stated

    dataset = read(package).dataset

    assert dataset.translation_status == expected
    assert (dataset.descriptor.get("translationStatus") or {}) == expected
