"""An observation as it was signed: what it came to, what was seen, and how the person observed sees it."""

import streamlit as st

from lms.learning import SignedObservation, add_view
from lms.learning.observing.drafting import LONGEST
from lms.portal.components.criteria import criterion_name
from lms.portal.components.doing import KeptForm
from lms.portal.components.marking_sheet import RED_LINE
from lms.portal.components.observing_words import VERDICTS, masked_said, what_was_masked
from lms.portal.components.opinion import OUTCOMES
from lms.portal.components.plain import facts
from lms.portal.visit import Visit


def signed_observation(visit: Visit, seen: SignedObservation) -> None:
    """Draw it, the outcome first."""
    tr, _, card = visit.tr, visit.gettext, seen.card
    st.title(_("{name} at work").format(name=seen.person.name(tr.locale)), anchor=False)
    what_was_masked(visit)
    st.subheader(_(VERDICTS[card.verdict]), anchor=False)
    with st.container(key="quiet-signed", gap="xxsmall"):
        st.text(
            facts(
                _("{score} of 100").format(score=card.score),
                tr.moment(card.signed_at),
                _("signed by {name}").format(name=card.observer.name(tr.locale)),
            )
        )
        if seen.activity is not None:
            st.text(_("Counts for independent work: {work}").format(work=seen.activity.work))
    if seen.said:
        st.subheader(_("On the whole"), anchor=False)
        st.text(seen.said)
    _marks(visit, seen)
    _views(visit, seen)


def _marks(visit: Visit, seen: SignedObservation) -> None:
    tr, _ = visit.tr, visit.gettext
    left_open = []
    for dimension in seen.rubric.dimensions:
        asked = [one for one in seen.rubric.criteria if one.dimension == dimension.id]
        shown = [one for one in asked if seen.outcomes.get(one.id) in {"met", "not_met"}]
        left_open += [criterion_name(tr, seen.rubric, one.id) for one in asked if one not in shown]
        if not shown:
            continue
        st.subheader(dimension.name.said_in(tr.locale), anchor=False)
        for criterion in shown:
            words = RED_LINE if criterion.blocker else OUTCOMES
            with st.container(key=f"seen-{criterion.id}", gap=None):
                mark = _(words[seen.outcomes[criterion.id]])
                st.text(f"{mark} · {criterion_name(tr, seen.rubric, criterion.id)}")
                if note := seen.notes.get(criterion.id):
                    with st.container(key=f"quiet-seen-{criterion.id}"):
                        st.text(note)
    if left_open:
        with st.container(key="aside-left-open"), st.expander(_("What did not come up")):
            for name in left_open:
                st.text(name)


def _views(visit: Visit, seen: SignedObservation) -> None:
    tr, _ = visit.tr, visit.gettext
    if not seen.views and not seen.own:
        return
    name = seen.person.name(tr.locale)
    st.subheader(_("How you see it") if seen.own else _("How {name} sees it").format(name=name), anchor=False)
    for place, (at, text) in enumerate(seen.views):
        with st.container(key=f"view-{place}", gap=None):
            st.text(text)
            with st.container(key=f"quiet-view-{place}"):
                st.text(tr.moment(at))
    if not seen.own:
        return
    form = KeptForm("own_view")
    with st.form(form.key, border=False):
        text = st.text_area(
            _("In your own words, without a customer's name or number"), max_chars=LONGEST, height=90
        )
        sent = st.form_submit_button(_("Add how I see it"), width="stretch")

    def act() -> str:
        masked = add_view(
            visit.house.learning, actor=visit.actor, observation_id=seen.card.observation_id, text=text
        )
        told = _("Added. It stands beside the observation, for whoever reads it.")
        return f"{told} {masked_said(tr, masked)}" if masked else told

    form.settle(visit, text, act, sent=sent)
