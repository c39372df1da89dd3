"""What an item is, said by a person: the form, which loses nothing when a colleague was faster."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from lms.feedback import FeedbackView, Overtaken, colleagues_at, correct_feedback
from lms.feedback.correcting import OVERTAKEN
from lms.people import PersonCard, list_units
from lms.portal.components.doing import do
from lms.portal.components.feedback_words import choices, flag_choice
from lms.portal.components.page_css import ACTION
from lms.portal.visit import Visit


@dataclass(frozen=True)
class _Opened:
    """What a form was opened on.

    Attributes:
        version: of the item.
        stood: what stood there, by field.
        mine: what its visitor had chosen before a colleague corrected the item, by field; their reason beside it.
        overtaken: whether that is to be told.
    """

    version: str
    stood: Mapping[str, Any]
    mine: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    overtaken: bool = False


def correction_form(visit: Visit, view: FeedbackView) -> None:
    """Say what it is: as it stands, or otherwise with a reason."""
    _, context, item_id = visit.gettext, visit.house.context, view.card.item_id
    st.subheader(_("What is it?"), anchor=False)
    place = f"correcting_{item_id}"
    opened: _Opened = st.session_state.setdefault(place, _Opened(view.version, _standing(view)))
    if opened.overtaken:
        st.warning(_(OVERTAKEN), icon=":material/group:")
    said, reason = _chosen(visit, view, opened)
    with st.container(key=f"{ACTION}-correct"):
        pressed = st.button(_("This is what it is"), type="primary", key="correct_feedback")
    if pressed:

        def correct() -> None:
            try:
                correct_feedback(
                    context,
                    actor=visit.actor,
                    item_id=item_id,
                    said=said,
                    reason=reason,
                    seen=opened.version,
                )
            except Overtaken:
                # The next run reads what stands now.
                st.session_state[place] = _laid_over(opened, said, reason, told=True)
                st.rerun()
            del st.session_state[place]

        do(visit, correct, _("Noted."))
    elif opened.version != view.version:
        mine = _laid_over(opened, said, reason, told=opened.overtaken)
        st.session_state[place] = replace(mine, version=view.version, stood=_standing(view))
        st.rerun()


def _laid_over(opened: _Opened, said: Mapping[str, Any], reason: str, *, told: bool) -> _Opened:
    """The form with what its visitor changed of what they were shown, to be drawn over what stands then."""
    mine = {name: value for name, value in said.items() if value != opened.stood[name]}
    return replace(opened, mine=mine, reason=reason, overtaken=told or bool(mine or reason.strip()))


def _standing(view: FeedbackView) -> dict[str, Any]:
    card = view.card
    heads = {name: value for name, value in card.labels.items() if name != "competencies"}
    return heads | {
        "flags": sorted(card.labels["flags"]),
        "unit": card.unit.unit_id,
        "person": card.person.person_id if card.person else None,
    }


def _chosen(visit: Visit, view: FeedbackView, opened: _Opened) -> tuple[dict[str, Any], str]:
    _, tr, card = visit.gettext, visit.tr, view.card
    now = {**opened.stood, **opened.mine}
    key = f"correct_{card.item_id}_{opened.version}"
    said: dict[str, Any] = choices(visit, now, key)
    said["flags"] = sorted(flag_choice(visit, now["flags"], key))
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(visit.house.context)}
    ids = list(units)
    said["unit"] = st.selectbox(
        _("Branch"), ids, index=ids.index(now["unit"]), format_func=units.__getitem__, key=f"{key}_unit"
    )
    said["person"] = None
    if said["unit"] == card.unit.unit_id:
        said["person"] = _who_is_meant(visit, view, now["person"], f"{key}_person")
    reason = st.text_input(
        _("Why, if you change something"), value=opened.reason, key=f"{key}_reason", max_chars=500
    )
    return said, reason or ""


def _who_is_meant(visit: Visit, view: FeedbackView, now: str | None, key: str) -> str | None:
    _, card = visit.gettext, view.card
    staff = colleagues_at(visit.house.context, actor=visit.actor, unit_id=card.unit.unit_id)
    people = {one.person_id: called(visit, one) for one in staff}
    if card.person and card.person.person_id not in people:
        # They were meant, wherever they are now.
        gone = _("{name}, no longer at this branch")
        people[card.person.person_id] = gone.format(name=called(visit, card.person))
    options: list[str | None] = [None, *people]
    return st.selectbox(
        _("Who of us is meant"),
        options,
        index=options.index(now) if now in options else 0,
        format_func=lambda one: people[one] if one else _("Nobody in particular"),
        key=key,
    )


def called(visit: Visit, person: PersonCard | None) -> str:
    """Name and number of a colleague; a dash for nobody."""
    if person is None:
        return "–"
    return visit.gettext("{name} ({number})").format(
        name=person.name(visit.tr.locale), number=person.employee_no
    )
