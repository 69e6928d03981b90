"""The two publications of the finale: as they were published, what is wrong, and what they become."""

import csv
import hashlib
import json
import re

import pytest

from portal.draft.drafting import begin
from portal.draft.sources import read
from scripts.cli import run
from scripts.sources.packages import Archive, Package, fetch

CSVKIT = Package(
    "pypi",
    "csvkit",
    "2.2.0",
    "csvkit-2.2.0.tar.gz",
    "147318a8dbaec07c0bbb9291c14b78de5fa32ed3d4a5c2396e52a83c0a30df6b",
)
MEMBERS = "csvkit-2.2.0/examples/realdata"
FY09 = "fy09/FY09_EDU_Recipients_by_State.csv"
FY10 = "fy10/Datagov_FY10_EDU_recp_by_State.csv"
SHA256 = {
    FY09: "809b938a927e1a216e9a12bf6d3c58157cd6423cac0309836e9bb5db65783746",
    FY10: "58c67481b4ae3962cee2704d18b952f7cc26d0d7f67d961201dda34c9aa9bfc0",
}
# Publication → rows (from 1) of the table in the file, header included; where its numbers begin.
TABLES = {FY09: (range(1, 54), 3), FY10: (range(3, 57), 2)}
# Publication → (code, row) of what the portal says of the file as it is, without a schema.
FOUND = {
    FY09: [("missing-label", 1)],
    FY10: [("dialect-doubtful", None), ("dialect-doubtful", 2)],
}
# Publication → kind and column of every repair that has to be accepted.
NEEDED = {
    FY09: [
        ("blank-rows", ""),
        ("blank-columns", ""),
        ("thousands", "Montgomery GI Bill-Active Duty"),
        ("thousands", "Montgomery GI Bill- Selective Reserve"),
        ("thousands", "Dependents' Educational Assistance"),
        ("thousands", "Reserve Educational Assistance Program"),
        ("thousands", "TOTAL"),
    ],
    FY10: [("title-rows", ""), ("blank-rows", ""), ("footer-rows", ""), ("thousands", "TOTAL")],
}
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
NAMES = ("fy09", "fy10")
PUBLICATIONS = pytest.mark.parametrize("publication", [FY09, FY10], ids=NAMES)


@pytest.fixture
def finale(workshop):
    """Return the folder of the two publications."""
    return workshop / "finale"


@pytest.fixture
def draft(portal, finale):
    """Give a function that makes a dataset of a publication, and returns its folder."""

    def drafted(publication, accept):
        name = f"education-benefits-{publication[:4]}"
        words = ["--name", name, "--accept", accept, "--no-ask", "--licence", "cc0-1.0"]
        code = run(["draft", str(finale / publication), *words, "--root", str(portal)])
        assert code == 0
        return portal / "datasets" / name

    return drafted


@PUBLICATIONS
def test_the_files_are_as_they_were_published(publication, finale):
    content = (finale / publication).read_bytes()

    assert hashlib.sha256(content).hexdigest() == SHA256[publication]
    assert SHA256[publication] in (finale / "README.md").read_text("utf-8")


@pytest.mark.network
def test_the_files_are_those_of_the_pinned_package(finale, tmp_path):
    archive = Archive(fetch(CSVKIT, tmp_path))

    for publication in (FY09, FY10):
        member = f"{MEMBERS}/{publication[5:]}"
        assert archive[member] == (finale / publication).read_bytes()


@PUBLICATIONS
def test_the_portal_finds_what_is_wrong_with_them(publication, finale, capsys):
    code = run(["validate", str(finale / publication), "--format", "json"])

    report = json.loads(capsys.readouterr().out)
    assert code == 1
    found = [(error["code"], error["row"]) for error in report["errors"]]
    assert sorted(found, key=str) == sorted(FOUND[publication], key=str)


@PUBLICATIONS
def test_clean_is_the_table_without_what_does_not_belong_to_it(publication, finale):
    original = rows_of(finale / publication)
    numbers, _first = TABLES[publication]

    expected = [
        [cell.replace(",", "") if THOUSANDS.fullmatch(cell) else cell for cell in row[:9]]
        for number, row in enumerate(original, 1)
        if number in numbers
    ]

    assert rows_of(clean_of(finale, publication)) == expected


@PUBLICATIONS
def test_every_total_is_the_sum_of_its_row(publication, finale):
    _header, *rows = rows_of(clean_of(finale, publication))
    _numbers, first = TABLES[publication]

    wrong = [row[0] for row in rows if sum(map(int, row[first:-1])) != int(row[-1])]

    assert wrong == []
    assert len(rows) == {FY09: 52, FY10: 53}[publication]


@PUBLICATIONS
def test_draft_proposes_what_is_needed(publication, finale):
    repairs = begin(read(finale / publication)).repairs

    proposed = [(repair.kind, repair.label) for repair in repairs]

    assert [one for one in proposed if one in NEEDED[publication]] == NEEDED[publication]


def test_what_adds_up_in_one_reading_only_is_certain(finale):
    repairs = begin(read(finale / FY10)).repairs

    commas = [(r.kind, r.label, r.certain) for r in repairs if r.rule == ","]

    assert commas == [("thousands", "TOTAL", True)]


@PUBLICATIONS
def test_draft_makes_the_clean_table(publication, finale, draft):
    folder = draft(publication, numbers_of(finale, publication))

    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    schema = descriptor["resources"][0]["schema"]
    types = [field["type"] for field in schema["fields"]]
    _numbers, first = TABLES[publication]
    made = (folder / descriptor["resources"][0]["path"]).read_bytes()
    assert made == clean_of(finale, publication).read_bytes()
    assert types == ["string"] * first + ["integer"] * (9 - first)
    assert schema["primaryKey"] in ("State Abbreviate", ["State Abbreviate"])


@PUBLICATIONS
def test_a_publication_of_which_nothing_is_accepted_stays_as_it_was(publication, finale, portal):
    words = ["--name", "refused", "--accept", "none", "--no-ask", "--root", str(portal)]

    run(["draft", str(finale / publication), *words])

    content = (portal / "datasets" / "refused" / "refused.csv").read_bytes()
    assert content == (finale / publication).read_bytes()


def test_next_years_file_is_another_table_and_is_refused(finale, draft, capsys):
    folder = draft(FY09, "all")
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    root = str(folder.parents[1])
    capsys.readouterr()

    code = run(
        ["update", folder.name, str(finale / FY10), "--accept", "all", "--no-ask", "--root", root]
    )

    said = " ".join(capsys.readouterr().out.split())
    assert code == 1
    assert "As in the log: “TOTAL”" in said
    assert "The schema has the field Code in column C; the header says: Post-9/11GI" in said
    after = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == before


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def clean_of(finale, publication):
    return finale / publication[:4] / "clean.csv"


def numbers_of(finale, publication):
    """Return the numbers of the repairs that are needed, as they are typed."""
    repairs = begin(read(finale / publication)).repairs
    return ",".join(
        str(number)
        for number, repair in enumerate(repairs, 1)
        if (repair.kind, repair.label) in NEEDED[publication]
    )
