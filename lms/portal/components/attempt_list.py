"""One's own attempts as a list and as a line over time; two of one scenario can be laid side by side."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from lms.portal.components.outcome import result_sign, result_word
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.links import go, link
from lms.portal.visit import Visit
from lms.practice.views import AttemptCard
from scoring.schema import load_rubric

if TYPE_CHECKING:
    from lms.portal.components.charts import TrendPoint

A_PAGE = 20
_LATEST = 30
"""Attempts a trend shows: more would not be read on a telephone."""


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
        points, _finding(visit, points), labels=labels, pass_mark=load_rubric("service-core").pass_mark
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
        score = "" if card.score is None else f" · {card.score}"
        st.text(f"{result_sign(card)} {result_word(tr, card)}{score}")
        parts = [_("Exam") if card.mode == "exam" else _("Practice")]
        if card.is_branch:
            parts.append(_("another way"))
        parts.append(tr.moment(card.opened_at))
        if card.closed_at is not None:
            parts.append(tr.duration(card.closed_at - card.opened_at))
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
            return f"{tr.moment(card.opened_at)} · {result_word(tr, card)} · {card.score}"

        ids = list(mine)
        left = st.selectbox(_("Earlier"), ids, index=len(ids) - 1, format_func=said, key=f"left_{slug}")
        right = st.selectbox(_("Later"), ids, index=0, format_func=said, key=f"right_{slug}")
        if st.button(_("Compare"), key="compare") and left and right:
            go("compare", left=left, right=right)


def _finding(visit: Visit, points: "Sequence[TrendPoint]") -> str:
    """The first three against the last three, or the first against the last where there are few."""
    tr = visit.tr
    ordered = sorted(points, key=lambda point: point.at)
    some = min(3, len(ordered) // 2)
    before = sum(point.score for point in ordered[:some]) / some
    after = sum(point.score for point in ordered[-some:]) / some
    if after > before + 1:
        said = tr.gettext("You are getting better: from {before} to {after}")
    elif after < before - 1:
        said = tr.gettext("Your last tries were harder: from {before} to {after}")
    else:
        said = tr.gettext("You hold your level at {after}")
    return said.format(before=tr.number(round(before)), after=tr.number(round(after)))
