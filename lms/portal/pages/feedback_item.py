"""One thing a customer said: what is it, who is meant, was it said before?"""

from lms.feedback import read_feedback
from lms.portal.components.doing import what_was_done
from lms.portal.components.feedback_correction import correction_form
from lms.portal.components.feedback_item import history, its_case, original, said, said_before
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    view = read_feedback(visit.house.context, actor=visit.actor, item_id=asked_for("item"))
    link("feedback", visit.gettext("What customers said"), icon=":material/arrow_back:")
    said(visit, view)
    what_was_done()
    its_case(visit, view)
    said_before(visit, view)
    if view.may_handle:
        correction_form(visit, view)
    history(visit, view)
    if view.may_handle:
        original(visit, view)
