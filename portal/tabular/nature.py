"""What a file is when it is no delimited text: told from its first bytes, never from its name."""

from __future__ import annotations

import codecs
import re

from portal.tabular.json_text import is_json
from portal.tabular.wide import is_text, wide_codec

HEAD = 1 << 16
"""Bytes that are enough to tell."""
STRAY = 4
"""Fewer control characters than this are a fault of a text, and do not make it something else."""
SHARE = 50
"""A text has fewer than one control character in this many bytes."""

NATURES = (
    "html",
    "json",
    "xml",
    "zip",
    "excel",
    "pdf",
    "sqlite",
    "lfs-pointer",
    "image",
    "binary",
)
# Magic numbers: https://www.iana.org/assignments/media-types/, and file(1).
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\0", "sqlite"),
    (b"version https://git-lfs.github.com/spec/", "lfs-pointer"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "excel"),
    (b"\x09\x08\x10\x00\x00\x06\x05\x00", "excel"),
    (b"\x1f\x8b\x08", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"Rar!\x1a\x07", "zip"),
    (b"\xfd7zXZ\x00", "zip"),
    (b"(\xb5/\xfd", "zip"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"{\\rtf", "binary"),
    (b"%!PS", "binary"),
    (b"PAR1", "binary"),
    (b"ARROW1", "binary"),
    (b"\x89HDF\r\n", "binary"),
    (b"$FL2@(#)", "binary"),
)
WORKBOOKS = (b"xl/", b"application/vnd.oasis.opendocument.spreadsheet")
DOCUMENTS = (b"word/", b"ppt/")
# Windows-1256, ISO-8859-6 and the like have no characters here; a form feed and the old end-of-file
# mark occur in texts.
CONTROL = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\f\x1a"})

SPACE = re.compile(r"\s+|<!--.*?-->|<\?(?!xml)[^>]*>", re.DOTALL)
PROLOG = re.compile(r"<\?xml\b[^>]*>")
HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|link|style)\b", re.IGNORECASE
)
TABLE = re.compile(r"<table\b[^>]*>", re.IGNORECASE)
TABLE_PART = re.compile(r"<(?:tr|thead|tbody|caption|col)\b", re.IGNORECASE)
ROOT = re.compile(r"<[A-Za-z_][\w.-]*(?::[\w.-]+)?(?:\s[^<>]*)?\sxmlns(?::\w+)?\s*=", re.DOTALL)
SVG = re.compile(r"<(?:!doctype\s+)?svg\b", re.IGNORECASE)
SPREADSHEET = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet")


def nature_of(head: bytes) -> str | None:
    """Return what a file is by its first HEAD bytes, one of NATURES; None where it may be a table.

    A table may begin with ``<b>`` or ``{``: only what begins as a page, a document or one whole
    JSON value is called that.
    """
    head = head[:HEAD]
    for signature, nature in SIGNATURES:
        if head.startswith(signature):
            return nature
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _archive(head)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*%PDF-\d", head):
        return "pdf"
    if re.match(rb"BM.{4}\0{4}|RIFF.{4}WEBP", head, re.DOTALL):
        return "image"
    if re.match(rb"BZh[1-9]1AY&SY", head) or head[257:262] == b"ustar":
        return "zip"
    text = _decoded(head)
    if text is None:
        return "binary"
    return _markup(text) or ("json" if is_json(text) else None)


def _archive(head: bytes) -> str:
    """Tell a workbook from any other ZIP file."""
    if any(mark in head for mark in WORKBOOKS):
        return "excel"
    types = b"[Content_Types].xml" in head[:200]
    return "excel" if types and not any(mark in head for mark in DOCUMENTS) else "zip"


def _decoded(head: bytes) -> str | None:
    """Return the beginning of a text, or None where it is none."""
    for mark, codec in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            text = head[len(mark) :].decode(codec, errors="replace")
            return text if is_text(text) else None
    controls = len(head) - len(head.translate(None, CONTROL))
    if controls < STRAY or controls * SHARE < len(head):
        return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    wide = wide_codec(head)
    return head.decode(wide, errors="replace") if wide else None


def _markup(text: str) -> str | None:
    """Return what a text in angle brackets is."""
    text, prolog = _stripped(text), False
    if PROLOG.match(text):
        prolog = True
        text = _stripped(PROLOG.sub("", text, count=1))
    if not text.startswith("<") and not prolog:
        return None
    table = TABLE.match(text)
    if HTML.match(text) or (table and TABLE_PART.match(_stripped(text[table.end() :]))):
        return "html"
    if SVG.match(text):
        return "image"
    if prolog or ROOT.match(text) or re.match(r"<!DOCTYPE\s+\w+", text):
        return "excel" if SPREADSHEET.search(text[:2000]) else "xml"
    return None


def _stripped(text: str) -> str:
    """Return a text without the spaces, comments and instructions that it begins with."""
    position = 0
    while (found := SPACE.match(text, position)) and found.end() > position:
        if SPREADSHEET.search(found.group()):
            return text[position:].replace("<?mso", "<?xml", 1)
        position = found.end()
    return text[position:]
