"""The language of a request, from the first segment of its path."""

from __future__ import annotations

from contextvars import ContextVar

LANGUAGE: ContextVar[str] = ContextVar("LANGUAGE", default="en")
PREFIX: ContextVar[str] = ContextVar("PREFIX", default="/")
