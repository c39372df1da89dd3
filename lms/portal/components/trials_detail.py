"""One scenario's trials: what was found and how to mend it, who reached what, and trials to be played now."""

import streamlit as st

from lms.authoring import SEEDS, Run, TrialRow, ask_for_trials, trial_progress
from lms.portal.components.account import LANGUAGE_NAMES
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_frame
from lms.portal.components.reading_css import WAY
from lms.portal.components.terms import ENDINGS, difficulty, term
from lms.portal.components.trials_chart import mood_range, trials_chart, trials_table
from lms.portal.components.trials_sample import ask_for_sample
from lms.portal.components.trials_words import (
    failure_words,
    found_words,
    mended_words,
    scores_words,
    state_word,
)
from lms.portal.links import link
from lms.portal.visit import Visit, require_visit
from scenarios.schema import Scenario
from scoring.schema import load_rubric

_LOOKS_AGAIN_S = 1.5


def trial_head(visit: Visit, row: TrialRow) -> None:
    """Which scenario, how it does, and on what that rests."""
    tr, _, card = visit.tr, visit.gettext, row.card
    with st.container(key=f"{WAY}-back"):
        link("trials", _("All scenarios"), icon=":material/arrow_back:")
    st.title(card.title, anchor=False)
    st.text(f"{state_word(tr, row)} · {LANGUAGE_NAMES[card.locale]} · {difficulty(tr, card.difficulty)}")
    if row.summary is None or row.played_on is None:
        st.text(_("Nobody has tried this scenario yet. Below you can have it played now."))
        return
    count = sum(tally.times for tally in row.summary.tallies)
    said = tr.ngettext("{count} conversation", "{count} conversations", count).format(count=tr.number(count))
    seeds = tr.ngettext("{count} seed each", "{count} seeds each", row.summary.seeds)
    parts = [said, seeds.format(count=row.summary.seeds), tr.date(row.played_on)]
    parts.append(_("came with the product") if row.shipped else _("played here"))
    with st.container(key="quiet-played"):
        st.text(" · ".join(parts))
        if row.outdated:
            st.text(_("The scenario was changed since: have it played again."))


def trial_findings(visit: Visit, row: TrialRow) -> None:
    """What must not be, each with what to do about it and the conversation in which it was seen."""
    tr, _ = visit.tr, visit.gettext
    if row.summary is None:
        return
    if not row.summary.notes:
        st.text(
            _(
                "Nothing was found: the good trainee wins, nobody else does, every visit comes to an end, and the "
                "customer stays in role."
            )
        )
        return
    st.subheader(_("What to mend"), anchor=False)
    for place, note in enumerate(row.summary.notes):
        with st.container(key=f"notice-{place}", gap="xxsmall"):
            times = tr.ngettext("{count} time", "{count} times", note.times).format(count=note.times)
            often = f" · {times}" if note.times > 1 else ""
            st.markdown(f"**{found_words(tr, note)}**{often}")
            st.text(mended_words(tr, note))
            with st.container(key=f"{WAY}-note-{place}"):
                st.button(
                    _("Read this conversation"),
                    key=f"read-{place}",
                    type="tertiary",
                    on_click=ask_for_sample,
                    args=(note.trainee, note.seed),
                )


def trial_scores(visit: Visit, row: TrialRow, scenario: Scenario) -> None:
    """The scores of every trainee as a chart, everything that was counted as a table, and the range of moods."""
    tr, summary = visit.tr, row.summary
    if summary is None:
        return
    endings = {ending.id: term(tr, ENDINGS, ending.kind) for ending in scenario.endings}
    finding, pass_mark = scores_words(tr, summary.tallies), load_rubric(scenario.rubric).pass_mark
    chart = trials_chart(tr, summary.tallies, finding, pass_mark=pass_mark)
    st.subheader(visit.gettext("Who reached what"), anchor=False)
    table = trials_table(tr, summary.tallies, endings)
    show_chart(tr, chart, table=table, key="trials", notes=[mood_range(tr, summary)])
    shown = f"{row.card.title} ({row.card.slug}) · {LANGUAGE_NAMES[row.card.locale]}"
    export_frame(visit, table, key="trials", title=visit.gettext("Who reached what"), shown=shown)


def trial_run(visit: Visit, row: TrialRow) -> None:
    """Have it played now; while it is, how far that is."""
    _, card = visit.gettext, row.card
    run = trial_progress(visit.house.trials, actor=visit.actor, slug=card.slug, locale=card.locale)
    st.subheader(_("Play it now"), anchor=False)
    if run is not None and run.open:
        st.fragment(_progress, run_every=_LOOKS_AGAIN_S)(row)
        return
    if run is not None and run.failure is not None:
        st.error(
            _("It could not be played to the end: {why}").format(why=failure_words(visit.tr, run.failure)),
            icon=":material/error:",
        )
    left = [seeds for seeds in SEEDS if run is None or run.failure is not None or seeds > run.seeds]
    if not left:
        st.text(
            _("Every trainee has played it with {count} seeds; more would tell nothing new.").format(
                count=SEEDS[-1]
            )
        )
        return
    with st.container(key="run", horizontal=True, vertical_alignment="bottom", gap="small"):
        seeds = st.selectbox(
            _("Rounds"),
            left,
            format_func=lambda count: visit.tr.ngettext("{count} round", "{count} rounds", count).format(
                count=count
            ),
            key="rounds",
            width=160,
            filter_mode=None,
        )
        pressed = st.button(_("Start"), key="start", type="primary", icon=":material/play_arrow:")
    with st.container(key="quiet-run"):
        st.text(_("Sixteen trainees play in every round, against the built-in customer. It takes seconds."))
    if pressed:
        ask_for_trials(visit.house.trials, actor=visit.actor, slug=card.slug, locale=card.locale, seeds=seeds)
        st.rerun()


def _progress(row: TrialRow) -> None:
    """How far it is; draws itself again and again, and the whole page once it is over."""
    visit = require_visit()
    _, card = visit.gettext, row.card
    run = trial_progress(visit.house.trials, actor=visit.actor, slug=card.slug, locale=card.locale)
    if run is None or not run.open:
        st.rerun()
    st.progress(run.played / run.seeds, text=_said(visit, run))
    with st.container(key="quiet-progress"):
        st.text(_("You can leave this page: it goes on, and what came of it stays here."))


def _said(visit: Visit, run: Run) -> str:
    if not run.played and not run.playing:
        return visit.gettext("Waiting for its turn …")
    return visit.gettext("{played} of {all} rounds played").format(played=run.played, all=run.seeds)
