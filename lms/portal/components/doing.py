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
class StandingRefusal:
    """Why a form was refused: said for as long as the form holds what was refused, whatever draws the page anew.

    Attributes:
        name: of what the session keeps of it.
    """

    name: str

    def say(self, given: object, why: str) -> None:
        """Say it below the form, and keep what was given with it."""
        st.session_state[self.name] = (given, why)
        st.error(why, icon=":material/error:")

    def say_again(self, given: object) -> None:
        """Say it once more if the form still holds what was refused."""
        was, why = st.session_state.get(self.name, (None, ""))
        if was == given:
            st.error(why, icon=":material/error:")

    def is_over(self) -> None:
        """Forget it: the form was taken, or is tried anew."""
        st.session_state.pop(self.name, None)


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
        said, refusal = f"{self.name}_said", StandingRefusal(f"{self.name}_refused")
        if not sent:
            if words := st.session_state.pop(said, None):
                st.success(words, icon=":material/check:")
            refusal.say_again(given)
            return
        try:
            words = act()
        except LmsError as error:
            refusal.say(given, visit.tr.error(error))
            return
        refusal.is_over()
        taken = f"{self.name}_taken"
        st.session_state[taken] = st.session_state.get(taken, 0) + 1
        st.session_state[said] = words
        st.rerun()
