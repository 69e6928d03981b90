"""The report as one HTML file: whole by itself, readable in both directions, and harmless."""

import itertools
import re
from html.parser import HTMLParser

import pytest

from portal.language.visible import visible
from portal.tabular.html_report import html_report, report_body
from portal.tabular.quality.rows import MOST_COLUMNS, rows_to_show
from portal.tabular.quality.view import quality_view
from portal.tabular.report import Error, Report, column_letter
from scripts.application import SOFTWARE

STYLE = (SOFTWARE / "static" / "portal.css").read_text("utf-8")
FILE = "towns/towns.csv"
VOID = {"br", "meta"}
HOSTILE = "</style></td><script>alert(1)</script><img src=//evil.example onerror=x>"
LABELS = ["name", "population", "founded"]
ROWS = {
    1: LABELS,
    2: ["عمّان", "4430", "1950-01-01"],
    3: ["إربد", "one million", "11/04/1950"],
    4: ["جرش", "-5", "1950-01-01"],
    5: [HOSTILE, "\u200f44", "1950-01-01"],
    6: ["معان", "7"],
}


def error(code, row, position=None, value=None, rule=None, suggestion=None, **parameters):
    field = None if position is None else LABELS[position - 1]
    letter = None if position is None else column_letter(position)
    return Error(code, FILE, "towns", row, field, letter, value, rule, None, suggestion, parameters)


def broken():
    """Return a report with cells, rows and hints."""
    report = Report(FILE, "towns", rows=5, bytes=900, rules=7, judged=True, rejected=4)
    report.sha256, report.encoding, report.encoding_reason = "ab" * 32, "utf-8", "utf-8"
    report.dialect, report.dialect_reason = {"delimiter": ";"}, "guessed"
    report.extend(
        [
            error("type-error", 3, 2, "one million", "integer", type="integer"),
            error("type-error", 3, 3, "11/04/1950", "date", type="date"),
            error("constraint-error", 4, 2, "-5", "minimum: 0", constraint="minimum", limit="0"),
            error("type-error", 5, 2, "\u200f44", "integer", "44", type="integer"),
            error("constraint-error", 5, 1, HOSTILE, "enum: <b>", constraint="enum", limit="<b>"),
            error("missing-cell", 6, 3),
        ]
    )
    report.warnings.append(error("encoding-suspect", None, encoding="iso-8859-6", used="utf-8"))
    return report


def page(*reports, language="en", **about):
    rows = {(FILE, number): cells for number, cells in ROWS.items()}
    about = {"title": "towns.csv", "style": STYLE, "rows": rows} | about
    return html_report(reports, language, **about)


def words(html):
    """Return the visible text of a part of a page."""
    return " ".join(re.sub(r"<[^>]+>", "", re.sub(r"<br>", " ", html)).split())


class Page(HTMLParser):
    """Collect what the tests ask of a page, and fail where it is not well-formed."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.open = []
        self.addresses = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.addresses += [value for name, value in attrs if name in {"href", "src", "action"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def named(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fr", "ltr")])
@pytest.mark.parametrize("reports", [(), (broken(),), (Report("towns/datapackage.json"), broken())])
def test_is_well_made(language, direction, reports):
    made = Page(page(*reports, language=language))

    assert made.named("html") == [{"lang": language, "dir": direction}]
    headings = [int(tag[1]) for tag, _ in made.found if re.fullmatch("h[1-6]", tag)]
    assert headings.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(headings))
    assert len(made.named("table")) == len(made.named("caption"))
    assert all(one.get("scope") in {"row", "col"} for one in made.named("th"))
    identifiers = [about["id"] for _, about in made.found if "id" in about]
    assert len(identifiers) == len(set(identifiers))
    named = [about["aria-labelledby"] for _, about in made.found if "aria-labelledby" in about]
    assert set(named) <= set(identifiers)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_asks_for_nothing_and_runs_nothing(language):
    made = Page(page(broken(), broken(), language=language, title=HOSTILE))

    tags = {tag for tag, _ in made.found}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert all(address.startswith("#") for address in made.addresses)
    assert not any(
        name == "style" or name.startswith("on") for _, about in made.found for name in about
    )
    policy = [about for about in made.named("meta") if "http-equiv" in about]
    assert policy[0]["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_its_style_cannot_be_left_by_a_title():
    html = page(broken(), title='x" } * { } </style><b>')

    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    assert style.count('"') == STYLE.count('"') + 2
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Not valid: 6 errors in 4 of 5 rows."),
        ("en", "Column B · population: 2 cells Write digits only"),
        ("en", "Rule: at least 0"),
        ("en", "Did you mean 44?"),
        ("en", "Check again: portal validate towns"),
        ("en", "Rows read5 Accepted1 Rejected4"),
        ("en", "Separatorsemicolon (guessed from the rows, to be confirmed in the descriptor)"),
        ("en", "Encodingutf-8 (all bytes are valid UTF-8)"),
        ("ar", "غير مطابق: 6 أخطاء في 4 من 5 صفوف."),
        ("ar", "العمود B · population: خليتان"),
        ("ar", "القاعدة: 0 على الأقل"),
        ("ar", "هل المقصود 44؟"),
    ],
)
def test_says(language, expected):
    html = page(broken(), language=language, command="portal validate towns")

    assert expected in words(html)


def test_the_file_and_the_page_have_the_same_body():
    report = broken()

    view = quality_view(report, "ar", ROWS)

    body = report_body(view, "ar", name="report-1")
    assert body in page(report, language="ar")
    assert "<h3>" in body


def test_counts_stay_true_where_the_list_is_cut(monkeypatch):
    monkeypatch.setattr("portal.tabular.report.KEPT", 10)
    report = Report(FILE, "towns", rows=90, judged=True, rejected=90)
    report.extend(error("type-error", n, 2, "x", "integer", type="integer") for n in range(2, 92))
    report.extend([error("missing-cell", 91, 3)])

    html = page(report)

    assert "Not valid: 91 errors in 90 of 90 rows." in words(html)
    assert "Column B · population: 90 cells" in words(html)
    assert "and 85 more" in words(html)
    assert "Column founded: 1 cell" in words(html)


def test_what_comes_first_is_what_the_rest_depends_on():
    report = Report(FILE, "towns", rows=9, judged=True, rejected=9)
    report.extend(error("type-error", n, 2, "x", "integer", type="integer") for n in range(2, 9))
    report.add(error("extra-cell", 9, value="x"))
    report.add(error("incorrect-label", 1, 1, "nom", "name"))
    report.add(error("descriptor-profile", None, rule="encoding", value="utf-9"))

    view = quality_view(report, "en")

    assert [step.finding.code for step in view.steps] == [
        *("descriptor-profile", "incorrect-label", "extra-cell", "type-error"),
    ]
    assert [finding.count for finding in view.findings] == [7, 1, 1, 1]


def test_what_helps_in_many_columns_is_one_step():
    report = Report(FILE, "towns", rows=9, judged=True, rejected=2)
    for row in (4, 5):
        report.extend(error("missing-cell", row, position) for position in (1, 2, 3))

    view = quality_view(report, "en")

    assert [(step.count, step.columns_left) for step in view.steps] == [(6, 2)]
    assert "Column A · name and 2 more columns: 6 cells" in words(page(report))


def test_the_structure_comes_before_all():
    report = Report(FILE, "towns", rows=9)
    report.add(error("unclosed-quote", 4, value='"Ma'))

    html = page(report)

    assert "Repair the structure of the file first." in html
    assert "Accepted" not in html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_bad_cells_are_marked_by_a_sign_and_by_words(language):
    html = page(broken(), language=language)

    rows = html[html.index('id="report-1-rows"') :]
    cells = re.findall(r'<td class="bad">(.*?)</td>', rows)
    said = {"en": "This is not a whole number", "ar": "ليس عددًا صحيحًا"}[language]
    assert len(cells) == 6
    assert all("✗" in cell and 'class="note"' in cell for cell in cells)
    assert f"one million {said}" in words(cells[0])


def test_what_cannot_be_seen_has_a_name():
    html = page(broken())

    assert "[U+200F]" in html
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0\ufdd1]", html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        (" a b  c ", "␣a b␣␣c␣"),
        ("a\nb\tc", "a⏎b⇥c"),
        ("\x00\u00a0\ufeff", "[U+0000][U+00A0][U+FEFF]"),
        ("\ud800", "[U+D800]"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("x" * 121, "x" * 120 + "…"),
        ("", ""),
    ],
)
def test_text_is_shown_as_it_is(text, expected):
    assert words(visible(text)) == expected
    assert visible(text).encode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_comes_from_the_file_keeps_its_direction(language):
    report = Report(FILE, "towns", rows=9, judged=True, rejected=1)
    report.add(error("constraint-error", 2, 2, "-9", "minimum: -5.2", constraint="minimum", limit="-5.2"))  # fmt: skip

    html = page(report, language=language)

    assert html.count('<bdi dir="auto">-5.2</bdi>') >= 2
    assert "-5.2" not in html.replace('<bdi dir="auto">-5.2</bdi>', "")


def test_a_sentence_is_whole_where_a_file_holds_our_own_marks():
    report = Report(FILE, "towns", rows=9, judged=True, rejected=1)
    report.add(error("forbidden-value", 2, 2, "a\ufdd1b\ufdd0c"))

    assert "a[U+FDD1]b[U+FDD0]c" in words(page(report))


def test_rows_to_show_explain_each_finding():
    report = Report(FILE, "towns", rows=900, judged=True)
    report.extend(error("type-error", n, 2, "x", "integer") for n in range(100, 200))
    report.add(error("missing-cell", 700, 3))

    shown = rows_to_show(report)

    assert shown[0] == 1
    assert {99, 100, 101, 699, 700, 701} <= set(shown)
    assert len(shown) <= 13


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ({}, (1, 4, 5, 6)),
        ({"header": False}, (4, 5, 6)),
        ({"headerRows": [1, 2]}, (1, 2, 4, 5, 6)),
        ({"headerRows": [4]}, (4, 5, 6)),
        ({"headerRows": [5]}, (5, 6, 7)),
    ],
    ids=["one header row", "none", "two", "just before", "the row itself"],
)
def test_the_header_is_shown_once(dialect, expected):
    report = Report(FILE, "towns", dialect=dialect)
    report.add(error("type-error", 5, 2))

    assert rows_to_show(report) == expected


def test_a_wrong_label_is_marked_in_the_header():
    report = Report(FILE, "towns", rows=5, judged=True)
    report.add(error("incorrect-label", 1, 2, "pop", "population"))
    rows = {(FILE, n): ["name", "pop"] for n in rows_to_show(report)}

    html = page(report, rows=rows)

    [label] = re.findall(r'<th scope="col" class="bad">(.*?)</th>', html)
    assert words(label).startswith("B ✗Wrong: pop The schema has the field population")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_row_at_fault_is_marked_as_a_whole(language):
    report = Report(FILE, "towns", rows=5, judged=True, rejected=1)
    report.add(error("blank-row", 4))

    html = page(report, language=language, rows={(FILE, 1): LABELS, (FILE, 4): [""]})

    [row] = re.findall(r'<th scope="row" class="bad">(.*?)</th>', html)
    said = {"en": "Row 4 is empty.", "ar": "الصف 4 فارغ."}[language]
    assert words(row).endswith(f"4 {said}")


def test_a_report_without_errors_shows_no_rows():
    changed = Report(FILE, "towns", rows=9, judged=True)
    changed.add(error("file-changed", None))

    assert rows_to_show(Report(FILE, "towns", rows=9, judged=True)) == ()
    assert rows_to_show(changed) == ()


def test_of_a_wide_table_the_columns_that_matter_are_shown():
    report = Report(FILE, "towns", rows=1, judged=True, rejected=1)
    wide = [f"c{n}" for n in range(1, 3001)]
    report.add(Error("type-error", FILE, "towns", 2, "c2000", column_letter(2000), "c2000"))
    rows = {(FILE, 1): wide, (FILE, 2): wide}

    html = page(report, rows=rows)

    assert f"{MOST_COLUMNS} of 3,000 columns are shown." in html
    assert all(f">c{n}<" in html for n in (1, 1999, 2000, 2001))
    assert ">c2500<" not in html


def test_thousands_of_findings_are_named_by_number():
    report = Report(FILE, "towns", rows=1, judged=True, rejected=1)
    report.extend(Error("type-error", FILE, "towns", 2, f"c{n}", "A", "x") for n in range(3000))

    html = page(report)

    assert "2,900 rarer kinds of errors are not listed." in html
    assert len(html) < 300_000


def test_each_property_of_a_descriptor_is_named():
    report = Report("towns/datapackage.json")
    for name in ("title", "licenses"):
        parameters = {"expected": name}
        report.add(Error("descriptor-profile", report.file, rule="required", pointer=f"/{name}", parameters=parameters))  # fmt: skip

    text = words(page(report))

    assert "A required property is missing: title" in text
    assert "A required property is missing: licenses" in text


def test_a_dataset_that_waits_is_not_wrong():
    report = Report(FILE, "towns", rows=5, judged=True, rules=3)
    report.add(error("waits", None, parents="codes"))

    assert "Waiting: it refers to datasets" in words(page(report))


def test_speaks_english_where_there_are_no_words():
    html = page(broken(), language="fr")

    assert '<span lang="en" dir="ltr">This is not a whole number</span>' in html
