"""Hidden needs drawn: each with what tells it, three sentences, a place for its name; and how far a comparison is."""

import streamlit as st

from lms.feedback.needs import JOB, NAME, ask_for_groups, job_subject, name_group
from lms.feedback.words import SEGMENT_NAMES
from lms.insight.paper import HiddenNeed, Paper, Part, hidden_name, how_far, listed
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.paper_tables import table_of
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import BETTER, ENTRY
from lms.portal.visit import Visit

LOOKS_AGAIN_S = 2


def hidden_needs(visit: Visit, paper: Paper, part: Part) -> None:
    """Draw them; for whoever reads figures alone, as a table."""
    _ = visit.gettext
    if paper.going is not None:
        _progress(visit, paper)
    elif paper.reads:
        _press(visit, paper)
    if paper.reading is None:
        if not paper.reads and paper.going is None:
            st.text(
                _("The texts of this quarter have not been compared yet. A case handler can have that done.")
            )
        return
    if not paper.reads:
        table_of(part, empty=_("None has a name yet, or none is told often enough here."))
        return
    if not paper.hidden:
        st.text(_("No group of texts was found that the causes do not show already."))
    for one in paper.hidden:
        _card(visit, one)


def _press(visit: Visit, paper: Paper) -> None:
    _, context = visit.gettext, visit.house.context
    first = paper.reading is None
    label = _("Compare the texts of this quarter") if first else _("Compare them anew")
    if not st.button(label, key="compare_texts", icon=":material/join_inner:"):
        return

    def act() -> None:
        reading_id = ask_for_groups(context, actor=visit.actor, quarter=paper.quarter.id)
        if visit.house.practice.jobs is not None:
            visit.house.practice.jobs.ask(JOB, job_subject(context, reading_id))

    do(visit, act, _("The texts are being compared. You can leave this page."))


def _progress(visit: Visit, paper: Paper) -> None:
    """How far the comparison is; the page is drawn whole once it has ended."""

    def bar() -> None:
        tr, _ = visit.tr, visit.gettext
        going = how_far(visit.house.context, actor=visit.actor, quarter=paper.quarter.id)
        if going is None:
            st.rerun()
        elif going.compared:
            said = _("{done} of {count} texts are compared. You can leave this page.")
            st.progress(
                going.done / going.compared,
                text=said.format(done=tr.number(going.done), count=tr.number(going.compared)),
            )
        else:
            st.progress(0.0, text=_("The comparison begins within half a minute. You can leave this page."))

    with st.container(key="comparing"):
        st.fragment(bar, run_every=LOOKS_AGAIN_S)()


def _card(visit: Visit, one: HiddenNeed) -> None:
    tr, _ = visit.tr, visit.gettext
    with st.container(key=f"{ENTRY}-{one.group_id}", gap="small"):
        st.markdown(f"**{plain(hidden_name(tr, one))}**")
        parts = [tr.ngettext("{count} text", "{count} texts", one.count).format(count=tr.number(one.count))]
        parts += [
            f"{_(name)} {tr.number(count)}"
            for segment, name in SEGMENT_NAMES.items()
            if (count := one.by_segment[segment])
        ]
        with st.container(key=f"quiet-{one.group_id}"):
            st.text(facts(*parts))
            if one.words:
                st.text(_("Telling words: {words}").format(words=listed(tr, one.words)))
        with st.container(key=f"{BETTER}-{one.group_id}", gap="xsmall"):
            for sentence in one.sentences:
                st.text(with_masks_named(tr, sentence))
        if one.sentences:
            _name(visit, one)


def _name(visit: Visit, one: HiddenNeed) -> None:
    """A name for it: as it is called, or as the nearest of before is, or none yet."""
    _, context = visit.gettext, visit.house.context
    if one.name is None and one.proposed is not None:
        known = with_masks_named(visit.tr, one.proposed)
        st.text(_("The nearest of before is called “{name}”. Is it the same?").format(name=known))
    with st.form(f"name-{one.group_id}", border=False):
        left, right = st.columns([3, 1], vertical_alignment="bottom", gap="small")
        name = left.text_input(
            _("What do these customers need?"),
            value=one.name or one.proposed or "",
            key=f"name_{one.group_id}",
            max_chars=NAME,
        )
        label = _("Rename it") if one.name else _("Name it")
        sent = right.form_submit_button(label, width="stretch")
    if sent:
        do(
            visit,
            lambda: name_group(
                context, actor=visit.actor, group_id=one.group_id, name=name or "", seen=one.name
            ),
            _("It has a name now."),
        )
