"""What waits for a mentor: a signature with what to look at, and a quiz to be opened once more."""

from collections.abc import Sequence

import streamlit as st

from lms.learning import SignatureDue, UsedUp, let_try_again, sign_off
from lms.portal.components.doing import do, what_was_done
from lms.portal.components.path_map import KINDS, name_of
from lms.portal.components.plain import facts, plain
from lms.portal.visit import Visit

LONGEST = 500


def signatures(visit: Visit, due: Sequence[SignatureDue]) -> None:
    """One card each, the first unfolded; all within reach of a thumb."""
    tr, _ = visit.tr, visit.gettext
    what_was_done()
    waiting = tr.ngettext("{count} signature waits", "{count} signatures wait", len(due))
    st.subheader(waiting.format(count=len(due)) if due else _("No signature waits for you"), anchor=False)
    if not due:
        st.text(_("A step waits here once everything else in its course is done."))
    for place, one in enumerate(due):
        name = one.person.name(tr.locale)
        label = f"**{plain(name)}** · {plain(name_of(visit, one.activity, one.course))}"
        with st.expander(label, expanded=place == 0):
            _card(visit, one)


def once_more(visit: Visit, used_up: Sequence[UsedUp]) -> None:
    """Quizzes whose tries are used up: what was talked over, and one more try."""
    tr, _ = visit.tr, visit.gettext
    if not used_up:
        return
    st.subheader(_("Quizzes to open once more"), anchor=False)
    for one in used_up:
        key = f"{one.person.person_id}_{one.course}"
        with st.expander(f"**{plain(one.person.name(tr.locale))}** · {plain(one.course_title)}"):
            tried = tr.ngettext("{count} try", "{count} tries", one.tried).format(count=one.tried)
            best = _("best {percent}").format(percent=f"{one.best} %") if one.best is not None else ""
            st.text(facts(tried, best))
            with st.form(f"again_{key}", border=False):
                note = st.text_area(
                    _("What did you talk over?"), max_chars=LONGEST, height=90, key=f"again_note_{key}"
                )
                if st.form_submit_button(_("Open once more"), width="stretch"):
                    do(
                        visit,
                        lambda one=one, note=note: let_try_again(  # type: ignore[misc]
                            visit.house.learning,
                            actor=visit.actor,
                            person_id=one.person.person_id,
                            course=one.course,
                            note=note,
                        ),
                        _("Opened: {name} can try once more.").format(name=one.person.name(tr.locale)),
                    )


def _card(visit: Visit, one: SignatureDue) -> None:
    tr, _, activity = visit.tr, visit.gettext, one.activity
    key = f"{one.person.person_id}_{one.course}_{activity.id}"
    with st.container(key=f"quiet-sign-{key}", gap=None):
        st.text(facts(_(KINDS[activity.kind]), one.course_title))
    if activity.kind == "sign_off":
        for what in activity.observe:
            st.text(f"· {what}")
    with st.form(f"sign_{key}", border=False):
        seen = st.radio(
            _("What did you see?"),
            [True, False],
            # Nobody signs by leaving a form as it is: what was seen is said, every time.
            index=None,
            format_func=lambda can: _("Can do it") if can else _("Something is missing"),
            key=f"seen_{key}",
            horizontal=True,
        )
        note = st.text_area(
            _("Note; of what is missing, one sentence"), max_chars=LONGEST, height=90, key=f"note_{key}"
        )
        if st.form_submit_button(_("Sign"), type="primary", width="stretch"):
            if seen is None:
                st.warning(
                    _("Choose what you saw: can do it, or something is missing."), icon=":material/help:"
                )
                return
            name = one.person.name(tr.locale)
            do(
                visit,
                lambda: sign_off(
                    visit.house.learning,
                    actor=visit.actor,
                    person_id=one.person.person_id,
                    course=one.course,
                    activity_id=activity.id,
                    passed=seen,
                    note=note,
                ),
                (_("Signed for {name}.") if seen else _("Noted for {name}: it stays open.")).format(
                    name=name
                ),
            )
