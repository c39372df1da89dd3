"""The sheet somebody fills in beside a colleague: on a telephone, in a few minutes, every tap kept at once."""

import streamlit as st

from lms.learning import Sheet, drop_draft, keep_draft, open_sheet, sign_observation
from lms.learning.observing import MARKS, judge_work
from lms.learning.observing.drafting import LONGEST, SIGNED_ALREADY
from lms.platform.errors import LmsError, Refused
from lms.portal.components.marking_sheet import RED_LINE
from lms.portal.components.observing_words import MASKED, VERDICTS, what_was_masked
from lms.portal.components.opinion import OUTCOMES
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import facts
from lms.portal.links import go
from lms.portal.visit import Visit
from scoring.schema import Criterion

_FAILED = "observing_failed"


def observing_sheet(visit: Visit, sheet: Sheet) -> None:
    """Draw what to look at, the questions, and the one button."""
    _, rubric = visit.gettext, sheet.rubric
    st.title(_("{name} at work").format(name=sheet.person.name(visit.tr.locale)), anchor=False)
    with st.container(key="quiet-sheet", gap="xxsmall"):
        if sheet.activity is not None:
            st.text(_("Counts for independent work: {work}").format(work=sheet.activity.work))
        st.text(
            _(
                "Mark what you see; what does not come up you leave open. Every tap is kept, so you can put the "
                "telephone away and go on later."
            )
        )
    for dimension in rubric.dimensions:
        asked = [one for one in rubric.criteria if one.dimension == dimension.id]
        if asked:
            st.subheader(dimension.name.said_in(visit.tr.locale), anchor=False)
        for criterion in asked:
            _question(visit, sheet, criterion)
    st.subheader(_("On the whole"), anchor=False)
    with st.container(key="quiet-whole"):
        st.text(
            _(
                "In your own words, and without a customer's name, number or account: such details are blacked out."
            )
        )
    _words(
        visit, sheet, _key(sheet, "said"), sheet.said, _("What went well, and the one thing to practise next")
    )
    _sign(visit, sheet, masked=what_was_masked(visit))


def _question(visit: Visit, sheet: Sheet, criterion: Criterion) -> None:
    _, key = visit.gettext, _key(sheet, criterion.id)
    words = RED_LINE if criterion.blocker else OUTCOMES
    with st.container(key=f"question-{criterion.id}", gap="xxsmall"):
        chosen = st.segmented_control(
            criterion.question.said_in(visit.tr.locale),
            MARKS,
            default=sheet.outcomes.get(criterion.id),
            key=key,
            format_func=lambda one: _(words[one]),
            on_change=_kept,
            args=(visit, sheet),
        )
        if chosen == "not_met":
            asked = (
                _("What happened? One sentence")
                if criterion.blocker
                else _("What was missing? (if you like)")
            )
            _words(visit, sheet, f"{key}_note", sheet.notes.get(criterion.id, ""), asked, lines=1)


def _words(visit: Visit, sheet: Sheet, key: str, kept: str, label: str, *, lines: int = 3) -> None:
    """A field whose words are kept as soon as one leaves it."""
    draw = st.text_input if lines == 1 else st.text_area
    draw(label, kept, max_chars=LONGEST, key=key, on_change=_kept, args=(visit, sheet))


def _sign(visit: Visit, sheet: Sheet, *, masked: int) -> None:
    _, given = visit.gettext, _given(sheet)
    marked = sum(outcome is not None for outcome in given[0].values())
    with st.container(key=f"{ACTION}-sign", gap="xsmall"):
        failed = st.session_state.pop(_FAILED, None)
        if failed:
            st.error(failed, icon=":material/error:")
        with st.container(key="quiet-comes-to"):
            count = _("{done} of {all} marked").format(done=marked, all=len(given[0]))
            st.text(facts(count, _comes_to(visit, sheet)))
        if st.button(_("Sign for good"), key="sign_observation", type="primary", width="stretch"):
            # The words were masked by the very tap that signs them: it is told on the next page.
            st.session_state[MASKED] = masked
            _signed(visit, sheet)
    if sheet.begun_at is not None and st.button(
        _("Throw this draft away"), key="drop_observation", type="tertiary"
    ):
        drop_draft(visit.house.learning, actor=visit.actor, person_id=sheet.person.person_id)
        go("observations")


def _comes_to(visit: Visit, sheet: Sheet) -> str:
    outcomes, notes, _said = _given(sheet)
    try:
        judged = judge_work(
            sheet.rubric, {id_: one for id_, one in outcomes.items() if one is not None}, notes
        )
    except Refused:
        return ""
    return visit.gettext(VERDICTS[judged.verdict])


def _signed(visit: Visit, sheet: Sheet) -> None:
    if sheet.begun_at is None:
        # Every mark keeps a draft: where there is none, a first click or another window has signed it.
        st.session_state[_FAILED] = visit.gettext(SIGNED_ALREADY)
        st.rerun()
    if not _keep(visit, sheet):
        st.rerun()
    try:
        observation_id = sign_observation(
            visit.house.learning, actor=visit.actor, person_id=sheet.person.person_id
        )
    except LmsError as error:
        st.session_state[_FAILED] = visit.tr.error(error)
        st.rerun()
    _forget(sheet)
    go("observation", id=observation_id)


def _kept(visit: Visit, sheet: Sheet) -> None:
    _keep(visit, sheet)


def _keep(visit: Visit, sheet: Sheet) -> bool:
    """Keep what stands on the page; the words on it are those that were kept, with what was blacked out."""
    outcomes, notes, said = _given(sheet)
    learning, actor, person_id = visit.house.learning, visit.actor, sheet.person.person_id
    try:
        masked = keep_draft(
            learning,
            actor=actor,
            person_id=person_id,
            outcomes={id_: one for id_, one in outcomes.items() if one is not None},
            notes=notes,
            said=said,
            begun_at=sheet.begun_at,
        )
    except LmsError as error:
        st.session_state[_FAILED] = visit.tr.error(error)
        return False
    if masked:
        st.session_state[MASKED] = st.session_state.get(MASKED, 0) + masked
        kept = open_sheet(learning, actor=actor, person_id=person_id, locale=visit.tr.locale)
        for id_, text in {
            **{f"{one}_note": words for one, words in kept.notes.items()},
            "said": kept.said,
        }.items():
            _put(_key(sheet, id_), text)
    return True


def _put(key: str, text: str) -> None:
    """Show other words in a field; within the run that has drawn it already, the next one shows them."""
    try:
        if key in st.session_state:
            st.session_state[key] = text
    except st.errors.StreamlitAPIException:
        return


def _given(sheet: Sheet) -> tuple[dict[str, str | None], dict[str, str], str]:
    """Answers and notes by criterion, and words on the whole, as they stand on the page."""
    state = st.session_state
    outcomes, notes = {}, {}
    for criterion in sheet.rubric.criteria:
        key = _key(sheet, criterion.id)
        outcomes[criterion.id] = state.get(key, sheet.outcomes.get(criterion.id))
        note = state.get(f"{key}_note", sheet.notes.get(criterion.id, ""))
        if note and outcomes[criterion.id] == "not_met":
            notes[criterion.id] = note
    return outcomes, notes, state.get(_key(sheet, "said"), sheet.said)


def _forget(sheet: Sheet) -> None:
    beginning = _key(sheet, "")
    for key in [one for one in st.session_state if str(one).startswith(beginning)]:
        del st.session_state[key]


def _key(sheet: Sheet, what: str) -> str:
    return f"seen_{sheet.person.person_id}_{what}"
