"""Mystery visits: a checklist, what was found, what it comes to, and what the branch may rehearse."""

from lms.feedback.visits.checklist import checklist, checklist_words
from lms.feedback.visits.entering import VisitFound, people_to_name, record_visit, take_back_visit
from lms.feedback.visits.proposing import propose_from_visits
from lms.feedback.visits.reading import (
    BranchResult,
    MysteryVisit,
    mystery_visits,
    read_visit,
    results_of_my_branch,
    visit_results,
)
from lms.feedback.visits.sheet import visit_columns, visits_workbook
from lms.feedback.visits.taking_in import LookedVisits, look_at_visits, take_in_visits

__all__ = [
    "BranchResult",
    "LookedVisits",
    "MysteryVisit",
    "VisitFound",
    "checklist",
    "checklist_words",
    "look_at_visits",
    "mystery_visits",
    "people_to_name",
    "propose_from_visits",
    "read_visit",
    "record_visit",
    "results_of_my_branch",
    "take_back_visit",
    "take_in_visits",
    "visit_columns",
    "visit_results",
    "visits_workbook",
]
