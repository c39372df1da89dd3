"""The stage of a conversation: the customer, what was said, and where the trainee speaks.

It is a fragment: a turn draws this part alone, in few elements, since each costs as much as a query. What a tab must
remember between two turns is in ``talk``; on every other occasion (a reload, a second tab) the attempt is read anew.
"""

import streamlit as st

from lms.platform.errors import Refused
from lms.platform.i18n import Translator
from lms.portal.components.bubbles import stream
from lms.portal.components.counterpart import counterpart
from lms.portal.components.reply_box import curtain, reply_box
from lms.portal.components.talk import Talk, current_talk
from lms.portal.components.transcript import transcript
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
    if talk.view is None or not talk.sent:
        talk.view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
        talk.turns = talk.view.turns
    view, said = talk.view, None
    with st.container(key="scene"):
        room = st.container(key="talk")
        with room:
            pane = st.container(key="transcript", height=PANE_HEIGHT, autoscroll=True, gap="small")
        if view.card.open:
            with room, st.container(key="foot", gap="small"):
                said = reply_box(visit, view, talk)
        with pane:
            turns, over = _go_on(visit, view, talk, said)
        if over:
            # The reply box was drawn by now; the style sheet takes it away where there is a curtain.
            with room, st.container(key="curtain", gap="small"):
                curtain(visit, talk, by_time=view.card.closed_by == "time")
        counterpart(visit, view, turns)
    # Last of all: a run that is broken off before here comes again as the same submission.
    talk.turns, talk.seen, talk.sent = turns, len(turns), False


def _go_on(
    visit: Visit, view: AttemptView, talk: Talk, said: str | None
) -> tuple[tuple[TurnView, ...], bool]:
    """Draw what was said and have the customer answer; all turns by then, and whether it is over."""
    over, saying = not view.card.open, None
    if said is not None:
        saying, over = _take(visit, talk, said)
    elif view.pending:
        saying = resume(visit.house.practice, actor=visit.actor, attempt_id=talk.attempt_id)
    if saying is None:
        transcript(talk.attempt_id, talk.turns)
        return talk.turns, over
    turns = _answered(view, talk, saying)
    return turns, over or saying.closed


def _take(visit: Visit, talk: Talk, said: str) -> tuple[Saying | None, bool]:
    """Have the words taken; without an answer when it is over. Words that are refused stand in the input again."""
    # Should anything unforeseen happen from here on, they stand there too.
    talk.refuse(said, "")
    try:
        saying = say(
            visit.house.practice,
            actor=visit.actor,
            attempt_id=talk.attempt_id,
            text=said,
            key=talk.key_for(said),
            seen=talk.seen,
        )
    except (ReplyRefused, Refused) as refusal:
        talk.refuse(said, why_not(visit.tr, refusal))
        if isinstance(refusal, (AttemptClosed, TimeIsUp)):
            return None, True
        # Drawn again from the top: with the words in the input, and with whatever was said elsewhere.
        talk.view, talk.sent = None, False
        st.rerun()
    talk.draft = ""
    return saying, False


def _answered(view: AttemptView, talk: Talk, saying: Saying) -> tuple[TurnView, ...]:
    """Draw the answer, as it comes where it has to be waited for; all turns with it."""
    so_far = (*talk.turns[: saying.trainee.seq], saying.trainee)
    if view.card.engine == "llm":
        transcript(talk.attempt_id, so_far)
        stream(saying, seq=len(so_far))
        return (*so_far, saying.read())
    turns = (*so_far, saying.read())
    transcript(talk.attempt_id, turns)
    return turns


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
