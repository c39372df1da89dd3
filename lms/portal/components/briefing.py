"""What a trainee reads before the customer comes."""

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.faces import show_portrait
from lms.portal.components.plain import facts
from lms.portal.components.terms import CHANNELS, SEGMENTS, difficulty, term
from lms.portal.components.theme import FACE
from scenarios.schema import Scenario


def situation(tr: Translator, scenario: Scenario) -> None:
    """Situation, task, and what a clerk would know of this customer."""
    _ = tr.gettext
    persona = scenario.persona
    with st.container(
        key="brief-head", horizontal=True, vertical_alignment="center", wrap=False, gap="medium"
    ):
        with st.container(key=f"{FACE}-brief", width="content"):
            show_portrait(tr, persona.portrait, persona.called, size=132)
        with st.container(gap=None):
            st.title(scenario.title, anchor=False)
            minutes = tr.ngettext("{count} minute", "{count} minutes", scenario.minutes)
            with st.container(key="quiet-brief"):
                st.text(
                    facts(
                        term(tr, SEGMENTS, scenario.segment),
                        term(tr, CHANNELS, scenario.channel),
                        minutes.format(count=scenario.minutes),
                        difficulty(tr, scenario.difficulty),
                    )
                )
    st.subheader(_("The situation"), anchor=False)
    st.text(scenario.brief.situation)
    st.subheader(_("Your task"), anchor=False)
    st.text(scenario.brief.task)
    if scenario.brief.known:
        st.subheader(_("What you know of this customer"), anchor=False)
        with st.container(key="known", gap=None):
            for known in scenario.brief.known:
                st.text(known)
