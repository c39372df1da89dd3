"""How the customer is received, spoken to and seen off: greeting, courtesy, closing."""

from __future__ import annotations

from scoring.rules.question import Question, Verdict, always, breached, met, missing
from scoring.rules.reading import Reading

_POLITE_SHARE = 3
"""At least one turn in so many holds a courteous word."""


def _greeting(reading: Reading) -> Verdict:
    found = next((found for turn in reading.first if (found := turn.find("greet"))), None)
    return met(found) if found else missing()


def _spoke(reading: Reading) -> bool:
    return bool(reading.trainee)


def _courtesy(reading: Reading) -> Verdict:
    harsh = reading.find("rude", "forbidden", "hurry", "curt") or reading.dismissal or reading.blame
    if harsh:
        return breached(harsh)
    polite = [found for turn in reading.trainee if (found := turn.find("polite"))]
    if len(polite) * _POLITE_SHARE < len(reading.trainee):
        return missing()
    # A greeting is due to everybody: what comes after it shows more.
    later = [found for found in polite if found.place.turn > polite[0].place.turn]
    return met(*(later or polite)[:2])


def _reached_its_end(reading: Reading) -> bool:
    if reading.broken_off:
        return False
    if len(reading.trainee) > 1 or reading.scenario is not None:
        return bool(reading.trainee)
    return reading.says("close", "farewell") or reading.heard_and_answered("leaves", "settled") is not None


def _closing(reading: Reading) -> Verdict:
    for turn in reversed(reading.last):
        spoilt = turn.find("rude", "forbidden", "dismiss", "hurry")
        if spoilt:
            return breached(spoilt)
        taken_leave = turn.find("close", "farewell")
        if taken_leave:
            return met(taken_leave)
    for turn in reading.last[-1:]:
        if turn.holds("next_step", "follows_up") and turn.holds("commit_time", "takes_on"):
            return met(turn.find("next_step", "follows_up"), turn.find("commit_time", "takes_on"))
    return missing()


GREETING = Question(always, _greeting)
COURTESY = Question(_spoke, _courtesy)
CLOSING = Question(_reached_its_end, _closing)
