"""How it ended: the result in word and number, the customer's face, and what became of it."""

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.criteria import criterion_name
from lms.portal.components.engine_label import played_by
from lms.portal.components.faces import show_portrait
from lms.portal.components.hearing import told_by_meaning
from lms.portal.components.terms import ENDINGS, term
from lms.portal.components.terms_of_exam import left_to_people
from lms.portal.components.theme import FACE
from lms.practice.views import AttemptCard, AttemptView
from scoring.schema import Rubric, load_rubric


def result_word(tr: Translator, card: AttemptCard) -> str:
    """The result in two words: passed, not passed, stopped by a red line, not counted, or still open."""
    _ = tr.gettext
    if card.open:
        return _("Not finished")
    if card.void:
        return _("Does not count")
    if card.blocked_by:
        return _("Stopped by a red line")
    return _("Passed") if card.passed else _("Not passed")


def result_sign(card: AttemptCard) -> str:
    """A shape for the result, so that it is told without colour: ● passed, ▼ not, ■ red line, ○ open or void."""
    if card.open or card.void:
        return "○"
    if card.blocked_by:
        return "■"
    return "●" if card.passed else "▼"


def result_line(tr: Translator, card: AttemptCard) -> str:
    """Shape, result and marks of an attempt, and of one that was not passed why, as a list shows it.

    Where the marks alone would have passed, why goes first and the marks are said to be for the manner.
    """
    if missed_its_goal(card):
        return f"{result_title(tr, card)} · {marks_for_manner(tr, card)}"
    parts = [f"{result_sign(card)} {result_word(tr, card)}"]
    if card.score is not None:
        parts.append(str(card.score))
    return " · ".join([*parts, *filter(None, [why_not_passed(tr, card)])])


def missed_its_goal(card: AttemptCard) -> bool:
    """Whether all that a closed attempt lacks for a pass is a wanted ending: its marks are good enough."""
    if card.open or card.void or card.passed or card.blocked_by or card.wanted:
        return False
    return (card.score or 0) >= load_rubric("service-core").pass_mark


def result_title(tr: Translator, card: AttemptCard) -> str:
    """Shape and result of a closed attempt with what decided it: its marks, or the goal it did not reach."""
    _ = tr.gettext
    word = f"{result_sign(card)} {result_word(tr, card)}"
    if not missed_its_goal(card):
        return f"{word} · {card.score}"
    late = card.closed_by == "time"
    return f"{word} · {_('out of time, goal not reached') if late else _('goal not reached')}"


def marks_for_manner(tr: Translator, card: AttemptCard) -> str:
    """The marks of an attempt that did not reach its goal, called what they are: marks for how one spoke."""
    return tr.gettext("marks for how it was said: {score}").format(score=card.score)


def why_not_passed(tr: Translator, card: AttemptCard) -> str:
    """Why a closed attempt was not passed, in a few words; empty where the result itself says it.

    The time that ran out goes before the end it led to, and the end before the marks: marks stand beside it.
    """
    _ = tr.gettext
    if card.open or card.void or card.passed or card.blocked_by:
        return ""
    if card.closed_by == "time":
        return _("the time ran out")
    if not card.wanted:
        return _("not brought to a good end")
    return _("marks below {mark}").format(mark=load_rubric("service-core").pass_mark)


def headline(tr: Translator, view: AttemptView, rubric: Rubric, *, whose: str | None) -> None:
    """Draw the result of a closed attempt; ``whose`` names its owner to somebody else who reads it."""
    _, card, persona = tr.gettext, view.card, view.scenario.persona
    with st.container(key="outcome", horizontal=True, vertical_alignment="center", wrap=False, gap="medium"):
        with st.container(key=f"{FACE}-outcome", width="content"):
            show_portrait(tr, persona.portrait, persona.called, size=116, mood=view.state.mood)
        with st.container(gap=None):
            st.title(result_title(tr, card), anchor=False)
            if missed_its_goal(card):
                marks = marks_for_manner(tr, card)
                st.markdown(f"**{marks[:1].upper()}{marks[1:]}**")
            with st.container(key="quiet-outcome"):
                st.text(_outline(tr, view, rubric, whose))
    if card.void:
        st.text(
            _(
                "The customer fell out of role in this exam, through no fault of yours. It does not count; "
                "you can sit it again."
            )
        )
    for crossed in card.blocked_by:
        st.text(_("Red line: {name}").format(name=criterion_name(tr, rubric, crossed)))
    told_by_meaning(tr, view)
    left_to_people(tr, view, rubric)
    if missed_its_goal(card):
        st.text(_("The marks would have been enough; the visit itself was not brought to a good end."))
    if view.ending is not None:
        st.markdown(f"**{term(tr, ENDINGS, view.ending.kind)}**")
        st.text(view.ending.text)


def _outline(tr: Translator, view: AttemptView, rubric: Rubric, whose: str | None) -> str:
    _, card = tr.gettext, view.card
    parts = [whose] if whose else []
    parts += [_("Exam") if card.mode == "exam" else _("Practice"), view.scenario.title]
    parts.append(_("pass mark {score}").format(score=rubric.pass_mark))
    if card.closed_at is not None:
        parts.append(tr.duration(card.closed_at - card.opened_at))
    if card.closed_by == "time":
        parts.append(_("the time ran out"))
    return " · ".join([*parts, played_by(tr, card, view.turns)])
