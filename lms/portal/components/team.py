"""People one is responsible for: who has rehearsed, who has not, and how well."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from lms.people import JOB_NAMES
from lms.platform.i18n import Translator
from lms.portal.components.plain import plain
from lms.portal.visit import Visit
from lms.practice import TeamRow

QUIET_DAYS = 14
"""Days without practice after which somebody is asked after."""


def needs_a_word(row: TeamRow, now: datetime) -> bool:
    """Whether to talk to somebody: they have not begun, or not practised for two weeks."""
    last = row.progress.last_at
    return last is None or (now - last).days >= QUIET_DAYS


def summary(visit: Visit, rows: Sequence[TeamRow]) -> None:
    """How many have begun, and who has been quiet."""
    _ = visit.gettext
    now = visit.house.context.now()
    begun = sum(row.progress.attempts > 0 for row in rows)
    st.subheader(_("{begun} of {all} have rehearsed").format(begun=begun, all=len(rows)), anchor=False)
    quiet = [row for row in rows if needs_a_word(row, now)]
    if quiet:
        said = visit.tr.ngettext(
            "{count} person has not practised for two weeks or more",
            "{count} people have not practised for two weeks or more",
            len(quiet),
        )
        st.text(said.format(count=len(quiet)))


def by_branch(visit: Visit, rows: Sequence[TeamRow]) -> None:
    """Each branch with the share of its people who have rehearsed."""
    tr, _ = visit.tr, visit.gettext
    units: dict[str, list[TeamRow]] = {}
    for row in rows:
        units.setdefault(row.unit_name(tr.locale), []).append(row)
    if len(units) < 2:
        return
    for name, people in sorted(units.items()):
        begun = sum(row.progress.attempts > 0 for row in people)
        words = _("{branch}: {begun} of {all}").format(branch=plain(name), begun=begun, all=len(people))
        st.progress(begun / len(people), text=words)


def team_table(visit: Visit, rows: Sequence[TeamRow], *, key: str) -> None:
    """One row a person, who needs a word first."""
    import pandas as pd  # here, because home asks who needs a word and draws no table

    tr, _ = visit.tr, visit.gettext
    now = visit.house.context.now()
    ordered = sorted(rows, key=lambda row: (not needs_a_word(row, now), _last(row)))
    frame = pd.DataFrame(
        [
            {
                _("Name"): row.person.name(tr.locale),
                _("Job"): _(JOB_NAMES[row.person.job]),
                _("Branch"): row.unit_name(tr.locale),
                _("Last practice"): _ago(tr, row, now),
                _("Scenarios tried"): row.progress.tried,
                _("Passed"): row.progress.passed,
                _("Exams passed"): row.progress.exams_passed,
                _("Minutes"): row.progress.minutes,
            }
            for row in ordered
        ]
    )
    st.dataframe(frame, hide_index=True, width="stretch", key=key)
    with st.container(key=f"quiet-{key}"):
        st.text(_("What people say in practice is theirs: you see how long and how well, not the words."))


def _last(row: TeamRow) -> float:
    last = row.progress.last_at
    return last.timestamp() if last else 0.0


def _ago(tr: Translator, row: TeamRow, now: datetime) -> str:
    last = row.progress.last_at
    return tr.ago(last, now) if last else tr.gettext("not yet")
