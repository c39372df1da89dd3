"""Competencies as a picture: a dot for where somebody is, a line for how sure that is, a bar at what they need."""

import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from lms.catalogue.teaching.competencies import load_framework
from lms.learning import CompetencyView
from lms.learning.mastery import ability_at, level_needed
from lms.platform.i18n import Translator, mark
from lms.portal.components.charts_theme import inked, layered, register_theme, text_width
from lms.portal.components.terms import COMPETENCIES, term

# Whoever draws a chart has the look with it.
register_theme()

NOT_SEEN = mark("not seen yet")
_ROW = 34
_WIDEST = 20
"""Latin letters of a competency's name on one line, half as many Chinese ones."""
_BEFORE, _AFTER = 4.0, 2.6
"""How far the picture reaches below level 2 and above level 3, in logits: beyond that nobody tells levels apart."""


def stage_name(tr: Translator, stage: int) -> str:
    """What a level of the framework is called; 0 is one of which nothing is known."""
    return load_framework(tr.locale).level_names[stage - 1] if stage else tr.gettext(NOT_SEEN)


def competence_chart(tr: Translator, views: Sequence[CompetencyView]) -> alt.LayerChart:
    """A row for each competency, in the order given, over the levels of the framework."""
    _ = tr.gettext
    rows = [_row(tr, view) for view in views]
    frame = pd.DataFrame(rows)
    names = [row["line"] for row in rows]
    low, high = _ends()
    starts = [low, _place(level_needed(2)), _place(level_needed(3))]
    words = [_wrapped(name, 11) for name in load_framework(tr.locale).level_names[:3]]
    # On a telephone the second name reaches over the third, which begins a line below.
    words[2] = ["", *words[2]]
    said = " : ".join(
        f"abs(datum.value - {start:.4f}) < 0.01 ? {lines}"
        for start, lines in zip(starts, map(_lines, words), strict=True)
    )
    tall = max(len(lines) for lines in words)
    across = alt.X(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(
            values=starts,
            labelExpr=f"{said} : ''",
            labelAlign="left",
            labelLineHeight=15,
            labelPadding=8 + 15 * (tall - 1),
            labelBaseline="top",
            labelOverlap=False,
            labelOffset=3,
            labelFlush=False,
            orient="top",
            gridOpacity=0.9,
        ),
    )
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "line:N",
            sort=names,
            title=None,
            axis=alt.Axis(
                labelExpr="split(datum.label, '\\n')",
                labelLineHeight=15,
                labelOverlap=False,
                labelBaseline="middle",
                labelFlush=False,
            ),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("stage:N", title=_("Level now")),
            alt.Tooltip("needed_said:N", title=_("Level needed")),
            alt.Tooltip("seen:N", title=_("Rests on")),
        ],
    )
    known = base.transform_filter("datum.n > 0")
    sure = inked(known.mark_rule(strokeWidth=5, opacity=0.35, strokeCap="round"), "trust").encode(
        x=across, x2="high:Q"
    )
    dots = inked(known.mark_point(size=120, filled=True, opacity=1), "trust").encode(
        x=alt.X("at:Q", scale=alt.Scale(domain=[low, high], nice=False))
    )
    need = inked(
        base.transform_filter("isValid(datum.needed)").mark_tick(thickness=3, size=20, opacity=1), "anger"
    ).encode(x="needed:Q")
    unseen = inked(
        base.transform_filter("datum.n == 0").mark_text(align="left", dx=3, fontStyle="italic"), "note"
    ).encode(x="low:Q", text="stage:N")
    return layered([sure, need, dots, unseen], finding(tr, views), height=alt.Step(_ROW))


def competence_table(tr: Translator, views: Sequence[CompetencyView]) -> pd.DataFrame:
    """The same to read, a row for each competency."""
    _ = tr.gettext
    rows = [_row(tr, view) for view in views]
    return pd.DataFrame(
        {
            _("Competency"): [row["name"] for row in rows],
            _("Level now"): [row["stage"] for row in rows],
            _("Level needed"): [row["needed_said"] for row in rows],
            _("Well done in an ordinary situation"): [row["chance"] for row in rows],
            _("Rests on"): [row["seen"] for row in rows],
        }
    )


def finding(tr: Translator, views: Sequence[CompetencyView]) -> str:
    """What is to be seen, in a sentence."""
    _ = tr.gettext
    needed = [view for view in views if view.needed is not None]
    waiting = [view for view in needed if view.awaits_word]
    behind = [view for view in needed if view.behind and not view.awaits_word]
    if not needed:
        return _("What has been seen of you so far")
    if behind:
        worst = min(behind, key=lambda view: (view.stage - (view.needed or 0), view.mastery.level))
        return _("Most to gain: {competency}").format(competency=term(tr, COMPETENCIES, worst.competency))
    if waiting:
        return _("In {count} of {all} competencies a mentor's signature is all that is missing").format(
            count=len(waiting), all=len(needed)
        )
    there = [view for view in needed if view.stage]
    if not there:
        return _("Nothing has been seen yet: a first conversation tells more than any test")
    return _("You have what you need in {count} of {all} competencies").format(
        count=len(there), all=len(needed)
    )


def observations(tr: Translator, count: int) -> str:
    """How many things were seen, in words."""
    return tr.ngettext("{count} observation", "{count} observations", count).format(count=count)


def _row(tr: Translator, view: CompetencyView) -> dict[str, Any]:
    found, name = view.mastery, term(tr, COMPETENCIES, view.competency)
    percent = [tr.percent(share) for share in (found.level, found.low, found.high)]
    return {
        "name": name,
        "line": "\n".join(_wrapped(name, _WIDEST)),
        "at": _place(found.level),
        "low": _place(found.low) if found.n else _ends()[0],
        "high": _place(found.high),
        "n": found.n,
        "needed": None if view.needed is None else _place(level_needed(view.needed)),
        "stage": stage_name(tr, view.stage),
        "needed_said": "–" if view.needed is None else stage_name(tr, view.needed),
        "chance": "{} [{} … {}]".format(*percent) if found.n else "–",
        "seen": observations(tr, found.n),
    }


def _place(level: float) -> float:
    """A level on the model's own scale, on which equal steps are equally hard, within the picture."""
    low, high = _ends()
    try:
        return min(max(ability_at(level), low), high)
    except ValueError:
        return low if level < level_needed(2) else high


@cache
def _ends() -> tuple[float, float]:
    """Where the picture begins and ends."""
    return ability_at(level_needed(2)) - _BEFORE, ability_at(level_needed(3)) + _AFTER


def _wrapped(name: str, most: int) -> list[str]:
    """A name on lines of at most so many Latin letters, or half as many Chinese ones."""
    if text_width(name) == len(name):
        return textwrap.wrap(name, most) or [name]
    return textwrap.wrap(name, most // 2) or [name]


def _lines(words: Sequence[str]) -> str:
    return "[" + ", ".join(f"'{word}'" for word in words) + "]"
