"""Beside a colleague at work: what do I see, and is it enough to let them stand there alone?"""

from lms.learning import open_sheet
from lms.portal.components.observing_sheet import observing_sheet
from lms.portal.links import asked_for
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the sheet of the person in the address."""
    visit = require_visit()
    sheet = open_sheet(
        visit.house.learning, actor=visit.actor, person_id=asked_for("person"), locale=visit.tr.locale
    )
    observing_sheet(visit, sheet)
