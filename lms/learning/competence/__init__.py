"""Competence: what is seen of somebody's competencies, how far they are by it, and what they are asked again."""

from lms.learning.competence.heat import HeatCell, HeatMap, heat_map
from lms.learning.competence.needs import needs_of, needs_of_jobs
from lms.learning.competence.noting import Seen, signed, take_down
from lms.learning.competence.quizzed import note_quiz
from lms.learning.competence.reviewing import (
    Review,
    answer_review,
    review_item,
    review_today,
)
from lms.learning.competence.standing import (
    Abilities,
    CompetencyView,
    Ground,
    abilities_of,
    competencies_of,
    grounds_of,
)

__all__ = [
    "Abilities",
    "CompetencyView",
    "Ground",
    "HeatCell",
    "HeatMap",
    "Review",
    "Seen",
    "abilities_of",
    "answer_review",
    "competencies_of",
    "grounds_of",
    "heat_map",
    "needs_of",
    "needs_of_jobs",
    "note_quiz",
    "review_item",
    "review_today",
    "signed",
    "take_down",
]
