"""Strings, numbers and dates in the languages of the portal."""
