"""The transcript with what was met and missed at each turn, the trainee's own words as proof."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.bubbles import bubble
from lms.portal.components.criteria import criterion_name
from lms.portal.components.reading_css import NOTES
from lms.portal.components.terms import listed
from lms.practice.views import AttemptView
from scenarios.too_early import TooEarly, too_early
from scoring.assessment import Assessment
from scoring.coaching import praised, suggestions
from scoring.schema import Rubric

MET, MISSED, CROSSED = "✓", "○", "■"


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion at one turn: its sign, its name and the words that prove it, if any do."""

    sign: str
    criterion: str
    quote: str | None


def findings_by_turn(
    view: AttemptView, assessment: Assessment, rubric: Rubric
) -> Mapping[int, tuple[Finding, ...]]:
    """What was met, missed and crossed, by the trainee turn where it shows.

    A criterion that was met stands at its first proof; a miss stands where it was due. A turn that crosses a red
    line is praised for nothing.
    """
    found: dict[int, list[Finding]] = {}
    for result in assessment.criteria:
        crossed = result.outcome == "not_met" and rubric.criterion(result.id).blocker
        proofs = () if rubric.criterion(result.id).blocker else praised(result, assessment)
        if proofs:
            proof = proofs[0]
            found.setdefault(proof.turn, []).append(Finding(MET, result.id, proof.quote))
        elif crossed:
            for proof in result.evidence:
                found.setdefault(proof.turn, []).append(Finding(CROSSED, result.id, proof.quote))
    for turn, here in found.items():
        if any(finding.sign == CROSSED for finding in here):
            found[turn] = [finding for finding in here if finding.sign == CROSSED]
    everything = len(assessment.criteria)
    for missed in suggestions(
        assessment, view.transcript, rubric, view.scenario, most=everything, reading=view.reading
    ):
        if missed.turn is not None and not rubric.criterion(missed.criterion).blocker:
            found.setdefault(missed.turn, []).append(Finding(MISSED, missed.criterion, None))
    return {turn: tuple(here) for turn, here in found.items()}


def annotated_transcript(
    tr: Translator,
    view: AttemptView,
    assessment: Assessment,
    rubric: Rubric,
    *,
    go_back: Callable[[int], None] | None,
    say: Callable[[int], None] | None = None,
) -> None:
    """Draw the transcript; ``go_back`` as in ``better_words``, ``say`` draws what people say of a trainee's turn."""
    found = findings_by_turn(view, assessment, rubric)
    for turn in view.turns:
        bubble(turn, prefix="debrief-")
        if turn.speaker == "trainee":
            _under(tr, turn.seq, found.get(turn.seq, ()), rubric, go_back)
            if say is not None:
                say(turn.seq)


def discoveries(tr: Translator, view: AttemptView) -> None:
    """What the customer told, what they kept to themselves, and which aims were reached."""
    _, scenario = tr.gettext, view.scenario
    st.subheader(_("What you reached"), anchor=False)
    mine = ((turn.text, turn.acts) for turn in view.turns if turn.speaker == "trainee")
    early = too_early(scenario, view.state, mine)
    with st.container(gap="xxsmall"):
        for objective in scenario.objectives:
            if objective.id in view.state.objectives:
                st.text(_("{sign} {aim} (reached)").format(sign=MET, aim=objective.text))
            elif objective.id in early:
                st.text(f"{MISSED} {_too_early(tr, early[objective.id])}")
            else:
                st.text(_("{sign} {aim} (not reached)").format(sign=MISSED, aim=objective.text))
    told = [fact for fact in scenario.facts if fact.id in view.state.facts]
    for fact in told:
        st.text(_("The customer told you: {fact}").format(fact=fact.text))
    kept = len(scenario.facts) - len(told)
    if kept:
        # What it was stays hidden: the next try is to find it out.
        st.text(
            tr.ngettext(
                "There is {count} thing this customer did not tell you.",
                "There are {count} things this customer did not tell you.",
                kept,
            ).format(count=kept)
        )


def _too_early(tr: Translator, aim: TooEarly) -> str:
    """Say of an aim that the words were there, and what they came before."""
    _, text = tr.gettext, aim.objective.text
    if aim.first:
        return _("{aim} (you said it, but this comes first: {first})").format(
            aim=text, first=aim.first[0].text
        )
    if aim.untold:
        return _("{aim} (you said it before you had learned what is behind it)").format(aim=text)
    return _("{aim} (you said it too early, and not again)").format(aim=text)


def _under(
    tr: Translator,
    seq: int,
    found: tuple[Finding, ...],
    rubric: Rubric,
    go_back: Callable[[int], None] | None,
) -> None:
    _ = tr.gettext
    with st.container(key=f"{NOTES}-{seq}", gap=None):
        with st.container(key=f"quiet-notes-{seq}", gap=None):
            for finding in found:
                if finding.sign != MISSED:
                    said = _("{sign} {name}: “{quote}”") if finding.quote else "{sign} {name}"
                    name = criterion_name(tr, rubric, finding.criterion)
                    st.text(said.format(sign=finding.sign, name=name, quote=finding.quote))
            missed = [finding.criterion for finding in found if finding.sign == MISSED]
            if missed:
                said = _("{sign} missing here: {names}")
                names = listed(tr, [criterion_name(tr, rubric, criterion) for criterion in missed])
                st.text(said.format(sign=MISSED, names=names))
        if go_back is not None:
            st.button(
                _("Say this differently"),
                key=f"rewind_{seq}",
                type="tertiary",
                icon=":material/replay:",
                on_click=go_back,
                args=(seq,),
            )
