"""From a case to learning: the employee's view, whose doing it was, root causes to be mended, plans to learn by."""

from lms.feedback.findings.awaited import Awaited, awaited_of
from lms.feedback.findings.branch_plan import BranchPlan
from lms.feedback.findings.branch_plans import (
    branch_plans,
    decide_branch_plan,
    plans_of_my_branch,
    propose_branch_plans,
)
from lms.feedback.findings.finding import Found, decide_grave, find_doing
from lms.feedback.findings.grave import under_grave_review
from lms.feedback.findings.morning_topic import Topic, topic_of_the_morning
from lms.feedback.findings.own import OwnCase, own_cases
from lms.feedback.findings.owning import owners_in, usual_owner
from lms.feedback.findings.plans import (
    Plan,
    PlanItem,
    note_talk,
    own_plans,
    plans_to_talk_about,
    trained_after,
)
from lms.feedback.findings.rate_plans import RatePlan, decide_rate_plan, rate_plans
from lms.feedback.findings.reading import FindingView, deciders_for, finding_of, waiting_decisions
from lms.feedback.findings.root_causes import RootCause, check_again, mend, root_causes, to_explain, verify
from lms.feedback.findings.views import ask_view, give_view

__all__ = [
    "Awaited",
    "BranchPlan",
    "FindingView",
    "Found",
    "OwnCase",
    "Plan",
    "PlanItem",
    "RatePlan",
    "RootCause",
    "Topic",
    "ask_view",
    "awaited_of",
    "branch_plans",
    "check_again",
    "decide_branch_plan",
    "decide_grave",
    "decide_rate_plan",
    "deciders_for",
    "find_doing",
    "finding_of",
    "give_view",
    "mend",
    "note_talk",
    "own_cases",
    "own_plans",
    "owners_in",
    "plans_of_my_branch",
    "plans_to_talk_about",
    "propose_branch_plans",
    "rate_plans",
    "root_causes",
    "to_explain",
    "topic_of_the_morning",
    "trained_after",
    "under_grave_review",
    "usual_owner",
    "verify",
    "waiting_decisions",
]
