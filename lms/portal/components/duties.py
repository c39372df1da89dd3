"""What waits for a mentor, a trainer, a manager, an administrator: one sentence, and the way there."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lms.feedback.cases import soon_over
from lms.people import Role
from lms.portal.components.page_css import ACTION
from lms.portal.components.team import needs_a_word
from lms.portal.links import go
from lms.portal.visit import Visit
from lms.practice import TeamRow, exams_to_read, team_progress
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
    if Role.MENTOR in roles:
        mentees = visit.actor.mentee_ids
        rows = [row for row in _team(visit) if row.person.person_id in mentees]
        return Duty(_who_is_quiet(visit, rows), _("Look in on my mentees"), "mentees")
    if Role.MANAGER in roles:
        return Duty(_who_is_quiet(visit, _team(visit)), _("See my people"), "branch")
    return None


def duty(waiting: Duty) -> None:
    """Draw it."""
    st.text(waiting.said)
    with st.container(key=f"{ACTION}-duty"):
        pressed = st.button(waiting.label, key="duty", type="primary", icon=":material/arrow_forward:")
    if pressed:
        go(waiting.page)


def _team(visit: Visit) -> Sequence[TeamRow]:
    return team_progress(visit.house.practice, actor=visit.actor)


def _who_is_quiet(visit: Visit, rows: Sequence[TeamRow]) -> str:
    tr, _ = visit.tr, visit.gettext
    if not rows:
        return _("Nobody is entered here yet.")
    now = visit.house.context.now()
    quiet = [row.person.name(tr.locale) for row in rows if needs_a_word(row, now)]
    if not quiet:
        return _("All of your people have practised in the last two weeks.")
    names = ("、" if tr.locale == "zh-CN" else ", ").join(quiet[:3])
    if len(quiet) <= 3:
        return _("{names}: no practice for two weeks. A word from you would help.").format(names=names)
    return _("{names} and {count} more: no practice for two weeks. A word from you would help.").format(
        names=names, count=len(quiet) - 3
    )


def _engine(visit: Visit) -> str:
    _, model = visit.gettext, model_name(visit.house.context)
    if model:
        return _("Customers are played by {model}.").format(model=model)
    return _("Customers are played by the built-in engine; no model is needed.")
