"""The licences that a person may choose from, in words that say what others may do.

All of them let anyone use the data for any purpose. “Unknown” is none of them: whoever does not
know asks before publishing. Names are those of SPDX, https://spdx.org/licenses/; addresses are
those that the authors of the licences give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class LicenceChoice:
    """Offer one licence: what a descriptor says of it, and what it means."""

    name: str
    """As in ``licenses`` of a descriptor: an identifier of SPDX."""
    path: str
    """Where its text can be read."""
    words: Mapping[str, str]
    """By language, the identifier included."""

    @property
    def described(self) -> dict[str, str]:
        """Return the licence as an entry of ``licenses``."""
        return {"name": self.name, "path": self.path}


LICENCES: tuple[LicenceChoice, ...] = (
    LicenceChoice(
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        {
            "en": "Anyone may use it for any purpose if the source is named (CC BY 4.0)",
            "ar": "الاستعمال مسموح للجميع ولأي غرض بشرط ذكر المصدر (CC BY 4.0)",
        },
    ),
    LicenceChoice(
        "CC0-1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        {
            "en": "Anyone may use it without any condition (CC0 1.0)",
            "ar": "الاستعمال مسموح للجميع بلا أي شرط (CC0 1.0)",
        },
    ),
    LicenceChoice(
        "CC-BY-SA-4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        {
            "en": "As CC BY, and what is made from it is shared on the same terms (CC BY-SA 4.0)",
            "ar": "ذكر المصدر، ومشاركة ما يُشتق منها بالشروط نفسها (CC BY-SA 4.0)",
        },
    ),
    LicenceChoice(
        "ODC-By-1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
        {
            "en": "For databases: any use if the source is named (ODC-By 1.0)",
            "ar": "لقواعد البيانات: أي استعمال بشرط ذكر المصدر (ODC-By 1.0)",
        },
    ),
    LicenceChoice(
        "ODbL-1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        {
            "en": "For databases: name the source, share changed databases on the same terms (ODbL 1.0)",
            "ar": "لقواعد البيانات: ذكر المصدر، ومشاركة القواعد المعدّلة بالشروط نفسها (ODbL 1.0)",
        },
    ),
    LicenceChoice(
        "PDDL-1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        {
            "en": "For databases: any use without any condition (PDDL 1.0)",
            "ar": "لقواعد البيانات: أي استعمال بلا أي شرط (PDDL 1.0)",
        },
    ),
    LicenceChoice(
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        {
            "en": "Of a public body of the United Kingdom: any use if the source is named (OGL 3.0)",
            "ar": "لجهة حكومية في المملكة المتحدة: أي استعمال بشرط ذكر المصدر (OGL 3.0)",
        },
    ),
    LicenceChoice(
        "etalab-2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        {
            "en": "Of a public body of France: any use if the source is named (Licence Ouverte 2.0)",
            "ar": "لجهة حكومية في فرنسا: أي استعمال بشرط ذكر المصدر (Licence Ouverte 2.0)",
        },
    ),
    LicenceChoice(
        "CC-BY-3.0-IGO",
        "https://creativecommons.org/licenses/by/3.0/igo/",
        {
            "en": "Of an international organisation: any use if the source is named (CC BY 3.0 IGO)",
            "ar": "لمنظمة دولية: أي استعمال بشرط ذكر المصدر (CC BY 3.0 IGO)",
        },
    ),
)

OPEN_BESIDES = ("CC-BY-3.0", "CC-BY-SA-3.0", "MIT", "Apache-2.0", "Unicode-3.0", "other-pd")
"""Further names under which anyone may use data for any purpose; nobody needs to choose them here."""


def is_open(name: str) -> bool:
    """Tell whether a licence of this name is known to be open; False: it may be all the same."""
    known = (*(licence.name for licence in LICENCES), *OPEN_BESIDES)
    return _plain(name) in {_plain(one) for one in known}


def licence_named(name: str) -> LicenceChoice | None:
    """Return the licence with this name, in whatever letters and with blanks or hyphens; or None."""
    wanted = _plain(name)
    return next((licence for licence in LICENCES if _plain(licence.name) == wanted), None)


def _plain(name: str) -> str:
    return "".join(name.casefold().replace("-", " ").split())
