"""People's word on an attempt, in the debrief: what was written, and the forms to write more."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from lms.people import Action, find_person, may
from lms.platform.errors import LmsError
from lms.platform.i18n import mark
from lms.portal.components.criteria import criterion_name
from lms.portal.components.opinion import OUTCOMES
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit
from lms.practice import (
    MARKS,
    AttemptView,
    Entry,
    answer,
    comment,
    dispute,
    have_seen,
    names_of,
    open_disputes,
    override,
)
from scoring.schema import Rubric

LONGEST = 1_000
KINDS: Mapping[str, str] = {
    "comment": mark("wrote"),
    "override": mark("set {criterion} to {outcome}"),
    "dispute": mark("objects to the mark for {criterion}"),
    "answer": mark("answered, and left the mark"),
    "seen": mark("has read it"),
}
_SENT = "review_sent"
_FAILED = "review_failed"


def may_mark(visit: Visit, view: AttemptView) -> bool:
    """Whether the visitor comments on this attempt and marks it."""
    if view.card.person_id == visit.actor.person_id:
        return False
    person = find_person(visit.house.context, actor=visit.actor, person_id=view.card.person_id)
    return may(visit.actor, Action.MARK_EXAM, person_id=person.person_id, unit_id=person.unit_id)


def review(visit: Visit, view: AttemptView, rubric: Rubric, *, marks: bool) -> None:
    """Draw what people have written, and what this visitor may write; nothing where there is neither."""
    mine = view.card.person_id == visit.actor.person_id
    may_object = mine and view.card.mode == "exam"
    if not (view.entries or marks or may_object):
        return
    _ = visit.gettext
    st.subheader(_("What people say"), anchor=False)
    _told()
    written(visit, rubric, [entry for entry in view.entries if entry.seq is None])
    if marks:
        for waiting in open_disputes(view.entries):
            _answer_form(visit, view, waiting, rubric)
        _mark_form(visit, view, rubric)
    elif may_object:
        _dispute_form(visit, view, rubric)


def written(visit: Visit, rubric: Rubric, entries: Sequence[Entry]) -> None:
    """Entries, oldest first: who, when and what."""
    tr, _ = visit.tr, visit.gettext
    names = names_of(visit.house.practice, entries)
    for entry in entries:
        zh, en = names.get(entry.person_id, ("", ""))
        name = (zh if tr.locale == "zh-CN" else en) or _("Somebody")
        done = _(KINDS[entry.kind]).format(
            criterion=criterion_name(tr, rubric, entry.criterion) if entry.criterion else "",
            outcome=_(OUTCOMES[entry.outcome]) if entry.outcome else "",
        )
        with st.container(key=f"{ENTRY}-written-{entry.entry_id}", gap=None):
            with st.container(key=f"quiet-written-{entry.entry_id}"):
                st.text(f"{name} {done} · {tr.moment(entry.at)}")
            if entry.text:
                st.text(entry.text)


def comment_on(visit: Visit, view: AttemptView, rubric: Rubric, *, marks: bool) -> Callable[[int], None]:
    """What stands under a turn: what was written of it, and for who marks the way to write."""
    by_turn: dict[int, list[Entry]] = {}
    for entry in view.entries:
        if entry.seq is not None:
            by_turn.setdefault(entry.seq, []).append(entry)

    def under(seq: int) -> None:
        _ = visit.gettext
        written(visit, rubric, by_turn.get(seq, ()))
        if not marks:
            return
        with st.popover(_("Comment"), icon=":material/add_comment:", type="tertiary"):
            st.text_area(
                _("What do you say to this turn?"), key=f"comment_{seq}", max_chars=LONGEST, height="content"
            )
            st.button(
                _("Send"), key=f"send_{seq}", type="primary", on_click=_send_comment, args=(visit, view, seq)
            )

    return under


def _send_comment(visit: Visit, view: AttemptView, seq: int) -> None:
    key = f"comment_{seq}"
    _send(
        visit,
        lambda: comment(
            visit.house.practice,
            actor=visit.actor,
            attempt_id=view.card.attempt_id,
            turn=seq,
            text=st.session_state.get(key, ""),
        ),
        key,
    )


def _mark_form(visit: Visit, view: AttemptView, rubric: Rubric) -> None:
    tr, _, practice = visit.tr, visit.gettext, visit.house.practice
    assert view.assessment is not None, "a debrief has an assessment"
    exam = view.card.mode == "exam"

    def send_general() -> None:
        text = st.session_state.get("general_text", "")
        _send(
            visit,
            lambda: comment(practice, actor=visit.actor, attempt_id=view.card.attempt_id, text=text),
            "general_text",
        )

    def send_mark() -> None:
        chosen, outcome = st.session_state.get("mark_criterion"), st.session_state.get("mark_outcome")
        waiting = next((w for w in open_disputes(view.entries) if w.criterion == chosen), None)
        _send(
            visit,
            lambda: override(
                practice,
                actor=visit.actor,
                attempt_id=view.card.attempt_id,
                criterion=chosen or "",
                outcome=outcome or "abstained",
                reason=st.session_state.get("mark_reason", ""),
                answers=waiting.entry_id if waiting else None,
            ),
            "mark_reason",
        )

    def seen() -> None:
        _send(visit, lambda: have_seen(practice, actor=visit.actor, attempt_id=view.card.attempt_id))

    st.text_area(_("Your words on the whole"), key="general_text", max_chars=LONGEST, height="content")
    with st.container(key="review-ways", horizontal=True, gap="small"):
        st.button(_("Send"), key="send_general", type="primary", on_click=send_general)
        read = any(entry.person_id == visit.actor.person_id for entry in view.entries)
        if exam and not read:
            st.button(_("Read, nothing to add"), key="seen", icon=":material/done:", on_click=seen)
    if not exam:
        return
    with st.expander(_("Change a mark"), icon=":material/edit:", key="change_mark", on_change="rerun"):
        results = {result.id: result for result in view.assessment.criteria}
        st.selectbox(
            _("Which one"),
            list(results),
            key="mark_criterion",
            format_func=lambda id_: (
                f"{criterion_name(tr, rubric, id_)} · {_(OUTCOMES[results[id_].outcome])}"
            ),
            filter_mode=None,
        )
        st.segmented_control(
            _("Should be"), MARKS, key="mark_outcome", format_func=lambda outcome: _(OUTCOMES[outcome])
        )
        st.text_area(
            _("Why, in words the trainee can learn from"),
            key="mark_reason",
            max_chars=LONGEST,
            height="content",
        )
        st.button(_("Set this mark"), key="send_mark", on_click=send_mark)


def _answer_form(visit: Visit, view: AttemptView, waiting: Entry, rubric: Rubric) -> None:
    tr, _, key = visit.tr, visit.gettext, f"answer_{waiting.entry_id}"

    def send() -> None:
        text = st.session_state.get(key, "")
        _send(
            visit,
            lambda: answer(
                visit.house.practice,
                actor=visit.actor,
                attempt_id=view.card.attempt_id,
                disputed=waiting.entry_id,
                text=text,
            ),
            key,
        )

    with st.container(key=f"notice-{waiting.entry_id}", gap="xsmall"):
        name = criterion_name(tr, rubric, waiting.criterion or "")
        st.text(_("An objection waits for an answer: {criterion}").format(criterion=name))
        st.text_area(
            _("Your answer, if the mark stays; to change it, set it below"),
            key=key,
            max_chars=LONGEST,
            height="content",
        )
        st.button(_("Answer"), key=f"send_{key}", on_click=send)


def _dispute_form(visit: Visit, view: AttemptView, rubric: Rubric) -> None:
    tr, _ = visit.tr, visit.gettext
    assert view.assessment is not None, "a debrief has an assessment"
    waiting = {entry.criterion for entry in open_disputes(view.entries)}
    missed = [r.id for r in view.assessment.criteria if r.outcome == "not_met" and r.id not in waiting]
    if not missed:
        return

    def send() -> None:
        chosen, text = st.session_state.get("dispute_criterion"), st.session_state.get("dispute_text", "")
        _send(
            visit,
            lambda: dispute(
                visit.house.practice,
                actor=visit.actor,
                attempt_id=view.card.attempt_id,
                criterion=chosen or "",
                text=text,
            ),
            "dispute_text",
        )

    with st.expander(
        _("I see a mark differently"), icon=":material/balance:", key="object", on_change="rerun"
    ):
        st.selectbox(
            _("Which one"),
            missed,
            key="dispute_criterion",
            format_func=lambda id_: criterion_name(tr, rubric, id_),
            filter_mode=None,
        )
        st.text_area(
            _("What did you say that shows it, and where?"),
            key="dispute_text",
            max_chars=LONGEST,
            height="content",
        )
        st.button(_("Send to my trainer"), key="send_dispute", on_click=send)


def _send(visit: Visit, service: Callable[[], None], key: str | None = None) -> None:
    """Do it, and empty the field; what is refused stays in the field, with why."""
    try:
        service()
    except LmsError as error:
        st.session_state[_FAILED] = visit.tr.error(error)
        return
    st.session_state[_SENT] = visit.gettext("Kept: both of you see it here.")
    if key is not None:
        st.session_state[key] = ""


def _told() -> None:
    failed, sent = st.session_state.pop(_FAILED, None), st.session_state.pop(_SENT, None)
    if failed:
        st.error(failed, icon=":material/error:")
    elif sent:
        st.toast(sent)
