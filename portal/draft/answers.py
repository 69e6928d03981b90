"""What only a person knows about a dataset, and the descriptor made of it and of the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.catalog.licences import licence_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.draft.model import Draft
    from portal.draft.output import Output

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>().]+")


@dataclass(frozen=True)
class Answers:
    """Hold what a person said; None where nothing was said."""

    language: str
    """The language of the title and the description."""
    title: str | None = None
    description: str | None = None
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By other language: ``title`` and ``description``."""
    licence: str | None = None
    """The name of a licence of ``portal.catalog.licences``."""
    contact: str | None = None
    """An e-mail address."""
    topic: str | None = None
    frequency: str | None = None
    """A code of the EU frequency authority table."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what was not said, as the names of attributes."""
        wanted = ("title", "description", "licence", "topic", "frequency")
        return tuple(name for name in wanted if not getattr(self, name))


def descriptor_of(name: str, path: str, answers: Answers, output: Output, draft: Draft) -> Any:
    """Return the descriptor of a dataset with one resource, its keys in the order people read."""
    choice = licence_named(answers.licence) if answers.licence else None
    said: dict[str, Any] = {
        "$schema": PROFILE,
        "name": name,
        "title": answers.title,
        "description": answers.description,
        "languages": [answers.language],
        "translations": {tag: dict(texts) for tag, texts in answers.translations.items() if texts},
        "licenses": [choice.described] if choice else None,
        "contactPoint": contact_point(answers.contact) if answers.contact else None,
        "theme": [answers.topic] if answers.topic else None,
        "accrualPeriodicity": answers.frequency,
    }
    resource = {
        "name": name,
        "path": path,
        **output.reading,
        "schema": dict(draft.schema),
    }
    return {key: value for key, value in said.items() if value} | {"resources": [resource]}


def contact_point(email: str) -> dict[str, str]:
    """Return an e-mail address as a contact of a descriptor."""
    return {"title": email, "email": email}
