"""What waits for a mentor, a trainer, a manager, an administrator: one sentence, and the way there."""

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from lms.culture.staff import hardships_waiting, voices_soon_due
from lms.feedback.cases import soon_over
from lms.feedback.hidden import objections_waiting
from lms.people import Role
from lms.portal.components.page_css import ACTION
from lms.portal.links import go
from lms.portal.visit import Visit
from lms.practice import exams_to_read, who_is_quiet
from lms.practice.connections import model_name


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that waits: what is to say about it, and the page where it is done."""

    said: str
    label: str
    page: str


def duty_of(visit: Visit) -> Duty | None:
    """The one that goes with the actor's role; none for somebody who is here for themself alone."""
    tr, _, roles = visit.tr, visit.gettext, visit.actor.roles
    if Role.ADMIN in roles:
        return Duty(_engine(visit), _("Look after the people"), "people")
    waiting = voices_soon_due(visit.house.context, actor=visit.actor)
    if waiting:
        said = tr.ngettext(
            "{count} colleague waits for your answer, due by the next working day.",
            "{count} colleagues wait for your answer, due by the next working day.",
            waiting,
        )
        return Duty(said.format(count=waiting), _("Answer them"), "hear_staff")
    hurt = hardships_waiting(visit.house.context, actor=visit.actor)
    if hurt:
        said = tr.ngettext(
            "A customer was abusive to {count} colleague: a pause, a talk or thanks is still to be given.",
            "Customers were abusive to {count} colleagues: a pause, a talk or thanks is still to be given.",
            hurt,
        )
        return Duty(said.format(count=hurt), _("Be there for them"), "after_abuse")
    objections = objections_waiting(visit.house.context, actor=visit.actor)
    if objections:
        said = tr.ngettext(
            "{count} objection to a hidden complaint waits for your answer.",
            "{count} objections to hidden complaints wait for your answer.",
            objections,
        )
        return Duty(said.format(count=objections), _("Answer the objection"), "hidden")
    near = soon_over(visit.house.context, actor=visit.actor)
    if near:
        said = tr.ngettext(
            "{count} case is close to its limit, or over it.",
            "{count} cases are close to their limit, or over it.",
            near,
        )
        return Duty(said.format(count=near), _("To the cases"), "cases")
    if roles & {Role.CASE_HANDLER, Role.CONSUMER_PROTECTION_OFFICER}:
        return Duty(_("No case is close to its limit."), _("To the cases"), "cases")
    if Role.TRAINER in roles:
        exams = len(exams_to_read(visit.house.practice, actor=visit.actor))
        said = tr.ngettext("{count} exam can be read.", "{count} exams can be read.", exams)
        return Duty(
            said.format(count=exams) if exams else _("No exam has been sat yet."),
            _("Read the exams"),
            "exams",
        )
    if Role.AUDITOR in roles:
        said = _("Who has this year's training hours, who has not, and the pack with the proof of it.")
        return Duty(said, _("Training hours and the inspector's pack"), "training")
    if Role.MENTOR in roles:
        said = _who_is_quiet(visit, among=visit.actor.mentee_ids)
        return Duty(said, _("Look in on my mentees"), "mentees")
    if Role.MANAGER in roles:
        return Duty(_who_is_quiet(visit), _("See my people"), "branch")
    return None


def duty(waiting: Duty) -> None:
    """Draw it."""
    st.text(waiting.said)
    with st.container(key=f"{ACTION}-duty"):
        pressed = st.button(waiting.label, key="duty", type="primary", icon=":material/arrow_forward:")
    if pressed:
        go(waiting.page)


def _who_is_quiet(visit: Visit, among: Collection[str] | None = None) -> str:
    tr, _ = visit.tr, visit.gettext
    quiet = who_is_quiet(visit.house.practice, actor=visit.actor, among=among)
    if not quiet.people:
        return _("Nobody is entered here yet.")
    if not quiet.count:
        return _("All of your people have practised in the last two weeks.")
    names = ("、" if tr.locale == "zh-CN" else ", ").join(one.name(tr.locale) for one in quiet.first)
    if quiet.count <= len(quiet.first):
        return _("{names}: no practice for two weeks. A word from you would help.").format(names=names)
    return _("{names} and {count} more: no practice for two weeks. A word from you would help.").format(
        names=names, count=tr.number(quiet.count - len(quiet.first))
    )


def _engine(visit: Visit) -> str:
    _, model = visit.gettext, model_name(visit.house.context)
    if model:
        return _("Customers are played by {model}.").format(model=model)
    return _("Customers are played by the built-in engine; no model is needed.")
