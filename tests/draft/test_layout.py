"""What the rows of a sheet are: each case is a sheet as people make it, with the role of each row."""

from __future__ import annotations

import pytest

from portal.draft.layout import layout_of
from portal.draft.model import Grid, Merge


def _sheet(text: str, merges: tuple[Merge, ...] = ()) -> tuple[Grid, list[str]]:
    """Read ``role: cell | cell`` lines."""
    lines = [line.partition(":")[::2] for line in text.strip().splitlines()]
    rows = [[cell.strip() for cell in cells.split("|")] for _, cells in lines]
    width = max(map(len, rows))
    return (
        Grid([row + [""] * (width - len(row)) for row in rows], merges),
        [role.strip() for role, _ in lines],
    )


SHEETS = {
    "clean": """
        header: name | population
        data: Amman | 4,000,000
        data: Irbid | 1,770,000""",
    "a row of values that looks like labels, below a blank row": """
        header: office | place | day | hour | moment | host | guest
        data: Presidency | Room 604 | 12-11-2013 | 10:00 | 12-11-2013 10:00 | Medina, Juan | Jorge, Oscar
        blank:
        data: Presidency | Room 604 | 13-12-2014 | 10:50 | 13-12-2014 10:50 | Medina, Juan | Jorge, Oscar
        data: Presidency | Room 604 | 12-11-2013 | | 12-11-2013 | Medina, Juan |
        data: Presidency | Room 604 | | 10:50 | 10:50 | | Jorge, Oscar
        data: Presidency | Room 604 | | 10:50 | 10:50 | | Jorge, Oscar""",
    "tags of only some columns": """
        header: location | iso | date | total | people | daily | share
        header: #country+name | #country+code | #date | #total | | |
        data: Afghanistan | AFG | 2021-02-22 | 0 | 0 | | 1.5
        data: Afghanistan | AFG | 2021-02-23 | 100 | 90 | 100 | 1.6
        data: Albania | ALB | 2021-02-22 | 600 | 500 | 64 | 2.5""",
    "titles, unit, total, source and note": """
        title: Ministry of Health
        title: Table 3: Hospitals by governorate
        title: | | | (number)
        blank:
        header: Governorate | 2019 | 2020 | 2021
        data: Amman | 10 | 11 | 12
        data: Irbid | 5 | 6 | 7
        data: Zarqa | 3 | 3 | 4
        total: Total | 18 | 20 | 23
        blank:
        footer: Source: Ministry of Health
        footer: * provisional""",
    "Arabic, groups over labels": """
        title: وزارة التربية والتعليم
        title: جدول رقم (5): أعداد الطلبة حسب المحافظة والجنس
        header: المحافظة | 2019 | | 2020 |
        header: | ذكور | إناث | ذكور | إناث
        data: عمان | 100 | 110 | 120 | 130
        data: إربد | 50 | 55 | 60 | 65
        data: الزرقاء | 40 | 45 | 50 | 55
        total: المجموع | 190 | 210 | 230 | 250
        footer: المصدر: وزارة التربية""",
    "French, decimal commas and notes without a blank row": """
        title: Tableau 2 – Nombre d'élèves (en milliers)
        header: | | 2018 | 2019
        data: Public | Primaire | 5 800,5 | 5 700
        data: | Secondaire | 4 500 | 4 510
        data: Privé | Primaire | 900 | 890
        data: | Secondaire | 1 200 | 1 210
        total: Ensemble | | 12 400,5 | 12 310
        footer: (p) : données provisoires
        footer: Source : MENJ-DEPP""",
    "German total": """
        header: Land | Fälle
        data: Berlin | 10
        data: Bremen | 25
        data: Hessen | 30
        total: Insgesamt | 65""",
    "units below the labels": """
        header: المحافظة | السكان | المساحة
        header: | (نسمة) | (كم2)
        data: عمان | 4,000,000 | 7579
        data: إربد | 1,770,000 | 1572
        data: جرش | 270,000 | 410""",
    "labels in two languages": """
        header: المحافظة | السكان | الأسر
        header: Governorate | Population | Households
        data: عمان | 100 | 20
        data: إربد | 50 | 10
        data: الزرقاء | 70 | 15""",
    "numbers of the columns below the labels": """
        header: State | Area | Population
        header: 1 | 2 | 3
        data: Amman | 100 | 20
        data: Irbid | 50 | 10
        data: Zarqa | 70 | 15""",
    "HXL tags below the labels": """
        header: Admin | Population
        header: #adm1+name | #population
        data: Amman | 100
        data: Irbid | 50""",
    "years as labels below a blank corner": """
        title: Population by year
        header: | 2010 | 2011 | 2012
        data: Amman | 5 | 7 | 9
        data: Irbid | 4 | 6 | 8""",
    "ages as labels": """
        header: Country | 0 | 1 | 5 | 10
        data: JOR | 100 | 90 | 80 | 120
        data: EGY | 200 | 150 | 120 | 77
        data: SYR | 300 | 210 | 230 | 130""",
    "no header": """
        data: Amman | 1 | 10
        data: Irbid | 2 | 20
        data: Zarqa | 3 | 30""",
    "one column of texts": """
        header: name
        data: Amman
        data: Irbid""",
    "one column of numbers": """
        header: value
        data: 12
        data: 7
        data: 15""",
    "a header and nothing below": """
        header: iso3 | year | rank""",
    "texts only": """
        title: List of offices
        header: Office | City | Phone
        data: A | Amman | call first
        data: B | Irbid | no""",
    "sparse": """
        header: id | a | b | c | d
        data: 1 | | x | |
        data: 2 | | | | y
        data: 3 | z | | |
        data: 4 | | | w |""",
    "values that are wanting in the first row": """
        header: Gov | Cases | Deaths
        data: Ajloun | n.d. | n.d.
        data: Amman | 10 | 2
        data: Irbid | 5 | n.d.
        data: Zarqa | 7 | 1""",
    "texts instead of numbers in the first row": """
        header: Gov | Cases | Deaths
        data: Ajloun | unknown | withheld
        data: Amman | 10 | 2
        data: Irbid | 5 | 4
        data: Zarqa | 7 | 1""",
    "a text and a blank in the first row": """
        header: Name | Age | Score
        data: Ali | | absent
        data: Omar | 5 | 6
        data: Sara | 7 | 9""",
    "labels below names of a program": """
        header: geo | pop | hh | area
        header: Place | Population | Households | Area
        data: Amman | 10 | 2 | 1
        data: Irbid | 5 | 4 | 3
        data: Zarqa | 7 | 1 | 2""",
    "what it is about, above": """
        title: Country: | Jordan |
        title: Period: | 2010-2012 |
        blank:
        header: Year | Male | Female
        data: 2010 | 5 | 6
        data: 2011 | 7 | 8
        data: 2012 | 9 | 10""",
    "a pivot table": """
        title: Sum of Amount | Column Labels | |
        header: Row Labels | 2019 | 2020 | Grand Total
        data: Amman | 10 | 20 | 30
        data: Irbid | 1 | 2 | 3
        total: Grand Total | 11 | 22 | 33""",
    "a table that goes on": """
        title: Table 1: Schools
        header: Gov | Boys | Girls
        data: Amman | 5 | 6
        data: Irbid | 7 | 8
        blank:
        title: Table 1: Schools (continued)
        repeated-header: Gov | Boys | Girls
        data: Zarqa | 9 | 1
        data: Salt | 2 | 3""",
    "the same header for another table": """
        title: Table 1: Males
        header: Gov | 2019 | 2020
        data: Amman | 1 | 25
        data: Irbid | 3 | 47
        data: Zarqa | 2 | 11
        blank:
        footer: Table 2: Females
        footer: Gov | 2019 | 2020
        footer: Amman | 5 | 61
        footer: Irbid | 7 | 83""",
    "another table below": """
        header: Name | Pop | Area
        data: Amman | 1 | 10
        data: Irbid | 2 | 20
        data: Zarqa | 3 | 30
        blank:
        footer: Year | Budget |
        footer: 2019 | 55 |
        footer: 2020 | 66 |""",
    "a smaller table above": """
        title: Year | Budget |
        title: 2019 | 55 |
        title: 2020 | 66 |
        blank:
        header: Name | Pop | Area
        data: Amman | 1 | 10
        data: Irbid | 2 | 20
        data: Zarqa | 3 | 30""",
    "blank rows and drawn lines": """
        header: name | pop
        blank: ----- | ----
        data: Amman | 5
        blank:
        data: Irbid | 6""",
    "names of groups in rows of their own": """
        header: District | Male | Female
        data: Region A | |
        data: Amman | 10 | 20
        data: Salt | 11 | 12
        data: Region B | |
        data: Irbid | 1 | 2""",
    "signatures": """
        header: Name | Grade | Score | Rank
        data: A | x | 5 | 1
        data: B | y | 6 | 2
        data: C | z | 9 | 3
        blank:
        footer: Prepared by | | | Approved by
        footer: 01/02/2024 | | |""",
}


@pytest.mark.parametrize("text", SHEETS.values(), ids=SHEETS.keys())
def test_rows_have_roles(text):
    grid, roles = _sheet(text)

    layout = layout_of(grid)

    assert list(layout.roles) == roles


TOTALS = {
    "of groups and of all": """
        header: Region | District | Male | Female
        data: North | Irbid | 10 | 20
        data: | Ajloun | 1 | 2
        total: Total North | | 11 | 22
        data: South | Aqaba | 5 | 6
        data: | Maan | 7 | 8
        total: Total South | | 12 | 14
        total: Grand total | | 23 | 36""",
    "before its parts": """
        header: Governorate | Male | Female
        total: الإجمالي | 60 | 66
        data: Amman | 10 | 20
        data: Irbid | 20 | 22
        data: Zarqa | 30 | 24""",
    "by its numbers only": """
        header: Gov | M | F
        data: Amman | 10 | 20
        data: Irbid | 30 | 40
        data: Zarqa | 50 | 60
        total: Jordan | 90 | 120""",
    "in a column of years": """
        header: Year | Cases
        data: 2015 | 100
        data: 2016 | 200
        data: 2017 | 300
        total: Total | 600""",
    "of Arabic digits": """
        header: المحافظة | العدد
        data: عمان | ١٢٣
        data: إربد | ٤٥٦
        data: جرش | ١
        total: المجموع الكلي | ٥٨٠""",
    "of shares": """
        header: Category | Share
        data: A | 20%
        data: B | 30%
        data: C | 50%
        total: Total | 100%""",
    "no amounts: a code list": """
        header: code | label | order
        data: M | Male | 1
        data: F | Female | 2
        data: T | Total | 3""",
    "a category of each country": """
        header: country | sex | year | value
        data: JOR | Total | 2019 | 100
        data: JOR | Male | 2019 | 51
        data: JOR | Female | 2019 | 49
        data: EGY | Total | 2019 | 200
        data: EGY | Male | 2019 | 101
        data: EGY | Female | 2019 | 99
        data: MAR | Total | 2019 | 300
        data: MAR | Male | 2019 | 151
        data: MAR | Female | 2019 | 149""",
    "a word that the numbers contradict": """
        header: Indicator | Unit | 2019 | 2020
        data: GDP | JD million | 31000 | 30000
        data: Total population | person | 10500000 | 10800000
        data: Inflation | % | 0.8 | 0.3""",
    "an average": """
        header: المحافظة | الحرارة | الأمطار
        data: عمان | 20.5 | 300
        data: إربد | 19.1 | 400
        data: العقبة | 28 | 30
        data: المعدل | 22.5 | 243""",
}


@pytest.mark.parametrize("text", TOTALS.values(), ids=TOTALS.keys())
def test_totals_are_told_from_values(text):
    grid, roles = _sheet(text)

    layout = layout_of(grid)

    assert list(layout.roles) == roles


def test_merged_cells_tell_titles_from_groups_and_labels_from_values():
    grid, roles = _sheet(
        """
        title: Population | | |
        header: Gov | Population | | Note
        header: | Male | Female |
        header: | | (persons) |
        data: Amman | 1 | 2 | x
        data: Irbid | 3 | 4 |""",
        (Merge(0, 0, 0, 3), Merge(1, 0, 3, 0), Merge(1, 1, 1, 2), Merge(1, 3, 3, 3)),
    )

    layout = layout_of(grid)

    assert list(layout.roles) == roles


def test_a_blank_column_is_known_wherever_it_is():
    grid = Grid([["", "Name", "", "Pop", ""], ["", "Amman", " ", "5", ""], ["", "Irbid", "", "6"]])

    layout = layout_of(grid)

    assert (layout.width, layout.blank_columns) == (5, (0, 2, 4))


def test_a_column_with_a_label_is_not_blank():
    grid = Grid([["name", "remarks", ""], ["Amman", "", ""], ["Irbid", "", ""]])

    layout = layout_of(grid)

    assert layout.blank_columns == (2,)


def test_a_note_that_was_cut_into_more_cells_does_not_widen_the_table():
    grid = Grid(
        [["Gov", "Pop"], ["Amman", "1"], ["Irbid", "3"], ["Source: Ministry", " 2020", " Amman"]]
    )

    layout = layout_of(grid)

    assert layout.width == 2
    assert layout.roles[-1] == "footer"


@pytest.mark.parametrize("rows", [[], [[]], [["", " "], []]], ids=["no row", "no cell", "blank"])
def test_nothing_is_no_table(rows):
    layout = layout_of(Grid(rows))

    assert list(layout.roles) == ["blank"] * len(rows)
    assert layout.width == 0
