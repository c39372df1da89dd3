"""Two attempts at one scenario beside each other."""

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.bubbles import bubble
from lms.portal.components.charts import (
    compare_mood_chart,
    compare_mood_table,
    feeling_of,
    most_different,
)
from lms.portal.components.criteria import criterion_name
from lms.portal.components.curves import mood_labels, mood_points, show_chart
from lms.portal.components.outcome import result_line
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE, WAY
from lms.portal.links import link
from lms.practice.views import AttemptView, Comparison
from scoring.schema import load_rubric


def verdict(tr: Translator, found: Comparison) -> None:
    """Which did better, by how much, and the way to either's debrief."""
    _ = tr.gettext
    if found.gained is None:
        said = _("One of the two is not scored yet.")
    elif found.gained > 0:
        said = _("The later try is {points} points better.").format(points=found.gained)
    elif found.gained < 0:
        said = _("The earlier try was {points} points better.").format(points=-found.gained)
    else:
        said = _("Both tries have the same score.")
    st.subheader(said, anchor=False)
    sides = st.columns(2, gap="medium")
    for side, view, name in zip(sides, (found.left, found.right), names(tr, found), strict=True):
        with side, st.container(key=f"{WAY}-{view.card.attempt_id}", gap="xxsmall"):
            st.markdown(f"**{name.capitalize()}** · {plain(tr.moment(view.card.opened_at))}")
            st.text(result_line(tr, view.card))
            link("debrief", _("Open the debrief"), attempt=view.card.attempt_id)


def differences(tr: Translator, found: Comparison) -> None:
    """What was reached in one and not in the other, and the criteria that were judged differently."""
    _ = tr.gettext
    rubric = load_rubric(found.right.scenario.rubric)
    gained = [criterion_name(tr, rubric, name) for name, _before, after in found.changed if after == "met"]
    lost = [criterion_name(tr, rubric, name) for name, _before, after in found.changed if after == "not_met"]
    lists = (
        (_("Now reached"), found.now_reached, "✓"),
        (_("No longer reached"), found.no_longer_reached, "○"),
        (_("Now done"), gained, "✓"),
        (_("No longer done"), lost, "○"),
    )
    for title, things, sign in lists:
        if things:
            with st.container(gap="xxsmall"):
                st.markdown(f"**{title}**")
                for thing in things:
                    st.text(f"{sign} {thing}")
    if not any(things for _title, things, _sign in lists):
        st.text(_("The same things were done in both."))


def difference_in_mood(tr: Translator, found: Comparison) -> None:
    """The two feelings that differ most, each with a line for either attempt."""
    left, right = mood_points(tr, found.left.turns), mood_points(tr, found.right.turns)
    if len(left) < 2 or len(right) < 2:
        return
    labels, both = mood_labels(tr), names(tr, found)
    said = tr.gettext("{feeling} at the end: {left_name} {left}, {right_name} {right}")
    charts = [
        compare_mood_chart(
            left,
            right,
            feeling,
            labels,
            both,
            said.format(
                feeling=labels[feeling],
                left_name=both[0],
                left=tr.percent(feeling_of(left[-1], feeling)),
                right_name=both[1],
                right=tr.percent(feeling_of(right[-1], feeling)),
            ),
        )
        for feeling in most_different(left, right)
    ]
    st.subheader(tr.gettext("How the customer felt in both"), anchor=False)
    show_chart(tr, *charts, table=compare_mood_table(left, right, labels, both), key="moods")


def columns_of_words(tr: Translator, found: Comparison) -> None:
    """Both transcripts; the beginning they share is shown once."""
    _ = tr.gettext
    st.subheader(_("What was said"), anchor=False)
    if found.common:
        with (
            st.container(key=f"{ASIDE}-common"),
            st.expander(
                tr.ngettext(
                    "{count} turn is the same in both",
                    "The first {count} turns are the same in both",
                    found.common,
                ).format(count=found.common)
            ),
        ):
            for turn in found.left.turns[: found.common]:
                bubble(turn, prefix="common-")
    sides = st.columns(2, gap="medium")
    for side, view, name, prefix in zip(
        sides, (found.left, found.right), names(tr, found), ("left-", "right-"), strict=True
    ):
        with side:
            st.markdown(f"**{name.capitalize()}**")
            _rest(view, found.common, prefix)


def names(tr: Translator, found: Comparison) -> tuple[str, str]:
    """What to call the two: by their order, or by how the second came about; as within a sentence."""
    _ = tr.gettext
    if found.right.card.forked_from == found.left.card.attempt_id:
        return _("first way"), _("another way")
    return _("earlier"), _("later")


def _rest(view: AttemptView, common: int, prefix: str) -> None:
    for turn in view.turns[common:]:
        bubble(turn, prefix=prefix)
