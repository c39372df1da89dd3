"""Whether a draft is fit to be rehearsed: what ``lms scenario check`` asks, played in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.authoring.drafting.making import OBJECTIVE
from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation, recite
from scenarios.schema import Scenario
from scenarios.transcript import Locale
from scoring.trials import Note, Shortfall, Trial, findings, shortfalls
from scoring.trials.trainees import turns_of

SEEDS = 5
"""As many as the command plays unless it is told otherwise."""
PATIENCE_S = 120.0
PLAYER: Sequence[str] = (sys.executable, "-m", "scoring.trials.player")


@dataclass(frozen=True)
class Checked:
    """What was found in one language.

    Attributes:
        notes: what must not be, of whom and how often.
        advice: advice that falls short: its criterion and sentence.
        failure: why it could not be played; none where it could.
    """

    notes: tuple[Note, ...] = ()
    advice: tuple[tuple[str, str], ...] = ()
    failure: str | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.notes and not self.advice and self.failure is None


def check(scenarios: Mapping[Locale, Scenario]) -> dict[Locale, Checked]:
    """Play all trainees in each language, side by side, and try the advice."""
    running = {locale: _started(scenario) for locale, scenario in scenarios.items()}
    asked = "".join(f"{seed}\n" for seed in range(SEEDS))
    found = {}
    for locale, scenario in scenarios.items():
        try:
            said, _ = running[locale].communicate(asked, timeout=PATIENCE_S)
            found[locale] = _found(scenario, said.splitlines())
        except subprocess.TimeoutExpired:
            running[locale].kill()
            running[locale].communicate()
            found[locale] = Checked(failure=f"no answer for {PATIENCE_S:g} s")
    return found


def objective_is_met(scenarios: Iterable[Scenario], objective: str = OBJECTIVE) -> bool:
    """Whether each scenario's own good trainee meets an objective, with every seed that is played."""
    for scenario in scenarios:
        for seed in range(SEEDS):
            conversation = Conversation(scenario, BuiltInCustomer(), seed=seed)
            recite(conversation, turns_of("good", conversation))
            if not any(objective in step.objectives for step in conversation.steps):
                return False
    return True


def _started(scenario: Scenario) -> "subprocess.Popen[str]":
    process = subprocess.Popen(  # noqa: S603  the program's own command
        PLAYER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(scenario.model_dump_json(exclude_defaults=True) + "\n")
    return process


def _found(scenario: Scenario, lines: Sequence[str]) -> Checked:
    if len(lines) < SEEDS:
        return Checked(failure="the player ended before its time")
    trials: list[Trial] = []
    for line in lines:
        answer = json.loads(line)
        if isinstance(answer, dict):
            return Checked(failure=str(answer["failure"]))
        trials += [Trial.from_json(one) for one in answer]
    notes = tuple(Note.of(one) for one in findings(trials, difficulty=scenario.difficulty))
    return Checked(notes, tuple(_said(one) for one in shortfalls(scenario)))


def _said(shortfall: Shortfall) -> tuple[str, str]:
    return shortfall.criterion, shortfall.say
