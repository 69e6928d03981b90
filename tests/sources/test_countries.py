import json
from pathlib import Path

import pytest

from portal.exceptions import SourceError
from scripts.sources import countries

NAMES = Path(__file__).parent / "snippets" / "country_names.tsv"


def by_code(sources, names=NAMES):
    return {row["iso3"]: row for row in countries.rows(sources, names)}


def test_a_row_is_complete(snippets):
    rows = by_code(snippets)

    assert rows["JOR"] == {
        "iso3": "JOR",
        "iso2": "JO",
        "m49": "400",
        "name_en": "Jordan",
        "name_ar": "الأردن",
        "region": "142",
        "region_en": "Asia",
        "region_ar": "آسيا",
        "subregion": "145",
        "subregion_en": "Western Asia",
        "subregion_ar": "غرب آسيا",
        "arab_league": "true",
    }


def test_namibia_keeps_its_code_and_is_not_in_the_arab_league(snippets):
    namibia = by_code(snippets)["NAM"]

    assert (namibia["iso2"], namibia["arab_league"]) == ("NA", "false")


def test_the_committed_name_replaces_that_of_cldr(snippets):
    palestine = by_code(snippets)["PSE"]

    assert (palestine["name_en"], palestine["name_ar"]) == ("State of Palestine", "دولة فلسطين")


def test_kosovo_has_the_code_in_wide_use_and_no_m49(snippets):
    kosovo = by_code(snippets)["XKX"]

    assert (kosovo["iso2"], kosovo["m49"], kosovo["subregion"]) == ("XK", "", "039")


def test_antarctica_is_in_no_region(snippets):
    antarctica = by_code(snippets)["ATA"]

    assert (antarctica["m49"], antarctica["region"], antarctica["subregion_ar"]) == ("010", "", "")


def test_what_is_left_out_and_the_order(snippets):
    rows = [row["iso3"] for row in countries.rows(snippets, NAMES)]

    assert rows == ["ATA", "JOR", "NAM", "PSE", "XKX"]


def test_a_territory_without_codes_is_not_skipped_in_silence(altered):
    member = "package/supplemental/territoryInfo.json"
    content = {"supplemental": {"territoryInfo": {"QX": {}}}}
    sources = altered("cldr-core", member, json.dumps(content).encode())

    with pytest.raises(SourceError, match="QX"):
        by_code(sources)


def test_a_territory_without_region_is_not_skipped_in_silence(altered):
    member = "package/supplemental/territoryContainment.json"
    content = {"supplemental": {"territoryContainment": {"001": {"_contains": []}}}}
    sources = altered("cldr-core", member, json.dumps(content).encode())

    with pytest.raises(SourceError, match="in no region"):
        by_code(sources)


def test_a_name_that_cldr_has_changed_is_reported(snippets, tmp_path):
    names = tmp_path / "names.tsv"
    names.write_text("code\tlanguage\tcldr\tname\tsource\nJO\ten\tTransjordan\tJordan\tUN\n")

    with pytest.raises(SourceError, match="Transjordan"):
        by_code(snippets, names)
