"""Names that last: column ids, table names and slugs, from what publishers write.

Bookmarks, API calls and citations hold these names, so they depend on the header alone: never
on its position, never on a library whose tables may change. The letters are in
``romanisation.tsv``, which is only ever added to; the rule is in docs/descriptor.md.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST = 63
"""Characters in a name at most: what PostgreSQL takes, should a reader copy a table there."""
COLUMN = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST - 1}}}")
DATASET = re.compile(rf"[a-z0-9][a-z0-9._-]{{0,{LONGEST - 1}}}")
# /dataset/NAME.json is a document of the dataset NAME, so no dataset may be called NAME.json.
SUFFIXES = (".json", ".jsonld", ".ttl", ".xml", ".csv", ".atom")


def column_ids(fields: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the column id of every field of a schema, in order.

    Takes the fields as in a descriptor; ``name`` and ``column`` are read. A field's id is its own
    ``column``; else its name where that is an id already; else its name in Latin letters; else,
    and where two names would become one id, ``column_`` and a hash of the name.
    """
    fixed = [_fixed_id(field) for field in fields]
    romanised = [
        romanise(field["name"]) if own is None else None
        for own, field in zip(fixed, fields, strict=True)
    ]
    wanted = Counter(name for name in (*fixed, *romanised) if name)
    chosen = [
        own or (latin if latin and COLUMN.fullmatch(latin) and wanted[latin] == 1 else None)
        for own, latin in zip(fixed, romanised, strict=True)
    ]
    unnamed = {field["name"] for name, field in zip(chosen, fields, strict=True) if name is None}
    hashed = _hashed(unnamed, {name for name in chosen if name})
    return tuple(name or hashed[field["name"]] for name, field in zip(chosen, fields, strict=True))


def table_names(dataset: str, resources: Sequence[str]) -> tuple[str, ...]:
    """Return the table name of every published resource of a dataset, in order.

    One resource gives the dataset's name, several the dataset's and the resource's name, with
    hyphens and dots as underscores. The names need not differ: that is checked by the caller.
    """
    if len(resources) == 1:
        return (_table(dataset),)
    return tuple(_table(f"{dataset}_{_resource_part(resource)}") for resource in resources)


def is_dataset_name(name: str) -> bool:
    """Tell whether a dataset may have this name."""
    return DATASET.fullmatch(name) is not None and not name.endswith(SUFFIXES)


def slug(text: str, kind: str) -> str:
    """Return a name for an address from a title: Latin letters, or ``kind`` and a hash."""
    latin = romanise(text)
    if latin and len(latin) <= LONGEST:
        return latin.replace("_", "-")
    return f"{kind}-{_digest(text)[:8]}"


def romanise(text: str) -> str | None:
    """Return ``text`` in lower-case ASCII letters, digits and underscores.

    None where a letter or digit is not in the table (half a name would mislead) and where nothing
    is left. Marks and invisible characters go, everything else separates words.
    """
    letters = _letters()
    latin = []
    for character in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()):
        category = unicodedata.category(character)
        if character in letters:
            latin.append(letters[character])
        elif category[0] in "LN":
            return None
        elif category not in {"Mn", "Me", "Cf"}:
            latin.append("_")
    return re.sub("_+", "_", "".join(latin)).strip("_") or None


@cache
def _letters() -> Mapping[str, str]:
    table = files(__package__).joinpath("romanisation.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", maxsplit=1) for line in table.splitlines()[1:])


def _fixed_id(field: Mapping[str, Any]) -> str | None:
    own: str | None = field.get("column")
    if own is not None:
        return own
    name: str = field["name"]
    return name if COLUMN.fullmatch(name) else None


def _hashed(names: set[str], taken: set[str]) -> dict[str, str]:
    short = Counter(_digest(name)[:8] for name in names)
    return {
        name: f"column_{digest[:8]}"
        if short[digest[:8]] == 1 and f"column_{digest[:8]}" not in taken
        else f"column_{digest}"
        for name, digest in ((name, _digest(name)) for name in names)
    }


def _digest(text: str) -> str:
    # 56 digits and a prefix stay within LONGEST.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:56]


def _resource_part(name: str) -> str:
    if re.fullmatch(r"[a-z0-9._-]+", name):
        return name
    return romanise(name) or f"resource_{_digest(name)[:8]}"


def _table(name: str) -> str:
    table = re.sub(r"[-.]", "_", name)
    if not table[0].isalpha() or table.startswith("sqlite_"):
        table = f"t_{table}"
    if len(table) > LONGEST:
        return f"{table[: LONGEST - 9]}_{_digest(name)[:8]}"
    return table
