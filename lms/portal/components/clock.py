"""The time of a conversation: it runs in the browser, and an exam's end is kept by the server."""

from datetime import datetime, timedelta

import streamlit as st

from lms.portal.components.reconnection import GUARD, draw_anew_when_back
from lms.portal.links import go
from lms.portal.visit import require_visit
from lms.practice import read_attempt

# A second after the deadline, so that the server is not asked just before it.
_GRACE_S = 1.0

# Counts from where the server said, by the browser's steady clock: its time of day may be wrong. It stands still once
# the conversation is over.
_TICK = """<span class="lms-clock" id="lms-clock" role="timer">%(shown)s</span><script>(() => {
const began = performance.now(), from = %(seconds)d, step = %(step)d;
const tick = () => {
  const face = document.getElementById("lms-clock");
  if (!face) return clearInterval(timer);
  if (document.querySelector(".st-key-curtain")) return;
  const s = Math.max(0, from + step * Math.floor((performance.now() - began) / 1000));
  face.textContent = Math.floor(s / 60) + ":" + String(s %% 60).padStart(2, "0");
  face.classList.toggle("lms-late", step < 0 && s <= 60);
};
clearInterval(window.lmsClock);
const timer = window.lmsClock = setInterval(tick, 1000);
tick();
})()</script>"""


def clock(attempt_id: str, *, opened_at: datetime, deadline_at: datetime | None, now: datetime) -> None:
    """Draw the time since the beginning, or what is left of an exam; the exam's page ends with it."""
    if deadline_at is None:
        _draw(now - opened_at, step=1)
        draw_anew_when_back()
        return
    left = deadline_at - now
    _draw(left, step=-1)
    run_every = max(left.total_seconds(), 0) + _GRACE_S
    st.fragment(_leave_when_over, run_every=run_every)(attempt_id, deadline_at)


def _draw(time: timedelta, *, step: int) -> None:
    seconds = max(int(time.total_seconds()), 0)
    shown = f"{seconds // 60}:{seconds % 60:02d}"
    html = _TICK % {"shown": shown, "seconds": seconds, "step": step}
    st.html(html + GUARD, width="content", unsafe_allow_javascript=True)


def _leave_when_over(attempt_id: str, deadline_at: datetime) -> None:
    """Run with the page, when nothing is to be done, and once more when the time is up."""
    visit = require_visit()
    if visit.house.context.now() >= deadline_at:
        read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
        go("debrief", attempt=attempt_id)
