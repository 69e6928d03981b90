"""Make the two workbooks of the printed guide: real figures, laid out as offices lay them out.

``python workshop/first-dataset/make.py`` writes them beside this file. The figures are those of
datasets/population-annual (World Bank, CC BY 4.0); the names those of datasets/countries.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
DATASETS = HERE.parents[1] / "datasets"
YEARS = ("2021", "2022")
ARAB = (
    *("DZA", "BHR", "COM", "DJI", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR"),
    *("MRT", "OMN", "PSE", "QAT", "SAU", "SDN", "SOM", "SYR", "TUN", "ARE", "YEM"),
)
EASTERN = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")
TEXTS = {
    "en": {
        "file": "Arab population.xlsx",
        "name": "name_en",
        "title": "Population of the Arab states, 2021 and 2022",
        "unit": "Persons, estimates for the middle of the year",
        "header": ("Country code", "Country", "Year", "Population"),
        "total": "Total",
        "source": "Source: World Bank, World Development Indicators, SP.POP.TOTL, CC BY 4.0",
    },
    "ar": {
        "file": "سكان الدول العربية.xlsx",
        "name": "name_ar",
        "title": "سكان الدول العربية، 2021 و2022",
        "unit": "نسمة، تقديرات منتصف السنة",
        "header": ("رمز البلد", "البلد", "السنة", "عدد السكان"),
        "total": "المجموع",
        "source": "المصدر: البنك الدولي، مؤشرات التنمية العالمية، SP.POP.TOTL، CC BY 4.0",
    },
}


def main() -> None:
    """Write a workbook for each language."""
    population = {
        (row["iso3"], row["year"]): int(row["population"])
        for row in _rows("population-annual")
        if row["year"] in YEARS and row["population"]
    }
    countries = {row["iso3"]: row for row in _rows("countries")}
    for language, words in TEXTS.items():
        names = {code: countries[code][words["name"]] for code in ARAB}
        _write(language, words, names, population)


def _rows(dataset):
    with (DATASETS / dataset / f"{dataset}.csv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _write(language, words, names, population):
    book = xlsxwriter.Workbook(HERE / words["file"])
    book.set_properties({"title": words["title"], "created": datetime(2026, 11, 25, tzinfo=UTC)})
    sheet = book.add_worksheet("2021-2022")
    if language == "ar":
        sheet.right_to_left()
    bold = book.add_format({"bold": True})
    middle = book.add_format({"valign": "vcenter"})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 3, 16)
    sheet.write(0, 0, words["title"], bold)
    sheet.write(1, 0, words["unit"])
    sheet.write_row(3, 0, words["header"], bold)
    row = 4
    for position, (code, name) in enumerate(names.items()):
        last = row + len(YEARS) - 1
        sheet.merge_range(row, 0, last, 0, code, middle)
        sheet.merge_range(row, 1, last, 1, name, middle)
        for year in YEARS:
            sheet.write(row, 2, int(year))
            # Every fifth figure has a blank behind it, as it comes from a keyboard.
            stray = " " if position % 5 == 0 else ""
            sheet.write_string(row, 3, _figure(population[code, year], language) + stray)
            row += 1
    total = sum(population[code, year] for code in names for year in YEARS)
    sheet.write(row, 0, words["total"], bold)
    sheet.write_string(row, 3, _figure(total, language), bold)
    sheet.write(row + 2, 0, words["source"])
    book.close()


def _figure(number, language):
    text = f"{number:,}"
    return text.translate(EASTERN) if language == "ar" else text


if __name__ == "__main__":
    main()
