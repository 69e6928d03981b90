"""The parts of a workbook that hold its sheets together: names, styles, title (ECMA-376 part 1)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from portal.workbook.texts import escaped, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OWN = 164
"""The first number of a format that is not built into Excel."""


def parts(
    names: Sequence[str], formats: Sequence[str], title: str, created: datetime
) -> Iterator[tuple[str, str]]:
    """Yield path and content of every part but the sheets, which have these names in this order."""
    numbers = range(1, len(names) + 1)
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sheets = "".join(
        f'<sheet name={quoteattr(escaped(name))} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>'
            for n in numbers
        )
        + "</Types>",
    )
    yield (
        "_rels/.rels",
        (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
            "</Relationships>"
        ),
    )
    yield (
        "docProps/core.xml",
        (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(visible(title))}</dc:title>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created></cp:coreProperties>'
        ),
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>',
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + f'<Relationship Id="rId{len(names) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>",
    )
    yield "xl/styles.xml", _styles(formats)


def _styles(formats: Sequence[str]) -> str:
    own = "".join(
        f'<numFmt numFmtId="{OWN + n}" formatCode={quoteattr(one)}/>'
        for n, one in enumerate(formats)
    )
    plain = '<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">{wrap}</xf>'
    wrap = '<alignment vertical="top" wrapText="1"/>'
    looks = [
        plain.format(font=0, fill=0, wrap=""),
        plain.format(font=1, fill=2, wrap=wrap),
        plain.format(font=1, fill=0, wrap='<alignment vertical="top"/>'),
        plain.format(font=0, fill=0, wrap=wrap),
        *(
            f'<xf numFmtId="{OWN + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
            for n in range(len(formats))
        ),
    ]
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(formats)}">{own}</numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFE3EAF1"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
