"""Make the complete descriptor from one that has passed: what is published and archived."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from portal.catalog.descriptor import language_of
from portal.catalog.names import slug
from portal.catalog.profile import VERSION_2
from portal.language.status import status_of_descriptor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.catalog.model import Site
    from portal.language.text import Text

TAB_SEPARATED = {"tsv", "tab"}


def complete(
    descriptor: Mapping[str, Any], name: str, site: Site, tables: Sequence[int]
) -> dict[str, Any]:
    """Return the complete descriptor of a dataset.

    Takes the normal descriptor, the dataset's name, the portal whose publisher and contact stand
    in where the package names none, and the positions of the resources that are tables.
    """
    language = language_of(descriptor)
    known = {topic.name for topic in site.topics}
    made = {
        **descriptor,
        "$schema": f"{VERSION_2}datapackage.json",
        "name": name,
        "title": descriptor.get("title") or name,
        "publisher": descriptor.get("publisher")
        or _contributor(descriptor)
        or _described(site.publisher, language),
        "resources": [
            _complete_resource(descriptor["resources"][position], name) for position in tables
        ],
    }
    if not made.get("contactPoint") and site.contact:
        made["contactPoint"] = _described(site.contact, language)
    if "theme" in made:
        made["theme"] = [topic for topic in made["theme"] if topic in known]
    status = status_of_descriptor(made)
    if status:
        made["translationStatus"] = status
    made.pop("profile", None)
    return made


def _contributor(descriptor: Mapping[str, Any]) -> dict[str, Any] | None:
    # The place where Data Package itself names a publisher.
    for contributor in descriptor.get("contributors", ()):
        if "publisher" in contributor.get("roles", ()) and contributor.get("title"):
            publisher = {
                "name": slug(contributor["title"], "publisher"),
                "title": contributor["title"],
            }
            if contributor.get("path"):
                publisher["homepage"] = contributor["path"]
            if contributor.get("email"):
                publisher["email"] = contributor["email"]
            return publisher
    return None


def _described(party: Any, language: str) -> dict[str, Any]:
    """Return the portal's publisher or contact as an object of a package in ``language``."""
    described = {
        key: value
        for key in ("name", "homepage", "email", "url")
        if (value := getattr(party, key, None))
    }
    title: Text = party.title
    texts = dict(title.values)
    # A title in a language that is not the package's may only stand under its own.
    if language in texts:
        described["title"] = texts.pop(language)
    if texts:
        described["translations"] = {other: {"title": text} for other, text in texts.items()}
    return described


def _complete_resource(resource: Mapping[str, Any], dataset: str) -> dict[str, Any]:
    made = {**resource, "$schema": f"{VERSION_2}dataresource.json", "type": "table"}
    made.pop("profile", None)
    schema = {**resource["schema"], "$schema": f"{VERSION_2}tableschema.json"}
    if "foreignKeys" in schema:
        schema["foreignKeys"] = [
            _complete_key(key, dataset, resource["name"]) for key in schema["foreignKeys"]
        ]
    made["schema"] = schema
    dialect = dict(resource.get("dialect", {}))
    tabs = PurePosixPath(resource["path"]).suffix.lower().removeprefix(".") in TAB_SEPARATED
    if (tabs or resource.get("format", "").lower() in TAB_SEPARATED) and "delimiter" not in dialect:
        dialect["delimiter"] = "\t"
    if dialect:
        made["dialect"] = {**dialect, "$schema": f"{VERSION_2}tabledialect.json"}
    return made


def _complete_key(key: Mapping[str, Any], dataset: str, resource: str) -> dict[str, Any]:
    reference = dict(key["reference"])
    if reference.get("package") in {"", dataset}:
        del reference["package"]
    # A dataset with one table usually calls it as itself.
    reference.setdefault("resource", reference.get("package", ""))
    if "package" not in reference and reference["resource"] == resource:
        reference["resource"] = ""
    return {**key, "reference": reference}
