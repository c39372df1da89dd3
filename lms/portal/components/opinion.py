"""What a model saw otherwise than the rules, or that it is still reading; filled in without a reload."""

from dataclasses import dataclass

import streamlit as st

from lms.platform.i18n import Translator, mark
from lms.portal.components.criteria import criterion_name
from lms.portal.components.reading_css import ENTRY
from lms.portal.components.terms import listed
from lms.portal.visit import Visit, require_visit
from lms.practice import AttemptView, read_attempt
from scoring.assessment import Assessment, CriterionResult, Outcome
from scoring.schema import Rubric

LOOKS_AGAIN_S = 2.0
OUTCOMES: dict[Outcome, str] = {
    "met": mark("✓ done"),
    "not_met": mark("○ missing"),
    "not_applicable": mark("– not called for"),
    "abstained": mark("? undecided"),
}
FAILURES: dict[str, str] = {
    "unreachable": mark("it could not be reached"),
    "time_out": mark("it took too long"),
    "rate_limited": mark("it had too much to do"),
    "server_error": mark("its server had a fault"),
    "refused": mark("it refused the request"),
    "no_model": mark("it is not set up any more"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that the two answered otherwise."""

    rules: CriterionResult
    model: CriterionResult


def differences_of(rules: Assessment, model: Assessment) -> tuple[Difference, ...]:
    """The questions that both decided, and decided otherwise, in the order of the rubric."""
    by_id = {result.id: result for result in model.criteria}
    pairs = [(result, by_id[result.id]) for result in rules.criteria if result.id in by_id]
    return tuple(
        Difference(first, second)
        for first, second in pairs
        if first.outcome != second.outcome and "abstained" not in (first.outcome, second.outcome)
    )


def opinion(visit: Visit, view: AttemptView, rubric: Rubric) -> None:
    """Draw the section; nothing where no model was asked."""
    if view.opinion is None or view.by_rules is None:
        return
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("A second opinion"), anchor=False)
    if view.opinion.state == "waiting":
        st.fragment(_wait, run_every=LOOKS_AGAIN_S)(view.card.attempt_id)
    elif view.opinion.assessment is None:
        why = _(FAILURES.get(view.opinion.failure or "", mark("something went wrong")))
        st.text(
            _("A model was to read this too, and could not: {why}. The result above stands.").format(why=why)
        )
    else:
        _found(tr, view, view.by_rules, view.opinion.assessment, rubric)


def _wait(attempt_id: str) -> None:
    visit = require_visit()
    now = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id).opinion
    if now is None or now.state != "waiting":
        st.rerun()
    st.text(
        visit.gettext("A model is reading this conversation too. You can leave: what it finds stays here.")
    )


def _found(tr: Translator, view: AttemptView, rules: Assessment, model: Assessment, rubric: Rubric) -> None:
    _ = tr.gettext
    differ = differences_of(rules, model)
    undecided = [result.id for result in model.criteria if result.outcome == "abstained"]
    assert view.opinion is not None, "there is one to be drawn"
    name = view.opinion.model or _("A model")
    if len(undecided) == len(model.criteria):
        st.text(_("{model} came to no answer. The result above stands.").format(model=name))
        return
    if differ:
        said = tr.ngettext(
            "{model} gives {score} points, and sees {count} thing otherwise.",
            "{model} gives {score} points, and sees {count} things otherwise.",
            len(differ),
        )
    else:
        said = _("{model} gives {score} points, and sees nothing otherwise.")
    st.text(said.format(model=name, score=model.score, count=len(differ)))
    for difference in differ:
        _one(tr, difference, rubric)
    with st.container(key="quiet-opinion", gap=None):
        if undecided:
            names = listed(tr, [criterion_name(tr, rubric, id_) for id_ in undecided])
            st.text(_("It could not decide: {names}").format(names=names))
        if view.card.mode == "exam":
            counts = rubric.exam_judge == "llm"
            st.text(_("The exam counts by it.") if counts else _("The exam counts by the result above."))


def _one(tr: Translator, difference: Difference, rubric: Rubric) -> None:
    _, id_ = tr.gettext, difference.rules.id
    with st.container(key=f"{ENTRY}-opinion-{id_}", gap=None):
        st.markdown(f"**{criterion_name(tr, rubric, id_)}**")
        st.text(
            _("By the rules: {rules}; by the model: {model}").format(
                rules=_(OUTCOMES[difference.rules.outcome]), model=_(OUTCOMES[difference.model.outcome])
            )
        )
        for evidence in difference.model.evidence[:1]:
            st.text(f"“{evidence.quote}”")
