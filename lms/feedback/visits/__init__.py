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

__all__ = [
    "BranchResult",
    "MysteryVisit",
    "VisitFound",
    "checklist",
    "checklist_words",
    "mystery_visits",
    "people_to_name",
    "propose_from_visits",
    "read_visit",
    "record_visit",
    "results_of_my_branch",
    "take_back_visit",
    "visit_results",
]
