"""Tell JSON from a table whose first cell begins with a bracket, also where only its beginning is known."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""\s*(?:(?P<open>[{\[])|(?P<close>[}\]])|(?P<comma>,)|(?P<colon>:)
    |(?P<string>"(?:[^"\\\x00-\x1f]|\\.)*")
    |(?P<scalar>-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)|true|false|null|NaN)(?![\w.+-]))""",
    re.VERBOSE | re.DOTALL,
)
PARTIAL = re.compile(r'\s*(?:"(?:[^"\\\x00-\x1f]|\\.)*\\?|[-+.\w]*)', re.DOTALL)


def is_json(text: str) -> bool:
    """Tell whether a text is one JSON object or array, the beginning of one, or one a line."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    position = 0
    while True:
        position = _after_json(text, position)
        if position < 0:
            return False
        rest = text[position:]
        if not rest.strip():
            return True
        # Another value may follow on a line of its own, and nothing else.
        if not re.match(r"[ \t\r]*\n\s*[{\[]", rest):
            return False


def _after_json(text: str, position: int) -> int:
    """Return where the JSON value at ``position`` ends; -1 where there is none.

    A text that ends inside a value is taken for the beginning of it.
    """
    depth: list[str] = []
    before = ""
    while True:
        found = TOKEN.match(text, position)
        if found is None:
            cut = PARTIAL.match(text, position)
            return len(text) if cut and cut.end() == len(text) else -1
        kind = str(found.lastgroup)
        if kind == "string" and depth[-1:] == ["{"] and before != "colon":
            kind = "key"
        if not _may_follow(kind, before, depth):
            return -1
        position, before = found.end(), kind
        if kind == "open":
            depth.append(found.group("open"))
        elif kind == "close":
            if depth.pop() + found.group("close") not in ("{}", "[]"):
                return -1
            if not depth:
                return position


def _may_follow(kind: str, before: str, depth: list[str]) -> bool:
    """Tell whether a token may stand after another one in JSON."""
    if not depth:
        return kind == "open" and not before
    value = before in ("string", "scalar", "close")
    if kind == "close":
        return value or before == "open"
    if kind == "comma":
        return value
    if kind == "colon":
        return before == "key"
    if value or before == "key":
        return False
    return kind == "key" if depth[-1] == "{" and before != "colon" else kind != "key"
