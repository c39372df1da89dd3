"""Mystery visits drawn: the list, one of them point by point, and the way to take one back."""

from collections.abc import Sequence

import streamlit as st

from lms.feedback.visits import MysteryVisit, checklist_words, take_back_visit
from lms.feedback.visits.checklist import weakest
from lms.feedback.visits.entering import LONGEST_LINE
from lms.feedback.visits.reading import MOST
from lms.feedback.visits.words import ANSWER_NAMES, VISIT_CHANNELS
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

_SIGNS = {"yes": "✓", "no": "○", "not_seen": "–"}


def visit_list(visit: Visit, found: Sequence[MysteryVisit]) -> None:
    """A line a visit, the newest first."""
    _, tr, words = visit.gettext, visit.tr, checklist_words(visit.tr.locale)
    if not found:
        st.text(_("No branch has been visited yet."))
    if len(found) == MOST:
        st.text(_("The newest {count} are listed.").format(count=MOST))
    with st.container(key="list-visits"):
        for one in found:
            with st.container(key=f"{ENTRY}-visit-{one.visit_id}", gap="xxsmall"):
                title = facts(one.unit.name(tr.locale), tr.date(one.visited_on), share(visit, one.percent))
                link("mystery_visit", title, visit=one.visit_id)
                low = weakest(one.groups)
                named = words.get(low or "")
                said = _("weakest: {group}").format(group=named.name) if named is not None else ""
                if one.taken_back_why is not None:
                    said = _("taken back")
                with st.container(key=f"quiet-visit-{one.visit_id}"):
                    st.text(facts(_(VISIT_CHANNELS[one.channel]), said))


def visit_points(visit: Visit, one: MysteryVisit) -> None:
    """All points with their answers, and what was seen."""
    _, tr = visit.gettext, visit.tr
    if one.taken_back_why is not None:
        said = _("Taken back, and counted no more: {why}")
        st.warning(said.format(why=plain(with_masks_named(tr, one.taken_back_why))), icon=":material/undo:")
    st.text(facts(share(visit, one.percent), _(VISIT_CHANNELS[one.channel]), with_masks_named(tr, one.place)))
    if one.person is not None:
        said = _("Named: {name}. Why: {reason}")
        reason = with_masks_named(tr, one.person_reason)
        st.text(said.format(name=one.person.name(tr.locale), reason=reason))
    if one.note:
        st.text(with_masks_named(tr, one.note))
    for name, group in checklist_words(tr.locale).items():
        met, seen = one.groups.get(name, (0, 0))
        said = share(visit, round(100 * met / seen)) if seen else _("not seen")
        st.subheader(facts(group.name, said), anchor=False)
        for item, words in group.items.items():
            answer = one.answers.get(item, "not_seen")
            st.text(f"{_SIGNS[answer]} {words}{_colon(visit)}{_(ANSWER_NAMES[answer]).lower()}")
            if line := one.seen.get(item):
                with st.container(key=f"quiet-seen-{item}"):
                    st.text(with_masks_named(tr, line))


def take_back(visit: Visit, one: MysteryVisit) -> None:
    """Take it back, with a reason; for whoever enters visits."""
    _, context = visit.gettext, visit.house.context
    if not one.may_take_back:
        return
    with st.container(key=f"{ASIDE}-take-back"), st.expander(_("Take it back")):
        reason = st.text_input(_("Why?"), key="take_back_why", max_chars=LONGEST_LINE)
        if st.button(_("Take the visit back"), key="take_back_go"):
            do(
                visit,
                lambda: take_back_visit(
                    context, actor=visit.actor, visit_id=one.visit_id, reason=reason or ""
                ),
                _("Taken back, with your name and reason. It counts no more."),
            )


def share(visit: Visit, percent: int | None) -> str:
    """A share in percent; a dash where nothing was seen."""
    return "–" if percent is None else visit.tr.percent(percent / 100)


def _colon(visit: Visit) -> str:
    return "：" if visit.tr.locale == "zh-CN" else ": "
