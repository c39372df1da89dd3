"""One trial to read: any trainee, any seed, word for word."""

import streamlit as st

from lms.authoring import MOST_SEED, Sample, TrialRow, read_sample
from lms.portal.components.bubbles import bubble
from lms.portal.components.trials_words import trainee_name
from lms.portal.links import asked_for
from lms.portal.visit import Visit
from scoring.trials import TRAINEES


def trial_sample(visit: Visit, row: TrialRow) -> None:
    """Choose a trainee and a seed, both of which stand in the address, and read what was said."""
    tr, _, card = visit.tr, visit.gettext, row.card
    st.subheader(_("Read a conversation"), anchor=False)
    asked = asked_for("trainee")
    with st.container(key="sample", horizontal=True, gap="small"):
        trainee = st.selectbox(
            _("Trainee"),
            TRAINEES,
            index=TRAINEES.index(asked) if asked in TRAINEES else None,
            format_func=lambda name: trainee_name(tr, name),
            placeholder=_("Choose a trainee"),
            key=f"trainee-{asked}",
            filter_mode=None,
        )
        seed = st.number_input(
            _("Seed"), min_value=0, max_value=MOST_SEED, value=_seed(asked_for("seed")), step=1, width=160
        )
    if trainee is None:
        return
    ask_for_sample(trainee, int(seed))
    sample = read_sample(
        visit.house.trials,
        actor=visit.actor,
        slug=card.slug,
        locale=card.locale,
        trainee=trainee,
        seed=int(seed),
    )
    _result(visit, sample)
    for turn in sample.turns:
        bubble(turn)


def ask_for_sample(trainee: str, seed: int) -> None:
    """Put a trainee and a seed into the address, which says what is read."""
    st.query_params.update(trainee=trainee, seed=str(seed))


def _result(visit: Visit, sample: Sample) -> None:
    _, verdict = visit.gettext, sample.assessment
    sign, word = ("●", _("Passed")) if verdict.passed else ("▼", _("Not passed"))
    if verdict.blocked_by:
        sign, word = "■", _("Stopped by a red line")
    st.markdown(f"**{sign} {word} · {verdict.score}**")
    st.text(sample.ending.text)


def _seed(asked: str) -> int:
    return min(int(asked), MOST_SEED) if asked.isascii() and asked.isdigit() else 0
