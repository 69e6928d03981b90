"""Workbooks made part by part, as other programs write them."""

import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest

from portal.catalog.descriptor import dataset_of
from portal.workbook.write import new_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT = f"""<Relationships xmlns="{PACKAGE}">
<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
RELATIONS = f"""<Relationships xmlns="{PACKAGE}">{{sheets}}
<Relationship Id="strings" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="styles" Type="{OFFICE}/styles" Target="/xl/styles.xml"/></Relationships>"""
CREATED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def parts(
    rows="",
    *,
    strings=(),
    formats=(),
    book="",
    names="",
    main=MAIN,
    sheets=(("Data", ""),),
    more=None,
):
    """Return the parts of a workbook; ``rows`` is the XML of the first sheet's data."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" {about} r:id="s{n}"/>'
        for n, (name, about) in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    shown = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(formats)
        if isinstance(code, str)
    )
    used = "".join(
        f'<xf numFmtId="{200 + n if isinstance(code, str) else code}"/>'
        for n, code in enumerate(formats)
    )
    made = {
        "_rels/.rels": ROOT,
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{OFFICE}">{book}'
        f"<sheets>{listed}</sheets>{names}</workbook>",
        "xl/_rels/workbook.xml.rels": RELATIONS.format(sheets=relations),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">'
        + "".join(f"<si>{string}</si>" for string in strings)
        + "</sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts>{shown}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>',
    }
    data = rows if isinstance(rows, list | tuple) else [rows]
    for n in range(1, len(sheets) + 1):
        inside = data[n - 1] if n <= len(data) else ""
        made[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{inside}</sheetData>'
            '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
        )
    return {**made, **(more or {})}


@pytest.fixture
def put(tmp_path):
    """Give what writes parts into a workbook, and returns its path."""

    def pack(made, name="book.xlsx", compression=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", compression) as archive:
            for part, content in made.items():
                if content is not None:
                    archive.writestr(part, content)
        return path

    return pack


@pytest.fixture
def parts_of():
    return parts


@pytest.fixture
def book(put):
    """Give what makes a workbook of sheets' rows in XML."""
    return lambda *rows, **about: put(parts(*rows, **about))


@pytest.fixture
def written(tmp_path):
    """Give what writes rows with our own writer, and returns the path."""

    def write(rows, *, name="Data", style="plain", right_to_left=False):
        path = tmp_path / "written.xlsx"
        with new_workbook(path, "A title", CREATED) as workbook:
            sheet = workbook.sheet(name, right_to_left=right_to_left)
            for row in rows:
                sheet.append(row, style)
        return path

    return write


@pytest.fixture
def describe():
    """Give what makes a resource of fields, ``{name: type}`` or as a schema has them."""

    def resource_of(fields, schema=None, **about):
        if isinstance(fields, dict):
            fields = [{"name": name, "type": kind} for name, kind in fields.items()]
        schema = {"fields": fields, **(schema or {})}
        resource = {"name": "data", "path": "data.csv", "schema": schema, **about}
        return dataset_of(
            {
                "name": "sample",
                "publisher": {"name": "office", "title": "Office"},
                "licenses": [{"name": "CC0-1.0"}],
                "resources": [resource],
            }
        ).resources[0]

    return resource_of
