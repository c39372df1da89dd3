"""Conversations for the demo bank: really played, with scripts between the author's bad, average and good trainee."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lms.catalogue import Catalogue, ScenarioCard
from lms.practice.rows import customer_row, trainee_row
from lms.practice.stage import ClosedBy, Judge
from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import step_of
from scenarios.customer import Scene
from scenarios.planner import Plan, advance, open_scene, stop
from scenarios.schema import Ending, Scenario
from scenarios.speech_acts import SpeechAct, act_ids, recogniser_for
from scenarios.transcript import Transcript
from scenarios.transcript import Turn as SpokenTurn
from scoring.assessment import Assessment
from scoring.heard_acts import HeardActs, hear_by_patterns

SKILLS: tuple[tuple[float, float, float], ...] = (
    (1.0, 0.0, 0.0),
    (0.5, 0.5, 0.0),
    (0.0, 1.0, 0.0),
    (0.0, 0.6, 0.4),
    (0.0, 0.3, 0.7),
    (0.0, 0.0, 1.0),
)
"""From clumsy to skilled: how many of a trainee's turns are the bad, the average, the good script's."""
SEEDS = 2
"""Visits played at each skill; several people share one, at different times."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands where the time of a turn will, once it is somebody's."""


@dataclass(frozen=True)
class Played:
    """One conversation that came to its end.

    Attributes:
        turns: rows of its turns, without an attempt and without a time.
        seed: of the customer.
    """

    card: ScenarioCard
    turns: tuple[dict[str, Any], ...]
    seed: int
    ending: Ending
    closed_by: ClosedBy
    assessment: Assessment
    heard: HeardActs


class Plays:
    """Plays each conversation once, when it is first wanted."""

    def __init__(self, catalogue: Catalogue, judge: Judge) -> None:
        """Start with nothing played."""
        self._catalogue, self._judge = catalogue, judge
        self._known: dict[tuple[str, str, int, int], Played] = {}

    def play(self, card: ScenarioCard, *, skill: int, seed: int) -> Played:
        """A conversation at this scenario by a trainee of a skill, an index of ``SKILLS``."""
        place = (card.slug, card.locale, skill, seed)
        if place not in self._known:
            scenario = self._catalogue.scenario(card.slug, card.locale, card.version)
            self._known[place] = _play(card, scenario, script_for(scenario, skill, seed), seed, self._judge)
        return self._known[place]


def script_for(scenario: Scenario, skill: int, seed: int) -> tuple[str, ...]:
    """A script as long as the one it takes most from; each turn stands where its author put it."""
    trainees, shares = scenario.trainees, SKILLS[skill]
    scripts = (trainees.bad, trainees.average, trainees.good)
    dice = random.Random(f"{scenario.slug} {scenario.locale} {skill} {seed}")  # noqa: S311  no secret
    longest = len(scripts[max(range(3), key=lambda which: shares[which])])
    lines = []
    for place in range(longest):
        script = dice.choices(scripts, weights=shares)[0]
        lines.append(script[min(place, len(script) - 1)])
    return tuple(dict.fromkeys(lines))


def _play(card: ScenarioCard, scenario: Scenario, script: Sequence[str], seed: int, judge: Judge) -> Played:
    customer, recogniser = BuiltInCustomer(), recogniser_for(scenario.locale)
    rows: list[dict[str, Any]] = []

    def speak(plan: Plan, acts: tuple[SpeechAct, ...]) -> None:
        reply = customer.realise(Scene(scenario, plan, (), seed))
        reply.read()
        step = step_of(plan, acts, reply, turn=len(rows))
        rows.append(customer_row("", len(rows), at=EPOCH, plan=plan, step=step, reply=reply))

    plan = open_scene(scenario)
    speak(plan, ())
    closed_by: ClosedBy = "customer"
    for line in script:
        acts = act_ids(recogniser.recognise(line, rows[-1]["text"]))
        state = plan.state.having_said(rows[-1]["text"])
        rows.append(trainee_row("", len(rows), line, at=EPOCH, key=None, acts=acts))
        plan = advance(scenario, state, text=line, acts=acts, seed=seed)
        speak(plan, acts)
        if plan.ending is not None:
            break
    if plan.ending is None:
        closed_by = "trainee"
        plan = stop(scenario, plan.state.having_said(rows[-1]["text"]))
        speak(plan, ())
    assert plan.ending is not None, "a visit that was stopped has an ending"
    said = Transcript(
        scenario=scenario.slug,
        locale=scenario.locale,
        signs=scenario.signs,
        turns=tuple(SpokenTurn(speaker=row["speaker"], text=row["text"]) for row in rows),
    )
    # A script is heard by patterns as its author meant it, and hundreds of visits are written while somebody waits.
    heard = hear_by_patterns(said, why="demo")
    found = judge(said, scenario, recogniser=heard.again(said))
    return Played(card, tuple(rows), seed, plan.ending, closed_by, found, heard)
