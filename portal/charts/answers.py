"""The answer that a view gives, in a sentence or two that stand alone, and as a headline figure."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from markupsafe import Markup

from portal.charts.change import said
from portal.charts.sentences import sentences
from portal.charts.told import Told, cut, period, sentence, told, when
from portal.charts.voice import Voice
from portal.language import markup
from portal.language.catalogs import mark as _
from portal.language.numbers import number

if TYPE_CHECKING:
    from portal.charts.model import View
    from portal.language.text import Text

SIZES = ((10**9, _("%(figure)s billion")), (10**6, _("%(figure)s million")))
"""From which value on a headline is told in which words."""
MOST_SENTENCES = 2
"""What is told of a view that points at nothing."""
SEARCH = "_search"
"""The only parameter with an underscore that chooses rows."""
LISTED = frozenset({"table"})
"""Kinds of views that are no answer: who reads them finds one."""


@dataclass(frozen=True)
class Headline:
    """Hold one figure as a home page shows it; its texts are HTML already."""

    figure: Markup
    unit: Markup
    label: Markup
    """Whose figure it is, and of what."""
    time: Markup
    """What the value is of: its time and its status."""
    change: Markup | None
    direction: str
    """``up``, ``down``, ``same``, or nothing where no change is stated."""
    address: str
    """Where the very rows are, without a language."""
    dataset: str
    source: Text | None
    publisher: Text | None


def answer(view: View, language: str, of: str | None = None) -> Markup | None:
    """Return what a view answers, in one or two sentences that stand alone, or None.

    ``of`` is whom it is asked of, as a value of the series (of ``x`` where there are none); without
    it, it is told of what the publisher points at.
    """
    if view.refusal is not None or view.kind in LISTED or not view.rows:
        return None
    voice = Voice(view, language)
    one = told(view, of)
    if one is not None:
        says = [_whole(voice, one), *(cut(voice, one) or _caution(voice, one))]
    elif of is not None:
        return None
    else:
        says = sentences(voice)[:MOST_SENTENCES]
    if view.title is None:
        return Markup(" ").join(says)
    title = markup.shown(view.title, language)
    return Markup("{} — {}").format(title, Markup(" ").join(says))


def headline(view: View, language: str, of: str | None = None) -> Headline | None:
    """Return the figure of a view that stands out, None where it has no certain one."""
    one = told(view, of)
    if one is None or view.table is None:
        return None
    if one.first is not None and view.projected(one.last.time) > view.projected(one.first.time):
        # What is projected is not the latest value.
        one = dataclasses.replace(one, last=one.first, first=None)
    voice = Voice(view, language)
    name = voice.shown(one.part, one.code) if one.part else Markup("")
    title = markup.shown(view.title, language)
    changed = one.change
    return Headline(
        figure=_figure(voice, one.last.value),
        unit=markup.shown(voice.unit, language),
        label=Markup(" · ").join([text for text in (name, title) if text]),
        time=when(voice, one.last) if one.period is None else period(voice, *one.period),
        change=_since(voice, one),
        direction=changed.direction if changed is not None else "",
        address=address(view, one),
        dataset=view.dataset,
        source=view.source,
        publisher=view.publisher,
    )


def address(view: View, one: Told) -> str:
    """Return where the rows are of which something is told: the view's own, of that thing only."""
    column = view.columns.get(view.parts[one.part]) if one.part else None
    names = set() if column is None else {column.id, column.name}
    kept = [
        (name, value)
        for name, value in parse_qsl(view.query, keep_blank_values=True)
        if name == SEARCH or not (name.startswith("_") or {name, name.partition("__")[0]} & names)
    ]
    if column is not None:
        kept.append((column.id, str(one.code)))
    query = urlencode(kept, quote_via=quote)
    return f"/data/{quote(view.table or '')}" + (f"?{query}" if query else "")


def _whole(voice: Voice, one: Told) -> Markup:
    if one.period is None or one.part:
        return sentence(voice, one)
    value = voice.value(one.last.value)
    during = period(voice, *one.period)
    return voice.gettext("Total: %(value)s (%(aside)s).", value=value, aside=during)


def _caution(voice: Voice, one: Told) -> list[Markup]:
    """Return the pointer to what the publisher says of comparing, beside two values."""
    if not one.paired or not voice.view.cautioned:
        return []
    return [voice.gettext("Before comparing, see the publisher’s notes on comparability.")]


def _since(voice: Voice, one: Told) -> Markup | None:
    """Return the change with the time since when, or the earlier value where no change is stated."""
    if one.first is None:
        return None
    if one.change is not None:
        since = voice.time(one.first.time)
        changed = said(voice, one.change)
        return voice.gettext("%(change)s since %(time)s", change=changed, time=since)
    aside = when(voice, one.first)
    return voice.gettext("%(aside)s: %(value)s", aside=aside, value=voice.brief(one.first.value))


def _figure(voice: Voice, value: float) -> Markup:
    """Return a value as it is read in passing: of millions, three digits."""
    for size, words in SIZES:
        if abs(value) >= size:
            scaled = value / size
            digits = number(round(scaled, 1 if abs(scaled) >= 10 else 2), voice.language)
            return voice.gettext(words, figure=Markup('<bdi dir="ltr">{}</bdi>').format(digits))
    return Markup('<bdi dir="ltr">{}</bdi>').format(voice.figure(value))
