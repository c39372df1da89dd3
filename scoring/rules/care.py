"""Whether it was made easy: plain words, one step at a time, a person instead of a machine."""

from __future__ import annotations

import re

from scoring.rules.question import Question, Verdict, breached, met, missing
from scoring.rules.reading import Found, Reading, TraineeTurn

_ONE_STEP = 24
"""Words, or Chinese characters, up to which an instruction can be followed in one go."""
_TAG = 4
"""Characters between what is said back and the “is that right?” that belongs to it."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


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
    checked = next((found for turn in reading.trainee if (found := _check(turn))), None)
    if checked is None:
        return missing()
    steps = list(reading.all("one_step"))
    short = next((step for step in steps if _is_short(step.quote)), None)
    return met(short, checked) if short or not steps else breached(steps[0])


def _check(turn: TraineeTurn) -> Found | None:
    """Return where a turn asks whether the customer follows; “is that right?” after their own words does not."""
    said_back = turn.find("restate")
    asked = (turn.find(sign) for sign in ("check_understanding", "checks"))
    return next((found for found in asked if found and not _is_within(found, said_back)), None)


def _is_within(found: Found, other: Found | None) -> bool:
    if other is None:
        return False
    start, end = other.place.start, other.place.start + len(other.quote)
    return start <= found.place.start < end + _TAG


def _is_short(quote: str) -> bool:
    return len(_WORD.findall(quote)) <= _ONE_STEP


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
