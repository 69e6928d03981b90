"""Read indicators of telephones and the internet from two editions of the CIA World Factbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.exceptions import SourceError
from scripts.sources import factbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.sources.packages import Sources

PACKAGES = factbook.PACKAGES
COLUMNS = (
    *("iso3", "edition", "indicator", "value", "unit"),
    *("reference_year", "is_estimate", "source_text"),
)

# Section of "Communications" → name of the figure in it → (indicator, unit). The editions name
# the same total differently, hence the two names.
INDICATORS = {
    "Telephones - fixed lines": {
        "total subscriptions": ("fixed_telephone_subscriptions", "subscriptions"),
        "total": ("fixed_telephone_subscriptions", "subscriptions"),
        "subscriptions per 100 inhabitants": ("fixed_telephone_per_100", "per_100"),
    },
    "Telephones - mobile cellular": {
        "total subscriptions": ("mobile_subscriptions", "subscriptions"),
        "total": ("mobile_subscriptions", "subscriptions"),
        "subscriptions per 100 inhabitants": ("mobile_per_100", "per_100"),
    },
    "Internet users": {
        "total": ("internet_users", "persons"),
        "percent of population": ("internet_users_percent", "percent"),
    },
    "Broadband - fixed subscriptions": {
        "total": ("fixed_broadband_subscriptions", "subscriptions"),
        "subscriptions per 100 inhabitants": ("fixed_broadband_per_100", "per_100"),
    },
}
# Text in the place of the figures of a section that states none: it gives no row.
NO_FIGURES = frozenset(
    {
        "NA",
        "No traditional public cellular network. Satellite-based internet (Starlink) and VoIP apps (WhatsApp, Viber) are available.",
    }
)
# Text that holds the figures of a section, which the package failed to take apart.
JOINED = {"1.1 million ++ 51.1% (2009)": ("total", "percent of population")}

# The rules by which a figure is withheld; each case is a row of the dataset's corrections.
PER_100_MAXIMUM = 400
YEAR_MINIMUM = 2000
WITHHELD = "withheld"


def rows(sources: Sources) -> Iterator[dict[str, str]]:
    """Yield the rows in the order of their key; raises ``SourceError`` for what is not expected."""
    found = [row for entry in factbook.entries(sources) for row in _rows_of_entry(entry)]
    found.sort(key=lambda row: (row["iso3"], row["edition"], row["indicator"]))
    yield from found


def _rows_of_entry(entry: factbook.Entry) -> Iterator[dict[str, str]]:
    communications = entry.content.get("Communications", {})
    for section, indicators in INDICATORS.items():
        texts = _texts(communications.get(section, {}))
        # An edition of 2015 dates a section once, at its end: "11.1 million … 140 (2014 est.)".
        closing = [text for text in texts.values() if factbook.DATE.search(text)]
        for name, text in texts.items():
            if name == "note":
                continue
            if name not in indicators:
                raise SourceError(f"{entry.iso3} {entry.edition}: {section} has {name}: {text}")
            figure = factbook.parse(text)
            if figure.year is None and closing:
                figure = factbook.dated(figure, closing[-1])
            indicator, unit = indicators[name]
            yield {
                "iso3": entry.iso3,
                "edition": str(entry.edition),
                "indicator": indicator,
                "value": _value(figure, unit),
                "unit": unit,
                "reference_year": _year(figure),
                "is_estimate": "" if figure.estimate is None else str(figure.estimate).lower(),
                "source_text": text,
            }


def _texts(section: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of a section by name, in the order of the source."""
    texts = {
        name: part["text"] if isinstance(part, dict) else part for name, part in section.items()
    }
    whole = texts.get("text")
    if whole in NO_FIGURES:
        del texts["text"]
    if whole in JOINED:
        return dict(zip(JOINED[whole], whole.split(" ++ "), strict=True))
    return texts


def _value(figure: factbook.Figure, unit: str) -> str:
    if figure.below is not None:
        return f"<{figure.below}"
    if figure.value is None:
        return ""
    if unit == "per_100" and figure.value > PER_100_MAXIMUM:
        return WITHHELD
    if unit in {"percent", "per_100"}:
        return f"{figure.value:f}"
    if figure.value != int(figure.value):
        raise SourceError(f"not a whole number: {figure.value}")
    return str(int(figure.value))


def _year(figure: factbook.Figure) -> str:
    if figure.year is None:
        return ""
    return str(figure.year) if figure.year >= YEAR_MINIMUM else WITHHELD
