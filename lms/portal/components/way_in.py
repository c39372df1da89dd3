"""The way from a brief into a conversation: go on with one, or begin one in practice or as an exam."""

from collections.abc import Sequence

import streamlit as st

from lms.platform.errors import Refused
from lms.portal.components.next_customer import time_left
from lms.portal.components.outcome import result_line
from lms.portal.components.page_css import ACTION
from lms.portal.components.terms_of_exam import told_terms
from lms.portal.links import asked_for, go, link
from lms.portal.visit import Visit
from lms.practice import list_attempts, open_attempt
from lms.practice.connections import model_name
from lms.practice.stage import Engine, Mode
from lms.practice.views import AttemptCard
from scenarios.schema import Scenario
from scoring.schema import load_rubric

_LOOKED_AT = 100
"""How many of one's attempts at a scenario are looked through for an open one and for the exam."""


def way_in(visit: Visit, scenario: Scenario) -> None:
    """Draw it. One button is the primary one: to go on where something is unfinished, else to begin.

    While an exam runs it is the only one.
    """
    _ = visit.gettext
    mine = list_attempts(visit.house.practice, actor=visit.actor, slug=scenario.slug, limit=_LOOKED_AT)
    unfinished = sorted((card for card in mine if card.open), key=lambda card: card.mode != "exam")
    if unfinished:
        _go_on(visit, unfinished[0])
    if unfinished and unfinished[0].deadline_at and not unfinished[0].void:
        # While an exam runs there is nothing beside it to do here.
        return
    with st.container(key="quiet-player"):
        st.text(_played_by(visit))
    # What is chosen stays in view with the button that begins it; beside something unfinished it steps back.
    with st.container(key="anew" if unfinished else f"{ACTION}-begin", gap="small"):
        mode = _choose_mode(visit)
        sat = _sat(visit, scenario, mine) if mode == "exam" else None
        held = False
        with st.container(key="quiet-mode"):
            st.text(_what_it_means(visit, scenario, mode, sat))
            if mode == "exam" and sat is None:
                held = told_terms(visit, load_rubric(scenario.rubric))
        if sat is not None:
            link("debrief", _("Look at that exam"), icon=":material/fact_check:", attempt=sat.attempt_id)
        if sat is not None or held:
            mode = "practice"
        label = (
            _("Practise it instead") if sat or held else _("Begin the exam") if mode == "exam" else _("Begin")
        )
        begun = st.button(label, key="begin", type="secondary" if unfinished else "primary", width="stretch")
    if begun:
        _begin(visit, scenario, mode)


def _go_on(visit: Visit, card: AttemptCard) -> None:
    _ = visit.gettext
    now, label = visit.house.context.now(), _("Go on with it")
    moment = visit.tr.ago(card.opened_at, now)
    if card.mode == "exam" and card.deadline_at:
        said = _(
            "Your exam is under way: {left} left, until {until}. Once it has ended you can practise here as often "
            "as you like."
        )
        left, label = time_left(visit.tr, card.deadline_at, now), _("Back to the exam")
        st.text(said.format(left=left, until=visit.tr.time(card.deadline_at)))
    else:
        st.text(
            _("You have an unfinished conversation with this customer, begun {when}.").format(when=moment)
        )
    with st.container(key=f"{ACTION}-on"):
        if st.button(label, key="go_on", type="primary", width="stretch"):
            go("conversation", attempt=card.attempt_id)


def _choose_mode(visit: Visit) -> Mode:
    _ = visit.gettext
    names: dict[Mode, str] = {"practice": _("Practice"), "exam": _("Exam")}
    asked: Mode = "exam" if asked_for("mode") == "exam" else "practice"
    return st.segmented_control(
        _("How"),
        list(names),
        default=asked,
        required=True,
        key="mode_choice",
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width="stretch",
    )


def _sat(visit: Visit, scenario: Scenario, mine: Sequence[AttemptCard]) -> AttemptCard | None:
    """The exam that was sat at the scenario as it is now."""
    version = visit.house.catalogue.card(scenario.slug, scenario.locale).version
    exams = (card for card in mine if card.mode == "exam" and not card.open and not card.void)
    return next((card for card in exams if card.scenario_version == version), None)


def _what_it_means(visit: Visit, scenario: Scenario, mode: Mode, sat: AttemptCard | None) -> str:
    tr, _ = visit.tr, visit.gettext
    if sat is not None:
        when = tr.ago(sat.closed_at or sat.opened_at, visit.house.context.now())
        said = _(
            "You sat this exam {when}: {result}. It can be sat again when the scenario changes; "
            "practise it as often as you like."
        )
        return said.format(when=when, result=result_line(tr, sat))
    if mode == "exam":
        said = tr.ngettext(
            "One try, {count} minute, no mood and no hints. Your mentor and your trainer can read it.",
            "One try, {count} minutes, no mood and no hints. Your mentor and your trainer can read it.",
            scenario.minutes,
        )
        return said.format(count=scenario.minutes)
    return _(
        "You see the mood and may ask for hints. Go back and try again as often as you like; "
        "only you can read it."
    )


def _played_by(visit: Visit) -> str:
    _, model = visit.gettext, model_name(visit.house.context)
    if model:
        return _("The customer is played by {model}.").format(model=model)
    return _("The customer is played by the built-in engine.")


def _begin(visit: Visit, scenario: Scenario, mode: Mode) -> None:
    engine: Engine = "llm" if model_name(visit.house.context) else "built-in"
    try:
        attempt_id = open_attempt(
            visit.house.practice,
            actor=visit.actor,
            slug=scenario.slug,
            locale=scenario.locale,
            mode=mode,
            engine=engine,
        )
    except Refused as refused:
        st.text(visit.tr.error(refused))
        return
    go("conversation", attempt=attempt_id)
