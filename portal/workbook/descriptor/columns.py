"""The columns of the sheet about the fields: one a property, or one a language of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.workbook.descriptor.choosing import Choice, Format, Tongue, YesNo
from portal.workbook.descriptor.frame import reference_words
from portal.workbook.descriptor.lines import Answer, texts
from portal.workbook.descriptor.places import At, Heart, KeyPart, Reference, names
from portal.workbook.descriptor.problems import UnclearError
from portal.workbook.descriptor.values import Bound, Kind, Text, Whole
from portal.workbook.descriptor.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from portal.workbook.descriptor.frame import Frame, TablePart

MOST_DECIMALS = 20
ORDER = (
    "title", "description", "type", "format", "unit", "role", "method", "decimals", "required",
    "unique", "key", "refers", "minimum", "maximum", "pattern", "language", "unitField", "column",
)  # fmt: skip
"""The columns from the first to the last: what everybody fills in, then what few need."""
TEXTS = {"title", "description", "unit"}
"""Those that may be translated."""
PATHS: Mapping[str, tuple[str, ...]] = {
    "method": ("aggregation", "method"),
    "required": ("constraints", "required"),
    "unique": ("constraints", "unique"),
    "minimum": ("constraints", "minimum"),
    "maximum": ("constraints", "maximum"),
    "pattern": ("constraints", "pattern"),
}
"""Where a property stands in a field, where that is not under its own name."""
KINDS: Mapping[str, Callable[[Mapping[str, Any]], Kind]] = {
    "type": lambda _: Choice(vocabulary("type")),
    "format": lambda _: Format(),
    "role": lambda _: Choice(vocabulary("role")),
    "method": lambda _: Choice(vocabulary("method")),
    "decimals": lambda _: Whole(0, MOST_DECIMALS),
    "required": lambda _: YesNo(),
    "unique": lambda _: YesNo(),
    "key": lambda _: YesNo(),
    "minimum": lambda field: Bound(field.get("type", "")),
    "maximum": lambda field: Bound(field.get("type", "")),
    "language": lambda _: Tongue(),
}


@dataclass(frozen=True)
class Column:
    """Describe one column: its heading, and the answer for each field."""

    key: str
    language: str | None = None
    """Of a text: ``""`` for the text itself; None for what is no text."""

    def answer(
        self, frame: Frame, table: TablePart, position: int, field: Mapping[str, Any]
    ) -> Answer:
        """Return where the property of a field stands and what it is.

        ``field`` is the field as it is by now: what its bounds are depends on its type.
        """
        at = (*table.schema, "fields", position)
        name = table.fields[position]
        if self.language is not None:
            return texts(frame, self.key, at, Text())[self.language]
        if self.key == "key":
            return Answer(KeyPart(table.schema, name), YesNo())
        if self.key == "refers":
            return Answer(Reference(table.schema, name), Refer(frame, table.name))
        path = (*at, *PATHS.get(self.key, (self.key,)))
        slot = Heart(path) if self.key == "method" else At(path)
        if self.key == "unitField":
            return Answer(slot, Choice(same_in_all("column", table.fields)))
        return Answer(slot, KINDS[self.key](field) if self.key in KINDS else Text())


def columns(frame: Frame) -> Iterator[Column]:
    """Yield the columns in the order of the sheet, without those that say which field it is."""
    for key in ORDER:
        if key in TEXTS:
            yield Column(key, "")
            yield from (Column(key, language) for language in frame.others)
        else:
            yield Column(key)


class Refer:
    """Take a column of this or another dataset to which a field refers."""

    closed = False

    def __init__(self, frame: Frame, resource: str) -> None:
        """Take the columns that there are, and the table of the field."""
        self._dataset = frame.descriptor.get("name", "")
        self._resource = resource
        self._targets = {target.said(): target for target in reversed(frame.targets)}
        self._offered = tuple(t.said() for t in frame.targets if t.names_rows)
        self._words = same_in_all("reference", self._targets)

    def show(self, value: Mapping[str, Any], _language: str) -> str:
        """Return the name of the column."""
        return reference_words(value, self._dataset, self._resource)

    def mean(self, text: str) -> Any:
        """Return the ``reference`` of a foreign key."""
        code = self._words.meant(text)
        if code is None:
            raise UnclearError("reference", self._words, value=text)
        return self._targets[code].reference(self._resource)

    def offered(self, _language: str) -> tuple[str, ...]:
        """Offer the columns that are a key by themselves."""
        return tuple(dict.fromkeys(self._offered))


def same_in_all(thing: str, known: Any) -> Vocabulary:
    """Return a list whose words are the same in every language."""
    return Vocabulary(thing, {name: {"en": name, "ar": name} for name in names(known)}, {})
