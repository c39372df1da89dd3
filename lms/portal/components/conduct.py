"""Signals by branch and person, and the words behind them."""

from collections.abc import Callable, Sequence

import streamlit as st

from lms.people import jobs_in_words
from lms.platform.i18n import Translator
from lms.platform.masked import with_masks_named
from lms.portal.components.conduct_chart import branch_chart, branch_table, span_chart, span_table, totals
from lms.portal.components.conduct_words import KIND_NAMES, PERIODS, USUAL, counts_words, meanings
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_frame
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit
from lms.practice import ConductBranch, ConductReport, ConductRow, Quote

_PERIOD = "conduct_period"


def choose_period(visit: Visit) -> str:
    """Let the visitor choose a period; tells what the address calls it."""
    _ = visit.gettext
    chosen: str | None = st.segmented_control(
        _("Time to look at"),
        list(PERIODS),
        default=USUAL,
        required=True,
        format_func=lambda name: _(PERIODS[name][2]),
        key=_PERIOD,
        label_visibility="collapsed",
    )
    return chosen or USUAL


def pictures(visit: Visit, report: ConductReport, *, period: str) -> None:
    """Draw the counts from span to span, and from branch to branch where there are several."""
    tr, _ = visit.tr, visit.gettext
    talks = sum(branch.conversations for branch in report.branches)
    heard = sum(totals(report.branches).values())
    if not heard:
        said = tr.ngettext(
            "Nothing was heard in {count} conversation.", "Nothing was heard in {count} conversations.", talks
        )
        st.text(
            said.format(count=talks)
            if talks
            else _("There was no exam and no authorised conversation in this time.")
        )
        return
    shown = _(PERIODS[period][2])
    spans = span_table(tr, report)
    show_chart(tr, span_chart(tr, report), table=spans, key="conduct-spans")
    export_frame(visit, spans, key="conduct-spans", title=_("Signals over time"), shown=shown)
    speaking = [branch for branch in report.branches if branch.conversations]
    if len(speaking) > 1:
        table = branch_table(tr, speaking)
        show_chart(tr, branch_chart(tr, speaking), table=table, key="conduct-branches")
        export_frame(visit, table, key="conduct-branches", title=_("Signals by branch"), shown=shown)
    meanings(visit)


def branches(visit: Visit, report: ConductReport, *, period: str) -> None:
    """The people of each branch with whom something was heard, those first with whom it was last."""
    _ = visit.gettext
    for branch in report.branches:
        heard = [row for row in branch.people if row.last_at is not None]
        if not heard:
            continue
        name = branch.name(visit.tr.locale)
        st.subheader(plain(name) if len(report.branches) > 1 else _("People"), anchor=False)
        with st.container(key=f"quiet-{branch.unit_id}"):
            st.text(_branch_words(visit.tr, branch))
        with st.container(key=f"list-{branch.unit_id}"):
            for row in heard:
                _entry(visit, row, period=period)
    if report.unread:
        later = visit.tr.ngettext(
            "{count} older exam is still to be read for signals; open the page again in a while.",
            "{count} older exams are still to be read for signals; open the page again in a while.",
            report.unread,
        )
        st.text(later.format(count=report.unread))


def quotes(visit: Visit, heard: Sequence[Quote], title_of: Callable[[Quote], str]) -> None:
    """Each signal: what the customer had said, the words, and where they come from."""
    tr, _ = visit.tr, visit.gettext
    with st.container(key="list-quotes"):
        for place, quote in enumerate(heard):
            with st.container(key=f"{ENTRY}-quote-{place}", gap="xxsmall"):
                st.markdown(f"**{plain(_(KIND_NAMES[quote.kind]))}**")
                if quote.before:
                    with st.container(key=f"quiet-before-{place}"):
                        st.text(_("Customer: “{words}”").format(words=with_masks_named(tr, quote.before)))
                st.text(_("“{words}”").format(words=with_masks_named(tr, quote.turn)))
                with st.container(key=f"quiet-source-{place}", gap="xxsmall"):
                    if quote.words != quote.turn.strip():
                        st.text(_("Heard in: “{words}”").format(words=with_masks_named(tr, quote.words)))
                    st.text(_source_words(tr, quote, title_of(quote)))


def _entry(visit: Visit, row: ConductRow, *, period: str) -> None:
    tr, _, person = visit.tr, visit.gettext, row.person
    assert row.last_at is not None, "only those with whom something was heard are listed"
    with st.container(key=f"{ENTRY}-{person.person_id}", gap=None):
        name = f"**{plain(person.name(tr.locale))}** · {plain(jobs_in_words(person.jobs, _))}"
        link("heard", name, person=person.person_id, period=period)
        with st.container(key=f"quiet-{person.person_id}"):
            talks = tr.ngettext("in {count} conversation", "in {count} conversations", row.conversations)
            last = _("last {when}").format(when=tr.ago(row.last_at, visit.house.context.now()))
            st.text(" · ".join([counts_words(tr, row.counts), talks.format(count=row.conversations), last]))


def _branch_words(tr: Translator, branch: ConductBranch) -> str:
    said = tr.ngettext(
        "{signals} in {count} conversation", "{signals} in {count} conversations", branch.conversations
    )
    return said.format(signals=counts_words(tr, branch.counts), count=branch.conversations)


def _source_words(tr: Translator, quote: Quote, title: str) -> str:
    _ = tr.gettext
    if quote.source == "exam":
        where = _("Exam: {title}").format(title=title)
    else:
        where = _("Real service, authorised for: {purpose}").format(purpose=quote.purpose)
    parts = [where, tr.moment(quote.at)]
    if quote.seconds:
        parts.append(_("{time} without a word").format(time=tr.duration(quote.seconds)))
    return " · ".join(parts)
