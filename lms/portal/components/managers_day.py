"""A manager's day at a glance: the few to talk to today, and where the morning drill of their branch stands."""

import streamlit as st

from lms.insight import to_talk_to
from lms.learning.hours.classes import class_room
from lms.people import Action, UnitKind, list_units, may
from lms.portal.components.behind import behind_list
from lms.portal.components.morning_roster import left_open
from lms.portal.links import go, link
from lms.portal.visit import Visit
from lms.practice.morning import MINUTES, morning_drill


def managers_day(visit: Visit, *, primary: bool) -> None:
    """Draw it.

    Args:
        visit: whose.
        primary: whether the way to a drill that has not begun is the page's one button.
    """
    _morning(visit, primary=primary)
    _to_talk_to(visit)


def leads_a_branch(visit: Visit) -> bool:
    """Whether the visitor's own unit is a branch with a drill every morning, led by them."""
    unit_id = visit.actor.unit_id
    branch = any(
        one.unit_id == unit_id and one.kind == UnitKind.BRANCH for one in list_units(visit.house.context)
    )
    return branch and may(visit.actor, Action.LEAD_MORNING_DRILL, unit_id=unit_id)


def _morning(visit: Visit, *, primary: bool) -> None:
    if not leads_a_branch(visit):
        return
    _ = visit.gettext
    with st.container(
        key="morning-today",
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="left",
        gap="small",
    ):
        said, begun = _state(visit)
        with st.container(key="morning-state", width="content", gap=None):
            st.text(said)
        if st.button(
            _("Back to the morning drill") if begun else _("Begin the morning drill"),
            key="to_morning",
            type="primary" if primary and not begun else "secondary",
            icon=":material/wb_sunny:",
        ):
            go("morning")
    left_open(visit)


def _state(visit: Visit) -> tuple[str, bool]:
    """Where today's drill stands, in a sentence, and whether it was begun."""
    tr, _ = visit.tr, visit.gettext
    drill = morning_drill(visit.house.practice, actor=visit.actor)
    if drill is None:
        return _("Today's morning drill: {minutes} minutes, not begun yet.").format(minutes=MINUTES), False
    card = class_room(visit.house.learning, actor=visit.actor, session_id=drill.session_id).card
    if card.closed_at is not None:
        said = tr.ngettext(
            "Today's morning drill is done: {title}, {count} was there.",
            "Today's morning drill is done: {title}, {count} were there.",
            card.present,
        )
    elif drill.ending is None:
        said = _("Today's morning drill is under way: {title}.")
    else:
        said = _("Today's morning drill is over: {title}. Enter who was there and close it.")
    return said.format(title=card.title, count=card.present), True


def _to_talk_to(visit: Visit) -> None:
    _, learning = visit.gettext, visit.house.learning
    st.subheader(_("To talk to today"), anchor=False)
    today = to_talk_to(learning, actor=visit.actor)
    if not today:
        st.text(_("Nobody is overdue, and nothing that is due this week has not been begun."))
        return
    curricula = learning.shelves.shelf(visit.tr.locale).curricula
    titles = {slug: curriculum.title for slug, curriculum in curricula.items()}
    units = {one.unit_id: one.name(visit.tr.locale) for one in list_units(visit.house.context)}
    behind_list(visit, today, units, titles, key="today")
    link("team", _("Learning of my people"), icon=":material/arrow_forward:")
