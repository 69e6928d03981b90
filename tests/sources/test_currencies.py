import json

import pytest

from portal.exceptions import SourceError
from scripts.sources import currencies

# The columns after the code.
EXPECTED = {
    # Leading zeros stay; three decimals; a blank at the end of the name goes.
    "ALL": "Lek|008|ليك ألباني|2|false|active|",
    "JOD": "Jordanian Dinar|400|دينار أردني|3|false|active|",
    "KMF": "Comorian Franc|174|فرنك جزر القمر|0|false|active|",
    # Two countries, one row.
    "EUR": "Euro|978|يورو|2|false|active|",
    "XDR": "SDR (Special Drawing Right)|960|حقوق السحب الخاصة|N.A.|false|active|",
    # A code for funds, which CLDR does not name in Arabic.
    "CLF": "Unidad de Fomento|990||4|true|active|",
    # CLDR ends the name with an invisible mark.
    "USN": "US Dollar (Next day)|997|دولار أمريكي (اليوم التالي)|2|true|active|",
    "BGN": "Bulgarian Lev||ليف بلغاري|||ceased|2026-01-31",
    "ROL": "Romanian Leu (1952–2006)||ليو روماني قديم|||ceased|2006-12-31",
}
ORDER = (*("name_en", "numeric_code", "name_ar"), *currencies.COLUMNS[4:])
LIST_ONE = """\
<ISO_4217><CcyTbl>
<CcyNtry><CtryNm>A</CtryNm><CcyNm>Crown</CcyNm><Ccy>{code}</Ccy><CcyNbr>{number}</CcyNbr>
<CcyMnrUnts>2</CcyMnrUnts></CcyNtry>
<CcyNtry><CtryNm>B</CtryNm><CcyNm>Crown</CcyNm><Ccy>{code}</Ccy><CcyNbr>001</CcyNbr>
<CcyMnrUnts>2</CcyMnrUnts></CcyNtry>
</CcyTbl></ISO_4217>"""


@pytest.fixture
def rows(snippets):
    return {row["code"]: row for row in currencies.rows(snippets)}


@pytest.mark.parametrize("code", EXPECTED)
def test_rows(rows, code):
    assert "|".join(rows[code][column] for column in ORDER) == EXPECTED[code]


def test_a_code_has_one_row_and_a_place_without_currency_none(rows):
    assert list(rows) == sorted({*EXPECTED, *currencies.CEASED})
    assert set(rows["JOD"]) == set(currencies.COLUMNS)


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("XCR", "002", "two different lines for XCR"),
        ("XCR", "", "A has no CcyNbr"),
        ("BGN", "001", "not ceased: BGN"),
    ],
    ids=["lines that contradict each other", "no numeric code", "a ceased one on the list"],
)
def test_what_is_not_expected_on_list_one_is_reported(altered, code, number, said):
    content = LIST_ONE.format(code=code, number=number).encode()
    sources = altered("iso4217", currencies.MEMBER, content)

    with pytest.raises(SourceError, match=said):
        list(currencies.rows(sources))


def test_a_currency_that_cldr_has_still_in_use_is_reported(altered):
    content = {"supplemental": {"currencyData": {"region": {"BG": [{"BGN": {"_from": "1999"}}]}}}}
    member = "package/supplemental/currencyData.json"
    sources = altered("cldr-core", member, json.dumps(content).encode())

    with pytest.raises(SourceError, match="not ceased: BGN, CYP"):
        list(currencies.rows(sources))
