"""The tour of the demonstration: which of its steps the portal at hand can show, in words."""

from __future__ import annotations

import re
import tomllib
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from portal.language.text import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

BARE = ("/api/", "/download/", "/schemas/", "/openapi")
"""Addresses that have no language."""
PATIENCE = 20
"""Seconds to wait for an answer."""
ADDRESS = re.compile(r"(https?://\S+)")
PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><title>{title}</title>
<style>body {{ max-inline-size: 50rem; margin: 2rem auto; padding-inline: 1rem; line-height: 1.75 }}</style>
</head>
<body><h1>{title}</h1>
{body}
</body>
</html>
"""


@dataclass(frozen=True)
class Step:
    """Hold one step of the tour and how to find out whether the portal can show it."""

    minute: str
    to: str
    """To whom it is shown: a key of ``audiences``."""
    words: Mapping[str, Mapping[str, str]]
    """Language → ``title``, ``do`` and ``see``."""
    address: str = ""
    """Without the language, as a browser has it; ``""`` where nothing is asked of the server."""
    status: int = 200
    holds: tuple[str, ...] = ()
    """What the answer must hold, so that the step can be shown."""
    file: str = ""
    """The file of the copy that is to be edited, from its root."""

    def path(self, prefix: str) -> str:
        """Return the address in the language that ``prefix`` stands for."""
        return self.address if self.address.startswith(BARE) else f"{prefix}{self.address}"


@dataclass(frozen=True)
class Tour:
    """Hold the steps in their order, and the words around them."""

    audiences: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    steps: tuple[Step, ...]


def read_tour(path: Path) -> Tour:
    """Return the tour that a TOML file holds."""
    written = tomllib.loads(path.read_text("utf-8"))
    steps = (
        Step(**{**step, "holds": tuple(step.get("holds", ()))}) for step in written.pop("steps")
    )
    return Tour(written.pop("audiences"), written.pop("words"), tuple(steps))


def possible(step: Step, prefix: str, ask: Callable[[str], tuple[int, str]]) -> bool:
    """Tell whether a portal can show a step; ``ask`` gives status and text of an address of it."""
    if not step.address:
        return True
    status, text = ask(quoted(step.path(prefix)))
    return status == step.status and all(part in text for part in step.holds)


def asked(origin: str, address: str) -> tuple[int, str]:
    """Return the status and the text that a server answers; 0 where it does not."""
    try:
        with urllib.request.urlopen(origin + address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return answer.status, unescape(answer.read().decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        with error:
            return error.code, unescape(error.read().decode("utf-8", "replace"))
    except OSError:
        return 0, ""


def lines(
    tour: Tour, shown: Sequence[Step], origin: str, prefix: str, language: str, root: Path
) -> Iterator[str]:
    """Yield the tour in one language: the steps in ``shown`` by number, then what is not there."""
    words = {key: texts[language] for key, texts in tour.words.items()}
    yield words["title"]
    for number, step in enumerate(shown, 1):
        text: Any = step.words[language]
        yield ""
        audience = tour.audiences[step.to][language]
        yield f"{number}. {words['minute']} {step.minute} · {audience} · {text['title']}"
        if step.address:
            yield f"   {words['open']}: {origin}{quoted(step.path(prefix))}"
        if step.file:
            yield f"   {words['file']}: {root / step.file}"
        if "do" in text:
            yield f"   {words['do']}: {text['do']}"
        yield f"   {words['see']}: {text['see']}"
    missing = [step for step in tour.steps if step not in shown]
    if missing:
        yield ""
        yield words["missing"]
        for step in missing:
            yield f"   – {words['minute']} {step.minute} · {step.words[language]['title']}"


def page(said: Sequence[str], language: str) -> str:
    """Return the lines of the tour as an HTML file that needs nothing else."""
    title, *rest = said
    links = (ADDRESS.sub(r'<a href="\1"><bdi dir="ltr">\1</bdi></a>', escape(one)) for one in rest)
    body = "\n".join(f"<p>{line}</p>" for line in links if line)
    return PAGE.format(
        language=language, direction=direction(language), title=escape(title), body=body
    )


def quoted(path: str) -> str:
    """Return an address as it is sent: letters of any language in percent signs."""
    return urllib.parse.quote(path, safe="/?&=:,#+%")
