from pathlib import Path

from scripts.sources import country_aliases

NAMES = Path(__file__).parent / "snippets" / "country_names.tsv"


def test_the_other_names_of_a_country(snippets):
    rows = [tuple(row.values()) for row in country_aliases.rows(snippets, NAMES)]

    assert ("JOR", "en", "Hashemite Kingdom of Jordan", "official name", "iso-codes") in rows
    assert ("JOR", "ar", "المملكة الأردنيّة الهاشميّة", "official name", "iso-codes") in rows
    assert all(row[2] not in {"Jordan", "الأردن"} for row in rows)
    assert len(rows) == len({row[:3] for row in rows})
    assert rows == sorted(rows, key=lambda row: row[:3])
