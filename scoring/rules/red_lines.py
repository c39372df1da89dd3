"""The red lines: what is never said. A kept one is proved by the words nearest to it, else by the last ones."""

from __future__ import annotations

from scoring.rules.question import Question, Verdict, breached, met
from scoring.rules.reading import Found, Reading, Sign


def _spoke(reading: Reading) -> bool:
    return bool(reading.trainee)


def _kept(reading: Reading, *near: Sign) -> Verdict:
    return met(reading.find(*near) or reading.closing_words)


def _no_forbidden(reading: Reading) -> Verdict:
    crossed = list(reading.all("rude", "forbidden"))
    return breached(*crossed) if crossed else _kept(reading, "polite")


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
