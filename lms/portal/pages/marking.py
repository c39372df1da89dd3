"""One exam, marked blind: what was done in it, and what was missing?"""

from lms.portal.components.calibration import on_to
from lms.portal.components.marking_sheet import marking_sheet
from lms.portal.links import asked_for
from lms.portal.visit import require_visit
from lms.practice import next_sheet, round_card


def page() -> None:
    """Draw the next exam of the round in the address; after the last one, go on."""
    visit = require_visit()
    practice, round_id = visit.house.practice, asked_for("round")
    card = round_card(practice, actor=visit.actor, round_id=round_id)
    sheet = None if card.measured_at else next_sheet(practice, actor=visit.actor, round_id=round_id)
    if sheet is None:
        on_to(round_id, measured=card.measured_at is not None)
        return
    marking_sheet(visit, sheet)
