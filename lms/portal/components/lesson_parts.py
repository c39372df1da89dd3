"""A lesson's parts as they are read: text, a case, words to say, a picture, a question."""

import re
from collections.abc import Sequence

import streamlit as st

from lms.catalogue.teaching import CaseText, Diagram, InlineCheck, Lesson, Prose, Wordings
from lms.catalogue.teaching.lesson import LINK, LessonPart, Wording
from lms.learning import LessonInHand, keep_place
from lms.portal.components.path_css import CASE, RATHER
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import BETTER
from lms.portal.visit import Visit

_BOLD = re.compile(r"\*\*([“‘《（]*)([^*\n]+?)([。，；：！？、”’》）]*)\*\*")


def draw_parts(visit: Visit, hand: LessonInHand, parts: Sequence[LessonPart]) -> None:
    """Draw the parts of one step."""
    for part in parts:
        match part:
            case Prose(text):
                # The texts are the bank's own; Markdown alone, no HTML.
                st.markdown(_bold(LINK.sub(_as_link, text)))
            case CaseText(text):
                with st.container(key=f"{CASE}-{hand.lesson.parts.index(part)}"):
                    st.text(text)
            case Diagram(source):
                st.mermaid_chart(source, alt=hand.lesson.front.title)
            case Wordings():
                _wordings(visit, part.pairs, hand.lesson.parts.index(part))
            case InlineCheck():
                _check(visit, hand, part)


def _bold(text: str) -> str:
    """Markdown ends bold at a letter only where a space follows; Chinese has none, so the full stop goes outside."""
    return _BOLD.sub(r"\1**\2**\3", text)


def _as_link(match: re.Match[str]) -> str:
    label, target = match[0][1 : match[0].index("](")], match["target"]
    return f"[{label}](lesson?lesson={target.removeprefix('lesson:')})"


def _wordings(visit: Visit, pairs: Sequence[Wording], place: int) -> None:
    _ = visit.gettext
    for number, pair in enumerate(pairs):
        left, right = st.columns(2, gap="small")
        with left, st.container(key=f"{RATHER}-{place}-{number}", gap=None):
            st.caption(_("Rather not"))
            st.text(pair.rather_not)
        with right, st.container(key=f"{BETTER}-{place}-{number}", gap=None):
            st.caption(_("Better"))
            st.text(pair.say)
        with st.container(key=f"quiet-why-{place}-{number}", gap=None):
            st.text(pair.why)


def _check(visit: Visit, hand: LessonInHand, check: InlineCheck) -> None:
    """A question in the lesson: any answer is explained at once, and another may be tried."""
    _ = visit.gettext
    number = _number(hand.lesson, check)
    before = hand.answers.get(number)
    chosen = st.radio(
        plain(check.question),
        range(len(check.options)),
        index=before if before is not None and before < len(check.options) else None,
        format_func=lambda at: plain(check.options[at].text),
        key=f"check-{hand.lesson.ref}-{number}",
    )
    if chosen is None:
        return
    if chosen != before:
        keep_place(visit.house.learning, actor=visit.actor, ref=hand.lesson.ref, answer=(number, chosen))
    option = check.options[chosen]
    if option.right:
        st.success(_("Right. {why}").format(why=plain(option.why)), icon=":material/check:")
    else:
        st.warning(_("Not quite. {why}").format(why=plain(option.why)), icon=":material/undo:")


def _number(lesson: Lesson, check: InlineCheck) -> int:
    return lesson.checks.index(check)
