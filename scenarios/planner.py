"""What the customer does next. The program decides; the engines only find the words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from scenarios.habits import habits_of, harmless, lines_for
from scenarios.mood import Moved, move
from scenarios.questions import answer_to
from scenarios.reactions import Moment, is_silence, react
from scenarios.schema import (
    OPTIONAL,
    Condition,
    CustomerAct,
    Ending,
    Fact,
    Line,
    Mood,
    Objective,
    Scenario,
)
from scenarios.speech_acts.acts import SpeechAct
from scenarios.state import State

_Test = Callable[[Condition], bool]

CLEARS_UP: frozenset[SpeechAct] = frozenset({"explain_plain", "check_understanding"})
"""Acts after which a yes that was none need not come to light any more."""
ENQUIRIES = 4
"""Plain questions that a visit bears before being asked another counts as getting nowhere."""
LINGER = 3
"""Turns after which a customer who has everything says goodbye by themselves."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the customer is to do in this turn.

    Attributes:
        state: the state after the turn, before the words are known.
        act: what the customer does; ``None`` only for the opening and for an ending.
        fact: the fact told in this turn.
        objective: the objective whose own lines are to be spoken.
        ending: the ending reached in this turn.
        lines: authored words to prefer over the lines of ``act``; may be empty.
        moved: what moved the mood, the strongest first.
        earned: ids of facts earned in this turn.
        met: ids of objectives met in this turn.
    """

    state: State
    act: CustomerAct | None
    lines: tuple[Line, ...] = ()
    fact: Fact | None = None
    objective: Objective | None = None
    ending: Ending | None = None
    moved: tuple[Moved, ...] = ()
    earned: tuple[str, ...] = ()
    met: tuple[str, ...] = ()


def holds(
    condition: Condition,
    *,
    state: State,
    mood: Mood,
    acts: Collection[SpeechAct],
    done: dict[str, int],
    text: str,
) -> bool:
    """Tell whether ``condition`` holds in this turn; see ``Condition`` for what each part means."""
    if condition.any and not set(condition.any) & set(acts):
        return False
    if (
        condition.any
        and condition.times > 1
        and sum(done.get(act, 0) for act in condition.any) < condition.times
    ):
        return False
    if set(condition.none) & set(acts) or any(done.get(act) for act in condition.never):
        return False
    if not all(done.get(act) for act in condition.all):
        return False
    if condition.some and not any(done.get(act) for act in condition.some):
        return False
    if condition.words and not any(word.casefold() in text.casefold() for word in condition.words):
        return False
    if not set(condition.facts) <= set(state.facts) or not set(condition.objectives) <= set(state.objectives):
        return False
    limits = (
        condition.trust_min is None or mood.trust >= condition.trust_min,
        condition.anger_min is None or mood.anger >= condition.anger_min,
        condition.anger_max is None or mood.anger <= condition.anger_max,
        condition.anxiety_max is None or mood.anxiety <= condition.anxiety_max,
        condition.confusion_max is None or mood.confusion <= condition.confusion_max,
    )
    return all(limits) and state.turn >= condition.turns_min


def open_scene(scenario: Scenario) -> Plan:
    """Return the plan for the customer's first words."""
    return Plan(State.at_start(scenario), None, lines=scenario.opening)


def advance(scenario: Scenario, state: State, *, text: str, acts: Sequence[SpeechAct], seed: int) -> Plan:
    """Return what the customer does after the trainee said ``text`` that holds ``acts``.

    Args:
        scenario: what is rehearsed.
        state: the state after the customer's last turn; it has not ended.
        text: the trainee's words.
        acts: their speech acts.
        seed: decides chance events (mishearing); the same seed gives the same plan.
    """
    if state.ending is not None:
        raise ValueError("the conversation has ended")
    done = dict(state.done)
    for act in set(acts):
        done[act] = done.get(act, 0) + 1
    answered = answer_to(scenario, state, text) is not None
    asked = answered and state.habits.get("answer", 0) < ENQUIRIES
    mood, moved = move(
        state.mood,
        acts=acts,
        before=state.done,
        persona=scenario.persona,
        # Somebody who wants to know about the matter is getting on with it.
        stalled=0 if asked else state.stalled + 1,
        silent=is_silence(text, acts) and not answered,
    )
    now = state.model_copy(update={"turn": state.turn + 1, "mood": mood, "done": done})
    if CLEARS_UP & set(acts):
        now = now.model_copy(update={"nodded": None})

    def is_true(condition: Condition) -> bool:
        return holds(condition, state=now, mood=mood, acts=acts, done=done, text=text)

    fact = next((f for f in scenario.facts if f.id not in now.facts and is_true(f.earned_by)), None)
    if fact:
        now = now.model_copy(update={"facts": (*now.facts, fact.id)})
    met: list[Objective] = []
    # One turn may meet what another objective waits for, whichever of the two the file names first.
    while objective := next(
        (o for o in scenario.objectives if o.id not in now.objectives and is_true(o.met_by)), None
    ):
        met.append(objective)
        now = now.model_copy(update={"objectives": (*now.objectives, objective.id)})
    progress = bool(fact or met)
    now = now.model_copy(update={"stalled": 0 if progress else state.stalled + (not asked)})
    earned, new = ((fact.id,) if fact else ()), tuple(o.id for o in met)

    ending = _ending(scenario, now, acts=acts, is_true=is_true)
    if ending:
        now = now.model_copy(update={"ending": ending.id})
        return Plan(
            now, None, lines=ending.lines, ending=ending, moved=moved, fact=fact, earned=earned, met=new
        )
    if fact:
        now = now.model_copy(update={"last": "detail"})
        return Plan(now, "detail", lines=fact.lines, fact=fact, moved=moved, earned=earned, met=new)
    if met:
        last = met[-1]
        now = now.model_copy(update={"last": last.customer})
        return Plan(now, last.customer, lines=last.lines or (), objective=last, moved=moved, met=new)
    reaction = react(Moment(scenario, state, now, text, frozenset(acts), seed))
    lines = _words_of(reaction, scenario, now, text=text, seed=seed)
    return Plan(_having_reacted(now, reaction), reaction, lines=lines, moved=moved)


def _words_of(
    reaction: CustomerAct, scenario: Scenario, now: State, *, text: str, seed: int
) -> tuple[Line, ...]:
    """Return the words that this very moment calls for; none where the act's own lines serve."""
    if reaction == "mishear":
        return harmless(scenario, habits_of(scenario.locale).mishears(text, seed=f"{seed}:{now.turn}"))
    if reaction == "answer" and (answer := answer_to(scenario, now, text)):
        return answer.lines
    return lines_for(scenario, reaction)


def _having_reacted(now: State, reaction: CustomerAct) -> State:
    changed: dict[str, object] = {"last": reaction, "misheard": now.misheard + (reaction == "mishear")}
    if reaction in OPTIONAL:
        changed["habits"] = {**now.habits, reaction: now.habits.get(reaction, 0) + 1}
    if reaction == "nod":
        changed["nodded"] = now.turn
    elif reaction == "confused":
        changed["nodded"] = None
    return now.model_copy(update=changed)


def stop(scenario: Scenario, state: State) -> Plan:
    """Return the ending when the trainee ends the conversation (or has nothing more to say)."""
    if state.ending is not None:
        raise ValueError("the conversation has ended")
    ending = _settle(
        scenario, lambda c: holds(c, state=state, mood=state.mood, acts=(), done=state.done, text="")
    )
    return Plan(state.model_copy(update={"ending": ending.id}), None, lines=ending.lines, ending=ending)


def _settle(scenario: Scenario, is_true: _Test) -> Ending:
    return next(ending for ending in scenario.endings if is_true(ending.when))


def _ending(scenario: Scenario, now: State, *, acts: Sequence[SpeechAct], is_true: _Test) -> Ending | None:
    for ending in scenario.endings:
        if ending.at_once and is_true(ending.when):
            return ending
    wanted = next((e for e in scenario.endings if e.wanted and is_true(e.when)), None)
    if wanted and ("close" in acts or now.stalled >= LINGER):
        return wanted
    # A farewell that nobody takes up ends it the second time; a visit has its time.
    if ("close" in acts and now.done.get("close", 0) >= 2) or now.turn >= scenario.max_turns:
        return _settle(scenario, is_true)
    return None
