"""A trainee's own start: the one thing to do next, how far along, and how the last visits went."""

from datetime import datetime
from math import ceil

import streamlit as st

from lms.learning.next_step import Reason
from lms.platform.i18n import Translator, mark
from lms.portal.components.attempt_list import title_of
from lms.portal.components.faces import show_portrait
from lms.portal.components.outcome import result_line
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.components.terms import COMPETENCIES, SEGMENTS, difficulty, term, terms
from lms.portal.links import go, link
from lms.portal.visit import Visit
from lms.practice import NextStep, list_attempts, progress

LAST = 3
FACE_SIZE = 116

_WHY = {
    "sit": mark("Your exam with {customer} is running: {left} left, until {until}."),
    "continue": mark("{customer} is still waiting for your answer."),
    "first": mark("Your first customer: {customer}. Nothing can go wrong here."),
    "again": mark("{customer} comes once more. Try it a different way."),
    "easier": mark(
        "“{hard}” did not work out several times in a row. {customer} is easier and trains the same: {competency}."
    ),
    "fit": mark("Your next customer: {customer}."),
    "next": mark("Your next customer: {customer}."),
    "exam": mark("You have mastered this in practice. Ready for the exam?"),
}
_DO = {
    "sit": mark("Back to the exam"),
    "continue": mark("Go on with the conversation"),
    "first": mark("Meet the first customer"),
    "again": mark("Try again"),
    "easier": mark("Meet the easier customer first"),
    "fit": mark("Meet the next customer"),
    "next": mark("Meet the next customer"),
    "exam": mark("To the exam"),
}


def next_customer(visit: Visit, step: NextStep | None, *, primary: bool, hero: bool = True) -> None:
    """Draw what to do next; its button is the page's primary one unless something else is."""
    _ = visit.gettext
    if step is None:
        st.text(_("You have tried everything there is. Practise whatever you like once more."))
        if st.button(_("See all scenarios"), key="next_step", type="primary" if primary else "secondary"):
            go("practice")
        return
    with st.container(key="hero" if hero else "hero-second"):
        _whom(visit, step)
        pressed = st.button(
            _(_DO[step.kind]),
            key="next_step",
            type="primary" if primary else "secondary",
            icon=":material/arrow_forward:",
        )
    if pressed:
        set_out(step)


def set_out(step: NextStep) -> None:
    """Turn to the page where a step is done."""
    if step.attempt_id:
        go("conversation", attempt=step.attempt_id)
    go("brief", scenario=step.card.slug, **({"mode": "exam"} if step.kind == "exam" else {}))


def why(visit: Visit, step: NextStep) -> str:
    """Why this step, in a sentence."""
    tr, said = visit.tr, {"customer": step.card.customer}
    if step.ends_at is not None:
        said |= {
            "left": time_left(tr, step.ends_at, visit.house.context.now()),
            "until": tr.time(step.ends_at),
        }
    if step.instead_of is not None:
        said |= {
            "hard": step.instead_of.title,
            "competency": term(tr, COMPETENCIES, step.competency or ""),
        }
    return visit.gettext(_WHY[step.kind]).format(**said)


def reason_words(tr: Translator, reason: Reason) -> str:
    """Why somebody fits, with competencies called by their names."""
    said: dict[str, object] = {}
    for name, value in reason.values.items():
        if isinstance(value, tuple):
            said[name] = terms(tr, COMPETENCIES, value)
        else:
            said[name] = term(tr, COMPETENCIES, value) if isinstance(value, str) else value
    return tr.gettext(reason.message).format(**said)


def time_left(tr: Translator, until: datetime, now: datetime) -> str:
    """What is left of an exam, in minutes, the one that has begun among them."""
    minutes = max(1, ceil((until - now).total_seconds() / 60))
    return tr.ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


def how_far(visit: Visit) -> None:
    """How far along, in a sentence and a bar; nothing before the first attempt."""
    tr, _ = visit.tr, visit.gettext
    mine = progress(visit.house.practice, actor=visit.actor)
    if not mine.attempts:
        return
    there = len(visit.house.catalogue.titles(tr.locale))
    st.subheader(_("How far you are"), anchor=False)
    passed = min(mine.passed, there)
    st.progress(
        passed / there if there else 0.0,
        text=_("{passed} of {all} customers handled well").format(passed=passed, all=there),
    )
    parts = [
        tr.ngettext("{count} conversation", "{count} conversations", mine.attempts).format(
            count=mine.attempts
        ),
        tr.ngettext("{count} minute", "{count} minutes", mine.minutes).format(count=mine.minutes),
    ]
    if mine.exams_passed:
        parts.append(
            tr.ngettext("{count} exam passed", "{count} exams passed", mine.exams_passed).format(
                count=mine.exams_passed
            )
        )
    with st.container(key="quiet-far"):
        st.text(" · ".join(parts))


def last_results(visit: Visit) -> None:
    """The last finished visits, each with the way to its debrief."""
    tr, _ = visit.tr, visit.gettext
    recent = list_attempts(visit.house.practice, actor=visit.actor, limit=LAST + 5)
    closed = [card for card in recent if not card.open][:LAST]
    if not closed:
        return
    st.subheader(_("How it went lately"), anchor=False)
    titles, now = visit.house.catalogue.titles(tr.locale), visit.house.context.now()
    with st.container(key="list-late"):
        for card in closed:
            with st.container(key=f"{ENTRY}-{card.attempt_id}", gap=None):
                link("debrief", plain(title_of(visit, card, titles)), attempt=card.attempt_id)
                with st.container(key=f"quiet-{card.attempt_id}"):
                    kind = _("Exam") if card.mode == "exam" else _("Practice")
                    when = tr.ago(card.closed_at or card.opened_at, now)
                    st.text(facts(*result_line(tr, card).split(" · "), kind, when))


def _whom(visit: Visit, step: NextStep) -> None:
    tr, card = visit.tr, step.card
    with st.container(key="whom", horizontal=True, vertical_alignment="center", wrap=False, gap="medium"):
        with st.container(key="face-next", width="content"):
            show_portrait(tr, card.portrait, card.customer, size=FACE_SIZE)
        with st.container(gap="small"):
            st.text(why(visit, step))
            st.subheader(card.title, anchor=False)
            minutes = tr.ngettext("{count} minute", "{count} minutes", card.minutes)
            with st.container(key="quiet-next"):
                st.text(
                    facts(
                        term(tr, SEGMENTS, card.segment),
                        difficulty(tr, card.difficulty),
                        minutes.format(count=card.minutes),
                    )
                )
            if step.reason is not None:
                st.text(reason_words(tr, step.reason))
            if step.missing:
                st.text(visit.gettext("Missing most so far: {what}").format(what=step.missing))
