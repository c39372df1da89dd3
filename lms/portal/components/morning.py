"""The morning drill on the wall: the customer's line in large type, replies to vote on, and what it taught."""

import streamlit as st

from lms.platform.errors import LmsError
from lms.portal.components.bubbles import parts
from lms.portal.components.faces import show_portrait
from lms.portal.components.plain import plain
from lms.portal.visit import Visit
from lms.practice.morning import MINUTES, REPLIES, Morning, begin_morning, reply_together
from scenarios.conversation import MAX_REPLY, ReplyRefused

FACE = 116

# Read from the back of a lobby; on a telephone as large as fits. The number to press stands before each reply already:
# Streamlit's own picture of the key would say it a second time.
MORNING_CSS = """<style>
.st-key-morning h1 {padding-block: 0 .35rem;}
.st-key-morning {gap: .75rem !important;}
[class*="st-key-morning-line-"] [data-testid="stText"] {font-size: clamp(1.35rem, 2.6vw, 2.4rem); line-height: 1.45;
  white-space: pre-wrap;}
.st-key-morning-said [data-testid="stText"] {font-size: clamp(1rem, 1.4vw, 1.3rem); opacity: .8; white-space: pre-wrap;}
.st-key-morning-replies button {justify-content: flex-start; text-align: start; padding: .5rem 1rem;}
.st-key-morning-replies button :is(div, span[data-has-shortcut]) {justify-content: flex-start; text-align: start;}
.st-key-morning-replies button kbd {display: none;}
.st-key-morning-replies {gap: .5rem !important;}
.st-key-morning-replies button p {font-size: clamp(1.05rem, 1.5vw, 1.6rem); line-height: 1.4; white-space: normal;}
.st-key-morning-lesson [data-testid="stText"] {font-size: clamp(1.2rem, 2vw, 1.9rem); line-height: 1.5;
  white-space: pre-wrap;}
</style>"""


def waiting(visit: Visit) -> None:
    """What it is, and the button that begins it."""
    _ = visit.gettext
    st.text(
        _(
            "One customer, up to {replies} replies, {minutes} minutes, no marks. The team votes on a reply or finds "
            "its own; whoever is there gets the minutes."
        ).format(replies=REPLIES, minutes=MINUTES)
    )
    if st.button(_("Let the customer in"), key="begin_morning", type="primary", icon=":material/play_arrow:"):
        begin_morning(visit.house.practice, actor=visit.actor, locale=visit.tr.locale)
        st.rerun()


def conversation(visit: Visit, drill: Morning) -> None:
    """The customer with their mood, what the team said last, and their line."""
    persona = drill.scenario.persona
    st.title(drill.scenario.title, anchor=False)
    if not drill.replies:
        st.text(drill.scenario.brief.situation)
    ours = [place for place, turn in enumerate(drill.turns) if turn.speaker == "trainee"]
    with st.container(key="morning-scene", horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(key="morning-face", width="content"):
            show_portrait(visit.tr, persona.portrait, persona.called, size=FACE, mood=drill.mood)
        with st.container(key="morning-talk", gap="small"):
            if ours:
                with st.container(key="morning-said"):
                    st.text(visit.gettext("You: {words}").format(words=drill.turns[ours[-1]].text))
            # At the end the customer answers first and then takes leave.
            for place, turn in enumerate(drill.turns[ours[-1] + 1 if ours else 0 :]):
                directions, words = parts(turn.text)
                if directions:
                    with st.container(key=f"quiet-morning-does-{place}"):
                        st.text(directions)
                if words:
                    with st.container(key=f"morning-line-{place}"):
                        st.text(words)


def replies(visit: Visit, drill: Morning) -> None:
    """Replies to vote on, each with a key of the keyboard, or the team's own words; at the end what it taught."""
    _ = visit.gettext
    if drill.ending is not None:
        st.subheader(drill.ending.text, anchor=False)
        with st.container(key="morning-lesson"):
            st.text(_("To take along: {lesson}").format(lesson=drill.lesson))
        return
    said = None
    st.text(_("What do we say? Hands up, then press the number, or write what somebody said."))
    with st.container(key="morning-replies"):
        for number, option in enumerate(drill.options, 1):
            if st.button(
                plain(f"{number}. {option}"),
                key=f"reply-{drill.replies}-{number}",
                width="stretch",
                shortcut=str(number),
            ):
                said = option
    own = st.chat_input(_("Our own words"), key=f"own-{drill.replies}", max_chars=MAX_REPLY)
    said = said or own
    if not said:
        return
    try:
        reply_together(visit.house.practice, actor=visit.actor, text=said, number=drill.replies)
    except ReplyRefused:
        return
    except LmsError as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    st.rerun()
