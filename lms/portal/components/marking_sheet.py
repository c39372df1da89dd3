"""One exam to be marked blind: what was said, beside the questions, each to be answered."""

from collections.abc import Callable, Mapping

import streamlit as st

from lms.platform.errors import LmsError, Refused
from lms.platform.i18n import mark
from lms.portal.components.bubbles import bubble
from lms.portal.components.opinion import OUTCOMES
from lms.portal.components.page_css import ACTION
from lms.portal.visit import Visit
from lms.practice import MARKS, BlindSheet, keep_draft, mark_sheet
from scoring.assessment import Outcome
from scoring.schema import Criterion

RED_LINE: Mapping[Outcome, str] = {
    "met": mark("✓ kept"),
    "not_met": mark("■ crossed"),
    "not_applicable": OUTCOMES["not_applicable"],
}
_FAILED, _KEPT, _OPEN = "sheet_failed", "sheet_kept", "sheet_open"


def marking_sheet(visit: Visit, sheet: BlindSheet) -> None:
    """Draw the conversation, the questions by dimension, and the one button."""
    tr, _ = visit.tr, visit.gettext
    said = _("Exam {place} of {size}").format(place=sheet.place, size=sheet.size)
    st.title(said, anchor=False)
    with st.container(key="quiet-sheet"):
        st.text(sheet.scenario.title)
    kept = st.session_state.pop(_KEPT, None)
    if kept:
        st.toast(kept)
    with st.container(key="sheet"):
        with st.container(key="sheet-said"):
            with st.expander(_("The situation")):
                st.text(sheet.scenario.brief.situation)
                st.text(sheet.scenario.brief.task)
            for turn in sheet.turns:
                bubble(turn, prefix="sheet-")
        with st.container(key="sheet-form"):
            _questions(visit, sheet)
            with st.container(key=f"{ACTION}-sheet"):
                failed = st.session_state.pop(_FAILED, None)
                if failed:
                    st.error(failed, icon=":material/error:")
                st.button(
                    _("Keep these marks"),
                    key="keep_marks",
                    type="primary",
                    width="stretch",
                    on_click=_keep,
                    args=(visit, sheet),
                )
            with st.container(key="quiet-final"):
                st.text(
                    tr.gettext(
                        "Marks that are kept stay as they are: whoever could mend them would not be blind."
                    )
                )


def _questions(visit: Visit, sheet: BlindSheet) -> None:
    tr, _ = visit.tr, visit.gettext
    left_open = st.session_state.get(_OPEN, ())
    for dimension in sheet.rubric.dimensions:
        st.subheader(dimension.name.said_in(tr.locale), anchor=False)
        for criterion in sheet.rubric.criteria:
            if criterion.dimension != dimension.id:
                continue
            with st.container(key=f"question-{criterion.id}", gap=None):
                key = _key(sheet, criterion)
                if key not in st.session_state and criterion.id in sheet.draft:
                    # Back from another page, or another day: what was marked stands as it did.
                    st.session_state[key] = sheet.draft[criterion.id]
                marked = st.segmented_control(
                    criterion.question.said_in(tr.locale),
                    MARKS,
                    key=key,
                    format_func=_said(visit, RED_LINE if criterion.blocker else OUTCOMES),
                    on_change=_note,
                    args=(visit, sheet, criterion),
                )
                with st.container(key=f"quiet-applies-{criterion.id}"):
                    when = criterion.applies_when.said_in(tr.locale)
                    said = _("Called for: {when}").format(when=when)
                    is_open = marked is None and criterion.id in left_open
                    st.text(f"{_('! Not answered yet')} · {said}" if is_open else said)


def _said(visit: Visit, words: Mapping[Outcome, str]) -> Callable[[Outcome], str]:
    return lambda outcome: visit.gettext(words[outcome])


def _key(sheet: BlindSheet, criterion: Criterion) -> str:
    return f"mark_{sheet.round_id}_{sheet.place}_{criterion.id}"


def _marked(sheet: BlindSheet) -> dict[str, Outcome]:
    """What the page shows as marked, by criterion."""
    shown = {one.id: st.session_state.get(_key(sheet, one)) for one in sheet.rubric.criteria}
    return {id_: outcome for id_, outcome in shown.items() if outcome is not None}


def _note(visit: Visit, sheet: BlindSheet, criterion: Criterion) -> None:
    """Keep every tap: it outlives a look at another page, and the browser."""
    try:
        keep_draft(
            visit.house.practice,
            actor=visit.actor,
            round_id=sheet.round_id,
            place=sheet.place,
            criterion=criterion.id,
            outcome=st.session_state.get(_key(sheet, criterion)),
        )
    except LmsError as error:
        st.session_state[_FAILED] = visit.tr.error(error)


def _keep(visit: Visit, sheet: BlindSheet) -> None:
    """Send the marks; what is refused stays on the page, with why."""
    outcomes = _marked(sheet)
    try:
        mark_sheet(
            visit.house.practice,
            actor=visit.actor,
            round_id=sheet.round_id,
            place=sheet.place,
            outcomes=outcomes,
        )
    except LmsError as error:
        st.session_state[_FAILED] = visit.tr.error(error)
        if isinstance(error, Refused):
            st.session_state[_OPEN] = tuple(one.id for one in sheet.rubric.criteria if one.id not in outcomes)
        return
    st.session_state.pop(_OPEN, None)
    st.session_state[_KEPT] = visit.gettext("Kept.")
