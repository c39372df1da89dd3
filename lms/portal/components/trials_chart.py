"""The trials of one scenario as a chart of scores, and as a table with everything that was counted."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from lms.platform.i18n import Translator
from lms.portal.components.charts_theme import NAMES, inked, layered, register_theme
from lms.portal.components.terms import FEELINGS as FEELING_NAMES
from lms.portal.components.terms import term
from lms.portal.components.trials_words import span_words, trainee_name
from scenarios.mood import FEELINGS
from scoring.trials import Summary, Tally

# Whoever draws a chart has the look with it.
register_theme()


def trials_chart(tr: Translator, tallies: Sequence[Tally], finding: str, *, pass_mark: int) -> alt.LayerChart:
    """A row a trainee: a disc where conversations passed, a triangle where they did not."""
    _ = tr.gettext
    passed, failed = _("Passed"), _("Not passed")
    frame = pd.DataFrame(
        [
            {
                "who": trainee_name(tr, tally.trainee),
                "score": score,
                "times": times,
                "result": passed if ok else failed,
                "ok": ok,
            }
            for tally in tallies
            for score in tally.scores
            for ok, times in _results(tally, score)
        ]
    )
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "who:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=NAMES, labelOverlap=False, grid=True, gridOpacity=0.4),
        ),
        x=alt.X(
            "score:Q",
            title=None,
            scale=alt.Scale(domain=[-3, 103], nice=False),
            axis=alt.Axis(values=[0, pass_mark, 100], grid=True),
        ),
        tooltip=[
            alt.Tooltip("who:N", title=" "),
            alt.Tooltip("score:Q", title=_("Score"), format=".0f"),
            alt.Tooltip("times:Q", title=_("Conversations")),
            alt.Tooltip("result:N", title=" "),
        ],
    )
    shape = alt.Shape(
        "result:N",
        scale=alt.Scale(domain=[passed, failed], range=["circle", "triangle-down"]),
        legend=alt.Legend(title=None, orient="top", direction="horizontal", symbolSize=90),
    )
    layers: list[alt.Chart] = [base.mark_point(size=80, strokeWidth=2, opacity=1).encode(shape=shape)]
    for form, these in (("circle", "datum.ok"), ("triangle-down", "!datum.ok")):
        marks = base.transform_filter(these).mark_point(size=80, filled=True, shape=form, opacity=1)
        layers.append(inked(marks, "trust"))
    line = alt.Chart(pd.DataFrame({"at": [pass_mark]})).mark_rule(strokeDash=[4, 4], opacity=0.8)
    layers.append(inked(line.encode(x="at:Q"), "note"))
    return layered(layers, finding, height=alt.Step(24))


def trials_table(tr: Translator, tallies: Sequence[Tally], endings: Mapping[str, str]) -> pd.DataFrame:
    """A row a trainee with all that was counted; ``endings`` names the scenario's endings by id."""
    _ = tr.gettext
    return pd.DataFrame(
        {
            _("Trainee"): [trainee_name(tr, tally.trainee) for tally in tallies],
            _("Score"): [span_words(*tally.span) for tally in tallies],
            _("Passed"): [f"{tally.passed}/{tally.times}" for tally in tallies],
            _("How it ended"): [_endings(tr, tally, endings) for tally in tallies],
            _("Turns"): [span_words(*tally.turns) for tally in tallies],
            _("Told too early"): [str(tally.leaks) for tally in tallies],
            _("Said twice"): [str(tally.repeats) for tally in tallies],
            _("Out of role"): [str(tally.caught) for tally in tallies],
            _("Ended by the clock"): [str(tally.timed_out) for tally in tallies],
        }
    )


def mood_range(tr: Translator, summary: Summary) -> str:
    """Between what the customer's feelings moved, over all conversations."""
    parts = [
        f"{term(tr, FEELING_NAMES, feeling)} {tr.percent(low)}–{tr.percent(high)}"
        for feeling, (low, high) in zip(FEELINGS, summary.moods, strict=True)
    ]
    said = ("，" if tr.locale == "zh-CN" else ", ").join(parts)
    return tr.gettext("The customer's mood over all of them: {range}").format(range=said)


def _results(tally: Tally, score: int) -> list[tuple[bool, int]]:
    """Whether conversations with this score passed, and how many; both where the ending decided."""
    passed = tally.passes.get(score, 0)
    return [(ok, times) for ok, times in ((True, passed), (False, tally.scores[score] - passed)) if times]


def _endings(tr: Translator, tally: Tally, names: Mapping[str, str]) -> str:
    """The endings of a trainee, the most frequent first; counted where there are several."""
    several = len(tally.endings) > 1
    said = [
        f"{names.get(e, e)} ×{times}" if several else names.get(e, e) for e, times in tally.endings.items()
    ]
    return ("；" if tr.locale == "zh-CN" else "; ").join(said)
