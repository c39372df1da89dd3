"""What a round of blind marking found: on what do we agree, and what may decide an exam?"""

from lms.portal.components.agreement import agreement_head, agreement_picture, decisions, over_time
from lms.portal.links import asked_for
from lms.portal.visit import require_visit
from lms.practice import read_round
from scoring.schema import load_rubric


def page() -> None:
    """Draw the round in the address."""
    visit = require_visit()
    result = read_round(visit.house.practice, actor=visit.actor, round_id=asked_for("round"))
    rubric = load_rubric(result.card.rubric)
    agreement_head(visit, result, rubric)
    decisions(visit, result, rubric)
    agreement_picture(visit, result, rubric)
    over_time(visit, result, rubric)
