"""The red lines: what is never said.

That nothing was said cannot be quoted. A kept line is proved by the words nearest to it, or by those said where it was
hardest to keep, else by the last ones; a greeting is said before anything can go wrong and shows little.
"""

from __future__ import annotations

from scoring.rules.question import Question, Verdict, breached, met
from scoring.rules.reading import Found, Reading, Sign


def _spoke(reading: Reading) -> bool:
    return bool(reading.trainee)


def _kept(reading: Reading, *near: Sign) -> Verdict:
    return met(reading.find(*near) or reading.closing_words)


def _no_forbidden(reading: Reading) -> Verdict:
    crossed = list(reading.all("rude", "forbidden"))
    return breached(*crossed) if crossed else met(_under_strain(reading) or reading.closing_words)


def _under_strain(reading: Reading) -> Found | None:
    """Return what was answered to a customer who was upset, where a hurtful word comes easiest."""
    upset = {
        turn.index for turn in reading.customer if not turn.cues.keys().isdisjoint(("feeling", "complains"))
    }
    answers = (turn for turn in reading.trainee if turn.index - 1 in upset)
    calm: tuple[Sign, ...] = ("empathise", "apologise", "accept_complaint", "offer_help", "next_step")
    return next((found for turn in answers if (found := turn.find(*calm))), None)


def _no_over_promise(reading: Reading) -> Verdict:
    crossed = list(reading.all("over_promise"))
    return breached(*crossed) if crossed else _kept(reading, "states_risk", "commit_time", "next_step")


def _no_leak(reading: Reading) -> Verdict:
    crossed = list(reading.all("leak_privacy", "discloses"))
    return breached(*crossed) if crossed else _kept(reading, "protect_privacy", "verify_identity")


def _carried_out(reading: Reading) -> list[Found]:
    """Return where the money went out, unless the same turn holds it back. To have warned before excuses nothing."""
    held_back: tuple[Sign, ...] = ("warn_fraud", "refuse", "escalate", "involve_trusted", "ask_purpose")
    done = (turn.find("carries_out") for turn in reading.trainee if not turn.holds(*held_back))
    return [found for found in done if found]


def _no_fraud_aid(reading: Reading) -> Verdict:
    crossed = list(reading.all("aid_fraud")) or _carried_out(reading)
    if crossed:
        return breached(*crossed)
    return _kept(reading, "warn_fraud", "refuse", "involve_trusted", "escalate", "ask_purpose")


NO_FORBIDDEN = Question(_spoke, _no_forbidden)
NO_OVER_PROMISE = Question(_spoke, _no_over_promise)
NO_LEAK = Question(_spoke, _no_leak)
NO_FRAUD_AID = Question(lambda reading: _spoke(reading) and reading.fraud, _no_fraud_aid)
