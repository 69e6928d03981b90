"""What a descriptor says of a dataset beyond the columns of the catalog, as texts for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from portal.language.markup import web_address
from portal.language.status import status_of_descriptor
from portal.language.text import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def facts_of(dataset: Mapping[str, Any]) -> dict[str, Any]:
    """Return contact, area, licences, sources and notes of a dataset, as ``read.dataset`` gives it."""
    descriptor, language = dataset["descriptor"], dataset["language"]
    contact = descriptor.get("contactPoint") or {}
    address = web_address(contact.get("url"))
    if contact.get("email"):
        address = "mailto:" + contact["email"]
    return {
        "contact": text_of(contact, "title", language) or contact.get("email"),
        "contact_address": address,
        "spatial": text_of(descriptor, "spatial", language),
        "licences": [
            {
                "path": web_address(licence.get("path")),
                "text": text_of(licence, "title", language) or licence.get("name"),
            }
            for licence in descriptor.get("licenses") or []
        ],
        "sources": [
            {
                **source,
                "path": web_address(source.get("path")),
                "text": text_of(source, "title", language) or source.get("path"),
            }
            for source in descriptor.get("sources") or []
        ],
        "comparability": [
            text_of(note, "note", language) for note in descriptor.get("comparability") or []
        ],
        "same_measure": [
            {**other, "text": text_of(other, "note", language)}
            for other in descriptor.get("sameMeasure") or []
        ],
        "projections_from": descriptor.get("projectionsFrom"),
        "translation_status": status_of_descriptor(descriptor),
    }


def message_to(email: str, subject: str, lines: list[str]) -> str:
    """Return the address of an e-mail that is written already, but for what only the reader knows.

    All that is in it is escaped (RFC 6068).
    """
    body = quote("\r\n".join(lines), safe="")
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject, safe='')}&body={body}"
