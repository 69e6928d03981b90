"""The interface text is complete in every language."""

import pytest
from babel.messages.catalog import Catalog
from click.testing import CliRunner

from portal.language.catalogs import languages, translations
from scripts.translate import command, problems


def test_nothing_is_missing():
    result = CliRunner().invoke(command, ["--check"])

    assert (result.output, result.exit_code) == ("", 0)


def test_arabic_is_spoken():
    assert languages() == ("en", "ar")
    assert translations("ar").gettext("Licence") == "الرخصة"
    assert translations("xx").gettext("Licence") == "Licence"


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "لا صفوف"), (1, "صف واحد"), (2, "صفان"), (3, "%(count)s صفوف"), (11, "%(count)s صفًا"), (100, "%(count)s صف")],
)  # fmt: skip
def test_arabic_has_six_plurals(count, expected):
    assert translations("ar").ngettext("%(count)s row", "%(count)s rows", count) == expected


@pytest.mark.parametrize(
    ("identifier", "string", "flags", "expected"),
    [
        ("Home", "الرئيسية", [], []),
        ("Home", "", [], ["'Home' is not translated"]),
        ("Home", "الرئيسية", ["fuzzy"], ["'Home' is fuzzy"]),
        ("at least %(value)s", "على الأقل", [], ["'at least %(value)s' has other placeholders: 'على الأقل'"]),
        ("Home", "البيت, الدار", [], ["'Home' has a Latin comma: 'البيت, الدار'"]),
        ("Checked", "بيانات مدقّقة", [], ["'Checked' has “مدقّق”, which would claim more than a check of rules: 'بيانات مدقّقة'"]),
        (("%(count)s row", "%(count)s rows"), ("لا", "صف", "صفان", "%(count)s", "%(count)s", "%(count)s"), [], []),
        (("%(count)s row", "%(count)s rows"), ("لا", "صف", "صفان", "صفوف", "%(count)s", "%(count)s"), [], ["'%(count)s row' has other placeholders: 'صفوف'"]),
    ],
    ids=["fine", "empty", "fuzzy", "placeholder", "comma", "claim", "plural", "plural placeholder"],
)  # fmt: skip
def test_what_is_not_right_is_named(identifier, string, flags, expected):
    source, catalog = Catalog(), Catalog(locale="ar")
    source.add(identifier)
    catalog.add(identifier, string, flags=flags)

    assert list(problems(source, catalog)) == expected


def test_a_string_that_the_catalog_lacks_and_one_that_is_not_used_are_named():
    source, catalog = Catalog(), Catalog(locale="ar")
    source.add("new")
    catalog.add("old", "قديم")

    assert list(problems(source, catalog)) == [
        "'new' is missing; run python -m scripts.translate",
        "'old' is not used any more; run python -m scripts.translate",
    ]
