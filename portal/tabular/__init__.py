"""Bytes in, certain rows and a report out."""
