"""What is written of somebody, to be put right."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.people import (
    JOB_NAMES,
    ROLE_NAMES,
    Action,
    Facts,
    HeldRole,
    Job,
    PersonEntry,
    change_entry,
    units_open_to,
)
from lms.people.accounts import EARLIEST_HIRE, latest_hire
from lms.portal.components.doing import KeptForm
from lms.portal.components.plain import plain
from lms.portal.visit import Visit

_SEEN = "seen_before_"
"""In the session: key prefix of what an entry said when its form was first drawn."""


def facts_form(visit: Visit, entry: PersonEntry, units: Mapping[str, str]) -> None:
    """A form that holds what the entry says; a refusal keeps what was typed."""
    _, card = visit.gettext, entry.card
    form = KeptForm(f"entry_{card.person_id}")
    jobs: dict[Job, str] = {job: _(name) for job, name in JOB_NAMES.items()}
    mine = [unit_id for unit_id in units if unit_id in units_open_to(visit.actor, Action.MANAGE_ACCOUNTS)]
    was = _seen(form, Facts.of(entry))
    st.subheader(_("What is entered"), anchor=False)
    with st.form(form.key, border=False):
        left, right = st.columns(2, gap="medium")
        name = left.text_input(_("Name"), was.name_zh, max_chars=80, autocomplete="off")
        name_en = right.text_input(_("Name in Latin letters"), was.name_en, max_chars=80, autocomplete="off")
        left, right = st.columns(2, gap="medium")
        unit_id = left.selectbox(
            _("Branch"), mine, index=mine.index(was.unit_id), format_func=units.__getitem__
        )
        email = right.text_input(
            _("E-mail (optional, for reminders)"), was.email, max_chars=254, autocomplete="off"
        )
        left, right = st.columns(2, gap="medium")
        job = left.selectbox(
            _("Job"), list(jobs), index=list(jobs).index(was.jobs[0]), format_func=jobs.__getitem__
        )
        hired = right.date_input(
            _("Day of hire"),
            was.hired_on,
            min_value=EARLIEST_HIRE,
            max_value=latest_hire(visit.house.context.today()),
            format="YYYY-MM-DD",
        )
        further = st.multiselect(
            _("Further jobs (optional)"),
            list(jobs),
            default=list(was.jobs[1:]),
            format_func=jobs.__getitem__,
            placeholder=_("Choose"),
        )
        sent = st.form_submit_button(_("Keep these changes"), type="primary", key="keep_entry")

    def keep() -> str:
        to = Facts(name, name_en, (job, *further), unit_id, hired, email)
        done = change_entry(visit.house.context, actor=visit.actor, person_id=card.person_id, was=was, to=to)
        visit.house.sessions.forget()
        if not done.changed:
            return _("Nothing was changed: the entry says so already.")
        said = [_("The entry is changed. What follows for courses is reckoned in the night.")]
        if done.ended:
            said.append(_("With the move ended: {roles}.").format(roles=_over(visit, done.ended, units)))
        if done.stayed:
            over = _over(visit, done.stayed, units)
            said.append(
                _("Still held over the place they left: {roles}. Ask the administrator there.").format(
                    roles=over
                )
            )
        return "  \n".join(said)

    form.settle(visit, (name, name_en, unit_id, email, job, hired, further), keep, sent=sent)


def _over(visit: Visit, roles: Sequence[HeldRole], units: Mapping[str, str]) -> str:
    _ = visit.gettext
    return _(", ").join(
        _("{role} over {unit}").format(role=_(ROLE_NAMES[one.role]), unit=plain(units.get(one.unit_id, "")))
        for one in roles
    )


def look_anew() -> None:
    """Let the next form hold what the entry says then, not what it said when somebody looked at it before."""
    for key in [key for key in st.session_state if str(key).startswith(_SEEN)]:
        del st.session_state[key]


def _seen(form: KeptForm, says: Facts) -> Facts:
    """What the entry said when this form was first drawn: what somebody else writes meanwhile is not written over."""
    seen: Facts = st.session_state.setdefault(f"{_SEEN}{form.key}", says)
    return seen
