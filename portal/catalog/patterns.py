"""Tell whether a regular expression of a schema can make the check of a file hang.

Python tries the ways in which a repeat inside a repeat can divide a text one after another; in
``(a+)*`` there are more of them than seconds for a cell of 40 letters. Such a pattern is refused
unless the division is certain: what is repeated begins or ends with a character that nothing else
in it matches, as in ``[a-z]+(-[a-z]+)*``. The judgement is careful, not exact: a pattern that it
refuses can be written in another way; what it lets pass may be slow, but not without end.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDLESS = 10**9
LONGEST = 10_000
"""Characters of a pattern; Python needs seconds and much memory for long ones."""
HARMLESS = 64
"""Repeats of repeats up to this many characters are tried out in no time."""
ESCAPE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", re.DOTALL
)
QUANTIFIER = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<low>\d*)(?P<range>,(?P<high>\d*))?\})[?+]?")
OPENING = re.compile(r"\((?:\?(?:P<\w+>|P=\w+|P>|#[^)]*|\(\w+\)|<?[=!]|>|[a-zA-Z-]*:?))?")
CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
SAMPLE = "\t\n" + "".join(map(chr, (*range(0x20, 0x250), *range(0x600, 0x700))))


@dataclass
class Part:
    """Hold a character (class) or a group of a pattern, and how often it may stand."""

    text: str = ""
    branches: list[list[Part]] = field(default_factory=list)
    low: int = 1
    high: int = 1

    @property
    def varies(self) -> bool:
        """Tell whether it may stand more or less often."""
        return self.high > self.low


def pattern_problem(pattern: str) -> tuple[str, str] | None:
    """Return ``("syntax", what Python says)``, ``("hangs", the part at fault)`` or None."""
    if len(pattern) > LONGEST:
        return "syntax", f"more than {LONGEST} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "possible nested set" is no problem of ours
            re.compile(pattern)
            re.compile(f"^{pattern}$")  # as the judge does: no flags for the whole, as in (?i)a
        branches, _ = _branches(pattern, 0)
        hanging = next(_hanging(branches), None)
    except (re.error, RecursionError, OverflowError) as error:
        return "syntax", str(error)
    return ("hangs", hanging) if hanging else None


def _branches(pattern: str, at: int) -> tuple[list[list[Part]], int]:
    branches: list[list[Part]] = [[]]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            branches.append([])
            at += 1
            continue
        part, at = _part(pattern, at)
        quantifier = QUANTIFIER.match(pattern, at)
        if quantifier and quantifier.group() != "{}":
            part.low, part.high = _bounds(quantifier)
            at = quantifier.end()
        if part.text or part.branches:
            branches[-1].append(part)
    return branches, at


def _part(pattern: str, at: int) -> tuple[Part, int]:
    if pattern[at] == "(":
        opening = OPENING.match(pattern, at)
        end = opening.end() if opening else at + 1
        branches, end = _branches(pattern, end)
        return Part(branches=branches), end + 1
    if pattern[at] in "^$":
        return Part(), at + 1
    found = CLASS.match(pattern, at) if pattern[at] == "[" else ESCAPE.match(pattern, at)
    if found:
        return Part(text=found.group()), found.end()
    return Part(text="." if pattern[at] == "." else re.escape(pattern[at])), at + 1


def _bounds(quantifier: re.Match[str]) -> tuple[int, int]:
    sign = quantifier["sign"]
    if sign:
        return {"*": (0, ENDLESS), "+": (1, ENDLESS), "?": (0, 1)}[sign]
    low = int(quantifier["low"] or 0)
    if quantifier["range"] is None:
        return low, low
    return low, int(quantifier["high"] or ENDLESS)


def _hanging(branches: list[list[Part]]) -> Iterator[str]:
    for part in (part for branch in branches for part in branch):
        if part.branches:
            if part.high > 1 and not _certain(part):
                yield _written(part)
            yield from _hanging(part.branches)


def _certain(group: Part) -> bool:
    groups = [group, *(part for branch in group.branches for part in _inside(branch))]
    return all(_starts_differ(inner.branches) for inner in groups) and all(
        _divided(branch, group.high) for branch in group.branches
    )


def _starts_differ(branches: list[list[Part]]) -> bool:
    if len(branches) < 2:
        return True
    if not all(branch and branch[0].text and branch[0].low for branch in branches):
        return False
    return _disjoint([branch[0] for branch in branches])


def _divided(branch: list[Part], times: int) -> bool:
    parts = list(_inside(branch))
    varying = [part for part in parts if part.varies]
    if max((part.high for part in varying), default=0) * times <= HARMLESS:
        return True
    if any(part.branches for part in varying) or not _disjoint(varying):
        return False
    return any(
        not end.varies
        and _matched(end.text)
        and all(part is end or not part.text or _disjoint([end, part]) for part in parts)
        for end in (branch[0], branch[-1])
    )


def _disjoint(parts: list[Part]) -> bool:
    seen: set[str] = set()
    for part in parts:
        matched = _matched(part.text)
        if seen & matched:
            return False
        seen |= matched
    return True


def _inside(branch: list[Part]) -> Iterator[Part]:
    for part in branch:
        yield part
        for inner in part.branches:
            yield from _inside(inner)


@cache
def _matched(text: str) -> frozenset[str]:
    # Empty for a group, and for what stands between characters, such as \\b.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            one = re.compile(text, re.IGNORECASE | re.DOTALL)
    except re.error:  # a reference back to a group: it could be anything
        return frozenset(SAMPLE)
    return frozenset(character for character in SAMPLE if one.fullmatch(character))


def _written(part: Part) -> str:
    branches = ("".join(map(_written, branch)) for branch in part.branches)
    text = f"({'|'.join(branches)})" if part.branches else part.text
    low, high = part.low, part.high
    sign = {(1, 1): "", (0, 1): "?", (0, ENDLESS): "*", (1, ENDLESS): "+"}.get((low, high))
    return text + (f"{{{low},{high if high < ENDLESS else ''}}}" if sign is None else sign)
