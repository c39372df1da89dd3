"""The gallery of scenarios: filters that live in the address, and cards."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from lms.catalogue.cards import ScenarioCard
from lms.platform.i18n import Translator
from lms.portal import links
from lms.portal.components.faces import show_portrait
from lms.portal.components.plain import facts, plain
from lms.portal.components.terms import (
    CHANNELS,
    COMPETENCIES,
    DIFFICULTIES,
    SEGMENTS,
    difficulty,
    term,
    terms,
)
from lms.portal.components.theme import CARD

T = TypeVar("T")
A_PAGE = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody filters by; None and empty mean everything."""

    words: str
    segment: str | None
    difficulty: int | None
    competency: str | None
    channel: str | None

    def fits(self, card: ScenarioCard, also: str = "") -> bool:
        """Whether a card is to be shown.

        Every word must stand in title, summary, the customer's name or in ``also``: what else is known of it.
        """
        said = f"{card.title} {card.summary} {card.customer} {also}".casefold()
        return (
            (self.segment is None or card.segment == self.segment)
            and (self.difficulty is None or card.difficulty == self.difficulty)
            and (self.competency is None or self.competency in card.competencies)
            and (self.channel is None or card.channel == self.channel)
            and all(word in said for word in self.words.casefold().split())
        )


def fitting(
    tr: Translator, wanted: Wanted, cards: Iterable[ScenarioCard], situations: Mapping[str, str]
) -> tuple[ScenarioCard, ...]:
    """The cards to show; words are sought in the situation, by slug, and in the competencies' names, too."""
    return tuple(
        card
        for card in cards
        if wanted.fits(card, f"{situations.get(card.slug, '')} {terms(tr, COMPETENCIES, card.competencies)}")
    )


def filters(tr: Translator, cards: Iterable[ScenarioCard]) -> Wanted:
    """Draw the filters; only what some scenario has is offered."""
    _ = tr.gettext
    there = tuple(cards)
    words = st.text_input(
        _("Search"),
        key="q",
        type="search",
        live=True,
        bind="query-params",
        placeholder=_("Customer, situation or skill"),
        max_chars=60,
        label_visibility="collapsed",
        icon=":material/search:",
    )
    with st.container(key="filters", horizontal=True, gap="small"):
        segment = choice(tr, _("Customer"), "segment", SEGMENTS, {card.segment for card in there})
        level = choice(tr, _("Difficulty"), "difficulty", DIFFICULTIES, {card.difficulty for card in there})
        competency = choice(
            tr, _("Competency"), "competency", COMPETENCIES, {c for card in there for c in card.competencies}
        )
        channel = choice(tr, _("Where"), "channel", CHANNELS, {card.channel for card in there})
    return Wanted(words or "", segment, level, competency, channel)


def cards_grid(tr: Translator, cards: tuple[ScenarioCard, ...], best: Mapping[str, float]) -> None:
    """Draw one page of cards, and the way to the others; ``best`` is one's own best score by slug."""
    pages = max(1, -(-len(cards) // A_PAGE))
    shown = 1
    foot = st.container()
    if pages > 1:
        with foot:
            st.space("small")
            shown = min(st.pagination(pages, key="page", bind="query-params"), pages)
    grid = st.container(key="grid")
    with grid:
        for card in cards[(shown - 1) * A_PAGE : shown * A_PAGE]:
            _card(tr, card, best.get(card.slug))


def choice(
    tr: Translator, label: str, name: str, names: Mapping[T, str], there: Container[object]
) -> T | None:
    """A filter whose id stands in the address, so that the address means the same in either language.

    Streamlit's own binding would write the label there.
    """
    options = [option for option in names if option in there]
    asked = st.query_params.get(name)
    chosen = st.selectbox(
        label,
        options,
        index=next((place for place, option in enumerate(options) if str(option) == asked), None),
        key=f"by_{name}",
        format_func=lambda option: tr.gettext(names[option]),
        placeholder=tr.gettext("All"),
        filter_mode=None,
    )
    if chosen is None:
        st.query_params.pop(name, None)
    elif asked != str(chosen):
        st.query_params[name] = str(chosen)
    return chosen


def _card(tr: Translator, card: ScenarioCard, best: float | None) -> None:
    _ = tr.gettext
    with st.container(key=f"{CARD}-{card.slug}", gap="small"):
        with st.container(key=f"head-{card.slug}", horizontal=True, vertical_alignment="center", wrap=False):
            show_portrait(tr, card.portrait, card.customer, size=72)
            with st.container(gap=None):
                links.link("brief", f"**{plain(card.title)}**", scenario=card.slug)
                with st.container(key=f"quiet-who-{card.slug}"):
                    st.text(facts(term(tr, SEGMENTS, card.segment), term(tr, CHANNELS, card.channel)))
        st.text(card.summary)
        with st.container(key=f"quiet-{card.slug}", gap=None):
            st.text(terms(tr, COMPETENCIES, card.competencies))
            minutes = tr.ngettext("{count} minute", "{count} minutes", card.minutes).format(
                count=card.minutes
            )
            mine = (
                _("my best {score}").format(score=tr.number(round(best)))
                if best is not None
                else _("not tried")
            )
            st.text(facts(difficulty(tr, card.difficulty), minutes, mine))
