"""How the customer is received, spoken to and seen off: greeting, courtesy, closing."""

from __future__ import annotations

from scoring.rules.question import Question, Verdict, always, breached, met, missing
from scoring.rules.reading import Reading, Sign

_POLITE_SHARE = 3
"""At least one turn in so many holds something courteous."""

_COURTEOUS: tuple[Sign, ...] = (
    "polite",
    "warm",
    "empathise",
    "apologise",
    "thank",
    "offer_help",
    "offer_choice",
    "offer_person",
    "greet",
)
"""What shows courtesy, the plainest first: dialect is warm without “please”."""


def _greeting(reading: Reading) -> Verdict:
    found = next((found for turn in reading.first if (found := turn.find("greet"))), None)
    return met(found) if found else missing()


def _spoke(reading: Reading) -> bool:
    return bool(reading.trainee)


def _courtesy(reading: Reading) -> Verdict:
    harsh = reading.find("rude", "forbidden", "hurry", "curt") or reading.dismissal or reading.blame
    if harsh:
        return breached(harsh)
    polite = [found for turn in reading.trainee if (found := turn.find(*_COURTEOUS))]
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
        # A farewell alone is neither a next step nor a question for other needs.
        asked = turn.find("sees_off")
        if asked:
            return met(asked)
        onward = turn.find("next_step", "follows_up", "commit_time")
        if onward and turn.holds("close", "farewell", "commit_time", "takes_on"):
            return met(onward, turn.find("commit_time", "takes_on"))
    return missing()


GREETING = Question(always, _greeting)
COURTESY = Question(_spoke, _courtesy)
CLOSING = Question(_reached_its_end, _closing)
