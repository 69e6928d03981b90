"""An empty portal of one's own: its settings, one worked example, and what to do next."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.catalog.names import is_dataset_name, slug
from portal.catalog.starter_texts import LANGUAGES, NOTICE, PUBLISHER, README, TITLE, TOPICS
from portal.exceptions import RequestError
from portal.root import SETTINGS, UNSAFE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SOFTWARE = Path(__file__).resolve().parents[2]
EXAMPLE = SOFTWARE / "workshop" / "new-portal" / "public-libraries"
DATASETS = SOFTWARE / "datasets"
"""The demonstration's datasets, of which code lists may be taken."""
USUAL = "countries"
"""The code list that is taken where none is named, if it is there."""
CONTENT = frozenset(("archive", "build", "datasets"))
"""Folders of a portal in which nothing else may lie."""


@dataclass(frozen=True)
class Wanted:
    """Hold what a person says about a new portal."""

    languages: tuple[str, ...]
    """``en`` and ``ar``, or one of them; the first one is at ``/``, and texts are written in it."""
    title: str = ""
    publisher: str = ""
    """Where nothing is said, words of ours stand in each language."""
    code_lists: tuple[str, ...] | None = None
    """Datasets of the demonstration that are copied, so that their codes are recognised."""


def make(target: Path, wanted: Wanted) -> None:
    """Make a portal at ``target``, whole or not at all.

    Raises RequestError where something is there, where a root cannot be (``portal.root``), and
    where the demonstration has no such code list.
    """
    target = target.resolve()
    try:
        _refuse(target)
        copied = tuple(_with_parents(wanted.code_lists))
        target.parent.mkdir(parents=True, exist_ok=True)
        # An empty folder that is there may be the only one in which this person may write.
        place = target if target.exists() else target.parent
        with tempfile.TemporaryDirectory(prefix=".portal-", dir=place) as scratch:
            made = Path(scratch) / "portal"
            _fill(made, wanted, copied)
            _settle(made, target)
    except OSError as error:
        raise RequestError(f"{target} cannot be made: {error.strerror or error}.") from error


def settings(wanted: Wanted, copied: Iterable[str] = ()) -> dict[str, Any]:
    """Return the ``metadata.json`` of a new portal, with the topics of the datasets ``copied``."""
    first = wanted.languages[0]
    office = {"title": wanted.publisher} if wanted.publisher else _told(PUBLISHER, wanted, "title")
    texts: dict[str, Any] = {"notice": NOTICE}
    if not wanted.title:
        texts["title"] = TITLE
    described = {
        "title": wanted.title or TITLE[first],
        "languages": list(wanted.languages),
        "official": False,
        "notice": NOTICE[first],
        "publisher": {"name": slug(wanted.publisher or PUBLISHER["en"], "publisher"), **office},
        "contactPoint": office,
        "topics": [
            {"name": name, **_told(titles, wanted, "title")}
            for name, titles in sorted({**_topics(copied), **TOPICS}.items())
        ],
    }
    others = {
        tag: {key: text[tag] for key, text in texts.items()}
        for tag in wanted.languages
        if tag != first
    }
    return {**described, "translations": others} if others else described


def _told(text: Mapping[str, str], wanted: Wanted, key: str) -> dict[str, Any]:
    first, *others = wanted.languages
    translations = {tag: {key: text[tag]} for tag in others if tag in text}
    return {key: text[first], **({"translations": translations} if translations else {})}


def _refuse(target: Path) -> None:
    unsafe = UNSAFE.search(str(target))
    if unsafe:
        raise RequestError(
            f"{target} cannot hold a portal: SQLite would read “{unsafe.group()}” in the path as "
            "part of an address. Choose another name."
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RequestError(f"{target} is there and is not empty. Choose another folder.")
    for folder in target.parents:
        if (folder / SETTINGS).is_file() and target.relative_to(folder).parts[0] in CONTENT:
            raise RequestError(
                f"{target} would lie in the content of the portal {folder}. Choose another folder."
            )


def _with_parents(names: tuple[str, ...] | None) -> list[str]:
    """Return code lists and the datasets to which their keys point, each once."""
    if names is None:
        names = (USUAL,) if (DATASETS / USUAL).is_dir() else ()
    waiting, found = list(names), []
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        if not is_dataset_name(name) or not (DATASETS / name / "datapackage.json").is_file():
            raise RequestError(
                f"There is no code list “{name}” beside the software. There are: {_there()}"
            )
        found.append(name)
        waiting += [
            key["reference"]["package"]
            for resource in _descriptor(name)["resources"]
            for key in resource.get("schema", {}).get("foreignKeys", [])
            if key["reference"].get("package")
        ]
    return found


def _there() -> str:
    return ", ".join(sorted(path.parent.name for path in DATASETS.glob("*/datapackage.json")))


def _descriptor(name: str) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((DATASETS / name / "datapackage.json").read_bytes())
    return described


def _topics(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the titles, by language, of the topics under which these datasets stand."""
    themes = {theme for name in names for theme in _descriptor(name).get("theme", [])}
    if not themes:
        return {}
    titles = {}
    for topic in json.loads((SOFTWARE / SETTINGS).read_bytes())["topics"]:
        if topic["name"] in themes:
            translated = topic.get("translations", {})
            own = {tag: text["title"] for tag, text in translated.items() if "title" in text}
            titles[topic["name"]] = {tag: own.get(tag, topic["title"]) for tag in LANGUAGES}
    return titles


def _fill(made: Path, wanted: Wanted, copied: Iterable[str]) -> None:
    (made / "datasets").mkdir(parents=True)
    text = json.dumps(settings(wanted, copied), ensure_ascii=False, indent=2)
    page = "\n".join(
        README[tag].format(title=wanted.title or TITLE[tag]) for tag in wanted.languages
    )
    for name, content in {
        SETTINGS: f"{text}\n",
        "README.md": page,
        ".gitignore": "build/\n",
    }.items():
        (made / name).write_text(content, encoding="utf-8", newline="\n")
    for folder in (EXAMPLE, *(DATASETS / name for name in copied)):
        shutil.copytree(folder, made / "datasets" / folder.name)


def _settle(made: Path, target: Path) -> None:
    """Give a finished portal its place; an empty folder that is there stays the same folder.

    Somebody may stand in it. The settings come last, for without them it is no portal.
    """
    if not target.exists():
        made.rename(target)
        return
    moved = []
    try:
        for path in sorted(made.iterdir(), key=lambda path: path.name == SETTINGS):
            path.rename(target / path.name)
            moved.append(path)
    except OSError:
        for path in moved:
            (target / path.name).rename(path)
        raise
