"""One's own attempts as a list and as a line over time; two of one scenario can be laid side by side."""

from collections.abc import Mapping, Sequence
from statistics import mean

import streamlit as st

from lms.portal.components.engine_label import engine_label, engine_of
from lms.portal.components.outcome import result_line
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.links import go, link
from lms.portal.visit import Visit
from lms.practice.views import AttemptCard
from scoring.schema import load_rubric

A_PAGE = 20
_LATEST = 30
"""Attempts a trend shows: more would not be read on a telephone."""
_TELLING = 3
"""Points from which a difference is called one."""


def trend(visit: Visit, cards: Sequence[AttemptCard], titles: Mapping[str, str]) -> None:
    """Scores over time, from two finished attempts on."""
    # Here, because home shows results without a chart and is the first page after a start.
    from lms.portal.components.charts import TrendPoint, trend_chart, trend_table
    from lms.portal.components.curves import show_chart

    _ = visit.gettext
    points = [
        TrendPoint(visit.local(card.opened_at), card.score, bool(card.passed), title_of(visit, card, titles))
        for card in cards
        if card.score is not None and not card.void
    ][:_LATEST]
    if len(points) < 2:
        return
    labels = {
        "attempt": _("Attempt"),
        "score": _("Score"),
        "passed": _("Passed"),
        "not_passed": _("Not passed"),
        "when": _("When"),
        "title": _("Scenario"),
        "result": _("Result"),
    }
    chart = trend_chart(
        points, _finding(visit, cards), labels=labels, pass_mark=load_rubric("service-core").pass_mark
    )
    show_chart(visit.tr, chart, table=trend_table(points, labels), key="trend")


def attempt_list(visit: Visit, cards: Sequence[AttemptCard], titles: Mapping[str, str]) -> None:
    """The list, newest first, a page at a time."""
    _compare(visit, cards, titles)
    pages = max(1, -(-len(cards) // A_PAGE))
    shown = min(st.pagination(pages, key="page", bind="query-params"), pages) if pages > 1 else 1
    with st.container(key="list-attempts"):
        for card in cards[(shown - 1) * A_PAGE : shown * A_PAGE]:
            _entry(visit, card, titles)


def _entry(visit: Visit, card: AttemptCard, titles: Mapping[str, str]) -> None:
    tr, _ = visit.tr, visit.gettext
    with st.container(key=f"{ENTRY}-{card.attempt_id}", gap=None):
        title = plain(title_of(visit, card, titles))
        link("conversation" if card.open else "debrief", f"**{title}**", attempt=card.attempt_id)
        st.text(result_line(tr, card))
        parts = [_("Exam") if card.mode == "exam" else _("Practice")]
        if card.is_branch:
            parts.append(_("another way"))
        parts.append(tr.moment(card.opened_at))
        if card.closed_at is not None:
            parts.append(tr.duration(card.closed_at - card.opened_at))
        parts.append(engine_label(engine_of(card), tr))
        with st.container(key=f"quiet-{card.attempt_id}"):
            st.text(" · ".join(parts))


def title_of(visit: Visit, card: AttemptCard, titles: Mapping[str, str]) -> str:
    """A scenario's title; one that was withdrawn, or is not in this language, is read from what was played."""
    known = titles.get(card.slug)
    if known is not None:
        return known
    return visit.house.catalogue.scenario(card.slug, card.locale, card.scenario_version).title


def _compare(visit: Visit, cards: Sequence[AttemptCard], titles: Mapping[str, str]) -> None:
    """Choose two finished attempts at one scenario."""
    tr, _ = visit.tr, visit.gettext
    finished: dict[str, list[AttemptCard]] = {}
    for card in cards:
        if not card.open:
            finished.setdefault(card.slug, []).append(card)
    several = {slug: mine for slug, mine in finished.items() if len(mine) > 1}
    if not several:
        return
    label = _("Lay two attempts side by side")
    with st.container(key=f"{ASIDE}-compare"), st.expander(label, icon=":material/compare_arrows:"):
        names = {slug: title_of(visit, mine[0], titles) for slug, mine in several.items()}
        slug = st.selectbox(_("Scenario"), list(several), format_func=names.__getitem__, key="compare_slug")
        mine = {card.attempt_id: card for card in several[slug]}

        def said(attempt_id: str) -> str:
            card = mine[attempt_id]
            return f"{tr.moment(card.opened_at)} · {result_line(tr, card)}"

        ids = list(mine)
        left = st.selectbox(_("Earlier"), ids, index=len(ids) - 1, format_func=said, key=f"left_{slug}")
        right = st.selectbox(_("Later"), ids, index=0, format_func=said, key=f"right_{slug}")
        if st.button(_("Compare"), key="compare") and left and right:
            go("compare", left=left, right=right)


def first_and_latest(cards: Sequence[AttemptCard]) -> tuple[float, float] | None:
    """How somebody did at first and lately, like compared with like; none while nobody was met twice.

    Customers differ more than a trainee changes: a good day with an easy one proves nothing about a hard one. So
    scenario by scenario the first finished attempt stands against the latest one, and only scenarios that were
    tried at least twice are counted; the two figures are the means over these scenarios, 0 to 100. A branch begins
    in the middle of a visit that was half won or lost already, and a void exam is no result: neither is counted.
    """
    whole = [card for card in cards if card.score is not None and not card.void and not card.is_branch]
    scores: dict[str, list[int]] = {}
    for card in sorted(whole, key=lambda card: (card.opened_at, card.attempt_id)):
        scores.setdefault(card.slug, []).append(card.score or 0)
    again = [tries for tries in scores.values() if len(tries) > 1]
    if not again:
        return None
    return mean(tries[0] for tries in again), mean(tries[-1] for tries in again)


def _finding(visit: Visit, cards: Sequence[AttemptCard]) -> str:
    """What the line says of somebody's progress; where nothing can be compared, only what it shows."""
    tr = visit.tr
    found = first_and_latest(cards)
    if found is None:
        return tr.gettext("Your attempts so far")
    before, after = found
    if after >= before + _TELLING:
        said = tr.gettext("With customers you met again you are getting better: from {before} to {after}")
    elif after <= before - _TELLING:
        said = tr.gettext("With customers you met again it went less well lately: from {before} to {after}")
    else:
        said = tr.gettext("With customers you met again you hold your level at {after}")
    return said.format(before=tr.number(round(before)), after=tr.number(round(after)))
