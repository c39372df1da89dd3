"""The list of people, with a search."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.people import Action, PersonCard, jobs_in_words, units_open_to
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

A_PAGE = 20


def roster(visit: Visit, people: Sequence[PersonCard], units: Mapping[str, str]) -> None:
    """One entry a person, a page at a time: name, number, jobs, unit, day of hire."""
    tr, _ = visit.tr, visit.gettext
    mine = units_open_to(visit.actor, Action.MANAGE_ACCOUNTS)
    words = st.text_input(
        _("Search"),
        key="people_search",
        max_chars=60,
        placeholder=_("Name, number or branch"),
        label_visibility="collapsed",
        icon=":material/search:",
    )
    found = [person for person in people if _fits(visit, person, units, words or "")]
    if not found:
        st.text(_("Nobody fits. Search for less."))
        return
    pages = max(1, -(-len(found) // A_PAGE))
    shown = min(st.pagination(pages, key="page", bind="query-params"), pages) if pages > 1 else 1
    with st.container(key="list-people"):
        for person in found[(shown - 1) * A_PAGE : shown * A_PAGE]:
            with st.container(key=f"{ENTRY}-{person.person_id}", gap=None):
                named = f"**{plain(person.name(tr.locale))}** · {plain(person.employee_no)}"
                # Whoever is listed by another role than the administrator's has no entry to open.
                if person.unit_id in mine:
                    link("entry", named, person=person.person_id)
                else:
                    st.markdown(named)
                with st.container(key=f"quiet-{person.person_id}"):
                    hired = _("hired {day}").format(day=tr.date(person.hired_on))
                    st.text(" · ".join([jobs_in_words(person.jobs, _), units.get(person.unit_id, ""), hired]))


def _fits(visit: Visit, person: PersonCard, units: Mapping[str, str], words: str) -> bool:
    """Whether each word is found in what is shown of a person."""
    _ = visit.gettext
    shown = (
        person.name(visit.tr.locale),
        person.employee_no,
        jobs_in_words(person.jobs, _),
        units.get(person.unit_id, ""),
    )
    together = " ".join(shown).casefold()
    return all(word in together for word in words.casefold().split())
