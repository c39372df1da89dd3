"""Voice in a conversation: what the trainee says becomes words to correct, what the customer says can be heard.

Words are always there: a recording is never sent as a reply, since being misheard is not the trainee's fault. Where
the installation has no speech, nothing of this is drawn.
"""

from typing import Any

import streamlit as st
from streamlit.typing import ChatInputValue

from lms.platform.errors import Refused
from lms.platform.llm import SpeechFailed
from lms.portal.components.talk import Talk
from lms.portal.components.voice_script import CSS, HTML, JS
from lms.portal.links import site_path
from lms.portal.visit import Visit
from lms.practice.voicing import listens, longest_recording, speaks, understand

_IN_VAIN = frozenset({"absent", "empty"})
"""Troubles after which the same recording would fare no better."""

_draw = st.components.v2.component("lms_voice", html=HTML, css=CSS, js=JS, isolate_styles=False)


def voice_bar(visit: Visit, attempt_id: str) -> None:
    """Draw the switch for reading aloud and what the microphone needs; nothing where there is no speech."""
    practice = visit.house.practice
    hears, talks = listens(practice), speaks(practice)
    if not (hears or talks):
        return
    data = {
        "lines": f"{site_path()}/aloud/{attempt_id}",
        "person": visit.actor.person_id,
        "listens": hears,
        "speaks": talks,
        "longest": longest_recording(practice),
        "words": _words(visit, longest_recording(practice)),
    }
    _draw(key="voice", data=data)


def _words(visit: Visit, longest_s: int) -> dict[str, str]:
    _ = visit.gettext
    return {
        "aloud": _("Read the customer aloud"),
        "play": _("Hear this line"),
        "stop": _("Stop"),
        "mute": _("This line cannot be heard just now."),
        "Mic": _("Speak instead of typing"),
        "Cancel": _("Throw the recording away"),
        "Approve": _("Done: turn it into words"),
        "denied": _("The browser keeps the microphone from this page. Allow it beside the address, or type."),
        "recording": _(
            "Recording, up to {seconds} seconds. You read the words before they are sent; the sound is not kept."
        ).format(seconds=longest_s),
    }


def dictated(visit: Visit, talk: Talk, sent: Any) -> str | None:
    """What was typed; a recording is turned into words that stand in the input instead, and the page begins anew.

    Args:
        visit: who is speaking.
        talk: keeps a recording until it has become words.
        sent: what ``st.chat_input`` gave.
    """
    if not isinstance(sent, ChatInputValue):
        return sent if isinstance(sent, str) else None
    if sent.audio is not None:
        talk.recording, talk.draft = sent.audio.getvalue(), sent.text
    # A run that is broken off comes again with the same submission, and without the sound.
    elif not (talk.recording and sent.text == talk.draft):
        talk.recording = b""
        return sent.text
    _write_down(visit, talk)
    return None


def kept_recording(visit: Visit, talk: Talk) -> None:
    """Offer a recording that could not be read once more."""
    _ = visit.gettext
    with st.container(key="recording", horizontal=True, gap="small"):
        again = st.button(_("Try the recording again"), key="read_again", icon=":material/refresh:")
        if st.button(_("Throw the recording away"), key="forget", type="tertiary"):
            talk.recording, talk.notice = b"", ""
            st.rerun()
    if again:
        _write_down(visit, talk)


def _write_down(visit: Visit, talk: Talk) -> None:
    """Put the words of the kept recording after those in the input, or say why there are none."""
    tr, _ = visit.tr, visit.gettext
    try:
        with st.spinner(_("Turning your recording into words …")):
            words = understand(
                visit.house.practice,
                actor=visit.actor,
                attempt_id=talk.attempt_id,
                recording=talk.recording,
            )
    except SpeechFailed as failed:
        talk.refuse(talk.draft, tr.error(failed))
        if failed.trouble in _IN_VAIN:
            talk.recording = b""
    except Refused as refusal:
        talk.refuse(talk.draft, tr.error(refusal))
        talk.recording = b""
    else:
        typed = talk.draft.rstrip()
        gap = " " if typed and typed[-1].isascii() else ""
        talk.refuse(
            f"{typed}{gap}{words}", _("Was this understood rightly? Correct it if not, then send it.")
        )
        talk.recording = b""
    talk.view, talk.sent = None, False
    st.rerun()
