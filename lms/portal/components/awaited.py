"""What a model is still at, filled in without a reload, and why nothing came of it."""

from typing import Literal

import streamlit as st

from lms.platform.i18n import Translator, mark
from lms.portal.visit import require_visit
from lms.practice import read_attempt

_LOOKS_AGAIN_S = 2.0
_FAILURES: dict[str, str] = {
    "unreachable": mark("it could not be reached"),
    "time_out": mark("it took too long"),
    "rate_limited": mark("it had too much to do"),
    "server_error": mark("its server had a fault"),
    "refused": mark("it refused the request"),
    "no_model": mark("it is not set up any more"),
}


def why_not(tr: Translator, failure: str | None) -> str:
    """Say why nothing came of it, as the end of a sentence."""
    return tr.gettext(_FAILURES.get(failure or "", mark("something went wrong")))


def wait_for(attempt_id: str, part: Literal["opinion", "coaching"], said: str) -> None:
    """Show a sentence until a part of an attempt has come, or will not; then the page is drawn anew."""
    st.fragment(_wait, run_every=_LOOKS_AGAIN_S)(attempt_id, part, said)


def _wait(attempt_id: str, part: Literal["opinion", "coaching"], said: str) -> None:
    visit = require_visit()
    view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
    now = view.opinion if part == "opinion" else view.coaching
    if now is None or now.state != "waiting":
        st.rerun()
    st.text(said)
