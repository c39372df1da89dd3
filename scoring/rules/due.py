"""Where a thing that was not done was due: the trainee's turn that would be said differently."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scenarios.schema import Fact, Scenario
from scenarios.speech_acts import SpeechAct
from scoring.cues import CustomerCue
from scoring.rules.reading import Reading, Sign

_AFTER: Mapping[str, tuple[CustomerCue, ...]] = {
    "feeling_first": ("feeling",),
    "apology": ("trouble",),
    "plain_words": ("asks_why", "confused"),
    "paced": ("confused", "frail"),
    "person_offered": ("machine", "cash"),
    "complaint_taken": ("complains",),
    "reason_and_way": ("was_refused",),
    "identity_checked": ("account",),
    "fraud_probed": ("fraud_sign", "fraud_hint"),
    # Not on a mere hint: nobody can warn of a caller of whom nothing was said yet.
    "fraud_stopped": ("fraud_sign",),
}
"""The customer's cue that the next trainee turn was to answer."""

_WITH: Mapping[str, tuple[Sign, ...]] = {
    "plain_words": ("refuse",),
    "paced": ("explain_plain", "give_reason", "use_jargon"),
    "time_given": ("accept_complaint", "follows_up", "next_step"),
    "owned": ("follows_up", "refuse", "accept_complaint"),
    "suitable_and_disclosed": ("sells",),
}
"""What the trainee said that asked for the rest."""

_WAITS_FOR: Mapping[str, frozenset[SpeechAct]] = {
    "apology": frozenset({"apologise"}),
    "feeling_first": frozenset({"empathise"}),
    "fraud_stopped": frozenset({"warn_fraud", "involve_trusted"}),
}
"""The acts of a criterion that a scenario may want only once the customer has told something."""

_STAYS = frozenset({"greeting", "feeling_first", "courtesy"})
"""Criteria that come too late a turn later, or are about how a thing was said."""

_DOES: tuple[Sign, ...] = (
    "empathise",
    "apologise",
    "restate",
    "ask_purpose",
    "explain_plain",
    "give_reason",
    "offer_person",
    "offer_choice",
    "accept_complaint",
    "commit_time",
    "warn_fraud",
    "involve_trusted",
    "escalate",
    "verify_identity",
)
"""What a turn is worth keeping for: advice goes to one that does none of it, if there is one later."""

_FAULTS: Mapping[str, tuple[Sign, ...]] = {
    "paced": ("several_steps",),
    "person_offered": ("forces_machine",),
    "plain_words": ("use_jargon",),
    "reason_and_way": ("refuse", "declines"),
    "identity_checked": ("acts_on_account", "carries_out"),
}
"""What went wrong in the very turn that advice for a criterion belongs to, whatever else asks for it."""

_HALF: Mapping[str, frozenset[Sign]] = {
    "reason_and_way": frozenset({"restate", "explain_plain", "give_reason"}),
    "plain_words": frozenset({"give_reason"}),
    "fraud_stopped": frozenset({"warn_fraud", "involve_trusted"}),
}
"""Half of what a criterion asks for: a turn that does no more than this is the one to be said anew."""

_AT_THE_END = frozenset(
    {"closing", "time_given", "owned", "reason_and_way", "complaint_taken", "fraud_stopped"}
)


def turn_due(criterion: str, reading: Reading) -> int | None:
    """Return the index of the trainee turn where ``criterion`` was due.

    What the customer's words call for is due in the answer to them, and no sooner than the customer has told what the
    scenario's own better words speak of.

    Returns:
        The index over all turns; ``None`` where no turn of the trainee could have said it yet.
    """
    if not reading.trainee:
        return None
    due, spoken_of = _called_for(criterion, reading), _spoken_of(criterion, reading.scenario)
    if due is None or not spoken_of:
        return due
    told = [_told(fact, reading) for fact in spoken_of]
    if None in told:
        return reading.trainee[-1].index if criterion in _AT_THE_END else None
    since = max([due - 1, *(index for index in told if index is not None)])
    return _answer_to(since, reading)


def speaks_too_soon(criterion: str, reading: Reading) -> bool:
    """Tell whether the scenario's own advice for a criterion speaks of what the customer never told."""
    return any(_told(fact, reading) is None for fact in _spoken_of(criterion, reading.scenario))


def _spoken_of(criterion: str, scenario: Scenario | None) -> tuple[Fact, ...]:
    """Return the facts that the scenario's own advice for ``criterion`` takes for known."""
    own = scenario.advice.get(criterion) if scenario else None
    if scenario is None or own is None:
        return ()
    acts = _WAITS_FOR.get(criterion, frozenset())
    aims = [aim for aim in scenario.objectives if aim.met_by.any and acts.issuperset(aim.met_by.any)]
    wanted = {name for aim in aims for name in aim.met_by.facts}
    say = own.say.casefold()
    return tuple(
        fact
        for fact in scenario.facts
        if fact.id in wanted or any(mark.casefold() in say for mark in fact.marks)
    )


def _told(fact: Fact, reading: Reading) -> int | None:
    """Return the customer's first turn that gives the fact away."""
    marks = [mark.casefold() for mark in fact.marks]
    said = (turn for turn in reading.customer if any(mark in turn.text.casefold() for mark in marks))
    return next((turn.index for turn in said), None)


def _answer_to(heard: int, reading: Reading) -> int | None:
    return next((turn.index for turn in reading.trainee if turn.index > heard), None)


def _called_for(criterion: str, reading: Reading) -> int | None:
    turn = _first_called_for(criterion, reading)
    asked_for = (*_FAULTS.get(criterion, ()), *_WITH.get(criterion, ()))
    if turn is None or criterion in _STAYS or reading.says(*asked_for):
        return turn
    does = [sign for sign in _DOES if sign not in _HALF.get(criterion, ())]
    plain = (one.index for one in reading.trainee if one.index >= turn and not one.holds(*does))
    return next(plain, turn)


def _first_called_for(criterion: str, reading: Reading) -> int | None:
    fault = reading.find(*_FAULTS.get(criterion, ()))
    if fault is not None:
        return fault.place.turn
    said = list(reading.all(*_WITH.get(criterion, ())))
    if said:
        # What was left open to the end is said when it was promised for the last time.
        return said[-1 if criterion == "time_given" else 0].place.turn
    if criterion == "time_given":
        return _last_asked_when(reading)
    heard = reading.heard_and_answered(*_AFTER.get(criterion, ()))
    if heard is not None:
        return _answer_to(heard, reading)
    if criterion in _AFTER and criterion not in _AT_THE_END:
        return _after_the_greeting(reading)
    if criterion == "courtesy":
        plain = (turn.index for turn in reading.trainee if not turn.holds("polite"))
        return next(plain, reading.trainee[0].index)
    return reading.trainee[-1 if criterion in _AT_THE_END else 0].index


def _last_asked_when(reading: Reading) -> int:
    """Return the answer to the last time the customer asked when; not to how they opened, for nothing was begun yet."""
    begun, ended = reading.trainee[0].index, reading.trainee[-1].index
    asked = [
        turn.index for turn in reading.customer if "asks_when" in turn.cues and begun < turn.index < ended
    ]
    answer = _answer_to(asked[-1], reading) if asked else None
    return ended if answer is None else answer


def may_wait(criterion: str, turn: int, reading: Reading) -> bool:
    """Tell whether what was due in a turn could as well be said in a later one."""
    if criterion in _STAYS or criterion == "apology":
        return False
    here = (one for one in reading.trainee if one.index == turn)
    return not any(one.holds(*_FAULTS.get(criterion, ())) for one in here)


def free_turn(since: int, reading: Reading, taken: Collection[int] = ()) -> int | None:
    """Return a trainee's turn after ``since`` with room for something: one that does little, else the last.

    Args:
        since: an index over all turns.
        reading: the conversation.
        taken: turns that something goes to already, and that are better left alone.

    Returns:
        The index over all turns; ``None`` where the trainee said nothing more.
    """
    later = [turn for turn in reading.trainee if turn.index > since]
    little = [turn.index for turn in later if not turn.holds(*_DOES, "greet")]
    free = [index for index in little if index not in taken]
    return next(iter(free or little), later[-1].index) if later else None


def _after_the_greeting(reading: Reading) -> int | None:
    """Return the turn for what a scenario wants though no words of the customer's are known to call for it.

    It answers something: what the customer said to the greeting, else what they opened with.
    """
    answered = reading.first[-1].index if reading.first else -1
    heard = [turn.index for turn in reading.customer]
    since = next((index for index in heard if index > answered), None)
    later = None if since is None else _answer_to(since, reading)
    return later if later is not None or not heard else _answer_to(heard[0], reading)
