"""People who need a word: the few of today, and the list of all who are overdue or lapsed."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.insight import Behind, BehindPage, UnitNames
from lms.people import jobs_in_words
from lms.platform.cells import Cell
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

A_PAGE = 20


def behind_list(
    visit: Visit, people: Sequence[Behind], names: UnitNames, titles: Mapping[str, str], *, key: str
) -> None:
    """One entry an enrolment: who, what, since when; the entry leads to the person's page."""
    tr, _ = visit.tr, visit.gettext
    several = len({one.unit_id for one in people}) > 1
    with st.container(key=f"list-{key}"):
        for one in people:
            with st.container(key=f"{ENTRY}-{key}-{one.person_id}-{one.curriculum}", gap=None):
                where = facts(jobs_in_words(one.jobs, _), names.get(one.unit_id, "") if several else "")
                link("person", f"**{plain(one.name(tr.locale))}** · {plain(where)}", person=one.person_id)
                with st.container(key=f"quiet-{key}-{one.person_id}-{one.curriculum}", gap=None):
                    what = titles.get(one.curriculum, one.curriculum)
                    how = facts(why(visit, one), _reminded(visit, one))
                    st.text(_("{what}: {how}").format(what=what, how=how))


def why(visit: Visit, one: Behind) -> str:
    """What is the matter, in a line that tells never done and lapsed apart."""
    tr, _, today = visit.tr, visit.gettext, visit.house.context.today()
    if one.validity == "lapsed":
        assert one.held_until is not None, "what lapsed was held until a day"
        return _("completed before, lapsed on {day}").format(day=tr.date(one.held_until))
    assert one.due_on is not None, "what is overdue or due soon has a day"
    if one.validity == "overdue":
        late = (today - one.due_on).days
        said = tr.ngettext("{count} day overdue", "{count} days overdue", late).format(count=late)
        how_far = (
            _("{done} of {all} courses done").format(done=one.done, all=one.total)
            if one.done
            else _("not one course done")
        )
        return facts(said, how_far, _("completed before") if one.ever else _("never completed"))
    if one.validity == "renewing" and one.held_until is not None:
        return _("holds until {day}, not one course renewed yet").format(day=tr.date(one.held_until))
    return facts(_("due by {day}").format(day=tr.date(one.due_on)), _("not one course done"))


def _reminded(visit: Visit, one: Behind) -> str:
    """That the portal has said it before, so that a manager need not say the same once more."""
    if one.reminded_on is None:
        return ""
    return visit.gettext("reminded on {day}").format(day=visit.tr.date(one.reminded_on))


def behind_rows(
    visit: Visit, page: BehindPage, names: UnitNames, titles: Mapping[str, str]
) -> tuple[list[str], list[list[Cell]]]:
    """The same as headings and rows."""
    tr, _ = visit.tr, visit.gettext
    headings = [
        _("Name"),
        _("Staff number"),
        _("Job"),
        _("Unit"),
        _("Curriculum"),
        _("State"),
        _("Due"),
        _("Valid until"),
        _("Courses done"),
        _("Courses"),
        _("Reminded on"),
    ]
    states = {"lapsed": _("Lapsed"), "overdue": _("Overdue")}
    return headings, [
        [
            one.name(tr.locale),
            one.employee_no,
            jobs_in_words(one.jobs, _),
            names.get(one.unit_id, ""),
            titles.get(one.curriculum, one.curriculum),
            states[one.validity] if one.ever else f"{states[one.validity]} · {_('never completed')}",
            one.due_on.isoformat() if one.due_on else None,
            one.held_until.isoformat() if one.held_until else None,
            one.done,
            one.total,
            one.reminded_on.isoformat() if one.reminded_on else None,
        ]
        for one in page.people
    ]
