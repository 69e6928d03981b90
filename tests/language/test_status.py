"""How far the software's own texts, and those of the demonstration, are reviewed."""

import json
import re
from pathlib import Path

import pytest

from portal.language import terms
from portal.language.catalogs import languages
from portal.language.prefixes import name
from portal.language.status import OF_SOFTWARE, STATUSES, status_of_software

ROOT = Path(__file__).parents[2]
STATED = json.loads(OF_SOFTWARE.read_text("utf-8"))
DATASETS = sorted((ROOT / "datasets").glob("*/datapackage.json"))


def test_every_group_states_its_status_in_every_language():
    assert STATED.keys() == terms.TEXT_GROUPS.keys()
    for stated in STATED.values():
        assert stated.keys() == set(languages()[1:])
        assert set(stated.values()) <= set(STATUSES)
    assert terms.TRANSLATION_STATUSES.keys() == set(STATUSES)


def test_a_language_that_is_not_listed_is_a_draft_and_the_source_has_no_status():
    assert status_of_software(["en", "tr"])["interface"] == {"tr": "draft"}


@pytest.mark.parametrize(
    ("group", "path", "draft"),
    [
        ("glossary", "docs/glossary.md", r"\| draft \| [^|]+ \|$"),
        ("country-names", "scripts/sources/country_names.tsv", r"\bar\t.*\bdraft\b"),
    ],
)
def test_a_group_is_a_draft_while_one_of_its_texts_is(group, path, draft):
    drafts = re.findall(draft, (ROOT / path).read_text("utf-8"), re.MULTILINE)

    assert (STATED[group]["ar"] == "draft") == bool(drafts)


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.parent.name)
def test_every_dataset_of_the_demonstration_states_its_status(path):
    descriptor = json.loads(path.read_text("utf-8"))

    # All its Arabic was written by us, also where it is the language of the plain strings.
    assert {*descriptor["translations"], "ar"} == descriptor["translationStatus"].keys()


@pytest.mark.parametrize(
    ("language", "current", "expected"),
    [("ar", "en", "Arabic"), ("en", "ar", "الإنجليزية"), ("xx", "en", "xx"), ("ar", "xx", "ar")],
)
def test_a_language_has_a_name_in_another(language, current, expected):
    assert name(language, current) == expected
