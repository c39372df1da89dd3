"""An act of a form: done and told by the next draw, or refused where it stands with nothing typed lost."""

from collections.abc import Callable

import streamlit as st

from lms.platform.errors import LmsError
from lms.portal.visit import Visit

_SAID = "done_said"


def do(visit: Visit, act: Callable[[], None], said: str) -> None:
    """Do it and draw the page anew; a refusal is said here."""
    try:
        act()
    except LmsError as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    st.session_state[_SAID] = said
    st.rerun()


def what_was_done() -> None:
    """Say what the last act came to, once."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said, icon=":material/check:")
