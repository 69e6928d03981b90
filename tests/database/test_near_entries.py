"""A key that points to nothing: the entry that may be meant, and never a different place."""

import pytest

from portal.database import near_entries
from portal.tabular import kinds


@pytest.fixture
def suggested(steward):
    """Give what publishes values that point to entries, and returns what each of them suggests."""

    def run(entries, values, kind="string", **constraints):
        fields = [{"name": "code", "type": kind}]
        steward.write("codes", "code\n" + "".join(f"{e}\n" for e in entries), fields)
        reference = {"package": "codes", "resource": "codes", "fields": ["code"]}
        steward.write(
            "facts",
            "code\n" + "".join(f"{value}\n" for value in values),
            [{"name": "code", "type": kind, "constraints": constraints}],
            foreignKeys=[{"fields": ["code"], "reference": reference}],
        )
        refused = steward.publish().outcomes["facts"].refused
        return {error.value: error.suggestion for error in refused.report("facts").errors}

    return run


SLIPS = {
    "no hamza": (["إربد", "الزرقاء"], "اربد", "إربد"),
    "a blank too many": (["إربد", "الزرقاء"], "الزرقا ء", "الزرقاء"),
    "small letters": (["JOR", "EGY"], "jor", "JOR"),
    "another code": (["JOR", "EGY"], "JRO", None),
    "one of two places": (["عُمان", "عمّان"], "عمان", None),
    "another place by its marks": (["عمّان"], "عُمان", None),
    "a letter missing": (["Jordan", "Egypt"], "Jordn", "Jordan"),
    "another country": (["Niger"], "Nigeria", None),
}


@pytest.mark.parametrize(("entries", "value", "suggestion"), SLIPS.values(), ids=SLIPS)
def test_the_entry_that_may_be_meant(suggested, entries, value, suggestion):
    assert suggested(entries, [value, entries[0], value]) == {value: suggestion}


def test_every_value_has_its_own(suggested):
    found = suggested(["إربد", "عجلون", "جرش"], ["اربد", "عجلونً", "معان"])

    assert found == {"اربد": "إربد", "عجلونً": "عجلون", "معان": None}


def test_an_entry_that_the_field_does_not_allow_is_not_suggested(suggested):
    assert suggested(["JOR"], ["jor"], pattern="[a-z]+") == {"jor": None}


def test_numbers_have_none(suggested):
    assert suggested(["1234567"], ["1234568"], kind="integer") == {"1234568": None}


def test_a_key_of_two_columns_has_none(steward):
    fields = [{"name": name, "type": "string"} for name in ("a", "b")]
    steward.write("pairs", "a,b\nJOR,x\n", fields, primaryKey=["a", "b"])
    reference = {"package": "pairs", "resource": "pairs", "fields": ["a", "b"]}
    key = {"fields": ["a", "b"], "reference": reference}
    steward.write("uses", "a,b\njor,x\n", fields, foreignKeys=[key])

    (error,) = steward.publish().outcomes["uses"].refused.report("uses").errors

    assert (error.code, error.suggestion) == ("foreign-key", None)


@pytest.mark.parametrize("limit", ["MOST", "LOOKED_AT"])
def test_what_would_take_long_is_left_out(suggested, monkeypatch, limit):
    monkeypatch.setattr(f"portal.tabular.hints.spelling.{limit}", 1, raising=False)
    monkeypatch.setattr(near_entries, limit, 1)

    found = suggested(["JOR", "EGY"], ["jor", "egy"])

    assert found == {"jor": "JOR" if limit == "LOOKED_AT" else None, "egy": None}


@pytest.mark.parametrize("language", kinds.LANGUAGES)
def test_it_is_said_with_what_to_do(steward, language):
    steward.child(("jor", 1))

    (error,) = steward.publish().outcomes["facts"].refused.report("facts").errors

    assert "JOR" in kinds.advice(error, language)
