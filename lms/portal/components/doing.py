"""An act of a form: done and told by the next draw, or refused where it stands with nothing typed lost."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lms.platform.errors import LmsError
from lms.portal.visit import Visit

_SAID = "done_said"


def do(visit: Visit, act: Callable[[], object], said: str) -> None:
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


@dataclass(frozen=True)
class KeptForm:
    """A form that keeps what was typed for as long as it is refused, and is drawn empty once it was taken.

    Attributes:
        name: of the form, and of what the session keeps of it.
    """

    name: str

    @property
    def key(self) -> str:
        """The form's key: what was entered is not entered twice, for a form of another name is an empty one."""
        return f"{self.name}_{st.session_state.get(f'{self.name}_taken', 0)}"

    def settle(self, visit: Visit, given: object, act: Callable[[], str], *, sent: bool) -> None:
        """Do it if the form was sent; say what came of it, below the form.

        Args:
            visit: whose.
            given: all that the form holds.
            act: does it, or refuses; what it returns is said by the next run, which draws the empty form.
            sent: whether the form was sent just now.
        """
        said, refused = f"{self.name}_said", f"{self.name}_refused"
        if not sent:
            if words := st.session_state.pop(said, None):
                st.success(words, icon=":material/check:")
            # Whatever draws the page anew, the refusal stands for as long as the form says what was refused.
            was, why = st.session_state.get(refused, (None, ""))
            if was == given:
                st.error(why, icon=":material/error:")
            return
        try:
            words = act()
        except LmsError as error:
            why = visit.tr.error(error)
            st.session_state[refused] = (given, why)
            st.error(why, icon=":material/error:")
            return
        st.session_state.pop(refused, None)
        taken = f"{self.name}_taken"
        st.session_state[taken] = st.session_state.get(taken, 0) + 1
        st.session_state[said] = words
        st.rerun()
