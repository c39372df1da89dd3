"""Whether it was made easy: plain words, one step at a time, a person instead of a machine."""

from __future__ import annotations

from scoring.rules.question import Question, Verdict, breached, met, missing
from scoring.rules.reading import Reading


def _had_to_be_explained(reading: Reading) -> bool:
    explained = reading.says("explain_plain", "use_jargon", "give_reason", "warn_fraud")
    if explained or reading.heard_and_answered("asks_why") is not None:
        return True
    # Who comes in lost wants help; who is lost after an answer wants it explained.
    first = reading.trainee[0].index if reading.trainee else 0
    last = reading.trainee[-1].index if reading.trainee else 0
    return any(first < turn.index < last and "confused" in turn.cues for turn in reading.customer)


def _plain_words(reading: Reading) -> Verdict:
    jargon = list(reading.all("use_jargon"))
    since = jargon[-1].place.turn if jargon else -1
    plain = reading.find("explain_plain", "give_reason", "explains", "warn_fraud", after=since)
    if plain:
        return met(plain)
    return breached(jargon[-1]) if jargon else missing()


def _needs_pace(reading: Reading) -> bool:
    if not reading.trainee or reading.frail:
        return bool(reading.trainee)
    # To ask once what a term means is no confusion.
    lost = [turn for turn in reading.customer if "confused" in turn.cues]
    return len(lost) > 1 or any("asks_why" not in turn.cues for turn in lost)


def _paced(reading: Reading) -> Verdict:
    heaped = reading.find("several_steps", "hurry")
    if heaped:
        return breached(heaped)
    checked = reading.find("check_understanding", "checks")
    return met(reading.find("one_step"), checked) if checked else missing()


def _meets_machine_or_cash(reading: Reading) -> bool:
    if not reading.frail or reading.fraud or not reading.trainee:
        return False
    return reading.heard("machine", "cash") is not None or reading.says("forces_machine", "offer_person")


def _person_offered(reading: Reading) -> Verdict:
    forced = reading.find("forces_machine")
    if forced:
        return breached(forced)
    person = reading.find("offer_person", "offers_person")
    return met(person) if person else missing()


PLAIN_WORDS = Question(_had_to_be_explained, _plain_words)
PACED = Question(_needs_pace, _paced)
PERSON_OFFERED = Question(_meets_machine_or_cash, _person_offered)
