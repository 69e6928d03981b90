"""From a complete descriptor to a ``Dataset``.

A complete descriptor has passed the profile (docs/descriptor.md); its defaults are filled in and
its references to other files resolved. ``portal.catalog.intake`` makes it from a folder, the
archive and ``catalog.db`` keep it. Pure, and light to import: plugins use it.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

from portal.catalog.model import (
    Aggregation,
    Category,
    Contact,
    Correction,
    Dataset,
    Field,
    ForeignKey,
    Licence,
    MissingValue,
    Publisher,
    Resource,
    Schema,
    Source,
    Temporal,
)
from portal.catalog.names import column_ids, slug, table_names
from portal.language.status import status_of_descriptor
from portal.language.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PRESUMED_MISSING = [""]


def dataset_of(descriptor: Mapping[str, Any]) -> Dataset:
    """Return the dataset that a complete descriptor describes."""
    language = language_of(descriptor)
    name = descriptor["name"]
    resources = descriptor["resources"]
    tables = table_names(name, [resource["name"] for resource in resources])
    contact = descriptor.get("contactPoint")
    return Dataset(
        name=name,
        language=language,
        title=text_of(descriptor, "title", language) or Text({"": name}),
        description=text_of(descriptor, "description", language),
        version=descriptor.get("version"),
        created=descriptor.get("created"),
        homepage=descriptor.get("homepage") or None,
        keywords=_keywords(descriptor, language),
        publisher=publisher_of(descriptor["publisher"], language),
        contact=contact_of(contact, language) if contact else None,
        topics=tuple(descriptor.get("theme", ())),
        spatial=text_of(descriptor, "spatial", language),
        temporal=_temporal(descriptor.get("temporal")),
        frequency=descriptor.get("accrualPeriodicity"),
        licences=tuple(_licence(licence, language) for licence in descriptor["licenses"]),
        sources=tuple(_source(source, language) for source in descriptor.get("sources", ())),
        resources=tuple(
            _resource(resource, table, language)
            for resource, table in zip(resources, tables, strict=True)
        ),
        corrections=tuple(
            _correction(correction, resources, language)
            for correction in descriptor.get("corrections", ())
        ),
        views=tuple(descriptor.get("views", ())),
        projections_from=_string(descriptor.get("projectionsFrom")),
        comparability=tuple(
            text
            for note in descriptor.get("comparability", ())
            if (text := text_of(note, "note", language))
        ),
        same_measure=tuple(descriptor.get("sameMeasure", ())),
        former_names=tuple(descriptor.get("formerNames", ())),
        translation_status=status_of_descriptor(descriptor),
        descriptor=descriptor,
    )


def language_of(descriptor: Mapping[str, Any]) -> str:
    """Return the language of a descriptor's plain strings, ``""`` where it does not say."""
    languages: Sequence[str] = descriptor.get("languages") or [""]
    return languages[0]


def publisher_of(described: Mapping[str, Any], language: str) -> Publisher:
    """Return the publisher that an object of a descriptor, or of ``metadata.json``, describes."""
    name = described.get("name")
    title = text_of(described, "title", language) or Text({"": name or "publisher"})
    return Publisher(
        name=name or slug(str(title), "publisher"),
        title=title,
        homepage=described.get("homepage") or None,
        email=described.get("email") or None,
    )


def contact_of(described: Mapping[str, Any], language: str) -> Contact:
    """Return the contact that an object of a descriptor, or of ``metadata.json``, describes."""
    email = described.get("email") or None
    url = described.get("url") or None
    title = text_of(described, "title", language) or Text({"": email or url or "contact"})
    return Contact(title=title, email=email, url=url)


def encoding_of(resource: Mapping[str, Any]) -> str:
    """Return Python's name of a resource's encoding; raises ``LookupError`` for an unknown one."""
    return codecs.lookup(resource.get("encoding") or "utf-8").name


def missing_value(written: str | Mapping[str, Any], language: str) -> MissingValue:
    """Return the missing value that an entry of ``missingValues`` describes, in either form."""
    if isinstance(written, str):
        return MissingValue(written)
    return MissingValue(written["value"], text_of(written, "label", language))


def _resource(resource: Mapping[str, Any], table: str, language: str) -> Resource:
    dialect = {key: value for key, value in resource.get("dialect", {}).items() if key != "$schema"}
    return Resource(
        name=resource["name"],
        path=resource["path"],
        table=table,
        title=text_of(resource, "title", language),
        description=text_of(resource, "description", language),
        encoding=encoding_of(resource),
        encoding_declared=bool(resource.get("encoding")),
        dialect=dialect,
        schema=_schema(resource["schema"], language),
        facets=tuple(
            (facet,) if isinstance(facet, str) else tuple(facet)
            for facet in resource.get("facets", ())
        ),
    )


def _schema(schema: Mapping[str, Any], language: str) -> Schema:
    missing = schema.get("missingValues", PRESUMED_MISSING)
    columns = column_ids(schema["fields"])
    return Schema(
        fields=tuple(
            _field(field, column, missing, language)
            for field, column in zip(schema["fields"], columns, strict=True)
        ),
        primary_key=tuple(schema.get("primaryKey", ())),
        unique_keys=tuple(tuple(key) for key in schema.get("uniqueKeys", ())),
        foreign_keys=tuple(_foreign_key(key) for key in schema.get("foreignKeys", ())),
        descriptor=schema,
    )


def _field(
    field: Mapping[str, Any], column: str, schema_missing: Sequence[Any], language: str
) -> Field:
    aggregation = field.get("aggregation")
    return Field(
        name=field["name"],
        column=column,
        type=field.get("type", "any"),
        format=field.get("format", "default"),
        title=text_of(field, "title", language),
        description=text_of(field, "description", language),
        role=field.get("role"),
        unit=text_of(field, "unit", language),
        unit_field=field.get("unitField"),
        aggregation=Aggregation(aggregation["method"], tuple(aggregation.get("over", ())))
        if aggregation
        else None,
        decimals=field.get("decimals"),
        catch_all=tuple(field.get("catchAll", ())),
        language=field.get("language"),
        constraints=field.get("constraints", {}),
        categories=tuple(_category(written, language) for written in field.get("categories", ())),
        missing_values=tuple(
            missing_value(written, language)
            for written in field.get("missingValues", schema_missing)
        ),
    )


def _category(written: Any, language: str) -> Category:
    if isinstance(written, dict):
        return Category(written["value"], text_of(written, "label", language))
    return Category(written)


def _foreign_key(key: Mapping[str, Any]) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(
        fields=tuple(key["fields"]),
        package=reference.get("package"),
        resource=reference["resource"],
        reference_fields=tuple(reference["fields"]),
    )


def _keywords(descriptor: Mapping[str, Any], language: str) -> tuple[Text, ...]:
    original = descriptor.get("keywords") or []
    translated = {
        other: texts["keywords"]
        for other, texts in descriptor.get("translations", {}).items()
        if texts.get("keywords")
    }
    # Lists of one length translate each other word by word; others stand for themselves.
    if original and all(len(words) == len(original) for words in translated.values()):
        return tuple(
            Text({language: word, **{other: words[at] for other, words in translated.items()}})
            for at, word in enumerate(original)
        )
    lists = {language: original, **translated}
    return tuple(Text({other: word}) for other, words in lists.items() for word in words)


def _temporal(described: Mapping[str, Any] | None) -> Temporal | None:
    if not described:
        return None
    return Temporal(_string(described.get("start")), _string(described.get("end")))


def _licence(described: Mapping[str, Any], language: str) -> Licence:
    return Licence(
        name=described.get("name") or None,
        title=text_of(described, "title", language),
        path=described.get("path") or None,
    )


def _source(described: Mapping[str, Any], language: str) -> Source:
    path = described.get("path") or None
    return Source(
        title=text_of(described, "title", language) or Text({"": path or described["package"]}),
        path=path,
        version=described.get("version"),
        package=described.get("package"),
        file=described.get("file"),
        sha256=described.get("sha256"),
    )


def _correction(
    described: Mapping[str, Any], resources: Sequence[Mapping[str, Any]], language: str
) -> Correction:
    return Correction(
        resource=described.get("resource") or resources[0]["name"],
        key=described["key"],
        field=described["field"],
        old=described["old"],
        new=described["new"],
        reason=text_of(described, "reason", language) or Text({"": ""}),
        source=described.get("source"),
    )


def _string(value: str | int | None) -> str | None:
    return None if value is None else str(value)
