"""What ``metadata.json`` says about the portal itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from portal.catalog.descriptor import contact_of, publisher_of
from portal.catalog.model import HeadlineChoice, Site, Topic
from portal.catalog.names import slug
from portal.exceptions import SettingsError
from portal.language.accent import is_colour
from portal.language.text import Text, text_of
from portal.root import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TYPES: Mapping[str, tuple[type, str]] = {
    "title": (str, "a string"),
    "description": (str, "a string"),
    "languages": (list, "a list of language codes"),
    "publisher": (dict, "an object"),
    "contactPoint": (dict, "an object"),
    "official": (bool, "true or false"),
    "notice": (str, "a string"),
    "baseUrl": (str, "a string"),
    "accent": (str, "a colour such as “#0a5c73”"),
    "topics": (list, "a list of objects"),
    "headlines": (list, "a list of objects"),
    "translations": (dict, "an object"),
}


def read_site(root: Path) -> Site:
    """Return what ``metadata.json`` in ``root`` says.

    Raises ``SettingsError`` with the path of the file and what is wrong in it.
    """
    path = root / SETTINGS
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8 at byte {error.start}.") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: not JSON: {error}.") from error
    if not isinstance(descriptor, dict):
        raise SettingsError(f"{path}: must hold one JSON object.")
    try:
        return site_of(descriptor)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error


def site_of(descriptor: Mapping[str, Any]) -> Site:
    """Return what the settings of a portal say, from ``metadata.json`` as read.

    Pure: plugins call it with what Datasette holds. Raises ``SettingsError``.
    """
    _check(descriptor)
    languages = tuple(descriptor.get("languages", ["en"]))
    default = languages[0]
    title = text_of(descriptor, "title", default)
    if title is None:
        raise SettingsError("“title” is missing: what is this portal called?")
    if "publisher" not in descriptor:
        raise SettingsError("“publisher” is missing: who runs this portal?")
    contact = descriptor.get("contactPoint")
    return Site(
        title=title,
        description=text_of(descriptor, "description", default),
        languages=languages,
        publisher=publisher_of(descriptor["publisher"], default),
        contact=contact_of(contact, default) if contact else None,
        official=descriptor.get("official", False),
        notice=text_of(descriptor, "notice", default),
        base_url=descriptor.get("baseUrl", "").rstrip("/") or None,
        topics=tuple(_topic(topic, default) for topic in descriptor.get("topics", [])),
        headlines=_headlines(descriptor),
        descriptor=descriptor,
    )


def _headlines(descriptor: Mapping[str, Any]) -> tuple[HeadlineChoice, ...] | None:
    if "headlines" not in descriptor:
        return None
    for choice in descriptor["headlines"]:
        known = isinstance(choice, dict) and set(choice) <= {"dataset", "view", "of"}
        if not known or not all(isinstance(text, str) and text for text in choice.values()):
            raise SettingsError(
                "each of “headlines” must be an object with “dataset”, “view” and, if you like, “of”,"
                " all of them strings."
            )
        if not {"dataset", "view"} <= set(choice):
            raise SettingsError("each of “headlines” must name a “dataset” and a “view” of it.")
    return tuple(HeadlineChoice(**choice) for choice in descriptor["headlines"])


def _check(descriptor: Mapping[str, Any]) -> None:
    for key, (kind, words) in TYPES.items():
        if key in descriptor and not isinstance(descriptor[key], kind):
            raise SettingsError(f"“{key}” must be {words}.")
    if "accent" in descriptor and not is_colour(descriptor["accent"]):
        raise SettingsError("“accent” must be a colour such as “#0a5c73”.")
    languages = descriptor.get("languages", ["en"])
    if not languages or not all(isinstance(language, str) and language for language in languages):
        raise SettingsError("“languages” must list at least one language code, such as “en”.")
    if len(set(languages)) != len(languages):
        raise SettingsError("“languages” names a language twice.")
    topics = descriptor.get("topics", [])
    for topic in topics:
        if not isinstance(topic, dict) or not isinstance(topic.get("name"), str):
            raise SettingsError("each of “topics” must be an object with a “name”.")
        if topic["name"] != slug(topic["name"], "topic"):
            raise SettingsError(
                f"the topic “{topic['name']}” needs a name of lower-case letters, digits and hyphens."
            )
    names = [topic["name"] for topic in topics]
    if len(set(names)) != len(names):
        raise SettingsError("“topics” has a name twice.")
    described = {"": descriptor, "publisher": descriptor.get("publisher")}
    described |= {"contactPoint": descriptor.get("contactPoint")}
    described |= {f"topics/{topic['name']}": topic for topic in topics}
    for place, thing in described.items():
        _check_texts(place, thing or {})


def _check_texts(place: str, described: Mapping[str, Any]) -> None:
    where = f" of “{place}”" if place else ""
    for key in ("name", "title", "description", "notice", "email", "url", "homepage"):
        if not isinstance(described.get(key, ""), str):
            raise SettingsError(f"“{key}”{where} must be a string.")
    translations = described.get("translations", {})
    if not isinstance(translations, dict) or not all(
        isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())
        for texts in translations.values()
    ):
        raise SettingsError(f"“translations”{where} must be {{language: {{property: text}}}}.")


def _topic(topic: Mapping[str, Any], default: str) -> Topic:
    title = text_of(topic, "title", default) or Text({"": topic["name"]})
    return Topic(topic["name"], title, text_of(topic, "description", default))
