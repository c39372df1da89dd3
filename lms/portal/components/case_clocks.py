"""The steps and clocks of a case drawn: told by word and shape, never by colour alone."""

from collections.abc import Mapping

import streamlit as st

from lms.feedback.cases import CaseView, Reading
from lms.feedback.cases.clocks import State
from lms.feedback.cases.words import CLOCK_NAMES, STEP_NAMES, STEPS
from lms.platform.i18n import mark
from lms.portal.components.plain import plain
from lms.portal.visit import Visit

_STATES: Mapping[State, str] = {
    "running": mark("runs"),
    "soon": mark("▲ soon over"),
    "over": mark("■ over"),
    "paused": mark("‖ stands still"),
    "kept": mark("✓ in time"),
    "missed": mark("✕ was too late"),
}
# A ring that fills up as time is used: thick where it still runs, thin once it was answered for.
_RING = (
    '<div aria-hidden="true" style="width:2.5rem;height:2.5rem;border-radius:50%;background:conic-gradient('
    "currentColor {used:.0f}%,color-mix(in srgb,currentColor 16%,transparent) 0);"
    'mask:radial-gradient(closest-side,transparent {hole}%,#000 calc({hole}% + 1px))"></div>'
)


def steps(visit: Visit, view: CaseView) -> None:
    """The five steps: which are done, which comes next."""
    _ = visit.gettext
    done = {one.did for one in view.entries if one.round == view.card.round}
    signs = []
    for step in STEPS:
        sign = "✓" if step in done else "●" if step == view.card.step else "○"
        name = plain(_(STEP_NAMES[step]))
        signs.append(f"{sign} **{name}**" if step == view.card.step else f"{sign} {name}")
    with st.container(key="case-steps"):
        st.markdown(" → ".join(signs))


def clocks(visit: Visit, view: CaseView) -> None:
    """Each clock as a ring, with its limit in words beside it."""
    _ = visit.gettext
    with st.container(key="case-clocks", gap="small"):
        for reading in view.clocks:
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", key=f"clock-{reading.clock}"
            ):
                hole = 58 if reading.stopped_at is None else 82
                st.html(_RING.format(hole=hole, used=100 * reading.used), width="content")
                with st.container(gap=None, width="stretch"):
                    st.markdown(
                        f"**{plain(_(CLOCK_NAMES[reading.clock]))}** · {plain(_(_STATES[reading.state]))}"
                    )
                    with st.container(key=f"quiet-clock-{reading.clock}"):
                        st.text(_until(visit, view, reading))


def _until(visit: Visit, view: CaseView, reading: Reading) -> str:
    tr, _ = visit.tr, visit.gettext
    if reading.stopped_at is not None and view.card.closed_at != reading.stopped_at:
        return _("done on {moment}").format(moment=tr.moment(reading.stopped_at))
    if reading.due_at is None:
        return _("An appraisal outside is under way; it goes on when that is over.")
    said = _("until {moment}, {ago}")
    if reading.clock == "decide":
        said = _("until {moment}, {ago}; {days} calendar days")
    return said.format(
        moment=tr.moment(reading.due_at),
        ago=tr.ago(reading.due_at, visit.house.context.now()),
        days=view.days,
    )
