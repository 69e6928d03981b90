"""The tour of the demonstration: which of its steps the portal at hand can show, in words.

``python -m scripts.tour`` writes it into ``docs/``, in both languages.
"""

from __future__ import annotations

import re
import tomllib
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.language.text import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

SOFTWARE = Path(__file__).parents[1]
TOUR = SOFTWARE / "workshop" / "tour.toml"
LANGUAGES = ("en", "ar")
"""The languages in which the tour is told."""
BARE = re.compile(r"/(api|download|schemas|openapi)|/data/[^/?]+\.(csv|xlsx|json|svg)(\?|$)")
"""Addresses that have no language."""
UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"</?[a-z][^>]*>|<!--.*?-->", re.DOTALL)
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
    words: Mapping[str, Mapping[str, Any]]
    """Language → ``title``, ``do``, ``see``, ``unfold`` (the summary of what is folded on the page) and ``holds``
    (what the page must say in that language)."""
    address: str = ""
    """Without the language, as a browser has it; ``""`` where nothing is asked of the server."""
    status: int = 200
    holds: tuple[str, ...] = ()
    """What a reader must see in any language, so that the step can be shown."""
    marks: tuple[str, ...] = ()
    """What the answer must hold where no reader sees it: a link, a picture."""
    again: bool = False
    """Whether the step is about asking a second time, with the tag of the first answer."""
    there: bool = True
    """Whether the portal has what the step needs."""
    file: str = ""
    """The file of the copy that is to be edited, from its root."""

    def path(self, prefix: str) -> str:
        """Return the address in the language that ``prefix`` stands for."""
        return self.address if BARE.match(self.address) else f"{prefix}{self.address}"

    def figures(self, language: str) -> tuple[str, ...]:
        """Return all that a reader of one language must see."""
        return (*self.holds, *self.words.get(language, {}).get("holds", ()))


@dataclass(frozen=True)
class Question:
    """Hold a question of a citizen and the way from the first page to its answer."""

    words: Mapping[str, Mapping[str, Any]]
    """Language → ``ask``, ``answer``, ``holds`` and, where the way begins with it, ``search``."""
    clicks: tuple[str, ...] = ()
    """The addresses of the links that are followed one after the other."""


@dataclass(frozen=True)
class Tour:
    """Hold the steps in their order, and the words around them."""

    audiences: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...] = ()


def read_tour(path: Path) -> Tour:
    """Return the tour that a TOML file holds."""
    written = tomllib.loads(path.read_text("utf-8"))
    steps = tuple(Step(**_frozen(step)) for step in written["steps"])
    questions = tuple(Question(**_frozen(one)) for one in written.get("questions", ()))
    return Tour(written["audiences"], written["words"], steps, questions)


def _frozen(written: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(one) if isinstance(one, list) else one for key, one in written.items()}


def possible(
    step: Step, prefix: str, ask: Callable[[str], tuple[int, str]], language: str = ""
) -> bool:
    """Tell whether a portal can show a step; ``ask`` gives status and text of an address of it.

    With ``language``, the page must also say what it is to say in that language.
    """
    if not step.address:
        return True
    status, text = ask(quoted(step.path(prefix)))
    seen = visible(text)
    return (
        status == step.status
        and all(part in text for part in step.marks)
        and all(part in seen for part in step.figures(language))
    )


def visible(text: str) -> str:
    """Return what a reader sees of an answer, on one line; of anything but HTML, all of it."""
    return " ".join(TAG.sub("", UNSEEN.sub("", text)).split())


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
        for key in ("do", "unfold"):
            if key in text:
                yield f"   {words[key]}: {text[key]}"
        yield f"   {words['see']}: {text['see']}"
    missing = [step for step in tour.steps if step not in shown]
    if missing:
        yield ""
        yield words["missing"]
        for step in missing:
            yield f"   – {words['minute']} {step.minute} · {step.words[language]['title']}"


def document(tour: Tour, language: str) -> str:
    """Return the tour as a Markdown document in one language: all steps, what is missing, the questions."""
    return "\n".join(_document(tour, language)).rstrip() + "\n"


def _document(tour: Tour, language: str) -> Iterator[str]:
    words = {key: texts[language] for key, texts in tour.words.items()}
    turned = direction(language) == "rtl"
    if turned:
        yield from (f'<div dir="rtl" lang="{language}">', "")
    yield from (f"# {words['document']}", "", words["about"], "")
    shown = [step for step in tour.steps if step.there]
    for number, step in enumerate(shown, 1):
        yield from _told(step, number, words, tour.audiences[step.to][language], language)
    yield from (f"## {words['missing'].rstrip(':')}", "")
    for step in tour.steps:
        if not step.there:
            yield f"- {step.words[language]['title']} ({words['minute']} {step.minute})"
    yield from ("", f"## {words['questions']}", "", words["rule"], "")
    for number, question in enumerate(tour.questions, 1):
        said = question.words[language]
        yield f"{number}. {said['ask']}"
        if "search" in said:
            yield f"    - {words['search']}: {_code(said['search'])}"
        yield from (f"    - {words['follow']}: {_code(link)}" for link in question.clicks)
        yield f"    - {words['answer']}: {said['answer']}"
    if turned:
        yield from ("", "</div>")


def _told(
    step: Step, number: int, words: Mapping[str, str], audience: str, language: str
) -> Iterator[str]:
    said = step.words[language]
    yield from (f"## {number}. {said['title']}", "")
    yield f"{words['minute']} {step.minute} · {audience}"
    yield ""
    if step.address:
        yield f"- {words['open']}: {_code(step.address)}"
    if step.file:
        yield f"- {words['file']}: {_code(step.file)}"
    for key in ("do", "unfold"):
        if key in said:
            yield f"- {words[key]}: {said[key]}"
    yield f"- {words['see']}: {said['see']}"
    if figures := step.figures(language):
        yield f"- {words['figures']}: {' · '.join(map(_code, figures))}"
    yield ""


def _code(text: str) -> str:
    return f"`{text}`"


def write_documents(folder: Path) -> None:
    """Write the tour as ``tour.LANGUAGE.md`` into a folder."""
    tour = read_tour(TOUR)
    for language in LANGUAGES:
        (folder / f"tour.{language}.md").write_text(document(tour, language), "utf-8", newline="\n")


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


if __name__ == "__main__":
    write_documents(SOFTWARE / "docs")
