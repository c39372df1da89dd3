"""A hint on request: the next useful thing to do, without the sentence itself."""

from lms.people import Actor
from lms.platform.errors import Refused
from lms.practice.reading import own_stand
from lms.practice.sitting import require_no_exam
from lms.practice.stage import Practice
from scenarios.schema import Objective, Scenario
from scenarios.state import State


def hint(practice: Practice, *, actor: Actor, attempt_id: str) -> str | None:
    """The hint of the open objective that comes next; none when nothing is left to achieve, or it has ended.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
        Refused: it is an exam.
        ExamRunning: an exam at the same scenario is under way.
    """
    stand = own_stand(practice, actor, attempt_id)
    card = stand.card
    if card.mode == "exam":
        raise Refused("There are no hints in an exam.")
    if not card.open:
        return None
    require_no_exam(practice, person_id=actor.person_id, slug=card.slug)
    scenario = practice.catalogue.scenario(card.slug, card.locale, card.scenario_version)
    found = next_objective(scenario, stand.state)
    return None if found is None else found.hint


def next_objective(scenario: Scenario, state: State) -> Objective | None:
    """The first open objective that can be met now; the first that can still be met where none can be met now."""
    left = [o for o in scenario.objectives if o.id not in state.objectives and not _missed(o, state)]
    now = [
        objective
        for objective in left
        if set(objective.met_by.facts) <= set(state.facts)
        and set(objective.met_by.objectives) <= set(state.objectives)
    ]
    return next(iter(now or left), None)


def _missed(objective: Objective, state: State) -> bool:
    """Whether something was done that shuts the objective out for good."""
    return any(state.done.get(act) for act in objective.met_by.never)
