"""Where to go from a debrief: the next customer, once more, back to a turn, side by side; and who may read it."""

from collections.abc import Callable

import streamlit as st

from lms.people import find_person
from lms.platform.errors import Refused
from lms.portal.components.next_customer import set_out, why
from lms.portal.components.reading_css import WAY
from lms.portal.links import go, link
from lms.portal.visit import Visit
from lms.practice import branches, next_step, rewind, share_attempt
from lms.practice.views import AttemptView


def further(visit: Visit, view: AttemptView) -> None:
    """Draw the ways on: first another try, but the next customer after a pass, or an easier one after failures.

    An exam that is running elsewhere goes before everything.
    """
    _, card = visit.gettext, view.card
    step = next_step(visit.house.practice, actor=visit.actor, locale=visit.tr.locale)
    onward = step is not None and step.card.slug != card.slug
    easier = step is not None and step.instead_of is not None and step.instead_of.slug == card.slug
    sitting = step is not None and step.kind == "sit"
    enough = step is not None and step.kind == "fit"
    leave = sitting or (onward and (bool(card.passed) or easier or enough))
    label = (
        _("Back to the exam") if sitting else _("An easier customer first") if easier else _("Next customer")
    )
    if step is not None and easier:
        st.text(why(visit, step))
    with st.container(key="ways", horizontal=True, gap="small"):
        again = st.button(
            _("Once more"), key="again", type="secondary" if leave else "primary", icon=":material/refresh:"
        )
        following = (onward or sitting) and st.button(
            label,
            key="next",
            type="primary" if leave else "secondary",
            icon=":material/arrow_forward:",
        )
    if again:
        go("brief", scenario=card.slug)
    if following and step is not None:
        set_out(step)
    others = [
        branch
        for branch in branches(visit.house.practice, actor=visit.actor, attempt_id=card.attempt_id)
        if branch.attempt_id != card.attempt_id and not branch.open
    ]
    if others:
        with st.container(key=f"{WAY}-compare"):
            link(
                "compare",
                _("Compare with the other way"),
                icon=":material/compare_arrows:",
                left=others[-1].attempt_id,
                right=card.attempt_id,
            )


def whose(visit: Visit, view: AttemptView) -> str:
    """The name of the person whose attempt is read."""
    person = find_person(visit.house.context, actor=visit.actor, person_id=view.card.person_id)
    return person.name(visit.tr.locale)


def back_to_reading(visit: Visit, view: AttemptView) -> None:
    """For somebody who reads another's attempt: to whom the words below are said, and the way back."""
    _, person = visit.gettext, view.card.person_id
    with st.container(key="quiet-reader"):
        st.text(
            _("Written to {name}: whoever is called “you” below is {name}.").format(name=whose(visit, view))
        )
    mentee = person in visit.actor.mentee_ids
    with st.container(key=f"{WAY}-back"):
        link("mentees" if mentee else "exams", _("Back to the list"), icon=":material/arrow_back:")


def go_back_to(visit: Visit, view: AttemptView) -> Callable[[int], None]:
    """What a button does that goes on from one of the trainee's turns with another reply; a refusal is said."""

    def go_back(turn: int) -> None:
        try:
            st.session_state["rewound"] = rewind(
                visit.house.practice, actor=visit.actor, attempt_id=view.card.attempt_id, turn=turn
            )
        except Refused as refusal:
            st.session_state["not_rewound"] = visit.tr.error(refusal)

    # A callback cannot turn to another page; the run after it can.
    rewound = st.session_state.pop("rewound", None)
    if rewound:
        go("conversation", attempt=rewound)
    refused = st.session_state.pop("not_rewound", None)
    if refused:
        st.warning(refused, icon=":material/timer:")
    return go_back


def share(visit: Visit, view: AttemptView) -> None:
    """The switch that lets mentor and trainer read this practice; off until its owner says so."""
    _ = visit.gettext
    st.toggle(
        _("Let my mentor and my trainer read this conversation"),
        value=view.card.shared,
        key="shared",
        on_change=_share,
        args=(visit, view.card.attempt_id),
    )
    with st.container(key="quiet-share"):
        st.text(
            _("Practice is yours: unless you share it, others see only how long you practised and how well.")
        )


def _share(visit: Visit, attempt_id: str) -> None:
    share_attempt(
        visit.house.practice, actor=visit.actor, attempt_id=attempt_id, shared=st.session_state["shared"]
    )
