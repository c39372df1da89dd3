"""Writing it up: the work order after a visit that leaves something to do, and how it did."""

from collections.abc import Mapping

import streamlit as st

from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark
from lms.portal.components.findings import MET, MISSED
from lms.portal.visit import Visit
from lms.practice import AttemptView, to_be_written_up, write_work_order
from scoring.work_order import LONGEST, Checked, Question

HOLDS: Mapping[Question, str] = {
    "facts": mark("What the customer told is in it"),
    "promise": mark("The promise stands in it as it was made"),
    "owner": mark("Somebody is named who goes on"),
    "private": mark("Nothing private that need not be there"),
}
FAILS: Mapping[Question, str] = {
    "facts": mark("Left out: {detail}"),
    "promise": mark("You promised: “{detail}”"),
    "owner": mark("Say who does the next step, by name or post."),
    "private": mark("Take out: {detail}"),
}
_REFUSED = "work_order_refused"
_FIELDS = ("happened", "promised", "owner")


def work_order(visit: Visit, view: AttemptView) -> None:
    """Draw the section: the form for who spoke, what was handed in for all; nothing where nothing is left to do."""
    mine = view.card.person_id == visit.actor.person_id
    if not to_be_written_up(view) or not (mine or view.work_order):
        return
    _ = visit.gettext
    st.subheader(_("Write it up"), anchor=False)
    written = view.work_order
    if written is not None:
        _handed_in(visit.tr, view)
    if mine and (written is None or view.card.mode == "practice"):
        _form(visit, view)


def _handed_in(tr: Translator, view: AttemptView) -> None:
    _, written = tr.gettext, view.work_order
    assert written is not None, "only what was handed in is shown"
    st.markdown(f"**{_('{score} of 100').format(score=written.score)}**")
    for one in written.checked:
        with st.container(key=f"order-{one.question}", gap=None):
            st.text(f"{MET if one.met else MISSED} {_(HOLDS[one.question])}")
            if not one.met and (said := _how_to_mend(tr, one)):
                with st.container(key=f"quiet-order-{one.question}"):
                    st.text(said)
    with st.container(key="order-words", gap="xxsmall"):
        for words in (written.order.happened, written.order.promised, written.order.owner):
            st.text(words)


def _how_to_mend(tr: Translator, one: Checked) -> str:
    _ = tr.gettext
    if one.question == "promise" and not one.detail:
        return _("No time was promised in this conversation: do not write one, or say so.")
    if one.question == "facts" and not one.detail:
        return _("Say in a sentence what happened.")
    return _(FAILS[one.question]).format(detail="; ".join(one.detail))


def _form(visit: Visit, view: AttemptView) -> None:
    _ = visit.gettext

    def send() -> None:
        fields = {name: str(st.session_state.get(f"order_{name}", "")) for name in _FIELDS}
        try:
            write_work_order(
                visit.house.practice, actor=visit.actor, attempt_id=view.card.attempt_id, **fields
            )
        except LmsError as error:
            st.session_state[_REFUSED] = visit.tr.error(error)

    refused = st.session_state.pop(_REFUSED, None)
    if refused:
        st.error(refused, icon=":material/error:")
    if view.work_order is None:
        st.text(_("A colleague takes this over tomorrow and knows only what you write here."))
    st.text_area(
        _("What happened, in two or three sentences"),
        key="order_happened",
        max_chars=LONGEST,
        height="content",
    )
    st.text_area(
        _("What did you promise, and by when?"), key="order_promised", max_chars=LONGEST, height="content"
    )
    st.text_area(_("Who does the next step?"), key="order_owner", max_chars=LONGEST, height="content")
    again = view.work_order is not None
    st.button(_("Hand it in again") if again else _("Hand it in"), key="send_order", on_click=send)
