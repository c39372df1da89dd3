"""Hidden complaints drawn: the form, what was found with what was said about it, objecting, answering, lifting."""

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from lms.feedback.hidden import (
    Hidden,
    HiddenFound,
    answer_objection,
    hidden_about_me,
    lift_hidden,
    object_to_hidden,
    people_of_branch,
    record_hidden,
)
from lms.feedback.hidden.recording import LONGEST, LONGEST_BACK, NO_BRANCH, NOT_THERE
from lms.feedback.hidden.tables import EVIDENCE
from lms.feedback.hidden.words import EVIDENCE_NAMES, WORD_NAMES
from lms.people import UnitKind, list_units
from lms.platform.errors import Refused
from lms.platform.identifiers import new_id
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import KeptForm, do
from lms.portal.components.plain import facts, plain
from lms.portal.components.quarters import quarter_said
from lms.portal.components.reading_css import BETTER, ENTRY
from lms.portal.visit import Visit

_KEY = "hidden_key"


def hidden_form(visit: Visit, units: Collection[str]) -> None:
    """What was found, where, and by which evidence; what was refused is kept in the form."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    form, key, today = KeptForm("hidden"), st.session_state.setdefault(_KEY, new_id()), context.today()
    names = {
        unit.unit_id: unit.name(tr.locale)
        for unit in list_units(context)
        if unit.unit_id in units and unit.kind is UnitKind.BRANCH
    }
    unit_id = st.selectbox(
        _("Branch"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose"),
        key=f"{form.key}_unit",
    )
    person, why, named = None, "", False
    if unit_id is not None:
        named = st.toggle(_("It was one colleague"), key=f"{form.key}_named")
    if unit_id is not None and named:
        people = {
            card.person_id: facts(card.name(tr.locale), card.employee_no)
            for card in people_of_branch(context, actor=visit.actor, unit_id=unit_id)
        }
        person = st.selectbox(
            _("Who"),
            list(people),
            index=None,
            format_func=people.__getitem__,
            placeholder=_("Choose"),
            key=f"{form.key}_person",
        )
        why = st.text_input(_("Why it was this colleague"), key=f"{form.key}_why", max_chars=LONGEST)
    with st.form(form.key, border=False):
        day = st.date_input(
            _("Found on"),
            value=today,
            min_value=today - LONGEST_BACK,
            max_value=today,
            format="YYYY-MM-DD",
        )
        evidence = st.selectbox(
            _("Found by"), list(EVIDENCE_NAMES), format_func=lambda one: _(EVIDENCE_NAMES[one])
        )
        number = st.text_input(_("Its number or date"), max_chars=EVIDENCE)
        text = st.text_area(
            _("What was hidden, and how"),
            height=110,
            max_chars=LONGEST,
            placeholder=_("No customer's name or number, please."),
        )
        sent = st.form_submit_button(_("Record it"), type="primary")

    def act() -> str:
        if unit_id is None:
            raise Refused(NO_BRANCH)
        if named and person is None:
            raise Refused(NOT_THERE)
        found = HiddenFound(unit_id, day, evidence, number or "", text or "", person, why or "")
        record_hidden(context, actor=visit.actor, hidden=found, key=key)
        st.session_state[_KEY] = new_id()
        return _("Recorded, with your name. The branch's manager sees it and can object.")

    form.settle(visit, (unit_id, person, why, day, evidence, number, text), act, sent=sent)


def hidden_list(visit: Visit, found: Sequence[Hidden]) -> None:
    """What was found, what stands first, with what can be done about it."""
    _, tr = visit.gettext, visit.tr
    if not found:
        st.text(_("Nothing was found."))
    for one in found:
        with st.container(key=f"{ENTRY}-hidden-{one.hidden_id}", gap="small"):
            title = facts(one.unit.name(tr.locale), tr.date(one.found_on))
            st.markdown(f"**{plain(title)}**")
            _said(visit, one)
            with st.container(horizontal=True, key=f"hidden-ways-{one.hidden_id}"):
                if one.may_object and not one.waits:
                    _way(
                        visit,
                        one,
                        object_to_hidden,
                        _("Object"),
                        _("What is not so?"),
                        _("Sent: the consumer protection officer answers, and the answer stands here."),
                        "text",
                    )
                if one.may_answer and one.waits:
                    _way(
                        visit,
                        one,
                        answer_objection,
                        _("Answer"),
                        _("Your answer"),
                        _("Answered: whoever objected reads it."),
                        "text",
                    )
                if one.may_answer:
                    _way(
                        visit,
                        one,
                        lift_hidden,
                        _("Lift it"),
                        _("Why does it not hold?"),
                        _("Lifted, with your name and reason. Nothing follows from it any more."),
                        "reason",
                    )


def hidden_of_mine(visit: Visit) -> None:
    """What names the visitor, to answer for themself; nothing for nearly everybody."""
    found = hidden_about_me(visit.house.context, actor=visit.actor)
    if found:
        st.subheader(visit.gettext("A complaint that was said to be hidden by me"), anchor=False)
        hidden_list(visit, found)


def _said(visit: Visit, one: Hidden) -> None:
    _, tr = visit.gettext, visit.tr
    st.text(with_masks_named(tr, one.text))
    lasts = _("no honour from {first} to {last}").format(
        first=quarter_said(tr, one.first_quarter), last=quarter_said(tr, one.last_quarter)
    )
    with st.container(key=f"quiet-hidden-{one.hidden_id}", gap="xxsmall"):
        st.text(facts(_(EVIDENCE_NAMES[one.evidence]), with_masks_named(tr, one.evidence_no)))
        st.text(lasts if one.lifted_why is None else _("lifted"))
        if one.person is not None:
            named = _("Named: {name}. Why: {reason}")
            reason = with_masks_named(tr, one.person_reason)
            st.text(named.format(name=one.person.name(tr.locale), reason=reason))
    for place, word in enumerate(one.words):
        with st.container(key=f"{BETTER}-hidden-{one.hidden_id}-{place}"):
            st.text(f"{_(WORD_NAMES[word.kind])} · {tr.date(word.at)}")
            st.text(with_masks_named(tr, word.text))
    if one.lifted_why is not None:
        with st.container(key=f"{BETTER}-lifted-{one.hidden_id}"):
            st.text(_("Lifted: {why}").format(why=with_masks_named(tr, one.lifted_why)))


def _way(
    visit: Visit,
    one: Hidden,
    act: Callable[..., object],
    label: str,
    question: str,
    done: str,
    name: str,
) -> None:
    key = f"{act.__name__}_{one.hidden_id}"
    with st.popover(label, key=f"open_{key}"):
        words = st.text_area(question, key=f"words_{key}", max_chars=LONGEST, height=100)
        if st.button(label, key=f"go_{key}", type="primary"):
            given = {name: words or ""}
            do(
                visit,
                lambda: act(visit.house.context, actor=visit.actor, hidden_id=one.hidden_id, **given),
                done,
            )
