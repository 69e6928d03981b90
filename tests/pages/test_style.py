"""The stylesheet: small, mirrored by itself, nothing from elsewhere."""

import re

import pytest

from scripts.application import SOFTWARE

CSS = re.sub(r"/\*.*?\*/", "", (SOFTWARE / "static" / "portal.css").read_text("utf-8"), flags=re.DOTALL)  # fmt: skip


def test_is_small():
    assert len(CSS.encode()) <= 10_000


@pytest.mark.parametrize(
    "physical",
    [
        r"\b(margin|padding|border)-(left|right|top|bottom)\b",
        r"(?<![-\w])(left|right|top|bottom|width|height|(min|max)-(width|height)):",
        r"text-align:\s*(left|right)",
        r"float:",
        r"url\(|@import|!important",
    ],
)
def test_has_logical_properties_only(physical):
    found = [m[0] for m in re.finditer(physical, re.sub(r"@media[^{]*", "", CSS))]

    assert found == []


@pytest.mark.parametrize(
    "needed", ["prefers-color-scheme: dark", "@media print", ":focus-visible", "line-height: 1.75"]
)
def test_cares_for_readers(needed):
    assert needed in CSS
