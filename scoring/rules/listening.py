"""Whether the customer was heard: the need, the feeling, the trouble."""

from __future__ import annotations

import re

from scoring.rules.question import Question, Verdict, always, breached, met, missing
from scoring.rules.reading import Found, Reading, Sign, TraineeTurn, first_of

_STRONG = 0.6
"""A scenario whose customer comes in with this much anger or anxiety shows it, whatever their words."""


_SPOILS: tuple[Sign, ...] = ("rude", "forbidden", "blame", "dismiss")
"""What makes a question no question: it is not asked to be answered."""


_BUT = re.compile(r"[,，;；:：—\s]*(?:but|however|though|可是|可|但是|但|不过|只是|然而)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.。!！?？\n]*")
_HELPS: tuple[Sign, ...] = (
    "offer_help",
    "offer_choice",
    "offer_person",
    "next_step",
    "offers_way",
    "follows_up",
)


def _clear_need(reading: Reading) -> Verdict:
    asking = (turn for turn in reading.trainee if not turn.holds(*_SPOILS))
    asked = first_of(
        found
        for turn in asking
        if (found := turn.find("ask_open", "restate", "ask_purpose", "clarifies", "probes"))
    )
    if asked is None:
        return missing()
    acted = reading.find("settles", "carries_out", "refuse", "declines", "dismiss")
    if acted and acted.place.turn < asked.place.turn:
        return breached(acted)
    return met(asked)


def _felt(reading: Reading) -> int | None:
    turn = reading.heard_and_answered("feeling")
    if turn is None and reading.scenario is not None and reading.trainee:
        mood = reading.scenario.mood
        if max(mood.anger, mood.anxiety) >= _STRONG:
            return reading.customer[0].index if reading.customer else -1
    return turn


def _feeling_first(reading: Reading) -> Verdict:
    felt = _felt(reading)
    since = -1 if felt is None else felt
    named = first_of(
        found
        for turn in reading.trainee
        if (found := turn.find("empathise")) and not _is_taken_back(found, turn)
    )
    if named is None:
        return missing()
    before = reading.find(
        "refuse", "declines", "states_rule", "rude", "blame", "dismiss", "hurry", after=since
    )
    if before and before.place < named.place:
        return breached(before)
    return met(named)


def _is_taken_back(named: Found, turn: TraineeTurn) -> bool:
    """Return whether the same breath puts a rule in the feeling's place: “I see, but rules are rules.”."""
    end = named.place.start + len(named.quote)
    but = _BUT.match(turn.text, end)
    rule = turn.find("states_rule")
    if but is None or rule is None or turn.holds(*_HELPS):
        return False
    sentence = _SENTENCE.match(turn.text, but.end())
    return sentence is not None and end <= rule.place.start < sentence.end()


def _had_trouble(reading: Reading) -> bool:
    # What a swindler tells or takes is no trouble of the bank's making.
    return not reading.fraud and reading.heard_and_answered("trouble", "complains") is not None


def _apology(reading: Reading) -> Verdict:
    blamed = reading.blame
    if blamed:
        return breached(blamed)
    sorry = reading.find("apologise")
    return met(sorry) if sorry else missing()


CLEAR_NEED = Question(always, _clear_need)
FEELING_FIRST = Question(lambda reading: _felt(reading) is not None, _feeling_first)
APOLOGY = Question(_had_trouble, _apology)
