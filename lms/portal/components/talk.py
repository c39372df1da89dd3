"""What a tab remembers of the conversation it shows, so that no reply is lost and none is taken twice."""

from dataclasses import dataclass, field
from hashlib import blake2s
from uuid import uuid4

import streamlit as st

from lms.practice.views import AttemptView, TurnView

_KEY = "talk"


@dataclass
class Talk:
    """One tab's side of one attempt.

    Attributes:
        view: the attempt as it was read last.
        turns: what the tab shows.
        seen: how many turns it showed when the trainee last could type.
        sent: something was just sent. What is shown need not be read anew for it: a turn said elsewhere in the
            meantime is noticed when the words are taken.
        draft: words that were not taken; they stand in the input again.
        notice: why they were not.
        hint: the hint last given, shown until the next turn.
        recording: what was spoken and is no words yet; empty at most times.
        tab: tells two tabs apart.
    """

    attempt_id: str
    view: AttemptView | None = None
    turns: tuple[TurnView, ...] = ()
    seen: int = 0
    sent: bool = False
    draft: str = ""
    notice: str = ""
    hint: str = ""
    recording: bytes = field(default=b"", repr=False)
    tab: str = field(default_factory=lambda: uuid4().hex)

    def key_for(self, words: str) -> str:
        """The key of a submission: the same however often Streamlit runs the page for it, new for the next one."""
        return blake2s(f"{self.tab} {self.seen} {words}".encode(errors="replace"), digest_size=16).hexdigest()

    def send(self) -> None:
        """Something was sent: what was said beside it is no longer of interest."""
        self.sent = True
        self.hint = self.notice = ""

    def refuse(self, words: str, why: str) -> None:
        """Keep words that were not taken."""
        self.draft, self.notice = words, why


def current_talk(attempt_id: str) -> Talk:
    """What this tab remembers of an attempt; of the one before it nothing is kept."""
    talk = st.session_state.get(_KEY)
    if not isinstance(talk, Talk) or talk.attempt_id != attempt_id:
        talk = st.session_state[_KEY] = Talk(attempt_id)
    return talk
