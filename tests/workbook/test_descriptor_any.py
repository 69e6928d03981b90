"""Whatever a valid descriptor says, the workbook gives it back as it was."""

import copy
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from portal.catalog.findings import DESCRIPTOR, Findings
from portal.catalog.profile import check_profile
from portal.catalog.site import site_of
from portal.tabular.report import Report
from portal.workbook.descriptor.frame import frame_of
from portal.workbook.descriptor.reading import read
from portal.workbook.descriptor.words import WORDS
from portal.workbook.descriptor.writing import write

CREATED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PROFILE = json.loads(
    (Path(__file__).parents[2] / "portal/catalog/descriptor.schema.json").read_text("utf-8")
)["$defs"]
SITE = site_of(
    {
        "title": "Portal",
        "languages": ["en", "ar"],
        "publisher": {"title": "Bureau"},
        "topics": [{"name": "water", "title": "Water"}],
    }
)
CALM = {"deadline": None, "suppress_health_check": list(HealthCheck)}

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TRAPS = [
    "yes",
    "no",
    "01",
    "=1+1",
    "1e5",
    "نعم",
    "; ",
    "(empty cell)",
    " a ",
    "a\nb",
    "_x0041_",
    "١٢",
    "…",
]
TEXT = st.text(LETTERS, max_size=12) | st.sampled_from(TRAPS)
NAME = st.text(LETTERS, min_size=1, max_size=8).filter(str.strip) | st.sampled_from(
    ["code", "عدد السكان", "2020", "a.b", " a", "a "]
)
NAME = NAME.filter(lambda name: name.strip() not in {words["all"] for words in WORDS.values()})
LANGUAGE = st.sampled_from(["en", "ar", "fr", "ar-Latn"])
LINK = st.sampled_from(["https://a.example/", "data/readme.txt", "urn:x:1"])
MOMENT = st.sampled_from(["1960", "2024-06", "2024-06-30", 1960])
ANY = st.recursive(
    st.booleans() | st.integers(-3, 3) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


def some(required=None, /, **optional):
    """Return objects with some of these properties, and one that nobody knows."""
    return st.fixed_dictionaries(required or {}, optional={**optional, "x-own": ANY})


def translations(**properties):
    return st.dictionaries(LANGUAGE, some(**properties), max_size=2)


LABELLED = {"label": TEXT, "translations": translations(label=TEXT)}
MISSING = st.lists(TEXT | some({"value": TEXT}, **LABELLED), max_size=3)
BOUND = st.integers(-5, 5) | st.floats(-1e6, 1e6) | st.sampled_from(["2024-01-01", "5"])
CONSTRAINTS = some(
    required=st.booleans(),
    unique=st.booleans(),
    minLength=st.integers(0, 9),
    minimum=BOUND,
    maximum=BOUND,
    exclusiveMinimum=BOUND,
    pattern=TEXT,
    enum=st.lists(
        TEXT | st.integers() | st.booleans() | st.floats(allow_nan=False), min_size=1, max_size=3
    ),
)
FIELD = some(
    {"name": NAME},
    type=st.sampled_from(PROFILE["field"]["properties"]["type"]["enum"]),
    format=st.sampled_from(["default", "any", "%d/%m/%Y", "%d.%m.%y", "email", "uuid"]),
    title=TEXT,
    description=TEXT,
    constraints=CONSTRAINTS,
    missingValues=MISSING,
    categories=st.lists(
        TEXT | st.integers(0, 9) | some({"value": TEXT | st.integers(0, 9)}, **LABELLED), max_size=3
    ),
    trueValues=st.lists(TEXT, min_size=1, max_size=2),
    decimalChar=st.just(","),
    role=st.sampled_from(PROFILE["field"]["properties"]["role"]["enum"]),
    unit=TEXT,
    unitField=NAME,
    aggregation=some(
        {"method": st.sampled_from(["sum", "mean", "none"])}, over=st.lists(NAME, max_size=2)
    ),
    decimals=st.integers(0, 20),
    catchAll=st.lists(TEXT, max_size=2),
    language=LANGUAGE,
    column=st.sampled_from(["a", "column_1"]),
    translations=translations(title=TEXT, description=TEXT, unit=TEXT),
)
NAMES = NAME | st.lists(NAME, min_size=1, max_size=2, unique=True)
SCHEMA = some(
    {"fields": st.lists(FIELD, max_size=4, unique_by=lambda field: field["name"])},
    primaryKey=NAMES,
    uniqueKeys=st.lists(st.lists(NAME, min_size=1, max_size=2), max_size=1),
    foreignKeys=st.lists(
        some(
            {
                "fields": NAMES,
                "reference": some({"fields": NAMES}, package=NAME, resource=TEXT),
            }
        ),
        max_size=3,
    ),
    missingValues=MISSING,
)
RESOURCE = some(
    {"name": NAME, "path": st.just("data.csv")},
    title=TEXT,
    description=TEXT,
    encoding=st.just("windows-1256"),
    dialect=some(delimiter=st.just(";")),
    schema=SCHEMA,
    facets=st.lists(NAME, max_size=2),
    translations=translations(title=TEXT, description=TEXT),
)
SOURCE = some(
    {"title": TEXT},
    path=LINK,
    version=TEXT,
    package=st.just("pkg:pypi/a@1"),
    file=TEXT,
    sha256=st.just("0" * 64),
    translations=translations(title=TEXT),
)
PACKAGE = some(
    {
        "$schema": st.just("https://datapackage.org/profiles/2.0/datapackage.json"),
        "resources": st.lists(RESOURCE, max_size=3, unique_by=lambda resource: resource["name"]),
    },
    name=st.sampled_from(["wells", "districts"]),
    title=TEXT,
    description=TEXT,
    version=TEXT,
    homepage=LINK,
    keywords=st.lists(TEXT, max_size=3),
    contributors=st.lists(some(title=TEXT, role=TEXT), max_size=1),
    licenses=st.lists(
        some(
            name=st.sampled_from(["CC-BY-4.0", "cc0 1.0", "Unicode-3.0", ""]),
            path=LINK,
            title=TEXT,
            translations=translations(title=TEXT),
        ),
        max_size=3,
    ),
    sources=st.lists(SOURCE, max_size=2),
    publisher=some(
        {"title": TEXT},
        name=st.just("office"),
        homepage=LINK,
        email=TEXT,
        translations=translations(title=TEXT),
    ),
    contactPoint=some(title=TEXT, email=TEXT, url=LINK, translations=translations(title=TEXT)),
    theme=st.lists(st.sampled_from(["water", "unknown", ""]), max_size=3),
    spatial=TEXT,
    temporal=some(start=MOMENT, end=MOMENT),
    accrualPeriodicity=st.sampled_from(
        PROFILE["package"]["properties"]["accrualPeriodicity"]["enum"]
    ),
    languages=st.lists(LANGUAGE, min_size=1, max_size=2, unique=True),
    translations=translations(
        title=TEXT, description=TEXT, spatial=TEXT, keywords=st.lists(TEXT, max_size=2)
    ),
    translationStatus=st.dictionaries(LANGUAGE, st.sampled_from(["source", "draft", "reviewed"])),
    corrections=st.just(
        [{"key": {"code": 1}, "field": "x", "old": "1", "new": None, "reason": "wrong"}]
    ),
    views=st.lists(some(name=TEXT, type=TEXT), max_size=1),
    projectionsFrom=TEXT | st.integers(1900, 2100),
    comparability=st.lists(some({"note": TEXT}, translations=translations(note=TEXT)), max_size=2),
    sameMeasure=st.lists(some({"dataset": TEXT}), max_size=1),
    formerNames=st.lists(st.just("old"), max_size=1),
)


def is_valid(descriptor):
    report = Report(file="")
    check_profile(Findings(report, ""), descriptor, "package", file=DESCRIPTOR)
    return report.valid


def there_and_back(descriptor, language, edit=lambda _book: None):
    frame = frame_of(descriptor, SITE, [])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write(path, frame, {}, language, command="x", created=CREATED)
        edit(path)
        return read(path, frame, language)


@given(PACKAGE, st.sampled_from(["en", "ar"]))
@settings(max_examples=40, **CALM)
def test_any_valid_descriptor_comes_back_as_it_was(descriptor, language):
    assume(is_valid(descriptor))
    before = copy.deepcopy(descriptor)

    made = there_and_back(descriptor, language)

    assert json.dumps(made.descriptor) == json.dumps(before)
    assert (made.changes, made.problems) == ([], [])


def retitle(path):
    """Type another title, as a person does."""
    book = openpyxl.load_workbook(path)
    sheet = book[WORDS["en"]["dataset"]]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[0].value == WORDS["en"]["line-title"])
    row[1].value = "Another title"
    book.save(path)


@given(PACKAGE)
@settings(max_examples=15, **CALM)
def test_a_cell_of_any_valid_descriptor_changes_one_property(descriptor):
    assume(is_valid(descriptor))

    made = there_and_back(descriptor, "en", retitle)

    assert made.problems == []
    assert made.descriptor == {**descriptor, "title": "Another title"}
    assert len(made.changes) == 1
