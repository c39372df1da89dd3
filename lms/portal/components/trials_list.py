"""All scenarios with what their trials came to: filters that live in the address, and a page of entries."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lms.authoring import TrialRow
from lms.platform.i18n import Translator
from lms.platform.settings import Locale
from lms.portal.components.account import LANGUAGE_NAMES
from lms.portal.components.gallery import choice
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.components.terms import DIFFICULTIES, difficulty
from lms.portal.components.trials_strip import legend, strip
from lms.portal.components.trials_words import STATES, found_words, state_of, state_word
from lms.portal.links import link
from scoring.schema import load_rubric

A_PAGE = 12
RUBRIC = "service-core"


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody filters by; None and empty mean everything."""

    words: str
    state: str | None
    language: Locale | None
    difficulty: int | None

    def fits(self, row: TrialRow) -> bool:
        """Whether a row is to be shown; every word must stand in title, slug or the customer's name."""
        card = row.card
        said = f"{card.title} {card.slug} {card.customer}".casefold()
        return (
            (self.state is None or state_of(row) == self.state)
            and (self.language is None or card.locale == self.language)
            and (self.difficulty is None or card.difficulty == self.difficulty)
            and all(word in said for word in self.words.casefold().split())
        )


def trials_filters(tr: Translator, rows: Sequence[TrialRow]) -> Sought:
    """Draw the filters; only what some row has is offered."""
    _ = tr.gettext
    words = st.text_input(
        _("Search"),
        key="q",
        type="search",
        live=True,
        bind="query-params",
        placeholder=_("Title or customer"),
        max_chars=60,
        label_visibility="collapsed",
        icon=":material/search:",
    )
    with st.container(key="filters", horizontal=True, gap="small"):
        state = choice(tr, _("How it does"), "state", STATES, {state_of(row) for row in rows})
        language = choice(tr, _("Language"), "language", LANGUAGE_NAMES, {row.card.locale for row in rows})
        level = choice(tr, _("Difficulty"), "difficulty", DIFFICULTIES, {row.card.difficulty for row in rows})
    return Sought(words or "", state, language, level)


def trials_outline(tr: Translator, rows: Sequence[TrialRow]) -> None:
    """How the library does as a whole, in a sentence."""
    sound, mend = sum(row.sound for row in rows), sum(row.needs_mending for row in rows)
    said = tr.gettext("{sound} of {all} do as they should").format(sound=sound, all=len(rows))
    parts = [said]
    if mend:
        parts.append(tr.ngettext("{count} needs mending", "{count} need mending", mend).format(count=mend))
    rest = len(rows) - sound - mend
    if rest:
        parts.append(
            tr.ngettext(
                "{count} is still to be tried as it is", "{count} are still to be tried as they are", rest
            ).format(count=rest)
        )
    st.text(("；" if tr.locale == "zh-CN" else "; ").join(parts) + ("。" if tr.locale == "zh-CN" else "."))


def trials_entries(tr: Translator, rows: Sequence[TrialRow]) -> None:
    """Draw one page of rows, and the way to the others."""
    pass_mark = load_rubric(RUBRIC).pass_mark
    legend(tr, pass_mark)
    pages = max(1, -(-len(rows) // A_PAGE))
    shown = min(st.pagination(pages, key="page", bind="query-params"), pages) if pages > 1 else 1
    with st.container(key="list-trials"):
        for row in rows[(shown - 1) * A_PAGE : shown * A_PAGE]:
            _entry(tr, row, pass_mark)


def _entry(tr: Translator, row: TrialRow, pass_mark: int) -> None:
    card = row.card
    key = f"{card.slug}-{card.locale}"
    with st.container(key=f"{ENTRY}-{key}", gap="xxsmall"):
        title = f"**{plain(card.title)}**\u00a0· {LANGUAGE_NAMES[card.locale]}"
        link("trial", title, scenario=card.slug, written=card.locale)
        if row.summary is not None:
            strip(tr, row.summary.tallies, pass_mark)
        with st.container(key=f"quiet-{key}", gap=None):
            st.text(f"{state_word(tr, row)} · {difficulty(tr, card.difficulty)}")
            if row.needs_mending and row.summary is not None:
                first, *others = row.summary.notes
                said = found_words(tr, first)
                if others:
                    more = tr.ngettext("and {count} more", "and {count} more", len(others))
                    said = f"{said} · {more.format(count=len(others))}"
                st.text(said)
