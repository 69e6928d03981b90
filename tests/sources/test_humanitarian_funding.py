import unicodedata

import pytest

from portal.exceptions import SourceError
from scripts.sources import humanitarian_funding

PACKAGE = "hdx-python-scraper"
MEMBER = humanitarian_funding.MEMBER
CBPF = "SUD-13/S1/L/UN/61"

EXPECTED = {
    # CERF's dates, and CBPF's with the month first and a time of day.
    ("12-CEF-063", "approved_date"): "2012-05-18",
    ("JOR-14/DDA-3560/CP/NFI/INGO/1131", "approved_date"): "2015-04-13",
    ("JOR-14/DDA-3560/CP/NFI/INGO/1131", "submitted_date"): "2015-01-22",
    ("JOR-14/DDA-3560/CP/NFI/INGO/1131", "end_date"): "2015-03-31",
    ("JOR-14/DDA-3560/CP/NFI/INGO/1131", "actual_end_date"): "2015-04-30",
    # Placeholders, and a year that is far off.
    ("DRC-14/X/HCG10/ER/CSS/UN/2", "approved_date"): "withheld",
    ("18-UF-WHO-039", "start_date"): "withheld",
    ("SUD-15/HSD20/S1/WASH/NGO/1222", "start_date"): "withheld",
    ("SUD-15/HSD20/S1/WASH/NGO/1222", "actual_start_date"): "withheld",
    # An end before its start goes, the start and the other end stay.
    (CBPF, "start_date"): "2013-03-12",
    (CBPF, "end_date"): "withheld",
    (CBPF, "actual_end_date"): "2013-12-31",
    ("COL-13/X/DDA-3418/ER/FS/UN/78", "actual_end_date"): "withheld",
    # Not given is another thing than withheld.
    ("21-RR-FAO-003", "end_date"): "",
    ("DRC-14/X/HCG10/ER/CSS/UN/2", "project_status"): "",
    # A budget of nothing.
    ("SUD-15/HSD20/S1/WASH/NGO/1222", "budget"): "withheld",
    ("JOR-14/DDA-3560/CP/NFI/INGO/1131", "budget"): "249741.32",
    # One blank in the source.
    (CBPF, "agency"): "",
    ("12-CEF-063", "submitted_date"): "",
    # Text, whatever it looks like.
    (CBPF, "partner_code"): "25524.0",
    ("12-CEF-063", "partner_code"): "4",
    ("06-CEF-210", "title"): (
        "Mécanismes de réponse rapide\nEvaluations et Interventions Humanitaires d'urgence"
    ),
    ("TUR-14/CP/H/NGO/1065", "title"): (
        "Emergency Obstetric and Neonatal care & Reproductive Health EONRH Project in Northern Syria"
    ),
    ("TUR-14/CP/H/NGO/1065", "iso3"): "",
    ("20-RR-IOM-019", "iso3"): "GLB",
    ("20-RR-IOM-019", "sector"): "Health;Protection;Water, Sanitation and Hygiene",
    # A blank and a tab after the code.
    ("08-CEF-070", "project_code"): "08-CEF-070",
    ("13-RR-FPA-051", "project_code"): "13-RR-FPA-051",
}


@pytest.fixture
def rows(snippets):
    return {row["project_code"]: row for row in humanitarian_funding.rows(snippets)}


@pytest.mark.parametrize("cell", EXPECTED, ids=" ".join)
def test_rows(rows, cell):
    code, field = cell

    assert rows[code][field] == EXPECTED[cell]


def test_rows_come_in_the_order_of_their_codes(rows):
    assert list(rows) == sorted(rows)
    assert len(rows) == 15


def test_no_cell_holds_a_sign_that_is_not_seen(rows):
    signs = {sign for row in rows.values() for cell in row.values() for sign in cell}

    assert {sign for sign in signs if unicodedata.category(sign) in {"Cf", "Zs", "Cc"}} == {
        *(" ", "\n")
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Budget,", "Amount,", "lacks columns or has unexpected ones: Amount, Budget"),
        ("2012-05-18T00:00:00", "2012-05-18", "not understood as a date: 2012-05-18"),
        ("4/13/2015 6:08:53 PM", "13/4/2015 6:08:53 PM", "not understood as a date: 13/4/2015"),
    ],
    ids=["column renamed", "another form of date", "day first"],
)
def test_what_is_not_expected_is_reported(snippets, altered, old, new, said):
    content = snippets[PACKAGE][MEMBER].decode().replace(old, new)
    sources = altered(PACKAGE, MEMBER, content.encode())

    with pytest.raises(SourceError, match=said):
        list(humanitarian_funding.rows(sources))
