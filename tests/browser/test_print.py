"""The Arabic page of a dataset on paper: its letters, its tables, and what a sheet says of itself."""

import io
import re
import unicodedata

import pypdf
import pytest

TABLES = """() => [...document.querySelectorAll("main table")].filter(table => table.checkVisibility()).map(table => ({
  heads: [...(table.tHead?.rows[0]?.cells ?? [])].filter(cell => cell.checkVisibility()).map(cell => cell.innerText),
  rows: [...table.tBodies].flatMap(body => [...body.rows]).map(row => row.cells[0].innerText),
}))"""
MARKS = re.compile("[\u064b-\u0655\u0640\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def letters(text):
    """Return the letters of a text alone, as they are typed: PDF keeps their shapes, not their order of words."""
    return MARKS.sub("", "".join(unicodedata.normalize("NFKC", text).split()))


def says(sheet, text):
    """Tell whether every word of a text stands on a sheet."""
    return all(letters(word) in sheet for word in re.findall(r"\w+", MARKS.sub("", text)))


@pytest.fixture(scope="module")
def printed(browser, origin):
    """Return the letters of every sheet of a dataset's page, the document, and the tables that were on it."""
    context = browser.new_context(base_url=origin)
    page = context.new_page()
    page.goto("/ar/dataset/ict-indicators")
    page.emulate_media(media="print")
    tables = page.evaluate(TABLES)
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    context.close()
    return [letters(sheet.extract_text()) for sheet in pdf.pages], pdf, tables


def fonts(pdf):
    for sheet in pdf.pages:
        for font in sheet["/Resources"].get("/Font", {}).values():
            yield font.get_object()


def embedded(font):
    if "/DescendantFonts" in font:
        font = font["/DescendantFonts"][0].get_object()
    # The letters of a Type 3 font are drawn in the document itself.
    if font["/Subtype"] == "/Type3":
        return True
    return any(key in font["/FontDescriptor"].get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3"))  # fmt: skip


def test_every_font_is_in_the_document(printed):
    sheets, pdf, _tables = printed

    found = list(fonts(pdf))

    assert len(found) >= len(pdf.pages)
    assert all(embedded(font) for font in found)
    assert says("".join(sheets), "الهاتف والإنترنت حسب البلد")


def test_the_head_of_a_table_stands_on_each_sheet_that_has_rows_of_it(printed):
    sheets, _pdf, tables = printed
    longest = max(tables, key=lambda table: len(table["rows"]))

    with_rows = [sheet for sheet in sheets if sum(says(sheet, row) for row in longest["rows"]) > 1]
    headed = [sheet for sheet in with_rows if all(says(sheet, head) for head in longest["heads"])]

    assert len(longest["rows"]) > 15
    assert len(longest["heads"]) > 2
    assert len(with_rows) > 1
    assert headed == with_rows


def test_each_sheet_says_source_day_and_address(printed):
    sheets, _pdf, _tables = printed

    for text in ("وكالة الاستخبارات", "25 تشرين الثاني/نوفمبر 2026", "/ar/dataset/ict-indicators"):
        assert [number for number, sheet in enumerate(sheets, 1) if not says(sheet, text)] == [], (
            text
        )
