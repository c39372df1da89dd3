"""What becomes of it: refusals with a reason and a way, complaints, times, and who does the next step."""

from __future__ import annotations

from scoring.rules.question import Question, Verdict, breached, met, missing
from scoring.rules.reading import Found, Reading, Sign


def _was_refused(reading: Reading) -> bool:
    return reading.says("refuse", "declines") or reading.heard_and_answered("was_refused") is not None


def _reason_and_way(reading: Reading) -> Verdict:
    refused = reading.find("refuse", "declines")
    since = -1
    if refused:
        earlier = [turn.index for turn in reading.trainee if turn.index < refused.place.turn]
        since = earlier[-1] - 1 if earlier else -1
    # That it is a scam is the reason, and whoever confirms it the way.
    reason = reading.find("give_reason", "warn_fraud", after=since)
    way = reading.find(
        "offer_choice", "offer_person", "offers_way", "next_step", "involve_trusted", after=since
    )
    if reason and way:
        return met(reason, way)
    return breached(refused) if refused else missing()


def _complaint_taken(reading: Reading) -> Verdict:
    complained = reading.heard("complains")
    since = -1 if complained is None else complained
    turned_away = reading.find("dismiss", "rude", "forbidden", after=since)
    if turned_away:
        return breached(turned_away)
    taken = reading.find("accept_complaint") or reading.find("escalate", after=since)
    return met(taken) if taken else missing()


def _left_to_follow_up(reading: Reading) -> bool:
    if reading.says("follows_up", "accept_complaint", "commit_time"):
        return True
    # “How long does it take?” of a matter that goes well is a question, and no promise is due.
    asked = reading.heard_and_answered("asks_when") is not None
    return asked and reading.heard("trouble", "complains") is not None


def _time_given(reading: Reading) -> Verdict:
    time = reading.find("commit_time")
    return met(time) if time else missing()


def _left_to_do(reading: Reading) -> bool:
    open_ends: tuple[Sign, ...] = ("next_step", "escalate", "follows_up", "accept_complaint")
    if reading.says("aid_fraud", "leak_privacy", "discloses"):
        return False  # Who got what should not have been given has nothing left to wait for.
    refused = any(turn.holds("refuse") and not turn.holds("protect_privacy") for turn in reading.trainee)
    sent_away = refused or reading.says("passes_on", "dismiss")
    return sent_away or reading.says(*open_ends) or reading.heard_and_answered("complains") is not None


def _owned(reading: Reading) -> Verdict:
    passed_on = reading.find("dismiss", "passes_on")
    if passed_on:
        return breached(passed_on)
    taken: Found | None = reading.find("next_step", "takes_on", "escalate", "offer_help", "settles")
    return met(taken) if taken else missing()


REASON_AND_WAY = Question(_was_refused, _reason_and_way)
COMPLAINT_TAKEN = Question(
    lambda reading: reading.heard_and_answered("complains") is not None, _complaint_taken
)
TIME_GIVEN = Question(_left_to_follow_up, _time_given)
OWNED = Question(_left_to_do, _owned)
