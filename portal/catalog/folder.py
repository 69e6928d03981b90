"""Read files of a dataset's folder that strangers wrote: nothing outside it, nothing that hangs."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from portal.catalog.findings import Findings, pointer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 16 * 1024 * 1024
DEEPEST = 64
# XML, and so half of what is made from a descriptor, cannot hold these; nor can UTF-8 the last ones.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class UnreadableJsonError(ValueError):
    """Carry what is wrong with a JSON text to where its file is known."""

    def __init__(self, rule: str, **parameters: str | int) -> None:
        """Take the kind of problem and what its sentence needs."""
        super().__init__(rule)
        self.rule = rule
        self.parameters = parameters


def unsafe(folder: Path, path: str) -> str | None:
    """Return why a path may not be read from a dataset's folder, or None where it may.

    The answer is one of ``empty``, ``character``, ``backslash``, ``address`` (a URL or a drive
    letter), ``absolute``, ``parent``, ``home``, ``outside`` (a link leads out of the folder).
    """
    if not path.strip():
        return "empty"
    if FORBIDDEN.search(path):
        return "character"
    if ADDRESS.match(path) or path.startswith("//"):
        return "address"
    if "\\" in path:
        return "backslash"
    if path.startswith("/"):
        return "absolute"
    if path.startswith("~"):
        return "home"
    if ".." in path.split("/"):
        return "parent"
    try:
        inside = (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        return "outside"
    return None if inside else "outside"


def read_object(
    findings: Findings, folder: Path, path: str, at: str, file: str
) -> dict[str, Any] | None:
    """Return the JSON object in a file of the folder, or None after adding why there is none.

    ``at`` and ``file`` say where ``path`` is written: a path that may not be followed is reported
    there, what is wrong with the file itself with its own name.
    """
    problem = unsafe(folder, path)
    if problem:
        findings.error("path-unsafe", at, file=file, value=path, rule=problem)
        return None
    try:
        target = folder / path
        if not target.exists():
            _unreached(findings, "file-missing", path, at)
            return None
        if not target.is_file():
            _unreached(findings, "file-not-regular", path, at)
            return None
        if target.stat().st_size > LARGEST:
            _unreached(findings, "descriptor-json", path, at, rule="size", limit=LARGEST)
            return None
        content = target.read_bytes()
    except OSError as error:
        _unreached(findings, "file-unreadable", path, at, note=error.strerror or str(error))
        return None
    try:
        return parse_json(content)
    except UnreadableJsonError as error:
        parameters = {"path": path, **error.parameters}
        place = str(parameters.pop("pointer", ""))
        findings.error("descriptor-json", place, file=path, rule=error.rule, **parameters)
        findings.wrong.append(at)
        return None


def _unreached(findings: Findings, code: str, named: str, at: str, **about: Any) -> None:
    # The report names the file that is at fault; ``at`` is what it would have filled.
    findings.error(code, "", file=named, value=named, path=named, **about)
    findings.wrong.append(at)


def parse_json(content: bytes) -> dict[str, Any]:
    """Return the JSON object in ``content``.

    Raises ``UnreadableJsonError`` where there is none, or one that the portal cannot keep.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableJsonError("encoding", byte=error.start) from None
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise UnreadableJsonError(
            "syntax", line=error.lineno, column=error.colno, note=error.msg
        ) from None
    except RecursionError:
        raise UnreadableJsonError("nesting", limit=DEEPEST) from None
    except UnreadableJsonError:
        raise
    except ValueError:  # Python refuses to read a number of more than 4,300 digits
        raise UnreadableJsonError("number") from None
    for place, leaf in _walk(value):
        _check_leaf(place, leaf)
    if not isinstance(value, dict):
        raise UnreadableJsonError("object")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise UnreadableJsonError("key-twice", key=FORBIDDEN.sub("?", twice)[:200])
    return held


def _constant(name: str) -> Any:
    raise UnreadableJsonError("number", note=name)


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    # A loop, not a recursion: what is too deep is what this finds.
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        at, held, depth = waiting.pop()
        if depth > DEEPEST:
            raise UnreadableJsonError("nesting", limit=DEEPEST)
        if isinstance(held, dict):
            for key in held:
                yield at, key
            waiting += [(at + pointer(key), inner, depth + 1) for key, inner in held.items()]
        elif isinstance(held, list):
            waiting += [(at + pointer(i), inner, depth + 1) for i, inner in enumerate(held)]
        else:
            yield at, held


def _check_leaf(at: str, leaf: Any) -> None:
    if isinstance(leaf, float) and not math.isfinite(leaf):
        raise UnreadableJsonError("number", pointer=at)
    if isinstance(leaf, str) and (found := FORBIDDEN.search(leaf)):
        raise UnreadableJsonError("character", pointer=at, character=f"U+{ord(found.group()):04X}")
