"""What is no table is named for what it is, and what may be a table is left in peace."""

import gzip
import io
import random
import sqlite3
import time
import zipfile
from contextlib import closing

import openpyxl
import pytest

from portal.tabular.nature import NATURES, nature_of

NOISE = random.Random(1).randbytes(5_000)  # noqa: S311  # the same at every run
ARABIC = "اسم,قيمة\nعمّان,1\nإربد,2\n"


def archive(name="data.csv"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(name, "id,name\n")
    return stream.getvalue()


def workbook():
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table t (a)")
        connection.commit()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("head", "nature"),
    [
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\r\n <!-- made by x --> <html lang=ar>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "html"),
        (b"<head><title>404</title>", "html"),
        (b'<table border="1"><!-- export --><tr><td>1', "html"),
        ("<html>".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?><rss>', "xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "xml"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "excel"),
        (b'<svg xmlns="http://www.w3.org/2000/svg">', "image"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Fea', "json"),
        (b'[{"a": 1},\n {"a": 2}]\n', "json"),
        (b'{"a": 1}\n{"a": 2}\n', "json"),
        (b"[]", "json"),
        (b'{"a": "cut here \\', "json"),
        (archive(), "zip"),
        (archive("word/document.xml"), "zip"),
        (gzip.compress(b"id,name\n"), "zip"),
        (workbook(), "excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "excel"),
        (archive("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "excel"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\n", "lfs-pointer"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"GIF89a", "image"),
        (b"PAR1\x15\x04", "binary"),
        (b"{\\rtf1\\ansi", "binary"),
        (NOISE, "binary"),
        (NOISE[:200], "binary"),
        (b"a\0b\0\1\2\3" * 40, "binary"),
    ],
)
def test_what_is_no_table_is_named(head, nature):
    assert nature in NATURES
    assert nature_of(head) == nature


def test_a_database_is_named(tmp_path):
    assert nature_of(database(tmp_path / "data.csv")) == "sqlite"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"id,name\n1,a\n",
        b"<b>,x\n1,2\n",
        b"<a href='x'>Amman</a>,5\n",
        b"<table>,x\n1,2\n",
        b"<5,x\n1,2\n",
        b"{,a\n1,2\n",
        b"[a],b\n1,2\n",
        b"[1,2\n3,4\n",
        b'{"a": 1},5\n{"a": 2},6\n',
        b'{"a"},b\n',
        b'"{""a"": 1}",5\n',
        b"BM,x\n1,2\n",
        b"version,x\n1,2\n",
        b"PK,x\n1,2\n",
        b"a,b\n1,\0\n",
        b"a,b\r1,2\r",
        "عمّان".encode(),
        ARABIC.encode("utf-16"),
        ARABIC.encode("utf-16-le"),
        ARABIC.encode("utf-16-be"),
        ARABIC.encode("utf-32"),
        ARABIC.encode("cp1256"),
        "id,name\n1,a\n".encode("utf-16-le"),
    ],
)
def test_what_may_be_a_table_has_no_nature(head):
    assert nature_of(head) is None


@pytest.mark.parametrize(
    "head",
    [
        b"<!--" * 16_000,
        b"[" * 65_536,
        b'{"a":' * 13_000,
        b"<?" * 32_000,
        b"<table>" + b"<!---->" * 9_000,
        b"<x " + b" xmlns" * 10_000,
        b'{"' + b"\\" * 65_000,
        b"[]\n" * 20_000,
        b" " * 65_536,
    ],
    ids=lambda head: repr(head[:8]),
)
def test_no_beginning_takes_long(head):
    start = time.perf_counter()

    nature_of(head)

    assert time.perf_counter() - start < 2
