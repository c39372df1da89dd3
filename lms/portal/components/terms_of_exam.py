"""What is left to people in an exam, in words: before it begins, and in its debrief."""

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.criteria import criterion_name
from lms.portal.components.terms import listed
from lms.portal.visit import Visit
from lms.practice import AttemptView, exam_terms
from lms.practice.exam_terms import EXAMS_HELD
from scoring.schema import Rubric


def told_terms(visit: Visit, rubric: Rubric) -> bool:
    """Tell on what terms an exam begins, where these are not the usual ones; whether none may begin."""
    tr = visit.tr
    terms = exam_terms(visit.house.practice, rubric=rubric)
    if terms.held:
        st.text(tr.gettext(EXAMS_HELD))
    elif terms.set_aside:
        said = tr.gettext(
            "Trainers are still agreeing on how to mark this, so no machine decides it in an exam that begins now; "
            "it counts only where a trainer marks it: {names}"
        )
        names = listed(tr, [criterion_name(tr, rubric, id_) for id_ in terms.set_aside])
        st.text(said.format(names=names))
    return terms.held


def left_to_people(tr: Translator, view: AttemptView, rubric: Rubric) -> None:
    """Tell in a debrief what did not count, because no person has marked it."""
    aside = view.left_to_people
    if aside:
        said = tr.gettext(
            "Not counted in this exam, because trainers were still agreeing on how to mark it: {names}. "
            "What is said of it below is for you to learn from; it counts as soon as a trainer marks it."
        )
        st.text(said.format(names=listed(tr, [criterion_name(tr, rubric, id_) for id_ in aside])))
