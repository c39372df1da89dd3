"""The form of a mystery visit, drawn: where and how, then the checklist, point by point."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import streamlit as st

from lms.feedback.visits import VisitFound, checklist, checklist_words, people_to_name, record_visit
from lms.feedback.visits.checklist import ANSWERS
from lms.feedback.visits.entering import LONGEST, LONGEST_BACK, LONGEST_LINE, NO_BRANCH, NOT_THERE
from lms.feedback.visits.tables import PLACE
from lms.feedback.visits.words import ANSWER_NAMES, VISIT_CHANNELS
from lms.people import UnitKind, list_units
from lms.platform.errors import Refused
from lms.platform.identifiers import new_id
from lms.portal.components.doing import KeptForm
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import facts, plain
from lms.portal.visit import Visit

_KEY = "visit_key"


@dataclass(frozen=True)
class _Head:
    """Where, when and how, and who has to be named."""

    unit_id: str | None
    visited_on: date
    channel: str
    place: str
    person_id: str | None
    reason: str
    names: bool


def visit_form(visit: Visit, units: Collection[str]) -> None:
    """Draw the form; what was refused is kept in it."""
    _, house = visit.gettext, visit.house
    form, key = KeptForm("visit"), st.session_state.setdefault(_KEY, new_id())
    head = _head(visit, units, form.key)
    with st.form(form.key, border=False):
        answers, seen = _points(visit, form.key)
        note = st.text_area(
            _("Remarks"),
            key=f"{form.key}_note",
            max_chars=LONGEST,
            height=90,
            placeholder=_("What the branch should know besides; nobody's name."),
        )
        with st.container(key=f"{ACTION}-visit"):
            sent = st.form_submit_button(_("Enter it"), type="primary")

    def act() -> str:
        if head.unit_id is None:
            raise Refused(NO_BRANCH)
        if head.names and head.person_id is None:
            raise Refused(NOT_THERE)
        found = VisitFound(
            head.unit_id,
            head.visited_on,
            head.channel,
            answers,
            seen,
            head.place,
            note or "",
            head.person_id,
            head.reason,
        )
        record_visit(house.context, house.learning, house.catalogue, actor=visit.actor, visit=found, key=key)
        st.session_state[_KEY] = new_id()
        return _("Entered. The branch's manager sees it; its staff see figures without a name.")

    form.settle(visit, (head, answers, seen, note), act, sent=sent)


def _head(visit: Visit, units: Collection[str], key: str) -> _Head:
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    branches = [
        unit for unit in list_units(context) if unit.unit_id in units and unit.kind is UnitKind.BRANCH
    ]
    names, today = {unit.unit_id: unit.name(tr.locale) for unit in branches}, context.today()
    left, right = st.columns(2, gap="medium")
    unit_id = left.selectbox(
        _("Branch"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose"),
        key=f"{key}_unit",
    )
    day = right.date_input(
        _("Day of the visit"),
        value=today,
        min_value=today - LONGEST_BACK,
        max_value=today,
        format="YYYY-MM-DD",
        key=f"{key}_day",
    )
    left, right = st.columns(2, gap="medium")
    channel = left.selectbox(
        _("How"), list(VISIT_CHANNELS), format_func=lambda one: _(VISIT_CHANNELS[one]), key=f"{key}_channel"
    )
    place = right.text_input(
        _("Window or job, if it matters"),
        key=f"{key}_place",
        max_chars=PLACE,
        placeholder=_("Window 2, lobby manager; nobody's name"),
    )
    person, reason = None, ""
    names_one = st.toggle(_("Somebody has to be named"), key=f"{key}_names", disabled=unit_id is None)
    if names_one and unit_id is not None:
        cards = people_to_name(context, actor=visit.actor, unit_id=unit_id)
        people = {card.person_id: facts(card.name(tr.locale), card.employee_no) for card in cards}
        person = st.selectbox(
            _("Who"),
            list(people),
            index=None,
            format_func=people.__getitem__,
            placeholder=_("Choose"),
            key=f"{key}_person",
        )
        reason = st.text_input(_("Why somebody has to be named"), key=f"{key}_reason", max_chars=LONGEST_LINE)
    return _Head(unit_id, day, channel, place or "", person, reason or "", names_one)


def _points(visit: Visit, key: str) -> tuple[dict[str, str], dict[str, str]]:
    _, words = visit.gettext, checklist_words(visit.tr.locale)
    answers: dict[str, str] = {}
    seen: dict[str, str] = {}
    for name, group in checklist().groups.items():
        st.subheader(words[name].name, anchor=False)
        for item in group.items:
            with st.container(key=f"visit-point-{item}-{key}", gap="xsmall"):
                answer = st.segmented_control(
                    plain(words[name].items[item]),
                    ANSWERS,
                    default="not_seen",
                    required=True,
                    format_func=lambda one: _(ANSWER_NAMES[one]),
                    key=f"{key}_{item}",
                )
                line = st.text_input(
                    _("What was seen: {point}").format(point=plain(words[name].items[item])),
                    key=f"{key}_{item}_seen",
                    max_chars=LONGEST_LINE,
                    placeholder=_("What was seen, in a few words"),
                    label_visibility="collapsed",
                )
            answers[item] = answer
            if line:
                seen[item] = line
    return answers, seen
