"""An empty portal of one's own: its settings, one worked example, and what to do next."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.catalog.names import slug
from portal.exceptions import RequestError
from portal.root import SETTINGS, UNSAFE

if TYPE_CHECKING:
    from collections.abc import Sequence

SOFTWARE = Path(__file__).resolve().parents[2]
EXAMPLE = SOFTWARE / "workshop" / "new-portal" / "public-libraries"
DATASETS = SOFTWARE / "datasets"
"""The demonstration's datasets, of which code lists may be taken."""
TOPICS = (
    ("economy", "Economy and public finance", "الاقتصاد والمالية العامة"),
    ("education", "Education", "التعليم"),
    ("environment", "Environment", "البيئة"),
    ("health", "Health", "الصحة"),
    ("population", "Population", "السكان"),
    ("reference-data", "Reference data", "البيانات المرجعية"),
    ("transport", "Transport", "النقل"),
)
NOTICE = ("This is not an official portal.", "هذه ليست بوابة رسمية.")
README = {
    "en": """# {title}

An open data portal in one folder. `metadata.json` says what it is called and who runs it; each folder of `datasets/` is a
dataset; `archive/` keeps every version that was published and belongs into the backup; `build/` can be made again.

    portal doctor                     # is this machine fit?
    portal draft "My table.xlsx"      # a spreadsheet becomes a dataset
    portal serve --publish --open     # check, publish and look at it

Set `"official": true` in `metadata.json`, and remove its `notice`, once this is the portal of an office.
""",
    "ar": """# {title}

بوابة بيانات مفتوحة في مجلد واحد. يذكر `metadata.json` اسمها ومن يشغّلها؛ وكل مجلد في `datasets/` مجموعة بيانات؛
ويحفظ `archive/` كل إصدار نُشر فيجب نسخه احتياطيًا؛ أما `build/` فيمكن إنشاؤه من جديد.

    portal doctor --lang ar
    portal draft --lang ar "My table.xlsx"
    portal serve --publish --open

حين تصبح بوابة لجهة رسمية يُكتب `"official": true` في `metadata.json` وتُحذف `notice`.
""",
}


@dataclass(frozen=True)
class Wanted:
    """Hold what a person says about a new portal."""

    title: str
    publisher: str
    languages: tuple[str, ...]
    """The first one is at ``/``."""
    code_lists: tuple[str, ...] = ()
    """Datasets of the demonstration that are copied, so that their codes are recognised."""


def make(target: Path, wanted: Wanted) -> None:
    """Make a portal at ``target``, whole or not at all.

    Raises RequestError where something is there, where a root cannot be (``portal.root``), and
    where the demonstration has no such code list.
    """
    target = target.absolute()
    unsafe = UNSAFE.search(str(target))
    if unsafe:
        raise RequestError(
            f"{target} cannot hold a portal: SQLite would read “{unsafe.group()}” in the path as "
            "part of an address. Choose another name."
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RequestError(f"{target} is there and is not empty. Choose another folder.")
    for name in wanted.code_lists:
        if not (DATASETS / name / "datapackage.json").is_file():
            raise RequestError(f"There is no code list “{name}” beside the software.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".portal-", dir=target.parent) as scratch:
            made = Path(scratch) / "portal"
            _fill(made, wanted)
            if target.exists():
                target.rmdir()
            made.rename(target)
    except OSError as error:
        raise RequestError(f"{target} cannot be made: {error.strerror or error}.") from error


def settings(wanted: Wanted) -> dict[str, Any]:
    """Return the ``metadata.json`` of a new portal."""
    publisher = {"name": slug(wanted.publisher, "publisher"), "title": wanted.publisher}
    described: dict[str, Any] = {
        "title": wanted.title,
        "languages": list(wanted.languages),
        "official": False,
        "notice": NOTICE[wanted.languages[0] == "ar"],
        "publisher": publisher,
        "contactPoint": {"title": wanted.publisher},
        "topics": [_topic(*topic, wanted.languages) for topic in TOPICS],
    }
    other = next((tag for tag in wanted.languages[1:] if tag in {"en", "ar"}), None)
    if other:
        described["translations"] = {other: {"notice": NOTICE[other == "ar"]}}
    return described


def _topic(name: str, english: str, arabic: str, languages: Sequence[str]) -> dict[str, Any]:
    titles = {"en": english, "ar": arabic}
    own = titles.pop("ar" if languages[0] == "ar" else "en")
    others = {tag: {"title": title} for tag, title in titles.items() if tag in languages}
    return {"name": name, "title": own, **({"translations": others} if others else {})}


def _fill(made: Path, wanted: Wanted) -> None:
    (made / "datasets").mkdir(parents=True)
    text = json.dumps(settings(wanted), ensure_ascii=False, indent=2)
    (made / SETTINGS).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    readme = "\n".join(README[tag] for tag in wanted.languages if tag in README) or README["en"]
    page = readme.format(title=wanted.title)
    (made / "README.md").write_text(page, encoding="utf-8", newline="\n")
    (made / ".gitignore").write_text("build/\n", encoding="utf-8", newline="\n")
    shutil.copytree(EXAMPLE, made / "datasets" / EXAMPLE.name)
    for name in wanted.code_lists:
        shutil.copytree(DATASETS / name, made / "datasets" / name)
