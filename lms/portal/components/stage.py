"""The stage of a conversation: the customer, what was said, and where the trainee speaks.

It is a fragment: a turn draws this part alone. What was said is read anew each time, so that a reload or a second
tab goes on where things stand; what a tab must remember by itself is in ``talk``.
"""

from collections.abc import Sequence

import streamlit as st

from lms.platform.errors import Refused
from lms.platform.i18n import Translator
from lms.portal.components.bubbles import bubble, my_words, stream
from lms.portal.components.counterpart import counterpart
from lms.portal.components.reply_box import curtain, reply_box
from lms.portal.components.talk import Talk, current_talk
from lms.portal.visit import Visit, require_visit
from lms.practice import AttemptClosed, Saying, TimeIsUp, read_attempt, resume, say
from lms.practice.views import AttemptView, TurnView
from scenarios.conversation import MAX_REPLY, ReplyRefused

PANE_HEIGHT = 420  # pixels; the style sheet fits it to the window


@st.fragment
def stage(attempt_id: str) -> None:
    """Draw the stage and take a turn."""
    visit = require_visit()
    talk = current_talk(attempt_id)
    view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
    with st.container(key="scene"):
        who = st.empty()
        with st.container(key="talk"):
            pane = st.container(key="transcript", height=PANE_HEIGHT, autoscroll=True, gap="small")
            foot = st.empty()
    said = None
    if view.card.open:
        with foot.container(key="foot", gap="small"):
            said = reply_box(visit, view, talk)
    waits = view.pending or (said is not None and view.card.engine == "llm")
    if waits:
        with who.container(key="who"):
            counterpart(visit, view, view.turns)
    with pane:
        for turn in view.turns:
            bubble(turn)
        turns, over = _go_on(visit, view, talk, said)
    with who.container(key="who"):
        counterpart(visit, view, turns)
    if over:
        with foot.container(key="foot", gap="small"):
            curtain(visit, view, talk, by_time=view.card.closed_by == "time")
    # Last of all: a run that is broken off before here comes again as the same submission.
    talk.seen = len(turns)


def _go_on(visit: Visit, view: AttemptView, talk: Talk, said: str | None) -> tuple[Sequence[TurnView], bool]:
    """Have the customer answer what waits, and what was said now; all turns by then, and whether it is over."""
    practice, attempt_id = visit.house.practice, talk.attempt_id
    turns, over = list(view.turns), not view.card.open
    if view.pending:
        waiting = resume(practice, actor=visit.actor, attempt_id=attempt_id)
        if waiting is not None:
            turns.append(_answer(view, waiting))
            over = waiting.closed
    if said is None:
        return turns, over
    # Should anything unforeseen happen from here on, the words stand in the input again.
    talk.refuse(said, "")
    try:
        saying = say(
            practice,
            actor=visit.actor,
            attempt_id=attempt_id,
            text=said,
            key=talk.key_for(said),
            seen=talk.seen,
        )
    except (ReplyRefused, Refused) as refusal:
        talk.refuse(said, why_not(visit.tr, refusal))
        if isinstance(refusal, (AttemptClosed, TimeIsUp)):
            return turns, True
        # Drawn again from the top: the words in the input, and whatever was said elsewhere.
        talk.seen = len(turns)
        st.rerun()
    if saying.trainee.seq >= len(turns):
        my_words(saying.trainee.text, key=str(saying.trainee.seq))
        turns += [saying.trainee, _answer(view, saying)]
    talk.take()
    return turns, over or saying.closed


def _answer(view: AttemptView, saying: Saying) -> TurnView:
    """Draw the customer's answer, as it comes where it has to be waited for."""
    if view.card.engine == "llm":
        stream(saying, seq=saying.trainee.seq + 1)
        return saying.read()
    reply = saying.read()
    bubble(reply)
    return reply


def why_not(tr: Translator, refusal: ReplyRefused | Refused) -> str:
    """Why words were not taken, and what to do."""
    _ = tr.gettext
    if isinstance(refusal, (AttemptClosed, TimeIsUp)):
        return tr.error(refusal)
    if isinstance(refusal, Refused):
        return _("{why} Your words are in the box below.").format(why=tr.error(refusal))
    if refusal.reason == "empty":
        return _("Nothing was said yet. Write a few words and send them.")
    return _(
        "That was {count} characters; a customer can take in {most} at once. Nothing was sent: your words are in "
        "the box below. Shorten them, or say it in two goes."
    ).format(count=tr.number(refusal.length), most=tr.number(MAX_REPLY))
