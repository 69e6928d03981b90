"""The table of error kinds: complete in every language, and the source of docs/errors.md."""

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from portal.tabular import kinds
from portal.tabular.kinds.kind import FIXERS, SEVERITIES
from portal.tabular.report import Error

ALL = [*kinds.KINDS.values(), *kinds.HINTS.values(), kinds.OTHER]
CODES = re.findall(
    r"[a-z-]+",
    """
    type-error constraint-error missing-cell extra-cell blank-row blank-label duplicate-label missing-label
    extra-label incorrect-label row-constraint table-dimensions encoding-error nul-byte unclosed-quote
    cell-too-long too-many-columns file-missing file-empty file-not-regular file-unreadable number-not-exact
    primary-key unique-error foreign-key orphans waits correction-not-applied descriptor-json
    descriptor-profile schema-missing licence-missing path-unsafe data-inline path-several compression
    resource-not-tabular reference-unknown reference-cycle dataset-name-taken table-name-taken dataset-name
    pattern-invalid field-duplicate checklist-invalid resources-missing encoding-suspect
    quote-misplaced text-after-quote row-delimiter several-tables trailing-delimiter header-like-data
    label-near-duplicate encoding-guessed dialect-guessed digits-not-western invisible-character
    year-hijri mojibake
""",
)


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words(code):
    assert code in kinds.KINDS


def test_no_code_is_in_the_table_twice():
    counted = sum(len(section) for _, section in kinds.SECTIONS)

    assert counted == len(kinds.KINDS)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
def test_words_are_there_in_every_language_with_the_same_placeholders(kind):
    assert kind.severity in SEVERITIES
    assert kind.fixer in FIXERS
    for words in (kind.wrong, kind.fix):
        assert set(words) == set(kinds.LANGUAGES)
        assert len({frozenset(placeholders(text)) for text in words.values()}) == 1
        assert len({bool(text) for text in words.values()}) == 1


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
def test_arabic_is_written_as_arabic(kind):
    text = kind.wrong["ar"] + kind.fix["ar"]

    plain = "".join(literal for literal, *_ in string.Formatter().parse(text))
    plain = re.sub(r"(?<=\d),(?=\d)", "", plain)
    assert not set("“”;?,") & set(plain)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", ["en", "ar", "ar-JO", "fr"])
def test_a_sentence_survives_what_an_error_lacks(kind, language):
    code, _, variant = kind.code.partition("/")
    bare = Error(code, "a/b.csv", rule=variant or None)

    assert "{" not in kinds.sentence(bare, language) + kinds.advice(bare, language)


@pytest.mark.parametrize(
    ("error", "language", "sentence", "advice"),
    [
        (
            Error("type-error", "f", value="one", rule="integer", parameters={"type": "integer"}),
            "en",
            "This is not a whole number: one",
            "Write digits only",
        ),
        (
            Error(
                "constraint-error",
                "f",
                value="-5",
                parameters={"constraint": "minimum", "limit": "0"},
            ),
            "ar",
            "القيمة أقل من الحد الأدنى 0: -5",
            "فحص الإشارة",
        ),
        (
            Error(
                "type-error",
                "f",
                value="4,430",
                parameters={"type": "integer", "hint": "thousands"},
            ),
            "en",
            "This is not a whole number: 4,430",
            "Remove the thousands separator. Write digits only",
        ),
        (
            Error(
                "primary-key", "f", row=5, value="JO", parameters={"first_row": 3, "fields": "code"}
            ),
            "en",
            "Row 5 has the same primary key as row 3: JO",
            "Remove one of the two rows, or correct the field at fault: code",
        ),
        (
            Error("new-kind", "f", value="{x}"),
            "en",
            "The rule new-kind is broken: {x}",
            "Correct it",
        ),
    ],
    ids=["type", "constraint in Arabic", "hint first", "key", "unknown code"],
)
def test_sentences(error, language, sentence, advice):
    assert kinds.sentence(error, language) == sentence
    assert kinds.advice(error, language).startswith(advice)


@pytest.mark.parametrize(
    ("code", "severity"),
    [("quote-misplaced", "error"), ("mojibake", "warning"), ("digits-not-western", "info")],
)
def test_severities(code, severity):
    assert kinds.KINDS[code].severity == severity


@pytest.mark.parametrize(
    ("hint", "suggestion", "language", "beginning"),
    [
        (None, None, "en", "Write one of these: إربد, عجلون"),
        (None, "إربد", "en", "Did you mean إربد? Write one of these"),
        (None, "إربد", "ar", "هل المقصود: إربد؟ كتابة إحدى القيم"),
        ("invisible", "إربد", "ar", "في الخلية محرف غير مرئي، كعلامة اتجاه النص. هل المقصود"),
        ("no-such-hint", None, "en", "Write one of these"),
    ],
    ids=["neither", "suggestion", "suggestion in Arabic", "hint before it", "unknown hint"],
)
def test_advice_says_what_could_be_meant(hint, suggestion, language, beginning):
    parameters = {"constraint": "enum", "limit": "إربد, عجلون", **({"hint": hint} if hint else {})}
    error = Error("constraint-error", "f", suggestion=suggestion, parameters=parameters)

    assert kinds.advice(error, language).startswith(beginning)


def test_advice_that_speaks_of_the_suggestion_does_not_ask_for_it():
    error = Error("mojibake", "f", suggestion="الأردن", parameters={"encoding": "windows-1256"})

    assert kinds.advice(error, "en").count("الأردن") == 1


def test_the_words_need_no_frictionless():
    code = "import sys; from portal.tabular import kinds; sys.exit('frictionless' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page_of_errors_is_current():
    page = Path(__file__).parents[2] / "docs" / "errors.md"

    assert page.read_text(encoding="utf-8") == kinds.document(), (
        "docs/errors.md is not what the table says; its first lines tell how to make it again."
    )
