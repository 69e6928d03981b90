"""What the form of a reader's own picture offers, and the words around that picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.charts import world
from portal.charts.asked import methods
from portal.charts.fitting import PLAIN, kinds
from portal.charts.naming import MEASURED
from portal.charts.told import period
from portal.language import markup
from portal.language.catalogs import mark as _
from portal.query.model import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.charts.asked import Draft
    from portal.charts.draw import Picture
    from portal.charts.fitting import Ground
    from portal.charts.model import View
    from portal.charts.voice import Voice
    from portal.language.text import Text

KINDS = {
    "bar": _("Bars"),
    "line": _("Lines over time"),
    "slope": _("Two values beside each other"),
    "pyramid": _("Pyramid of ages"),
    "points": _("Map of places"),
    "choropleth": _("Map of countries"),
}
INSTEAD = _("These lines run over a reference time, which %(asked)s is not: shown by %(across)s instead.")  # fmt: skip
PERIOD = _("Time of what is counted or added up: %(period)s.")
UNSPLIT = _("Bars and maps are not split. Lines, pairs and pyramids are.")


@dataclass(frozen=True)
class Choice:
    """Hold one option; ``label`` is the name of a column, or a message to be translated."""

    value: str
    label: Text | str
    selected: bool = False


@dataclass(frozen=True)
class Group:
    """Hold the columns of which the same is calculated, with the message that says what, if any."""

    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Form:
    """Hold what can be chosen; what has one option only is no choice, and is empty."""

    kinds: Sequence[Choice]
    across: Sequence[Choice] = ()
    measures: Sequence[Group] = ()
    counted: bool = False
    """Whether rows are counted."""
    splits: Sequence[Choice] = ()


def form(ground: Ground, view: str, drafted: Draft) -> Form:
    """Return the choices of the form, with those selected that were drawn."""
    maps = view == "map"
    fitting = dict.fromkeys([*kinds(ground, maps=maps), drafted.kind])
    types = [Choice(k, KINDS[k], k == drafted.kind) for k in fitting if k in KINDS]
    if drafted.kind == "points":
        return Form(types)
    names = ground.countries if maps else [column.name for column in ground.across]
    chosen = [name for name in (drafted.x,) if name in ground.shown]
    across = _columns(ground, dict.fromkeys([*names, *chosen]), drafted.x)
    splits = [] if maps else _columns(ground, [n for n in names if n != drafted.x], drafted.series)
    measures = [
        Group(MEASURED.get(method, ""), _measures(ground, method, columns, drafted.value))
        for method, columns in methods(ground, drafted).items()
        if columns
    ]
    return Form(types, across, measures, drafted.y == COUNT, splits)


def with_notes(picture: Picture, voice: Voice, drafted: Draft, ground: Ground) -> Picture:
    """Return the picture with what became of choices that it cannot follow."""
    notes, language = [], voice.language
    if drafted.instead:
        asked, across = (
            markup.shown(ground.shown[name].heading, language)
            for name in (drafted.instead, drafted.x)
        )
        notes.append(voice.gettext(INSTEAD, asked=asked, across=across))
    if drafted.unsplit:
        notes.append(voice.gettext(UNSPLIT))
    if voice.view.period is not None:
        notes.append(voice.gettext(PERIOD, period=period(voice, *voice.view.period)))
    return replace(picture, notes=[*notes, *picture.notes]) if notes else picture


def on_the_map(view: View) -> bool:
    """Tell whether any of the codes of a map is one of its countries."""
    return any(str(view.of(row, "x")) in world.shapes() for row in view.rows)


def _columns(ground: Ground, names: Iterable[str], selected: str) -> list[Choice]:
    return [Choice(name, ground.shown[name].heading, name == selected) for name in names]


def _measures(ground: Ground, method: str, columns: Iterable[str], selected: str) -> list[Choice]:
    choices = []
    for name in columns:
        value = name if method == PLAIN else f"{method}:{name}"
        written = f"{PLAIN}:{name}" if value == COUNT else value
        choices.append(Choice(written, ground.shown[name].heading, value == selected))
    return choices
