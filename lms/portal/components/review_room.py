"""The daily review: one question, its explanation, the next one; and a quiet word when it is enough for today."""

from dataclasses import replace
from datetime import datetime

import streamlit as st

from lms.learning import Review, answer_review, review_item
from lms.portal.components.quiz_sheet import ask
from lms.portal.links import go
from lms.portal.visit import Visit

_LOOK = "review_look"
_AT = "review_at"


def under_way(visit: Visit, review: Review) -> bool:
    """Draw the question that is due, or the one just answered; tells whether there was one."""
    _, learning = visit.gettext, visit.house.learning
    looked_at = st.session_state.get(_LOOK)
    if looked_at is None and not review.due:
        return False
    done, left = review.answered, len(review.due)
    st.progress(
        done / (done + left) if done + left else 1.0,
        text=_("{done} of {all} answered").format(done=done, all=done + left),
    )
    if looked_at is not None:
        item_id, chosen, right = looked_at
        asked = review_item(learning, actor=visit.actor, item_id=item_id, locale=visit.tr.locale)
        ask(visit, replace(asked, chosen=tuple(chosen), right=right), lambda _chosen: None)
        label = _("Next question") if review.due else _("Done")
        if st.button(label, key=f"next-{item_id}", type="primary", shortcut="Right"):
            del st.session_state[_LOOK]
            st.rerun()
        return True
    item_id, since = _current(visit, review)

    def answer(chosen: list[int]) -> None:
        taken = (visit.house.context.now() - since).total_seconds()
        right = answer_review(learning, actor=visit.actor, item_id=item_id, chosen=chosen, seconds=taken)
        st.session_state[_LOOK] = (item_id, chosen, right)
        st.session_state.pop(_AT, None)

    ask(visit, review_item(learning, actor=visit.actor, item_id=item_id, locale=visit.tr.locale), answer)
    return True


def afterwards(visit: Visit, review: Review) -> None:
    """Nothing is due: what was done today, and when the next question comes."""
    tr, _ = visit.tr, visit.gettext
    if review.next_on is None and not review.answered and not review.later:
        st.text(
            _(
                "Nothing to review yet. What you answer in a quiz comes back here, a few questions a day, "
                "just before it would be forgotten."
            )
        )
        if st.button(_("To my path"), key="to_path", type="primary", icon=":material/arrow_forward:"):
            go("path")
        return
    if review.answered:
        st.subheader(_("Enough for today"), anchor=False)
        st.text(_("{right} of {all} right.").format(right=review.right, all=review.answered))
    else:
        st.text(_("Nothing is due today."))
    if review.later:
        said = tr.ngettext("{count} question can wait.", "{count} questions can wait.", review.later)
        st.text(said.format(count=review.later))
        st.text(_("Five minutes a day are enough."))
    elif review.next_on:
        st.text(_("The next question comes on {day}.").format(day=tr.date(review.next_on)))
    if st.button(_("Back to the start"), key="to_home", type="primary", icon=":material/arrow_forward:"):
        go("home")


def how_often(visit: Visit, review: Review) -> str:
    """Days with a review: a row of them while it lasts, else those of this month; nothing is said of missed ones."""
    tr = visit.tr
    if review.streak > 1:
        said = tr.ngettext("{count} working day in a row", "{count} working days in a row", review.streak)
        return said.format(count=review.streak)
    if review.this_month:
        said = tr.ngettext("on {count} day this month", "on {count} days this month", review.this_month)
        return said.format(count=review.this_month)
    return ""


def how_many(visit: Visit, review: Review) -> str:
    """What awaits one: so many questions, so many minutes."""
    tr, count = visit.tr, len(review.due)
    due = tr.ngettext("{count} question is due", "{count} questions are due", count).format(count=count)
    minutes = tr.ngettext("{count} minute", "{count} minutes", review.minutes).format(count=review.minutes)
    return f"{due}{'，' if tr.locale == 'zh-CN' else ', '}{minutes}"


def _current(visit: Visit, review: Review) -> tuple[str, datetime]:
    """The question in hand, and since when; another one only when this one is not due any more."""
    at: tuple[str, datetime] | None = st.session_state.get(_AT)
    if at is None or at[0] not in review.due:
        at = (review.due[0], visit.house.context.now())
        st.session_state[_AT] = at
    return at
