"""One observation at work: what was seen, and how does the person observed see it?"""

from lms.learning import read_observation
from lms.portal.components.observation import signed_observation
from lms.portal.links import asked_for
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the observation in the address."""
    visit = require_visit()
    seen = read_observation(
        visit.house.learning, actor=visit.actor, observation_id=asked_for("id"), locale=visit.tr.locale
    )
    signed_observation(visit, seen)
