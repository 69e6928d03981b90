"""Descriptors in, frozen dataclasses out."""
