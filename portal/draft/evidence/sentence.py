"""Say evidence in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.draft.evidence.words import SENTENCES

if TYPE_CHECKING:
    from portal.draft.model import Evidence


def sentence(evidence: Evidence, language: str) -> str:
    """Return the reason for a property in a language, or in English where there are no words."""
    english, arabic = SENTENCES[evidence.key]
    written = {
        name: f"{one:,}" if isinstance(one, int) else one
        for name, one in evidence.parameters.items()
    }
    return (arabic if language == "ar" else english).format_map(
        {**written, "value": evidence.value}
    )
