"""The Arabic pages of a dataset and of a table on paper: their letters, their tables, and what a sheet says of itself."""

import io
import re
import unicodedata

import pypdf
import pytest

PAPERS = {
    "/ar/dataset/ict-indicators": (
        "الهاتف والإنترنت حسب البلد",
        "وكالة الاستخبارات المركزية الأمريكية",
    ),
    "/ar/data/countries": (
        "قائمة رموز البلدان والأقاليم",
        "مستودع يونيكود للبيانات المحلية المشتركة",
    ),
}
"""By address what a page is called, and the source that each sheet of it names."""
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


@pytest.fixture(scope="module", params=PAPERS)
def printed(request, browser, origin):
    """Return an address, the letters of every sheet of its page, the document, and the tables on it."""
    context = browser.new_context(base_url=origin)
    page = context.new_page()
    page.goto(request.param)
    page.emulate_media(media="print")
    tables = page.evaluate(TABLES)
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    context.close()
    return request.param, [letters(sheet.extract_text()) for sheet in pdf.pages], pdf, tables


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
    address, sheets, pdf, _tables = printed

    found = list(fonts(pdf))

    assert len(found) >= len(pdf.pages)
    assert all(embedded(font) for font in found)
    assert says("".join(sheets), PAPERS[address][0])


def test_the_head_of_a_table_stands_on_each_sheet_that_has_rows_of_it(printed):
    _address, sheets, _pdf, tables = printed
    longest = max(tables, key=lambda table: len(table["rows"]))

    with_rows = [sheet for sheet in sheets if sum(says(sheet, row) for row in longest["rows"]) > 1]
    headed = [sheet for sheet in with_rows if all(says(sheet, head) for head in longest["heads"])]

    assert len(longest["rows"]) > 15
    assert len(longest["heads"]) > 2
    assert len(with_rows) > 1
    assert headed == with_rows


def test_each_sheet_says_source_day_address_and_release(printed):
    address, sheets, _pdf, _tables = printed
    _name, source = PAPERS[address]

    for text in (
        f"المصدر: {source}",
        "25 تشرين الثاني/نوفمبر 2026",
        address,
        "النشرة 20261125T000000Z",
    ):
        assert [number for number, sheet in enumerate(sheets, 1) if not says(sheet, text)] == [], (
            text
        )
