"""Whom to sit beside: who waits for being seen at work, and anybody else within reach, found by name."""

from collections.abc import Sequence

import streamlit as st

from lms.learning import ObservationDue, observations_due
from lms.people import Action, PersonCard, find_reachable, jobs_in_words
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

MOST = 100
"""Entries of the list: the later ones come up as the earlier are seen."""


def due_list(visit: Visit, due: Sequence[ObservationDue], *, key: str) -> None:
    """One entry each, the way to the sheet."""
    tr, _ = visit.tr, visit.gettext
    with st.container(key=f"list-observe-{key}"):
        for one in due:
            with st.container(key=f"{ENTRY}-observe-{one.person.person_id}", gap=None):
                name = plain(one.person.name(tr.locale))
                link("observe", f"**{name}** · {plain(one.activity.title)}", person=one.person.person_id)
                with st.container(key=f"quiet-observe-{one.person.person_id}"):
                    seen = _("seen ready {ready} of {times} times running")
                    st.text(
                        facts(
                            _("Draft: go on") if one.begun else "",
                            seen.format(ready=one.ready, times=one.activity.times),
                            _("due by {day}").format(day=tr.date(one.due_on)),
                        )
                    )


def whom_to_observe(visit: Visit) -> None:
    """Those who wait, then a search among all."""
    _, context = visit.gettext, visit.house.context
    due = observations_due(visit.house.learning, actor=visit.actor, locale=visit.tr.locale)
    st.subheader(_("Waiting to be seen at work: {count}").format(count=len(due)), anchor=False)
    if due:
        due_list(visit, due[:MOST], key="due")
        if len(due) > MOST:
            st.text(_("These are the {count} that are due first.").format(count=MOST))
    else:
        st.text(_("Nobody's course asks for it just now. You may sit beside anybody all the same."))
    st.subheader(_("Somebody else"), anchor=False)
    words = st.text_input(_("Name or employee number"), key="observe_words", max_chars=60)
    found = find_reachable(context, actor=visit.actor, action=Action.OBSERVE, words=words, limit=12)
    if not found:
        st.text(_("Nobody of that name is within your reach."))
    _others(visit, found)


def _others(visit: Visit, found: Sequence[PersonCard]) -> None:
    tr, _ = visit.tr, visit.gettext
    with st.container(key="list-observe-others"):
        for card in found:
            with st.container(key=f"{ENTRY}-other-{card.person_id}", gap=None):
                job = plain(jobs_in_words(card.jobs, _))
                link("observe", f"**{plain(card.name(tr.locale))}** · {job}", person=card.person_id)
