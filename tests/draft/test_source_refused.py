"""What is no file with a table is refused in a sentence that says what it is and what to do."""

import os
import zipfile

import pytest

from portal.draft.sources import file, read
from portal.exceptions import DraftError


def refusal(path, **options):
    with pytest.raises(DraftError) as caught:
        read(path, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "is empty (0 bytes)"),
        ("a.csv", b"<!DOCTYPE html><html></html>", "This is a web page"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "named like a workbook"),
        ("a.json", b'[{"a": 1}]', "JSON, but no GeoJSON"),
        ("a.csv", b"%PDF-1.7\n", "PDF document"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.fods", b"<?xml version='1.0'?><office:document xmlns:office='urn:x'/>", "XML format"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and then nothing", "or it is damaged"),
        ("a.dbf", b"\x03" + bytes(100), "not text"),
        ("~$a.xlsx", b"x", "open in a program"),
    ],
)
def test_file_is_named_for_what_it_is(tmp_path, name, content, sentence):
    path = tmp_path / name
    path.write_bytes(content)

    found = refusal(path)

    assert sentence in found
    assert name in found


@pytest.mark.parametrize("member", ["word/document.xml", "data.csv"])
def test_archive_without_workbook_is_refused(tmp_path, member):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml" if "/" in member else "x", "")
        archive.writestr(member, "a,b")

    assert "compressed archive" in refusal(path)


def test_folder_is_refused(tmp_path):
    assert "is a folder" in refusal(tmp_path)


def test_missing_file_is_said_with_the_one_that_must_be_meant(tmp_path):
    (tmp_path / "population 2020.csv").write_text("a\n1\n")

    assert "Is it “population 2020.csv”?" in refusal(tmp_path / "population2020.csv")
    assert "Look at the path" in refusal(tmp_path / "elsewhere.xlsx")
    assert "no such folder" in refusal(tmp_path / "none" / "a.csv")


def test_device_is_refused(tmp_path):
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)

    assert "a device" in refusal(path)


def test_file_that_would_not_fit_into_memory_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("a\n" * 2000)
    monkeypatch.setattr(file, "LIMIT", 1000)

    assert "Cut it into parts" in refusal(path)


def test_encrypted_workbook_is_said_to_be_so(tmp_path):
    path = tmp_path / "a.xlsx"
    sign = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(sign + "EncryptedPackage".encode("utf-16-le"))

    assert "protected by a password" in refusal(path)


def test_layout_is_for_texts_only(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"type": "FeatureCollection", "features": []}')

    assert "Leave out --layout" in refusal(path, layout=tmp_path / "layout.csv")
