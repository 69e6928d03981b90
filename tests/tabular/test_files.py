"""Files that cannot be read as rows: found, decoded and cut before the judge sees them."""

import hashlib
import os
import tracemalloc

import pytest

from portal.tabular.check import check_resource

FIELDS = {"id": "integer", "name": "string"}
ARABIC = "id,name\n1,عمّان\n2,إربد\n"


def test_a_sound_file_gives_rows_and_facts(check):
    content = ARABIC.encode()

    result = check(content, FIELDS)

    assert result.rows == [(1, "عمّان"), (2, "إربد")]
    assert result.numbers == [2, 3]
    report = result.report
    assert report.valid
    assert report.judged
    assert (report.rows, report.bytes) == (2, len(content))
    assert report.sha256 == hashlib.sha256(content).hexdigest()
    assert (report.encoding, report.encoding_reason) == ("utf-8", "utf-8")


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        (ARABIC.encode("utf-8-sig"), {}, ("utf-8", "bom")),
        (ARABIC.encode("utf-16"), {}, ("utf-16", "bom")),
        (ARABIC.encode("utf-32"), {}, ("utf-32", "bom")),
        (ARABIC.encode("utf-16"), {"encoding": "windows-1256"}, ("utf-16", "bom")),
        (ARABIC.encode("cp1256"), {"encoding": "windows-1256"}, ("windows-1256", "declared")),
        (ARABIC.encode("utf-16-le"), {"encoding": "utf-16-le"}, ("utf-16-le", "declared")),
        (ARABIC.encode(), {"encoding": "UTF-8"}, ("utf-8", "utf-8")),
    ],
    ids=[
        "utf-8 mark",
        "utf-16 mark",
        "utf-32 mark",
        "mark beats declaration",
        "windows-1256 declared",
        "utf-16 declared",
        "utf-8 declared",
    ],
)
def test_what_is_known_of_the_encoding_is_read_exactly(check, content, declared, expected):
    result = check(content, FIELDS, **declared)

    assert result.rows == [(1, "عمّان"), (2, "إربد")]
    assert (result.report.encoding, result.report.encoding_reason) == expected


@pytest.mark.parametrize(
    ("content", "declared", "row", "offset", "suggestion"),
    [
        (ARABIC.encode("cp1256"), {}, 2, 10, "windows-1256"),
        (ARABIC.encode("cp1256"), {"encoding": "utf-8"}, 2, 10, "windows-1256"),
        (ARABIC.encode("utf-16-le"), {}, 1, 0, "utf-16-le"),
        (ARABIC.encode("utf-16-be"), {}, 1, 0, "utf-16-be"),
        (b"id,name\n" + b"1,a\n" * 600_000 + b"2,\xe9\n", {}, 600_002, 2_400_010, None),
        (b'id,name\n1,"a\n\xff"\n', {}, 2, 13, None),
        (b"id,name\n1,a\n\xe2\x82", {}, 3, 12, None),
        (b"id,name\n1,\x81\n", {"encoding": "windows-1252"}, 2, 10, None),
    ],
    ids=[
        "windows-1256 undeclared",
        "windows-1256 declared utf-8",
        "utf-16 little endian without mark",
        "utf-16 big endian without mark",
        "beyond the first block",
        "inside quotes",
        "cut at the end",
        "not what is declared",
    ],
)
def test_other_encodings_are_located_and_never_guessed(
    check, content, declared, row, offset, suggestion
):
    result = check(content, FIELDS, **declared)

    (error,) = result.report.errors
    assert (error.code, error.row) == ("encoding-error", row)
    assert error.parameters["offset"] == offset
    if suggestion:
        assert error.parameters["suggestion"] == suggestion
    assert not result.report.judged
    assert result.report.sha256 == hashlib.sha256(content).hexdigest()


def test_utf8_under_another_declaration_is_read_as_utf8_with_a_warning(check):
    result = check(ARABIC, FIELDS, encoding="windows-1256")

    assert result.rows[0] == (1, "عمّان")
    assert result.report.valid
    assert [w.code for w in result.report.warnings] == ["encoding-suspect"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("file-empty", None)),
        (b"\xef\xbb\xbf", ("file-empty", None)),
        (b"id,name\n1,a\0b\n2,b\n3,\0\0\n", ("nul-byte", 2)),
        (b'id,name\n1,"a\n2,b\n3,c\n', ("unclosed-quote", 2)),
        (b'id,name\n1,a\n2,"b\n3,"c"\n4,d\n', ("unclosed-quote", 3)),
        (b"id,name\n1,a\r2,b\n3,c\n", ("carriage-return", 2)),
        (b"id,name\n1,a\n2,b," + b"x" * 1_000_001 + b"\n", ("cell-too-long", 3)),
        (b"id,name\n1,a\n" + b"x" * 17_000_000, ("cell-too-long", 3)),
        (b"id,name\n1," + b"x," * 8_500_000, ("too-many-columns", 2)),
        (b'id,name\n1,"' + b"x\n" * 9_000_000, ("unclosed-quote", 2)),
        (b"id,name\n" + b"," * 5_000 + b"\n", ("too-many-columns", 2)),
    ],
    ids=[
        "empty",
        "only a mark",
        "nul",
        "quote open to the end",
        "quote closed by a later one",
        "single carriage return",
        "long cell",
        "line beyond the cap",
        "line of separators beyond the cap",
        "quote open beyond the cap",
        "5,000 cells",
    ],
)
def test_structure_is_reported_with_the_row_where_it_starts(check, content, expected):
    result = check(content, FIELDS)

    first = result.report.errors[0]
    assert (first.code, first.row) == expected


def test_rows_beside_a_nul_are_still_judged(check):
    result = check(b"id,name\n1,a\0\nx,b\n3,c\n", FIELDS)

    assert result.places == [("nul-byte", 2, None, None), ("type-error", 3, "A", "x")]
    assert result.rows == [(3, "c")]


def test_a_file_of_carriage_returns_alone_is_sound(check):
    result = check(b"id,name\r1,a\r2,b\r", FIELDS)

    assert result.rows == [(1, "a"), (2, "b")]


def test_line_breaks_and_quotes_inside_cells_are_sound(check):
    result = check('id,name\r\n1,"a\nb ""c"""\r\nx,d\r\n', FIELDS)

    assert result.rows == [(1, 'a\nb "c"')]
    assert result.places == [("type-error", 3, "A", "x")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('1,"say "yes""', "text-after-quote"),
        ('1,"a"b', "text-after-quote"),
        ('1,a "quoted" word', "quote-misplaced"),
        ('1,5" pipe', "quote-misplaced"),
        ('"1"x,a', "text-after-quote"),
        ('1, "a"', "quote-misplaced"),
    ],
)
def test_a_quote_that_bounds_no_whole_cell_is_an_error_of_its_row(check, row, expected):
    result = check(f'id,name\n{row}\n2,"b, ""c"""\n', FIELDS)

    assert [(e.code, e.row) for e in result.report.errors] == [(expected, 2)]
    assert result.rows == [(2, 'b, "c"')]


@pytest.mark.parametrize(
    ("arrange", "expected"),
    [
        (lambda _path: None, "file-missing"),
        (lambda path: path.mkdir(), "file-not-regular"),
        (os.mkfifo, "file-not-regular"),
        (lambda path: path.symlink_to("/etc/hostname"), "path-unsafe"),
        (lambda path: path.symlink_to(path), "file-unreadable"),
    ],
    ids=["missing", "folder", "pipe", "link out of the folder", "link to itself"],
)
def test_what_is_no_file_is_named(check, tmp_path, arrange, expected):
    arrange(tmp_path / "data.csv")

    result = check(None, FIELDS)

    (error,) = result.report.errors
    assert (error.code, error.file, error.resource) == (expected, "sample/data.csv", "data")


def test_a_file_without_permission_is_named(check, tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "data.csv").write_text("id,name\n")
    monkeypatch.setattr("pathlib.Path.open", refuse)

    result = check(None, FIELDS)

    (error,) = result.report.errors
    assert error.code == "file-unreadable"
    assert error.parameters == {"note": "Permission denied"}


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\n1," + b"x" * 10_000_000 + b"\n",
        b"id,name\n1," + b"x" * 100_000_000,
        b",".join(b"column%d" % n for n in range(5_000)) + b"\n" + (b"," * 4_999 + b"\n") * 500,
        b'id,name\n1,"' + b"x\n" * 40_000_000,
    ],
    ids=["10 MB cell", "100 MB line", "5,000 columns", "80 MB after a quote"],
)
def test_memory_is_bounded(describe, tmp_path, content):
    (tmp_path / "data.csv").write_bytes(content)
    resource = describe({"fields": [{"name": "id", "type": "integer"}, {"name": "name"}]})

    tracemalloc.start()
    checked = check_resource(resource, tmp_path, "sample/data.csv")
    rows = [row for batch in checked for row in batch.frame.rows()]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert rows == []
    assert not checked.report.valid
    assert checked.report.bytes == len(content)
    assert peak < 250_000_000


@pytest.mark.parametrize(
    ("dialect", "content"),
    [
        ({"delimiter": ";"}, "id;name\n1;a,b\n"),
        ({"quoteChar": "'"}, "id,name\n1,'a,b'\n"),
        ({"header": False}, '1,"a,b"\n'),
        ({"headerRows": [2]}, 'A title\nid,name\n1,"a,b"\n'),
        ({"commentChar": "#"}, 'id,name\n# note\n1,"a,b"\n'),
        ({"skipBlankRows": True}, 'id,name\n\n1,"a,b"\n'),
        ({"skipInitialSpace": True}, 'id, name\n1, "a,b"\n'),
    ],
    ids=["delimiter", "quote", "no header", "header in row 2", "comment", "blank rows", "spaces"],
)
def test_the_dialect_is_obeyed(check, dialect, content):
    result = check(content, FIELDS, dialect=dialect)

    assert result.report.errors == []
    assert result.rows == [(1, "a,b")]


def test_nothing_is_sniffed(check):
    result = check("id;name\n1;a\n", FIELDS)

    assert [e.code for e in result.report.errors] == [
        "missing-label",
        "incorrect-label",
        "type-error",
    ]


def test_a_dialect_that_nobody_can_read_is_reported(check):
    result = check("id,name\n", FIELDS, dialect={"delimiter": "||"})

    (error,) = result.report.errors
    assert (error.code, error.file, error.rule) == (
        "descriptor-profile",
        "sample/datapackage.json",
        "dialect",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_wide_encoding_without_its_mark_is_no_fault(check, encoding):
    result = check(b"id,name\n1,a\n", FIELDS, encoding=encoding)

    assert [(e.code, e.row) for e in result.report.errors] == [("encoding-error", 1)]


@pytest.mark.parametrize("rows", [[5], [2, 9]])
def test_a_header_below_the_end_of_the_file_is_missing(check, rows):
    result = check("id,name\n1,a\n", FIELDS, dialect={"headerRows": rows})

    assert not result.report.valid
    assert result.rows == []


def test_a_header_in_a_row_that_no_file_has_is_refused(check):
    result = check("id,name\n1,a\n", FIELDS, dialect={"headerRows": [10**30]})

    assert [(e.code, e.rule) for e in result.report.errors] == [("descriptor-profile", "dialect")]


def test_a_label_of_a_million_letters_has_no_suggestion(check):
    result = check("i" * 900_000 + ",name\n1,a\n", FIELDS)

    assert result.report.errors[0].code == "incorrect-label"
    assert result.report.errors[0].suggestion is None
