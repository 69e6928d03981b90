import os
from pathlib import Path

import pytest

from portal.exceptions import SourceError
from scripts.sources import public_holidays

NAMES = Path(__file__).parent / "snippets" / "country_names.tsv"
PROGRAM = "holidays/__init__.py"


def rows(sources):
    return [tuple(row.values()) for row in public_holidays.rows(sources, NAMES)]


def test_names_in_both_languages_and_labels_as_columns(arab_snippets):
    assert rows(arab_snippets) == [
        ("JOR", "الأردن", "2026-05-25", "عيد الأضحى", "Eid al-Adha", "نعم", "لا"),
        ("JOR", "الأردن", "2026-05-25", "عيد الاستقلال", "Independence Day", "لا", "لا"),
        ("JOR", "الأردن", "2026-05-26", "عيد الاستقلال", "Independence Day", "لا", "نعم"),
        ("JOR", "الأردن", "2026-05-27", "يوم عرفة", "Arafah", "نعم", "نعم"),
        ("PSE", "دولة فلسطين", "2026-05-27", "", "Eid al-Adha", "نعم", "لا"),
    ]


def test_the_header_is_arabic(arab_snippets):
    row = next(public_holidays.rows(arab_snippets, NAMES))

    assert tuple(row) == public_holidays.COLUMNS
    assert not any(column.isascii() for column in row)


def test_the_package_sees_neither_our_packages_nor_our_environment(
    arab_altered, monkeypatch, tmp_path
):
    (tmp_path / "six.py").write_text("HERE = True")
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    sources = arab_altered("holidays", PROGRAM, b"import frictionless")

    with pytest.raises(SourceError, match="No module named 'frictionless'"):
        rows(sources)
    with pytest.raises(SourceError, match="No module named 'six'"):
        rows({**arab_altered("holidays", PROGRAM, b"import six"), "six": {}})


def test_a_holiday_without_an_english_name_is_reported(arab_snippets, arab_altered):
    content = arab_snippets["holidays"][PROGRAM].replace(b'("ar", "en_US")', b'("ar",)')

    with pytest.raises(SourceError, match="has no English name"):
        rows(arab_altered("holidays", PROGRAM, content))
