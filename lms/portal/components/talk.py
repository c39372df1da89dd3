"""What a tab remembers of the conversation it shows, so that no reply is lost and none is taken twice."""

from dataclasses import dataclass, field
from hashlib import blake2s
from uuid import uuid4

import streamlit as st

_KEY = "talk"


@dataclass
class Talk:
    """One tab's side of one attempt.

    Attributes:
        seen: how many turns the tab showed when the trainee last could type.
        draft: words that were not taken; they stand in the input again.
        notice: why they were not.
        hint: the hint last given, shown until the next turn.
        tab: tells two tabs apart.
    """

    attempt_id: str
    seen: int = 0
    draft: str = ""
    notice: str = ""
    hint: str = ""
    tab: str = field(default_factory=lambda: uuid4().hex)

    def key_for(self, words: str) -> str:
        """The key of a submission: the same however often Streamlit runs the page for it, new for the next one."""
        return blake2s(f"{self.tab} {self.seen} {words}".encode(errors="replace"), digest_size=16).hexdigest()

    def refuse(self, words: str, why: str) -> None:
        """Keep words that were not taken."""
        self.draft, self.notice = words, why

    def take(self) -> None:
        """The words were taken: nothing is left over from before them."""
        self.draft = self.notice = self.hint = ""


def current_talk(attempt_id: str) -> Talk:
    """What this tab remembers of an attempt; of the one before it nothing is kept."""
    talk = st.session_state.get(_KEY)
    if not isinstance(talk, Talk) or talk.attempt_id != attempt_id:
        talk = st.session_state[_KEY] = Talk(attempt_id)
    return talk
