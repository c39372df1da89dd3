"""What an observation at work comes to, and how far somebody is from working on their own: in words and shapes."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.learning import Clearance, ObservationCard
from lms.learning.observing import Verdict
from lms.platform.i18n import Translator, mark
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.components.terms import listed
from lms.portal.links import link
from lms.portal.visit import Visit

VERDICTS: Mapping[Verdict, str] = {
    "ready": mark("✓ Ready"),
    "not_yet": mark("○ Not yet"),
    "red_line": mark("■ Not ready: a red line was crossed"),
}


MOST_NAMED = 2
"""Courses that are named; more are counted, and stand on the path."""
MASKED = "observing_masked"
"""What the session keeps of details that were blacked out and not told of yet."""


def what_was_masked(visit: Visit) -> int:
    """Say once how many details were blacked out before somebody's words were kept; returns it."""
    masked = int(st.session_state.pop(MASKED, 0))
    if masked:
        st.warning(masked_said(visit.tr, masked), icon=":material/visibility_off:")
    return masked


def masked_said(tr: Translator, masked: int) -> str:
    """The sentence for it."""
    said = tr.ngettext(
        "{count} detail that could point to a customer was blacked out before your words were kept.",
        "{count} details that could point to a customer were blacked out before your words were kept.",
        masked,
    )
    return said.format(count=masked)


def clearance_lines(visit: Visit, clearances: Sequence[Clearance], *, key: str) -> None:
    """A line or two for each kind of work: cleared since when, or what is still missing."""
    for place, one in enumerate(clearances):
        with st.container(key=f"clearance-{key}-{place}", gap=None):
            st.markdown(f"**{plain(clearance_said(visit.tr, one))}**")
            with st.container(key=f"quiet-clearance-{key}-{place}"):
                st.text(missing_said(visit.tr, one))


def clearance_said(tr: Translator, one: Clearance) -> str:
    """Whether somebody may work on their own, in a sentence."""
    _ = tr.gettext
    said = _("✓ Cleared for independent work: {work}") if one.cleared else _("○ Not cleared yet: {work}")
    return said.format(work=one.work)


def missing_said(tr: Translator, one: Clearance) -> str:
    """Since when, or what is missing for it."""
    _ = tr.gettext
    if one.since is not None:
        return _("since {day}").format(day=tr.date(one.since))
    seen = _("seen ready {ready} of {times} times running").format(ready=one.ready, times=one.times)
    again = _("the last one said otherwise, so the count began anew") if one.last_failed else ""
    courses = listed(tr, one.missing)
    if len(one.missing) > MOST_NAMED:
        counted = tr.ngettext("{count} course", "{count} courses", len(one.missing))
        courses = counted.format(count=len(one.missing))
    left = _("still to do: {courses}").format(courses=courses) if one.missing else ""
    return " · ".join(part for part in (seen, again, left) if part)


def observation_list(visit: Visit, cards: Sequence[ObservationCard], *, key: str) -> None:
    """Observations as a list, each the way to its page."""
    tr = visit.tr
    with st.container(key=f"list-observations-{key}"):
        for card in cards:
            with st.container(key=f"{ENTRY}-observation-{card.observation_id}", gap=None):
                day = plain(tr.date(visit.local(card.signed_at).date()))
                label = f"**{plain(tr.gettext(VERDICTS[card.verdict]))}** · {day}"
                link("observation", label, id=card.observation_id)
                with st.container(key=f"quiet-observation-{card.observation_id}"):
                    score = tr.gettext("{score} of 100").format(score=card.score)
                    st.text(facts(score, card.observer.name(tr.locale)))
