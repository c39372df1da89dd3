"""Rounds of blind marking: what waits for this trainer, what others are at, what was found; and a new round to draw."""

import streamlit as st

from lms.platform.errors import LmsError
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import go, link
from lms.portal.visit import Visit
from lms.practice import RoundCard, draw_round
from lms.practice.calibration.marking import MARKERS, SIZES

_USUAL_SIZE, _USUAL_MARKERS = 12, 2
_FAILED = "calibration_failed"


def rounds(visit: Visit, cards: tuple[RoundCard, ...]) -> None:
    """Draw the list: what one is to mark oneself first, then what has a result, then what waits for others."""
    waiting = [card for card in cards if _waits_for_me(card)]
    told = [card for card in cards if _is_done(card)]
    others = [card for card in cards if card not in waiting and card not in told]
    _ = visit.gettext
    for heading, key, group in (
        (_("For you to mark"), "mine", waiting),
        (_("What was found"), "told", told),
        (_("Others are still marking"), "others", others),
    ):
        if group:
            st.subheader(heading, anchor=False)
            with st.container(key=f"list-rounds-{key}"):
                for card in group:
                    _entry(visit, card)


def _waits_for_me(card: RoundCard) -> bool:
    return card.may_mark and card.mine < card.size and not _is_done(card)


def _is_done(card: RoundCard) -> bool:
    return card.measured_at is not None or card.done >= card.needed


def _entry(visit: Visit, card: RoundCard) -> None:
    tr, _ = visit.tr, visit.gettext
    exams = tr.ngettext("{count} exam", "{count} exams", card.size).format(count=card.size)
    title = f"**{tr.moment(card.at)}** · {exams}"
    with st.container(key=f"{ENTRY}-{card.round_id}", gap=None):
        if _is_done(card):
            link("agreement", title, round=card.round_id)
        elif _waits_for_me(card):
            link("marking", title, round=card.round_id)
        else:
            st.markdown(title)
        with st.container(key=f"quiet-{card.round_id}", gap=None):
            if not _is_done(card):
                mine = _("You have marked {mine} of {size}").format(mine=card.mine, size=card.size)
                done = _("{done} of {needed} people are done").format(done=card.done, needed=card.needed)
                st.text(f"{mine} · {done}")
            else:
                markers = tr.ngettext("marked by {count} person", "marked by {count} people", card.done)
                st.text(markers.format(count=card.done))


def draw_form(visit: Visit, *, first: bool) -> None:
    """Draw the way to a new round; open where there is none yet."""
    _ = visit.gettext

    def draw() -> None:
        try:
            draw_round(
                visit.house.practice,
                actor=visit.actor,
                size=int(st.session_state["round_size"]),
                needed=int(st.session_state["round_needed"]),
            )
        except LmsError as error:
            st.session_state[_FAILED] = visit.tr.error(error)

    with st.expander(_("Draw a new round"), icon=":material/shuffle:", expanded=first, key="draw"):
        st.text(
            _(
                "Finished exams of your people are drawn, some of each scenario and result, without names. Whoever "
                "marks them sees neither the machine's marks nor anybody else's until all are done. From ten exams "
                "on the result tells something."
            )
        )
        with st.container(key="round-numbers", horizontal=True, gap="medium"):
            st.number_input(
                _("Exams"), min_value=SIZES[0], max_value=SIZES[1], value=_USUAL_SIZE, key="round_size"
            )
            st.number_input(
                _("People who mark them"),
                min_value=MARKERS[0],
                max_value=MARKERS[1],
                value=_USUAL_MARKERS,
                key="round_needed",
            )
        st.button(_("Draw"), key="draw_round", type="primary" if first else "secondary", on_click=draw)
    failed = st.session_state.pop(_FAILED, None)
    if failed:
        st.error(failed, icon=":material/error:")


def on_to(round_id: str, *, measured: bool) -> None:
    """Turn to what follows a last sheet: the result, or the list."""
    if measured:
        go("agreement", round=round_id)
    else:
        go("calibration")
