"""What waits for the visitor: what presses, then what goes with their role, each a sentence and the way there."""

from collections.abc import Collection, Sequence

import streamlit as st

from lms.people import Role
from lms.portal.components.page_css import ACTION
from lms.portal.components.pressing import Duty, pressing
from lms.portal.links import go, link
from lms.portal.visit import Visit
from lms.practice import exams_to_read, who_is_quiet
from lms.practice.connections import model_name


def duties_of(visit: Visit) -> tuple[Duty, ...]:
    """What waits for the visitor, the most pressing first; what goes with their role comes last."""
    always = _of_role(visit)
    waiting = pressing(visit)
    # A case that is not near its limit is no news where something else waits.
    return (
        *waiting,
        *(one for one in (always,) if one is not None and one.page not in {w.page for w in waiting}),
    )


def _of_role(visit: Visit) -> Duty | None:
    """The one that goes with the actor's role; none for somebody who is here for themself alone."""
    tr, _, roles = visit.tr, visit.gettext, visit.actor.roles
    if Role.ADMIN in roles:
        return Duty(_engine(visit), _("Look after the people"), "people")
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


def duties(waiting: Sequence[Duty]) -> None:
    """Draw them: the first with the page's one button, the others as lines with a way to where they are done."""
    if not waiting:
        return
    _first(waiting[0])
    if len(waiting) == 1:
        return
    with st.container(key="further-duties", gap="small"):
        for place, one in enumerate(waiting[1:]):
            with st.container(
                key=f"further-duty-{place}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                st.text(one.said)
                link(one.page, one.label, icon=":material/arrow_forward:")


def _first(waiting: Duty) -> None:
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
