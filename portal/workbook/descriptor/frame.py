"""What a descriptor has for which there are rows: languages, tables, and columns to refer to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from portal.catalog.descriptor import language_of
from portal.workbook.descriptor.places import found, names
from portal.workbook.descriptor.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from portal.catalog.model import Dataset, Site
    from portal.workbook.descriptor.places import Step


class Target(NamedTuple):
    """Name a column to which others may refer; ``package`` is None in the same dataset."""

    package: str | None
    resource: str
    field: str
    names_rows: bool
    """Whether it is a key by itself, so that it is worth offering."""

    def said(self) -> str:
        """Return how a cell names it: ``countries.iso3``."""
        if self.package is None or self.package == self.resource:
            return f"{self.resource}.{self.field}"
        return f"{self.package}/{self.resource}.{self.field}"

    def reference(self, resource: str) -> dict[str, Any]:
        """Return the ``reference`` of a foreign key in a resource."""
        if self.package is None:
            own = "" if self.resource == resource else self.resource
            return {"resource": own, "fields": [self.field]}
        return {"package": self.package, "resource": self.resource, "fields": [self.field]}


class TablePart(NamedTuple):
    """Name a table of the dataset, and its columns."""

    name: str
    path: tuple[Step, ...]
    fields: tuple[str, ...]

    @property
    def schema(self) -> tuple[Step, ...]:
        """Return the path of its schema."""
        return (*self.path, "schema")


@dataclass(frozen=True)
class Frame:
    """Hold what decides which rows and columns a workbook has."""

    descriptor: Mapping[str, Any]
    """With its schemas put in place."""
    site: Site
    targets: tuple[Target, ...]
    plain: str
    """The language of the plain strings, ``""`` where it is not stated."""
    others: tuple[str, ...]
    """The languages for translations."""
    tables: tuple[TablePart, ...]

    @property
    def topics(self) -> Vocabulary:
        """Return the topics of the portal as a list to choose from."""
        languages = ("en", "ar")
        words = {
            topic.name: {language: topic.title.pick(language).value for language in languages}
            for topic in self.site.topics
        }
        return Vocabulary("topic", words, {})


def frame_of(descriptor: Mapping[str, Any], site: Site, targets: Iterable[Target]) -> Frame:
    """Return the frame of a descriptor; ``targets`` are the columns of other datasets."""
    plain = language_of(descriptor)
    wanted = dict.fromkeys((*site.languages, *descriptor.get("languages", ()), *_used(descriptor)))
    tables = tuple(_tables(descriptor))
    own = (
        Target(None, table.name, field, names_rows=_is_key(descriptor, table, field))
        for table in tables
        for field in table.fields
    )
    return Frame(
        descriptor,
        site,
        (*own, *targets),
        plain,
        tuple(language for language in wanted if language != plain),
        tables,
    )


def targets_of(datasets: Iterable[Dataset]) -> list[Target]:
    """Return the columns of other datasets to which columns may refer."""
    return [
        Target(
            dataset.name,
            resource.name,
            field.name,
            names_rows=resource.schema.primary_key == (field.name,),
        )
        for dataset in datasets
        for resource in dataset.resources
        for field in resource.schema.fields
    ]


def _tables(descriptor: Mapping[str, Any]) -> Iterator[TablePart]:
    for position, resource in enumerate(descriptor.get("resources", ())):
        path = resource.get("path", "")
        file = path if isinstance(path, str) else "".join(path[:1])
        name = resource.get("name") or PurePosixPath(file).stem or "resource"
        fields = found(resource, ("schema", "fields")) or ()
        yield TablePart(name, ("resources", position), tuple(field["name"] for field in fields))


def _is_key(descriptor: Mapping[str, Any], table: TablePart, field: str) -> bool:
    return names(found(descriptor, (*table.schema, "primaryKey"))) == [field]


def _used(described: Any) -> Iterator[str]:
    """Yield the languages of all translations."""
    if isinstance(described, list):
        for item in described:
            yield from _used(item)
    elif isinstance(described, dict):
        translations = described.get("translations")
        if isinstance(translations, dict):
            yield from translations
        for inner in described.values():
            yield from _used(inner)


def reference_words(reference: Mapping[str, Any], dataset: str, resource: str) -> str:
    """Return how a cell names the column to which a foreign key points."""
    fields: Sequence[str] = names(reference["fields"])
    package = reference.get("package")
    if package in {None, "", dataset}:
        own = reference.get("resource") or resource
        return Target(None, own, ", ".join(fields), names_rows=False).said()
    named = reference.get("resource") or str(package)
    return Target(str(package), named, ", ".join(fields), names_rows=False).said()
