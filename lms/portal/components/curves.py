"""Charts of one attempt or two: how the mood moved and why, and the dimensions; each with its table."""

from collections.abc import Collection, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.chart_drawing import draw_chart
from lms.portal.components.charts import (
    FEELINGS,
    DimensionRow,
    MoodPoint,
    dimension_chart,
    dimension_table,
    mood_chart,
    mood_table,
    turning_points,
)
from lms.portal.components.reading_css import ASIDE
from lms.portal.components.terms import CAUSES, term
from lms.portal.components.terms import FEELINGS as FEELING_NAMES
from lms.practice.views import AttemptView, TurnView
from scoring.assessment import Assessment, dimension_scores
from scoring.schema import Rubric

_NOTEWORTHY = 0.05
"""A net change of a feeling, on its scale from 0 to 1, that is worth a sentence."""


def mood_points(tr: Translator, turns: Sequence[TurnView]) -> list[MoodPoint]:
    """The mood after each of the trainee's turns, counted from 1; the customer's opening is turn 0.

    A customer who speaks twice in a row leaves one point: where the second left the mood.
    """
    points: dict[int, MoodPoint] = {}
    said = 0
    for turn in turns:
        said += turn.speaker == "trainee"
        if turn.mood is not None:
            before = points.get(said)
            points[said] = MoodPoint(
                turn=said,
                anger=turn.mood.anger,
                anxiety=turn.mood.anxiety,
                trust=turn.mood.trust,
                confusion=turn.mood.confusion,
                note=before.note if before and before.note else _note(tr, turn),
            )
    return list(points.values())


def mood_labels(tr: Translator) -> dict[str, str]:
    """The words of a mood chart in the reader's language."""
    _ = tr.gettext
    labels = {feeling: term(tr, FEELING_NAMES, feeling) for feeling in FEELINGS}
    return {**labels, "turn": _("Your turn"), "low": _("low"), "high": _("high"), "note": _("What moved it")}


def mood_curve(tr: Translator, view: AttemptView) -> None:
    """Draw the curve, what its numbered turns were, and the table."""
    points, labels = mood_points(tr, view.turns), mood_labels(tr)
    if len(points) < 2:
        return
    said = tr.gettext("{number} · turn {turn}: {cause}")
    notes = [
        said.format(number=number, turn=point.turn, cause=point.note)
        for number, point in enumerate(turning_points(points), start=1)
    ]
    chart = mood_chart(points, labels, _finding(tr, points))
    show_chart(tr, chart, table=mood_table(points, labels), key="mood", notes=notes)


def dimensions(
    tr: Translator, assessment: Assessment, rubric: Rubric, *, without: Collection[str] = ()
) -> None:
    """Draw the dimensions' scores and their table; ``without`` are the criteria that count for nothing."""
    _ = tr.gettext
    scores = dimension_scores(assessment, rubric, without=without)
    names = {dimension.id: dimension.name.said_in(tr.locale) for dimension in rubric.dimensions}
    rows = [DimensionRow(names[dimension], score) for dimension, score in scores.items()]
    none = _("nothing called for it")
    finding = _strongest(tr, rows)
    if assessment.blocked_by:
        finding = _("A red line holds the total at {score}").format(score=assessment.score)
    chart = dimension_chart(rows, finding, not_applicable=none, pass_mark=rubric.pass_mark)
    labels = {"dimension": _("Dimension"), "score": _("Score")}
    table = dimension_table(rows, labels, not_applicable=none)
    show_chart(tr, chart, table=table, key="dimensions")


def show_chart(
    tr: Translator, *charts: alt.LayerChart, table: pd.DataFrame, key: str, notes: Sequence[str] = ()
) -> None:
    """One chart or several, sentences on what is numbered in them, and the same as a table to read."""
    for number, chart in enumerate(charts):
        draw_chart(chart, key=f"chart-{key}-{number}")
    if notes:
        with st.container(key=f"legend-{key}", gap="xxsmall"):
            for note in notes:
                st.text(note)
    with st.container(key=f"{ASIDE}-{key}"), st.expander(tr.gettext("As a table")):
        st.table(table.set_index(table.columns[0]))


def _note(tr: Translator, turn: TurnView) -> str:
    causes = list(dict.fromkeys(moved.cause for moved in turn.moved))[:2]
    said = [term(tr, CAUSES, cause) for cause in causes]
    return ("，" if tr.locale == "zh-CN" else ", ").join(said)


def _finding(tr: Translator, points: Sequence[MoodPoint]) -> str:
    """The feeling that changed most from beginning to end, in a sentence."""
    first, last = points[0], points[-1]
    change = {feeling: getattr(last, feeling) - getattr(first, feeling) for feeling in FEELINGS}
    most = max(FEELINGS, key=lambda feeling: abs(change[feeling]))
    if abs(change[most]) < _NOTEWORTHY:
        return tr.gettext("The customer's mood hardly moved")
    rose, fell = (
        tr.gettext("{feeling} rose from {start} to {end}"),
        tr.gettext("{feeling} fell from {start} to {end}"),
    )
    return (rose if change[most] > 0 else fell).format(
        feeling=term(tr, FEELING_NAMES, most),
        start=tr.percent(getattr(first, most)),
        end=tr.percent(getattr(last, most)),
    )


def _strongest(tr: Translator, rows: Sequence[DimensionRow]) -> str:
    scored = [row for row in rows if row.score is not None]
    if not scored:
        return tr.gettext("Nothing could be scored")
    best = max(scored, key=lambda row: row.score or 0)
    worst = min(scored, key=lambda row: row.score or 0)
    if worst.score == 100:
        return tr.gettext("Full marks for how it was said")
    if best.score == worst.score:
        return tr.gettext("All dimensions are alike")
    return tr.gettext("Strongest: {best}. Most to gain: {worst}").format(best=best.label, worst=worst.label)
