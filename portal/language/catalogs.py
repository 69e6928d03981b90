"""Interface text in the languages of the portal: gettext catalogs, compiled as they are read.

English is the source; every other language is a file ``locales/LANGUAGE/LC_MESSAGES/portal.po``
that ``python -m scripts.translate`` keeps complete.
"""

from __future__ import annotations

import functools
import gettext
from io import BytesIO
from pathlib import Path

LOCALES = Path(__file__).parents[2] / "locales"
SOURCE_LANGUAGE = "en"


def translations(language: str) -> gettext.NullTranslations:
    """Return the interface text of a language; a language without a catalog speaks English."""
    return _compiled(language)


def languages() -> tuple[str, ...]:
    """Return the languages that the interface speaks, the source language first."""
    others = sorted(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/portal.po"))
    return (SOURCE_LANGUAGE, *others)


def mark(message: str) -> str:
    """Return ``message``, which is translated where it is shown; the extractor looks for this."""
    return message


@functools.cache
def _compiled(language: str) -> gettext.NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "portal.po"
    if language not in languages():
        return gettext.NullTranslations()
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    # Here, and not above: who only checks data needs no interface text.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with path.open("rb") as source:
        catalog = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
