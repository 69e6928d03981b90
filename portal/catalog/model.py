"""What a catalog, a dataset, a resource and a field are, as values.

Everything here is made by ``portal.catalog.descriptor`` from a descriptor that has passed
the profile (docs/descriptor.md), and is the same whether the descriptor came from a folder,
from the archive or from ``catalog.db``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.language.text import Text

ROLES = ("dimension", "time", "measure", "unit", "status", "label", "note")


@dataclass(frozen=True)
class Publisher:
    """Say who answers for data (``dct:publisher``)."""

    name: str
    title: Text
    homepage: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Contact:
    """Say where a question about data goes (``dcat:contactPoint``)."""

    title: Text
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Licence:
    """Name the terms of use, as in ``licenses`` of Data Package v2; name or path is given."""

    name: str | None
    title: Text | None
    path: str | None


@dataclass(frozen=True)
class Source:
    """Say where data come from: ``sources`` of Data Package v2 and the carrier, pinned."""

    title: Text
    path: str | None = None
    version: str | None = None
    package: str | None = None
    """The carrier as a package URL without host, for example ``pkg:pypi/great-tables@1.1.0``."""
    file: str | None = None
    """The path inside the package."""
    sha256: str | None = None
    """The SHA-256 of the package, as lower-case hexadecimal."""


@dataclass(frozen=True)
class MissingValue:
    """Hold a cell text that stands for no value, and why it is missing if the schema says so."""

    value: str
    label: Text | None = None


@dataclass(frozen=True)
class Category:
    """Hold one allowed value with its label."""

    value: str | int
    label: Text | None = None


@dataclass(frozen=True)
class Aggregation:
    """Say how a measure adds up: ``sum``, ``mean`` or ``none``, and over which fields."""

    method: str
    over: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """Describe one field of a schema and the column it becomes."""

    name: str
    """The name in the schema, which is the header in the file."""
    column: str
    """The column id, by the rule of ``portal.catalog.names``."""
    type: str
    format: str
    title: Text | None
    description: Text | None
    role: str | None
    unit: Text | None
    unit_field: str | None
    """The name of the field that holds the unit, where it differs by row."""
    aggregation: Aggregation | None
    decimals: int | None
    catch_all: tuple[str, ...]
    """Codes that are no category of their own ("not stated", "other", "total")."""
    language: str | None
    """The language of a label field's cells."""
    constraints: Mapping[str, Any]
    categories: tuple[Category, ...]
    missing_values: tuple[MissingValue, ...]
    """What means "no value" in this field: its own list, or the schema's."""


@dataclass(frozen=True)
class ForeignKey:
    """Say that the values of some fields occur in another table, or in the same one.

    ``package`` is a dataset's name, or None for this dataset; ``resource`` is a resource's
    name, ``""`` for the same resource.
    """

    fields: tuple[str, ...]
    package: str | None
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """Hold a Table Schema."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    descriptor: Mapping[str, Any]
    """The schema as written, keys and our own properties included."""

    def field(self, name: str) -> Field:
        """Return the field of that name."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True)
class Resource:
    """Describe one CSV file of a dataset and the table it becomes."""

    name: str
    path: str
    """Relative to the dataset's folder, with forward slashes."""
    table: str
    """The name of its table in ``data.db``."""
    title: Text | None
    description: Text | None
    encoding: str
    """As declared, ``utf-8`` where nothing is declared."""
    encoding_declared: bool
    dialect: Mapping[str, Any]
    """As declared (Table Dialect v2); ``{}`` means comma, double quote, one header row."""
    schema: Schema
    facets: tuple[tuple[str, ...], ...]
    """Names of fields, alone or together, that pages offer as facets."""


@dataclass(frozen=True)
class Correction:
    """Record one value that the portal changed or withheld from what the source says."""

    resource: str
    key: Mapping[str, str | int]
    field: str
    old: str | None
    new: str | None
    reason: Text
    source: str | None


@dataclass(frozen=True)
class Temporal:
    """Bound the time that data cover (``dct:temporal``); ISO 8601 years, months or days."""

    start: str | None
    end: str | None


@dataclass(frozen=True)
class Dataset:
    """Describe one Data Package."""

    name: str
    language: str
    """The language of the descriptor's plain strings; ``""`` where it does not say."""
    title: Text
    description: Text | None
    version: str | None
    created: str | None
    homepage: str | None
    keywords: tuple[Text, ...]
    publisher: Publisher
    contact: Contact | None
    topics: tuple[str, ...]
    spatial: Text | None
    temporal: Temporal | None
    frequency: str | None
    """A code of the EU frequency authority table, for example ``ANNUAL`` or ``NOT_PLANNED``."""
    licences: tuple[Licence, ...]
    sources: tuple[Source, ...]
    resources: tuple[Resource, ...]
    corrections: tuple[Correction, ...]
    views: tuple[Mapping[str, Any], ...]
    projections_from: str | None
    """The first time value that is a projection."""
    comparability: tuple[Text, ...]
    """Notes on what may not be compared."""
    same_measure: tuple[Mapping[str, Any], ...]
    """Other datasets with the same measure, and which to use for what."""
    former_names: tuple[str, ...]
    translation_status: Mapping[str, str]
    """By language: ``source``, ``draft`` or ``reviewed`` (``portal.language.status``)."""
    descriptor: Mapping[str, Any]
    """The complete descriptor, defaults filled in, references to other files resolved."""

    def resource(self, name: str) -> Resource:
        """Return the resource of that name."""
        return next(resource for resource in self.resources if resource.name == name)


@dataclass(frozen=True)
class Topic:
    """Name a theme by which people browse (``dcat:theme``)."""

    name: str
    title: Text
    description: Text | None = None


@dataclass(frozen=True)
class HeadlineChoice:
    """Name a view whose figure stands on the home page, and whose value it is."""

    dataset: str
    view: str
    of: str | None = None
    """A value of the view's series; None: what its publisher points at."""


@dataclass(frozen=True)
class Site:
    """Hold what ``metadata.json`` says about the portal itself."""

    title: Text
    description: Text | None
    languages: tuple[str, ...]
    """The first one is the default and sits at ``/``."""
    publisher: Publisher
    contact: Contact | None
    official: bool
    """False: every page says that this is a demonstration and who runs it."""
    notice: Text | None
    """What a demonstration says about itself."""
    base_url: str | None
    """The public base for absolute addresses; None: as the request came."""
    topics: tuple[Topic, ...]
    headlines: tuple[HeadlineChoice, ...] | None
    """The figures of the home page; None: nobody chose."""
    descriptor: Mapping[str, Any]
    """``metadata.json`` as read."""
