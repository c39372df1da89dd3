"""Staff's own voice drawn: the form, one's own words with their answers, and those that wait for an answer."""

from collections.abc import Sequence

import streamlit as st

from lms.culture.staff import VoiceView, answer_voice, answers_to_judge, say_whether_it_helped, speak_up
from lms.culture.staff.voice import LONGEST
from lms.culture.staff.words import WORD_KINDS
from lms.people import Action, may
from lms.platform.identifiers import new_id
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import KeptForm, do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import BETTER, ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

_KEY = "staff_voice_key"


def voice_form(visit: Visit) -> None:
    """Words, who may know, and off they go; what was refused is kept in the form."""
    _ = visit.gettext
    form = KeptForm("staff_voice")
    key = st.session_state.setdefault(_KEY, new_id())
    with st.form(form.key, border=False):
        text = st.text_area(
            _("What gets in your way?"),
            height=140,
            max_chars=LONGEST,
            placeholder=_("A machine, a rule, a roster, how one is spoken to: whatever it is"),
        )
        named = st.checkbox(_("The listener may see who I am"), value=True)
        to_manager = st.checkbox(_("My managers may read and answer it, too"))
        sent = st.form_submit_button(_("Send it"), type="primary")

    def act() -> str:
        speak_up(
            visit.house.context,
            actor=visit.actor,
            text=text or "",
            key=key,
            named=named,
            to_manager=to_manager,
        )
        st.session_state[_KEY] = new_id()
        return _("Sent. The answer stands below, by the day that is written there.")

    form.settle(visit, (text, named, to_manager), act, sent=sent)


def answer_waits(visit: Visit) -> None:
    """The way to an answer that was not judged yet; nothing where there is none."""
    if not may(visit.actor, Action.SPEAK_UP) or not answers_to_judge(visit.house.context, actor=visit.actor):
        return
    said = visit.gettext("What gets in your way was answered. Say whether it helped.")
    link("staff_voice", said, icon=":material/arrow_forward:")


def own_voices(visit: Visit, found: Sequence[VoiceView], title: str) -> None:
    """One's own words under a heading, each with all answers, and the question whether that helped; nothing if none."""
    _ = visit.gettext
    if not found:
        return
    st.subheader(title, anchor=False)
    for one in found:
        with st.container(key=f"{ENTRY}-voice-{one.voice_id}", gap="small"):
            _said(visit, one)
            if one.state == "answered":
                _judged(visit, one)


def to_answer(visit: Visit, found: Sequence[VoiceView]) -> None:
    """What waits first, with the field for the answer."""
    _, tr = visit.gettext, visit.tr
    if not found:
        st.text(_("Nobody has said anything yet. What staff say in private stands here."))
    for one in found:
        with st.container(key=f"{ENTRY}-hear-{one.voice_id}", gap="small"):
            name = _("Without a name") if one.person is None else one.person.name(tr.locale)
            st.markdown(f"**{plain(name)}**")
            _said(visit, one)
            if one.state == "open":
                _answer(visit, one)


def _said(visit: Visit, one: VoiceView) -> None:
    _, tr = visit.gettext, visit.tr
    for place, word in enumerate(one.words):
        if word.kind == "answered":
            with st.container(key=f"{BETTER}-voice-{one.voice_id}-{place}"):
                st.text(with_masks_named(tr, word.text))
        elif word.text:
            st.text(with_masks_named(tr, word.text))
        with st.container(key=f"quiet-voice-{one.voice_id}-{place}"):
            st.text(facts(_(WORD_KINDS[word.kind]), tr.moment(word.at)))
    due = _("Overdue since {day}") if one.over else _("Answer due by {day}")
    # Once it is answered, the last word above says so.
    waits = [due.format(day=tr.date(one.due_on))] if one.state == "open" else []
    with st.container(key=f"quiet-voice-{one.voice_id}-state"):
        managers = _("for managers, too") if one.to_manager else _("not for managers")
        st.text(facts(*waits, _("with the name") if one.named else _("without a name"), managers))


def _judged(visit: Visit, one: VoiceView) -> None:
    _, context = visit.gettext, visit.house.context
    text = st.text_input(
        _("What is still missing, if anything"), key=f"missing_{one.voice_id}", max_chars=LONGEST
    )
    with st.container(horizontal=True):
        for helped, label, said in (
            (True, _("It helped"), _("Thank you. That is good to know.")),
            (False, _("It did not help"), _("It waits for another answer, with a new day.")),
        ):
            if st.button(label, key=f"helped_{helped}_{one.voice_id}"):
                do(
                    visit,
                    lambda helped=helped: say_whether_it_helped(  # type: ignore[misc]
                        context, actor=visit.actor, voice_id=one.voice_id, helped=helped, text=text or ""
                    ),
                    said,
                )


def _answer(visit: Visit, one: VoiceView) -> None:
    _ = visit.gettext
    text = st.text_area(
        _("Your answer"),
        key=f"voice_answer_{one.voice_id}",
        max_chars=LONGEST,
        height=100,
        placeholder=_("What is done about it, by when; or why it stays as it is"),
    )
    if st.button(_("Send the answer"), key=f"answer_{one.voice_id}", type="primary"):
        do(
            visit,
            lambda: answer_voice(
                visit.house.context, actor=visit.actor, voice_id=one.voice_id, text=text or ""
            ),
            _("Sent. Whoever said it reads it, and says whether it helped."),
        )
