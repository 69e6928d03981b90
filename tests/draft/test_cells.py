"""What is proposed for a column of cells, kind by kind."""

import pytest

from portal.draft.cells import changed, repairs_of
from portal.draft.model import CodeList, Column, Repair


def column(cells, label="Column"):
    return Column(3, label, cells, range(5, len(cells) + 5))


def proposed(cells, label="Column", lists=()):
    """Return kind, rule and the cells as each repair leaves them, the doubtful ones with a mark."""
    return [
        (repair.kind, repair.rule, repair.before, repair.after, repair.certain)
        for repair in repairs_of(column(cells, label), lists)
    ]


SURE, UNSURE = True, False

PROPOSALS = [
    pytest.param(
        ["Ø§Ù„Ø£Ø±Ø¯Ù†", "Amman"],
        [("mojibake", "windows-1252 → utf-8", "Ø§Ù„Ø£Ø±Ø¯Ù†", "الأردن", SURE)],
        id="arabic-utf-8-read-as-windows-1252",
    ),
    pytest.param(
        ["MontrÃ©al", "Ã‰vian"],
        [("mojibake", "windows-1252 → utf-8", "MontrÃ©al", "Montréal", SURE)],
        id="french-utf-8-read-as-windows-1252",
    ),
    pytest.param(
        ["MontrÃƒÂ©al"],
        [("mojibake", "windows-1252 → utf-8", "MontrÃƒÂ©al", "Montréal", SURE)],
        id="wrongly-read-twice",
    ),
    pytest.param(
        ["ط§ظ„ط£ط±ط¯ظ†", "عمّان"],
        [("mojibake", "windows-1256 → utf-8", "ط§ظ„ط£ط±ط¯ظ†", "الأردن", SURE)],
        id="utf-8-read-as-windows-1256",
    ),
    pytest.param(
        ["ÇáÃÑÏä", "ÇáÚÑÇÞ"],
        [("mojibake", "windows-1252 → windows-1256", "ÇáÃÑÏä", "الأردن", SURE)],
        id="windows-1256-read-as-windows-1252",
    ),
    pytest.param(
        ["Amman\u200f", "Irbid"],
        [("invisible-marks", "", "Amman\u200f", "Amman", SURE)],
        id="mark-of-direction",
    ),
    pytest.param(
        ["\ufeffcode", "a\u00adb"],
        [("invisible-marks", "", "\ufeffcode", "code", SURE)],
        id="byte-order-mark-and-soft-hyphen",
    ),
    pytest.param(
        ["\u00a0Amman", "Irbid"],
        [("invisible-marks", "", "\u00a0Amman", "Amman", SURE)],
        id="no-break-blank-at-an-end",
    ),
    pytest.param(
        ["Amman\u200c", "می\u200cخواهم"],
        [("invisible-marks", "", "Amman\u200c", "Amman", SURE)],
        id="joiner-at-an-end-but-not-in-a-word",
    ),
    pytest.param(
        [" Amman", "Irbid "], [("spaces", "", " Amman", "Amman", SURE)], id="blanks-at-the-ends"
    ),
    pytest.param(
        ["New  York", "Rio"], [("spaces", "", "New  York", "New York", SURE)], id="doubled-blank"
    ),
    pytest.param([" ", "Amman"], [("spaces", "", " ", "", SURE)], id="nothing-but-a-blank"),
    pytest.param(
        ["Amman\u00a0city", "Zarqa"],
        [("spaces", "", "Amman\u00a0city", "Amman city", SURE)],
        id="no-break-blank-inside",
    ),
    pytest.param(
        ["Ministry of\nHealth", "Parliament"],
        [("line-breaks", "", "Ministry of\nHealth", "Ministry of Health", UNSURE)],
        id="line-break-in-a-short-text",
    ),
    pytest.param(
        ["ﺍﻟﻌﺮﺑﻴﺔ", "عمّان"],
        [("presentation-forms", "", "ﺍﻟﻌﺮﺑﻴﺔ", "العربية", SURE)],
        id="letters-as-shapes",
    ),
    pytest.param(["١٢", "٣"], [("digits", "", "١٢", "12", SURE)], id="arabic-digits"),
    pytest.param(["۱۲", "۳"], [("digits", "", "۱۲", "12", SURE)], id="persian-digits"),
    pytest.param(["١٢٫٥", "-"], [("digits", "", "١٢٫٥", "12.5", SURE)], id="arabic-decimals"),
    pytest.param(["٠٠٧", "٠١٢"], [("digits", "", "٠٠٧", "007", SURE)], id="codes-of-arabic-digits"),
    pytest.param(
        ["١٢ كانون الثاني ٢٠٢٠", "٣ آب ٢٠٢١"],
        [
            ("digits", "", "١٢ كانون الثاني ٢٠٢٠", "12 كانون الثاني 2020", SURE),
            ("dates", "dd-Mon-yyyy", "12 كانون الثاني 2020", "2020-01-12", SURE),
        ],
        id="arabic-dates-in-arabic-digits",
    ),
    pytest.param(
        ["١٬٢٣٤٬٥٦٧", "١٢٬٣٤٥"],
        [
            ("digits", "", "١٬٢٣٤٬٥٦٧", "1٬234٬567", SURE),
            ("thousands", "\u066c", "1٬234٬567", "1234567", SURE),
        ],
        id="arabic-thousands",
    ),
    pytest.param(
        ["٥٠٪", "٢٠٪", ".."],
        [("digits", "", "٥٠٪", "50٪", SURE), ("unit-sign", "%", "50٪", "50", SURE)],
        id="arabic-per-cent",
    ),
    pytest.param(["5 km", "12.5 km"], [("unit-sign", "km", "5 km", "5", SURE)], id="kilometres"),
    pytest.param(["5 m2", "7 m2"], [("unit-sign", "m2", "5 m2", "5", SURE)], id="square-metres"),
    pytest.param(
        ["-$5", "($6)", "$0"],
        [
            ("unit-sign", "$", "-$5", "-5", SURE),
            ("negative", "(1)", "(6)", "-6", SURE),
        ],
        id="dollars-with-negatives",
    ),
    pytest.param(["JOD 5", "JOD 7"], [("unit-sign", "JOD", "JOD 5", "5", SURE)], id="code-ahead"),
    pytest.param(
        ["5 دينار", "7 دينار"], [("unit-sign", "دينار", "5 دينار", "5", SURE)], id="dinars"
    ),
    pytest.param(
        ["5 د.أ", "7 د.أ."], [("unit-sign", "د.أ", "5 د.أ", "5", SURE)], id="dinars-short"
    ),
    pytest.param(["21 °C", "-3 °C"], [("unit-sign", "°C", "21 °C", "21", SURE)], id="degrees"),
    pytest.param(
        ["50%", "20%", "30"],
        [("unit-sign", "%", "50%", "50", UNSURE)],
        id="sign-in-most-cells-only",
    ),
    pytest.param(
        ["1,234,567", "12"], [("thousands", ",", "1,234,567", "1234567", SURE)], id="two-commas"
    ),
    pytest.param(
        ["1,234.5", "2,345"], [("thousands", ",", "1,234.5", "1234.5", SURE)], id="comma-and-point"
    ),
    pytest.param(
        ["1,234", "0.5"], [("thousands", ",", "1,234", "1234", SURE)], id="point-in-another-cell"
    ),
    pytest.param(
        ["12,34,567", "1,23,456"],
        [("thousands", ",", "12,34,567", "1234567", SURE)],
        id="indian-groups",
    ),
    pytest.param(
        ["1 234 567", "12 345"], [("thousands", " ", "1 234 567", "1234567", SURE)], id="blanks"
    ),
    pytest.param(
        ["1'234'567", "12’345"],
        [("thousands", "'", "1'234'567", "1234567", SURE)],
        id="apostrophes",
    ),
    pytest.param(
        ["1.234,5", "12,25"],
        [
            ("thousands", ".", "1.234,5", "1234,5", SURE),
            ("decimal-comma", ",", "12,25", "12.25", SURE),
        ],
        id="point-for-thousands-comma-for-decimals",
    ),
    pytest.param(
        ["1.234.567", "123,456"],
        [
            ("thousands", ".", "1.234.567", "1234567", SURE),
            ("decimal-comma", ",", "123,456", "123.456", SURE),
        ],
        id="what-the-points-say-of-the-commas",
    ),
    pytest.param(
        ["0,5", "12,25"], [("decimal-comma", ",", "0,5", "0.5", SURE)], id="decimal-comma"
    ),
    pytest.param(
        ["0,125", "1,250"],
        [("decimal-comma", ",", "0,125", "0.125", SURE)],
        id="a-zero-before-the-comma-tells",
    ),
    pytest.param(
        ["1,234", "5,678"],
        [
            ("thousands", ",", "1,234", "1234", UNSURE),
            ("decimal-comma", ",", "1,234", "1.234", UNSURE),
        ],
        id="comma-could-be-either",
    ),
    pytest.param(
        ["1.234", "5.678"],
        [("thousands", ".", "1.234", "1234", UNSURE)],
        id="point-could-be-either",
    ),
    pytest.param(
        [f"{number}.{number + 100}" for number in range(100, 125)] + ["1 234"],
        [("thousands", " ", "1 234", "1234", SURE)],
        id="points-at-the-same-place-in-many-are-decimals",
    ),
    pytest.param(
        [f"{number},{number + 100}" for number in range(100, 125)] + ["12", "850", "7"],
        [("thousands", ",", "100,200", "100200", SURE)],
        id="many-with-three-digits-beside-short-ones",
    ),
    pytest.param(
        ["791 234 567", "781 234 567", "771 234 567"],
        [("thousands", " ", "791 234 567", "791234567", UNSURE)],
        id="may-be-telephones",
    ),
    pytest.param(
        ["(1,234.5)", "55"],
        [
            ("thousands", ",", "(1,234.5)", "(1234.5)", SURE),
            ("negative", "(1)", "(1234.5)", "-1234.5", SURE),
        ],
        id="brackets",
    ),
    pytest.param(["5-", "7"], [("negative", "1-", "5-", "-5", SURE)], id="minus-behind"),
    pytest.param(
        ["\u22125", "7"], [("negative", "\u22121", "\u22125", "-5", SURE)], id="real-minus"
    ),
    pytest.param(["(5)", "(7)"], [("negative", "(1)", "(5)", "-5", UNSURE)], id="all-in-brackets"),
    pytest.param(["(0)", "7"], [("negative", "(1)", "(0)", "0", SURE)], id="nothing-below-nothing"),
    pytest.param(
        ["13/01/2020", "2/3/2020"],
        [("dates", "dd/mm/yyyy", "13/01/2020", "2020-01-13", SURE)],
        id="day-first",
    ),
    pytest.param(
        ["01/13/2020", "2/3/2020"],
        [("dates", "mm/dd/yyyy", "01/13/2020", "2020-01-13", SURE)],
        id="month-first",
    ),
    pytest.param(
        ["03/04/2020", "05/06/2020"],
        [
            ("dates", "dd/mm/yyyy", "03/04/2020", "2020-04-03", UNSURE),
            ("dates", "mm/dd/yyyy", "03/04/2020", "2020-03-04", UNSURE),
        ],
        id="day-or-month-first",
    ),
    pytest.param(
        ["13.01.2020", "02.03.2020"],
        [("dates", "dd.mm.yyyy", "13.01.2020", "2020-01-13", SURE)],
        id="points",
    ),
    pytest.param(
        ["13/01/20", "14/02/99"],
        [("dates", "dd/mm/yy", "13/01/20", "2020-01-13", UNSURE)],
        id="two-digits-of-a-year",
    ),
    pytest.param(
        ["2020/1/13", "2020/02/03"],
        [("dates", "yyyy/mm/dd", "2020/1/13", "2020-01-13", SURE)],
        id="year-first",
    ),
    pytest.param(
        ["2020-1-2", "2020-01-03"],
        [("dates", "yyyy-mm-dd", "2020-1-2", "2020-01-02", SURE)],
        id="iso-without-zeros",
    ),
    pytest.param(
        ["02-Jan-2020", "3 February 2020", "1er août 2020"],
        [("dates", "dd-Mon-yyyy", "02-Jan-2020", "2020-01-02", SURE)],
        id="english-and-french-months",
    ),
    pytest.param(
        ["2 تشرين الثاني 2020", "3 نوفمبر 2020", "4 نونبر 2020", "5 تشرين الثاني/نوفمبر 2020"],
        [("dates", "dd-Mon-yyyy", "2 تشرين الثاني 2020", "2020-11-02", SURE)],
        id="arabic-months-from-the-levant-to-morocco",
    ),
    pytest.param(
        ["March 3, 2020", "Apr 4, 2020"],
        [("dates", "Mon-dd-yyyy", "March 3, 2020", "2020-03-03", SURE)],
        id="month-name-first",
    ),
    pytest.param(
        ["March 2020", "أيار 2020"],
        [("dates", "Mon-yyyy", "March 2020", "2020-03", SURE)],
        id="months-of-a-year",
    ),
    pytest.param(
        ["43831", "2020-01-02"],
        [("dates", "serial", "43831", "2020-01-01", SURE)],
        id="serials-mixed",
    ),
    pytest.param(
        ["13/01/2020 8:05 PM", "14/01/2020 12:00 am"],
        [("dates", "dd/mm/yyyy", "13/01/2020 8:05 PM", "2020-01-13T20:05:00", SURE)],
        id="with-a-time-of-day",
    ),
    pytest.param(
        ["2020-01-02 00:00:00", "2020-01-03 00:00:00"],
        [("midnight", "", "2020-01-02 00:00:00", "2020-01-02", SURE)],
        id="midnight",
    ),
    pytest.param(
        ["5/19/2006 0:00:00", "5/20/2006 0:00:00"],
        [
            ("midnight", "", "5/19/2006 0:00:00", "5/19/2006", SURE),
            ("dates", "mm/dd/yyyy", "5/19/2006", "2006-05-19", SURE),
        ],
        id="midnight-beside-a-date-to-be-read",
    ),
    pytest.param(
        ["Amman"] * 4 + ["AMMAN"],
        [("near-miss", "AMMAN → Amman", "AMMAN", "Amman", SURE)],
        id="case",
    ),
    pytest.param(
        ["الأردن"] * 4 + ["الاردن"],
        [("near-miss", "الاردن → الأردن", "الاردن", "الأردن", SURE)],
        id="hamza",
    ),
    pytest.param(
        ["مكة"] * 4 + ["مكه"], [("near-miss", "مكه → مكة", "مكه", "مكة", SURE)], id="ta-marbuta"
    ),
    pytest.param(
        ["Amman"] * 4 + ["Ammann"],
        [("near-miss", "Ammann → Amman", "Ammann", "Amman", UNSURE)],
        id="one-letter",
    ),
]


@pytest.mark.parametrize(("cells", "expected"), PROPOSALS)
def test_a_repair_is_proposed(cells, expected):
    found = proposed(cells)

    assert found == expected


CLEAN = [
    pytest.param(["1", "-2", "3.5", "", "-", "n/a", "غير متوفر"], id="numbers-and-missing-values"),
    pytest.param(["1.5E+05", "2e3"], id="scientific"),
    pytest.param(["2020-01-02", "2021-02-03"], id="iso-dates"),
    pytest.param(["2020-01-02T10:00:00", "2020-01-03T00:00:00"], id="date-times-one-at-midnight"),
    pytest.param(["10:00", "11:30"], id="times"),
    pytest.param(["1442-01-01", "15/03/1443"], id="hijri-dates"),
    pytest.param(["1442", "1443"], id="hijri-years"),
    pytest.param(["31/02/2020", "45/13/2020"], id="days-in-no-calendar"),
    pytest.param(["2019/2020", "2020/2021"], id="school-years"),
    pytest.param(["2019/20", "2020/21"], id="fiscal-years"),
    pytest.param(["24/2019", "5/2020"], id="numbers-of-laws"),
    pytest.param(["43831", "43832"], id="five-digits-under-another-header"),
    pytest.param(["43831.5", "2020-01-02"], id="serial-with-a-time-of-day"),
    pytest.param(["001", "012"], id="codes-with-zeros"),
    pytest.param(["+962 6 500 1234", "00962 79 123 4567"], id="telephones"),
    pytest.param(["079-123-4567", "0791234567"], id="telephones-with-hyphens"),
    pytest.param(["1.2.3", "1.10.25", "10.4.12"], id="versions"),
    pytest.param(["192.168.100.101", "10.0.0.1"], id="internet-addresses"),
    pytest.param(["0-4", "5-9", "10-14", "65+"], id="ranges"),
    pytest.param(["JO94 CBJO 0010 0000 0000 0131 0003 02"], id="iban"),
    pytest.param(["SA  1/A", "SB 12/B"], id="code-filled-with-blanks"),
    pytest.param(["شارع ١٢، عمان", "حي ٣"], id="arabic-digits-in-addresses"),
    pytest.param(["12 Main St", "5 King Hussein St."], id="addresses"),
    pytest.param(["JO", "EG", "NA"], id="iso-codes"),
    pytest.param(["27L", "09R"], id="runways"),
    pytest.param(["Q1", "Q2"], id="quarters"),
    pytest.param(["Château", "Übergröße", "ÅÄÖ", "naïve"], id="accents"),
    pytest.param(["می\u200cخواهم", "خانه\u200cها"], id="persian-joiners"),
    pytest.param(["👨\u200d👩\u200d👧 family"], id="joined-emoji"),
    pytest.param(["محمد ﷺ", "\u0645\u0640\u0640\u062d"], id="typed-ligature-and-tatweel"),
    pytest.param(["$5", "€6"], id="two-currencies"),
    pytest.param(["2020م", "2021م"], id="years-with-their-calendar"),
    pytest.param(["5 km from Amman", "10 km from Irbid"], id="units-in-texts"),
    pytest.param(["Paragraph one.\n" + "More of it." * 20], id="paragraphs"),
    pytest.param(
        [f"{6.5 + number / 1000:.3f}" for number in range(50)], id="many-decimals-of-three"
    ),
    pytest.param(["Iran"] * 9 + ["Iraq"] * 2 + ["Niger"] * 9 + ["Nigeria"], id="countries"),
    pytest.param(["عمّان"] * 9 + ["عمان"], id="amman-and-oman"),
    pytest.param(["Level 1"] * 9 + ["Level 2"], id="numbered"),
    pytest.param(["Room A"] * 9 + ["Room B"], id="lettered"),
    pytest.param(["Ahmad Hassan", "Ahmed Hassan", "Ahmad Hasan"], id="names-of-people"),
    pytest.param([], id="no-cells"),
    pytest.param(["", " "[:0]], id="empty-cells"),
]


@pytest.mark.parametrize("cells", CLEAN)
def test_clean_data_need_no_repair(cells):
    found = proposed(cells)

    assert found == []


def test_a_repair_says_where_and_how_often():
    cells = ["7", "1,234.5", "", "2,345.5", "1,234.5"]

    [repair] = repairs_of(column(cells, "Amount"))

    assert repair == Repair("thousands", 3, "1,234.5", "1234.5", 6, 3, "Amount", ",")


def test_an_example_is_a_cell_that_nothing_else_changes():
    cells = [" 1,234.5", "2,345.5"]

    spaces, thousands = repairs_of(column(cells))

    assert (spaces.before, thousands.before, thousands.row, thousands.count) == (
        " 1,234.5",
        "2,345.5",
        6,
        2,
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("7.750000000000001", "7.75"),
        ("-16.570000000000004", "-16.57"),
        ("0.30000000000000004", "0.3"),
        ("0.0000012000000000000001", "0.0000012"),
        ("2.9999999999999996", "3"),
        ("0.9691094004796164", "0.9691094004796164"),
        ("1234567890.1234567", "1234567890.1234567"),
        ("7.75", "7.75"),
        ("7.750000000000000", "7.750000000000000"),
    ],
)
def test_what_a_computer_left_behind_a_number_is_no_digit_of_it(cell, expected):
    found = repairs_of(column([cell, "1.5", "2"]))

    assert [(r.kind, r.after) for r in found] == ([("rounding", expected)] * (cell != expected))


def test_an_example_of_two_readings_shows_the_difference():
    cells = ["03/03/2022", "04/05/2022", "06/06/2022"]

    found = repairs_of(column(cells))

    assert [(r.rule, r.before, r.after) for r in found] == [
        ("dd/mm/yyyy", "04/05/2022", "2022-05-04"),
        ("mm/dd/yyyy", "04/05/2022", "2022-04-05"),
    ]


def test_cells_that_contradict_the_rest_are_left():
    cells = ["13/01/2020"] * 30 + ["01/13/2020", "31/02/2020"]

    [repair] = repairs_of(column(cells))

    assert (repair.rule, repair.count, repair.certain) == ("dd/mm/yyyy", 30, True)
    assert [changed(cell, repair) for cell in cells[-2:]] == cells[-2:]


def test_serial_numbers_under_a_date_header_are_doubtful():
    found = proposed(["43831", "43832"], label="تاريخ الميلاد")

    assert found == [("dates", "serial", "43831", "2020-01-01", False)]


COUNTRIES = CodeList("countries", "countries", "iso3", frozenset(("JOR", "EGY", "IRQ", "IRN")))


def test_a_misspelled_code_of_a_list_is_found():
    found = proposed(["JOR", "EGY", "IRQ"] * 5 + ["jor"], lists=[COUNTRIES])

    assert found == [("near-miss", "jor → JOR", "jor", "JOR", True)]


def test_a_code_of_a_list_is_no_misspelling():
    found = proposed(["IRQ"] * 9 + ["IRN", "JOR", "XYZ"], lists=[COUNTRIES])

    assert found == []


@pytest.mark.parametrize(
    "repair",
    [
        Repair("dates", 1, "", "", rule="dd/mm/yyyy"),
        Repair("thousands", 1, "", "", rule=","),
        Repair("near-miss", 1, "", "", rule="Ammann → Amman"),
        Repair("digits", 1, "", ""),
        Repair("unit-sign", 1, "", "", rule="km"),
        Repair("total-row", 1, "", ""),
    ],
    ids=lambda repair: repair.kind,
)
def test_a_repair_leaves_cells_that_it_does_not_concern(repair):
    cells = ["", "-", "Amman", "2020-01-02", "12", "شارع ١٢"]

    after = [changed(cell, repair) for cell in cells]

    assert after == cells
