"""What a model saw otherwise than the rules, or that it is still reading; filled in without a reload."""

from dataclasses import dataclass

import streamlit as st

from lms.platform.i18n import Translator, mark
from lms.portal.components.awaited import wait_for, why_not
from lms.portal.components.criteria import criterion_name
from lms.portal.components.reading_css import ENTRY
from lms.portal.components.terms import listed
from lms.portal.visit import Visit
from lms.practice import AttemptView
from scoring.assessment import Assessment, CriterionResult, Outcome
from scoring.schema import Rubric

OUTCOMES: dict[Outcome, str] = {
    "met": mark("✓ done"),
    "not_met": mark("○ missing"),
    "not_applicable": mark("– not called for"),
    "abstained": mark("? undecided"),
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
        wait_for(
            view.card.attempt_id,
            "opinion",
            _("A model is reading this conversation too. You can leave: what it finds stays here."),
        )
    elif view.opinion.assessment is None:
        why = why_not(tr, view.opinion.failure)
        st.text(
            _("A model was to read this too, and could not: {why}. The result above stands.").format(why=why)
        )
    else:
        _found(tr, view, view.by_rules, view.opinion.assessment, rubric)


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
