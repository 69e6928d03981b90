"""What is no workbook, or a damaged or malicious one, is refused by name, soon, and in little memory."""

import random
import tracemalloc
import zipfile

import pytest

from portal.exceptions import WorkbookError
from portal.workbook import cells, package, read
from portal.workbook.read import rows, sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def code_of(path):
    with pytest.raises(WorkbookError) as raised:
        list(rows(path))
    return raised.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook-unknown"),
        (b"a,b\n1,2\n", "workbook-unknown"),
        (b"<html></html>", "workbook-unknown"),
        (b"PK\x03\x04", "workbook-damaged"),
        (b"PK" + bytes(1000), "workbook-damaged"),
        (OLE + bytes(2000), "workbook-other-format"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
    ],
    ids=["empty", "CSV", "HTML", "PK only", "PK and zeros", "old Excel", "password"],
)
def test_a_file_that_is_no_workbook_is_named_for_what_it_is(tmp_path, content, code):
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)

    assert code_of(path) == code


@pytest.mark.parametrize(
    ("parts", "code", "word"),
    [
        ({"a.txt": "x"}, "workbook-unknown", "Excel"),
        ({"word/document.xml": "<w/>"}, "workbook-unknown", "Excel"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "workbook-other-format", "OpenDocument"),
    ],
)  # fmt: skip
def test_another_archive_is_named_for_what_it_is(put, parts, code, word):
    path = put(parts)

    with pytest.raises(WorkbookError, match=word) as raised:
        sheets(path)

    assert raised.value.code == code


def test_a_binary_workbook_is_named(put, parts_of):
    made = parts_of(CELL)
    made["_rels/.rels"] = made["_rels/.rels"].replace("workbook.xml", "workbook.bin")
    made["xl/workbook.bin"] = made.pop("xl/workbook.xml")

    with pytest.raises(WorkbookError, match="xlsb"):
        sheets(put(made))


def test_a_file_that_is_not_there_is_the_callers_affair(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(rows(tmp_path / "nothing.xlsx"))


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize("declared", [BILLION, OUTSIDE, "<!DOCTYPE x>"], ids=["growing", "outside", "bare"])  # fmt: skip
def test_a_document_type_is_refused(put, parts_of, part, declared):
    made = parts_of('<row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row>')
    made[part] = declared + made[part]

    assert code_of(put(made)) == "workbook-damaged"


@pytest.mark.parametrize(
    "data",
    [
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r="2"/><row r="1"/>',
        '<row r="1"/><row r="1"/>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="B2"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1"><c r="A1"><v>NaN</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1"><v>1_000</v></c></row>',
        '<row r="1"><c r="A1"><v>٤٤</v></c></row>',
        f'<row r="1"><c r="A1"><v>{"1" * 5000}</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" s="9"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="-1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="b"><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>soon</v></c></row>',
        '<row r="1"><c r="A1" t="z"><v>1</v></c></row>',
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 1_000_001}</t></is></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_a_sheet_that_cannot_be_is_damaged(book, data):
    assert code_of(book(data, strings=("<t>only</t>",))) == "workbook-damaged"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"])  # fmt: skip
def test_a_part_that_is_missing_or_no_xml_is_refused(put, parts_of, part):
    data = '<row r="1"><c r="A1" s="1"><v>1</v></c></row>'

    for content in (None, "", "not XML", "<a><b></a>", "\0"):
        with pytest.raises(WorkbookError):
            list(rows(put({**parts_of(data, formats=(14,)), part: content})))


def test_a_file_cut_anywhere_is_refused(book, tmp_path):
    whole = book(CELL).read_bytes()
    path = tmp_path / "cut.xlsx"

    for size in range(0, len(whole), 23):
        path.write_bytes(whole[:size])
        assert code_of(path) in {"workbook-damaged", "workbook-unknown"}


def test_a_file_with_changed_bytes_gives_its_rows_or_a_reason(book, tmp_path):
    whole = book(CELL, strings=("<t>a</t>",), formats=("yyyy",)).read_bytes()
    path = tmp_path / "changed.xlsx"
    change = random.Random(5)  # noqa: S311 - a seed, so that every run is the same

    for _ in range(300):
        content = bytearray(whole)
        for _ in range(change.randint(1, 4)):
            content[change.randrange(len(content))] = change.randrange(256)
        path.write_bytes(content)
        try:
            found = list(rows(path))
        except WorkbookError:
            continue
        assert found == [["1"]]


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, parts_of):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts_of(CELL).items():
            archive.writestr(part, content)
        with archive.open("xl/media/zeros.bin", "w") as stream:
            for _ in range(100):
                stream.write(bytes(1 << 20))

    tracemalloc.start()
    assert code_of(path) == "workbook-too-large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("module", "limit", "value"),
    [
        (package, "SMALL_PART", 200),
        (package, "UNPACKED", 500),
        (read, "CELLS", 3),
        (package, "TOKEN", 10),
        (cells, "ROWS", 1),
    ],
)
def test_every_limit_is_kept(book, monkeypatch, module, limit, value):
    path = book(CELL + '<row r="2"><c r="B2"><v>1</v></c></row>')
    assert list(rows(path)) == [["1", ""], ["", "1"]]
    if limit == "TOKEN":  # a tag that does not fit into a block
        path = book(f'<row r="1"><c r="A1" x="{"y" * 200_000}"><v>1</v></c></row>')
    if limit == "SMALL_PART":
        monkeypatch.setattr(package.Package.open, "__defaults__", (value,))
        monkeypatch.setattr(package.Package.parse, "__kwdefaults__", {"limit": value})

    monkeypatch.setattr(module, limit, value)

    assert code_of(path) in {"workbook-too-large", "workbook-damaged"}


def test_the_table_of_strings_is_bounded(book, monkeypatch):
    monkeypatch.setattr("portal.workbook.book.STRINGS", 1000)
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'

    assert list(rows(book(cell, strings=("<t>x</t>",)))) == [["x"]]
    assert code_of(book(cell, strings=("<t>x</t>",) * 50)) == "workbook-too-large"


def test_a_wide_and_sparse_sheet_is_refused_and_not_filled_up(book):
    far = '<row r="{0}"><c r="XFD{0}"><v>1</v></c></row>'
    path = book("".join(far.format(number) for number in range(1, 20_000)))
    last = book(CELL + far.format(1_048_576))

    found = rows(path)
    assert len(next(found)) == 16_384
    found.close()
    assert code_of(last) == "workbook-too-large"


def test_a_name_of_a_table_that_is_gone_is_no_mark(book):
    names = '<definedNames><definedName name="portal_table">Data!#REF!</definedName></definedNames>'

    assert list(rows(book(CELL, names=names))) == [["1"]]
