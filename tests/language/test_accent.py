"""A portal's own colour: whatever is chosen can be read."""

import pytest

from portal.language.accent import NIGHT, PAPER, accent, contrast, css, is_colour

COLOURS = ["#0a5c73", "#ffcc00", "#ffffff", "#000000", "#808080", "#ff0000", "#00ff00", "#0000ff"]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_becomes_readable(colour):
    shades = accent(colour)

    assert contrast(shades.light, PAPER) >= 4.5
    assert contrast(shades.light, "#ffffff") >= 4.5
    assert contrast(shades.dark, NIGHT) >= 4.5
    assert contrast(shades.dark, shades.dark_ink) >= 4.5
    assert contrast(shades.deep, "#ffffff") >= 7


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert accent("#0A5C73").light == "#0a5c73"
    assert "--accent:#0a5c73" in css("#0a5c73")


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "#0a5c73;} body{display:none", ""])
def test_nothing_else_is_a_colour(text):
    assert not is_colour(text)
