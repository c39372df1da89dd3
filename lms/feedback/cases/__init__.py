"""The case desk: from the moment a complaint is taken on to the return visit, no step skipped, and clocks beside it."""

from lms.feedback.cases.assigning import Assigned, assign_cases, escalate, handlers_over, take_over
from lms.feedback.cases.clocks import Reading
from lms.feedback.cases.extending import begin_appraisal, end_appraisal, extend
from lms.feedback.cases.opening import case_of, open_case, open_cases
from lms.feedback.cases.reading import (
    CaseCard,
    CaseEntry,
    CasePage,
    CasesAsked,
    CasesDue,
    CaseView,
    cases_due,
    list_cases,
    read_case,
)
from lms.feedback.cases.stepping import Done, ask_review, begin_mediation, leave, reopen, take_step
from lms.feedback.cases.watching import CaseWatch

__all__ = [
    "Assigned",
    "CaseCard",
    "CaseEntry",
    "CasePage",
    "CaseView",
    "CaseWatch",
    "CasesAsked",
    "CasesDue",
    "Done",
    "Reading",
    "ask_review",
    "assign_cases",
    "begin_appraisal",
    "begin_mediation",
    "case_of",
    "cases_due",
    "end_appraisal",
    "escalate",
    "extend",
    "handlers_over",
    "leave",
    "list_cases",
    "open_case",
    "open_cases",
    "read_case",
    "reopen",
    "take_over",
    "take_step",
]
