"""The list of people, with a search."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from lms.people import Job, PersonCard
from lms.portal.visit import Visit


def roster(
    visit: Visit, people: Sequence[PersonCard], units: Mapping[str, str], jobs: Mapping[Job, str]
) -> None:
    """One row a person: number, name, job, unit, day of hire."""
    tr, _ = visit.tr, visit.gettext
    words = st.text_input(
        _("Search"),
        key="people_search",
        max_chars=60,
        placeholder=_("Name, number or branch"),
        label_visibility="collapsed",
        icon=":material/search:",
    )
    frame = pd.DataFrame(
        [
            {
                _("Number"): person.employee_no,
                _("Name"): person.name(tr.locale),
                _("Job"): jobs[person.job],
                _("Branch"): units.get(person.unit_id, ""),
                _("Hired"): tr.date(person.hired_on),
            }
            for person in people
        ]
    )
    for word in (words or "").casefold().split():
        together = frame.astype(str).agg(" ".join, axis=1).str.casefold()
        frame = frame[together.str.contains(word, regex=False)]
    if frame.empty:
        st.text(_("Nobody fits. Search for less."))
        return
    st.dataframe(frame, hide_index=True, width="stretch", key="roster")
