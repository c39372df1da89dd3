"""A strip from 0 to 100 with a sign for every score a trainee reached: told by shape, coloured besides."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.trials_words import scores_words
from scoring.trials import POLICIES, Tally

SIGNS = {"odd": "×", "bad": "▼", "average": "◆", "good": "●"}
"""Drawn in this order, so that the few who matter most stand on top."""

_LINE = "color-mix(in srgb, currentColor 22%, transparent)"
STRIP_CSS = f"""<style>
.lms-strip {{position: relative; height: 1.5rem; margin-inline: .4rem .5rem; font-size: .85rem; line-height: 1.5rem;}}
.lms-strip::before {{content: ""; position: absolute; inset: 50% 0 auto; border-top: 1px solid {_LINE};}}
.lms-strip > * {{position: absolute; translate: -50% 0;}}
.lms-strip > b {{inset-block: .2rem; border-inline-start: 1px dashed; opacity: .55;}}
.lms-good {{color: light-dark(#00796b, #5cc2b4);}}
.lms-average {{color: light-dark(#2a72c8, #8ab8f0);}}
.lms-bad {{color: light-dark(#c2410c, #f29a6b);}}
.lms-odd {{opacity: .6;}}
.lms-scale {{display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .88rem;}}
</style>"""


def legend(tr: Translator, pass_mark: int) -> None:
    """What the signs stand for; the style of the strips comes with it."""
    _ = tr.gettext
    names = {
        "good": _("good trainee"),
        "average": _("average trainee"),
        "bad": _("bad trainee"),
        "odd": _("one-trick trainees"),
    }
    signs = "".join(
        f'<span><span class="lms-{name}">{SIGNS[name]}</span> {escape(said)}</span>'
        for name, said in names.items()
    )
    scale = _("from 0 to 100; the dashed line is the pass mark, {mark}").format(mark=pass_mark)
    st.html(f'{STRIP_CSS}<div class="lms-scale">{signs}<span>{escape(scale)}</span></div>')


def strip(tr: Translator, tallies: Sequence[Tally], pass_mark: int) -> None:
    """Draw the scores of one scenario; a screen reader reads them as a sentence."""
    reached: dict[str, set[int]] = {name: set() for name in SIGNS}
    for tally in tallies:
        reached[tally.trainee if tally.trainee in POLICIES else "odd"] |= set(tally.scores)
    signs = "".join(
        f'<span class="lms-{name}" style="left:{score}%">{SIGNS[name]}</span>'
        for name, scores in reached.items()
        for score in sorted(scores)
    )
    said = escape(scores_words(tr, tuple(tallies)), quote=True)
    st.html(
        f'<div class="lms-strip" role="img" aria-label="{said}"><b style="left:{pass_mark}%"></b>{signs}</div>'
    )
