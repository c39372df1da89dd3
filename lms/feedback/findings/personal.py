"""What findings keep about people of the bank: their views, what was found and decided, their plans and talks."""

from sqlalchemy import or_, select
from sqlmodel import col

from lms.feedback.cases.personal import IN_OFFICE, number_of
from lms.feedback.doings import DOING_NAMES
from lms.feedback.findings.tables import (
    FeedbackBranchPlan,
    FeedbackFinding,
    FeedbackOwnView,
    FeedbackPlan,
    FeedbackPlanItem,
    FeedbackRootCause,
)
from lms.feedback.findings.words import BRANCH_STATE_NAMES, DECISION_NAMES, ITEM_NAMES
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, PersonalTable, in_words

_CASE = mark("Case number")
_WHEN = mark("When")


FINDING_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        FeedbackOwnView,
        mark("How you saw what a customer said of you"),
        of=lambda person_id: col(FeedbackOwnView.person_id) == person_id,
        until=lambda before: col(FeedbackOwnView.asked_at) <= before,
        shown={
            "case_id": _CASE,
            "asked_at": mark("Asked"),
            "given_at": mark("Said"),
            "text": mark("Your words"),
        },
        others={"asked_by": mark("the handler")},
        said={"case_id": number_of},
        hidden=frozenset({"id", "person_id", "round", "until"}),
        erased={"text": ERASED},
    ),
    PersonalTable(
        FeedbackFinding,
        mark("Whose doing it was, where it was yours or you said so"),
        of=lambda person_id: or_(
            col(FeedbackFinding.person_id) == person_id,
            col(FeedbackFinding.by_person_id) == person_id,
            col(FeedbackFinding.decider_id) == person_id,
        ),
        until=lambda before: col(FeedbackFinding.at) <= before,
        shown={
            "case_id": _CASE,
            "at": _WHEN,
            "doing": mark("Whose doing"),
            "text": mark("Why"),
            "grave": mark("Grave"),
            "decision": mark("Decision"),
            "reason": mark("Reason"),
        },
        others={
            "person_id": mark("a colleague"),
            "by_person_id": mark("the handler"),
            "decider_id": mark("a manager"),
        },
        said={"case_id": number_of, "doing": in_words(DOING_NAMES), "decision": in_words(DECISION_NAMES)},
        hidden=frozenset({"id", "round", "decided_at"}),
        kept=IN_OFFICE,
    ),
    PersonalTable(
        FeedbackRootCause,
        mark("Root causes you answered for, mended or verified"),
        of=lambda person_id: or_(
            col(FeedbackRootCause.fixed_by) == person_id,
            col(FeedbackRootCause.verified_by) == person_id,
            col(FeedbackRootCause.owner_person_id) == person_id,
        ),
        until=lambda before: col(FeedbackRootCause.opened_at) <= before,
        shown={"case_id": _CASE, "fix": mark("What was mended"), "verified": mark("What was verified")},
        others={
            "fixed_by": mark("a colleague"),
            "verified_by": mark("a colleague"),
            "owner_person_id": mark("a colleague"),
        },
        said={"case_id": number_of},
        hidden=frozenset(
            {
                *("id", "finding_id", "unit_id", "owner_id", "cause", "explain", "opened_at", "due_on"),
                *("state", "fixed_at", "verified_at", "recheck_on", "again"),
            }
        ),
        kept=IN_OFFICE,
    ),
    PersonalTable(
        FeedbackPlan,
        mark("Your action plans"),
        of=lambda person_id: col(FeedbackPlan.person_id) == person_id,
        until=lambda before: col(FeedbackPlan.made_at) <= before,
        shown={"case_id": _CASE, "made_at": _WHEN},
        said={"case_id": number_of},
        hidden=frozenset({"id", "finding_id", "person_id"}),
    ),
    PersonalTable(
        FeedbackPlanItem,
        mark("What your action plans ask, and talks you held"),
        of=lambda person_id: or_(
            col(FeedbackPlanItem.held_by) == person_id,
            col(FeedbackPlanItem.plan_id).in_(
                select(col(FeedbackPlan.id)).where(col(FeedbackPlan.person_id) == person_id)
            ),
        ),
        until=lambda before: or_(
            col(FeedbackPlanItem.held_at).is_(None), col(FeedbackPlanItem.held_at) <= before
        ),
        shown={
            "kind": mark("What"),
            "ref": mark("Which"),
            "quote": mark("The sentence that put it there"),
            "due_on": mark("Until"),
            "held_at": mark("Talk held"),
            "said": mark("What was agreed"),
        },
        others={"held_by": mark("whoever held the talk")},
        said={"kind": in_words(ITEM_NAMES)},
        hidden=frozenset({"id", "plan_id", "place", "competency"}),
        kept=IN_OFFICE,
    ),
    PersonalTable(
        FeedbackBranchPlan,
        mark("Plans for a branch you decided on"),
        of=lambda person_id: col(FeedbackBranchPlan.decided_by) == person_id,
        until=lambda before: col(FeedbackBranchPlan.decided_at) <= before,
        shown={"decided_at": _WHEN, "state": mark("State"), "reason": mark("Your reason")},
        said={"state": in_words(BRANCH_STATE_NAMES)},
        hidden=frozenset(
            {"id", "unit_id", "origin", "cause", "made_on", "made_at", "cases", "items", "decided_by"}
        ),
        codes=frozenset({"cases", "items"}),
        kept=IN_OFFICE,
    ),
)
