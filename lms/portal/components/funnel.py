"""A course's funnel: how many have done each step, and how many stop before it."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from lms.insight import Funnel
from lms.platform.cells import Cell
from lms.platform.i18n import Translator
from lms.portal.components.charts_theme import (
    in_two_lines,
    inked,
    layered,
    names_axis,
    register_theme,
    share_scale,
)
from lms.portal.components.path_map import KINDS, name_of
from lms.portal.visit import Visit

# Whoever draws a chart has the look with it.
register_theme()


def finding(tr: Translator, found: Funnel) -> str:
    """How many are through, and where most of the others wait, in a sentence."""
    _ = tr.gettext
    through = _("{done} of {all} are through").format(done=found.finished, all=found.enrolled)
    worst = max(range(len(found.steps)), key=lambda place: found.steps[place].stopped)
    if not found.steps[worst].stopped:
        return through
    said = _("{through}; of those who began, most stop before step {number}")
    return said.format(through=through, number=worst + 1)


def funnel_chart(visit: Visit, found: Funnel, names: Sequence[str]) -> alt.LayerChart:
    """A bar a step from the first down: how many have done it; beside it who stops before it."""
    tr = visit.tr
    full = [f"{place} {name}" for place, name in enumerate(names, 1)]
    frame = pd.DataFrame(
        {
            "name": [in_two_lines(name) for name in full],
            "full": full,
            "share": [step.done / found.enrolled if found.enrolled else 0.0 for step in found.steps],
            "said": [_said(tr, step.done, step.stopped) for step in found.steps],
        }
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=names_axis()),
        x=alt.X("share:Q", title=None, scale=share_scale(frame["said"]), axis=None),
        tooltip=[alt.Tooltip("full:N", title=" "), alt.Tooltip("said:N", title=" ")],
    )
    bars = inked(base.mark_bar(height=16), "trust")
    words = base.mark_text(align="right").encode(x=alt.value("width"), text="said:N")
    return layered([bars, inked(words, "note")], finding(tr, found), height=alt.Step(34))


def funnel_rows(visit: Visit, found: Funnel, names: Sequence[str]) -> tuple[list[str], list[list[Cell]]]:
    """The same as headings and rows."""
    _ = visit.gettext
    headings = [_("Step"), _("What"), _("Kind"), _("Have done it"), _("Stop before it")]
    return headings, [
        [place, names[place - 1], _(KINDS[step.activity.kind]), step.done, step.stopped]
        for place, step in enumerate(found.steps, 1)
    ]


def step_names(visit: Visit, found: Funnel) -> list[str]:
    """What the steps are called."""
    return [name_of(visit, step.activity, found.course.slug) for step in found.steps]


def _said(tr: Translator, done: int, stopped: int) -> str:
    if not stopped:
        return tr.number(done)
    stop = tr.ngettext("{count} stops", "{count} stop", stopped)
    return f"{tr.number(done)} · {stop.format(count=tr.number(stopped))}"
