"""Long silence: how long the trainee let the customer wait without a word.

Where turns have times, the clock tells; where they have none, the words do: the customer asks whether anybody is
there, or the transcript notes a silence. A wait that was announced is none, as long as it stays short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.conversation import SILENCE
from scenarios.transcript import Transcript, Turn
from scoring.conduct.phrases import Phrases, phrases_for

LONG_S = 45
"""Seconds without a word from which a customer feels left alone. A choice, well above the ten to thirty seconds from
which contact centres speak of dead air: at a counter something is often being typed."""
ANNOUNCED_S = 180
"""Seconds that “one moment, please” buys."""
LONGEST_ANNOUNCED_S = 1_800
"""Seconds that a wait buys which named its minutes; then another word is due."""

_SPOKEN_A_SECOND = {"zh-CN": 4.0, "en": 13.0}
"""Characters spoken in a second, unhurried: a turn's time is its beginning, and who speaks is not silent."""
_TYPED_A_SECOND = {"zh-CN": 1.0, "en": 2.5}
"""Characters somebody slow types in a second: in a rehearsal a turn's time is when it was sent."""

_NOTED = re.compile(
    r"[（(\[【«<]\s*(?:静音|沉默|无声|无应答|停顿|不说话|silence|silent|pause|dead air|no answer|says nothing)"
    r"\D{0,8}(?P<length>\d{1,4})?\s*(?P<unit>分|m(?:in)?)?[^）)\]】»>]{0,12}[）)\]】»>]",
    re.IGNORECASE,
)
_WORDLESS = re.compile(r"[\s.…。·—\-]+")
_MINUTES = re.compile(
    r"(?P<n>\d{1,2}|[一二两三四五六七八九十半]{1,2}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|"
    r"twenty|a couple of|a few))\s*(?:来|多|个)?\s*(?:分钟|min)",
    re.IGNORECASE,
)
_NUMBERS = {
    word: n
    for n, words in enumerate(
        (
            "半",
            "一 one",
            "二 两 two",
            "三 three",
            "四 four",
            "五 five",
            "六 six",
            "七 seven",
            "八 eight",
            "九 nine",
            "十 ten",
        )
    )
    for word in words.split()
} | {"a couple of": 3, "a few": 5, "fifteen": 15, "twenty": 20}


@dataclass(frozen=True, slots=True)
class Silence:
    """Where a silence shows: the turn and the words that broke it or complained of it.

    ``seconds`` is how long it was, where the transcript tells.
    """

    turn: int
    quote: str
    seconds: int | None


def silences_in(transcript: Transcript, *, typed: bool = False) -> Iterator[Silence]:
    """Yield the long silences of the trainee, in order, at most one a turn.

    Args:
        transcript: what was said; its times may be missing, in part or altogether.
        typed: whether the trainee typed, so that the time of a turn is when it was sent.
    """
    phrases = phrases_for(transcript.locale)
    before: Turn | None = None
    allowed: int | None = None
    last: int | None = None
    for index, turn in enumerate(transcript.turns):
        found = _shown(transcript, index, before, phrases, typed=typed)
        # Who complains of a silence that was told in the turn before complains of the same.
        told = turn.speaker == "customer" and last == index - 1
        if found is not None and not told and _is_long(found.seconds, allowed):
            last = index
            yield found
        if turn.speaker == "trainee":
            allowed = _announced(turn.text, phrases)
        before = turn


def _is_long(seconds: int | None, allowed: int | None) -> bool:
    if seconds is None:
        return allowed is None
    return seconds > (allowed or LONG_S)


def _shown(
    transcript: Transcript, index: int, before: Turn | None, phrases: Phrases, *, typed: bool
) -> Silence | None:
    """Return the silence that a turn may show, however long."""
    turn = transcript.turns[index]
    quote = turn.text.strip()
    noted = _NOTED.search(turn.text)
    # A customer who falls silent is not the trainee's doing.
    if noted and turn.speaker == "trainee":
        return Silence(index, noted.group(), _length(noted))
    seconds = _waited(transcript, before, turn, typed=typed) if before else None
    if turn.speaker == "customer":
        heard = phrases.heard_in(turn.text).get("left_waiting") if _spoke_before(transcript, index) else None
        return Silence(index, heard.quote, seconds) if heard else None
    if _WORDLESS.fullmatch(turn.text) and quote:
        return Silence(index, quote, seconds)
    return Silence(index, quote, seconds) if quote and seconds is not None else None


def _spoke_before(transcript: Transcript, index: int) -> bool:
    return any(turn.speaker == "trainee" for turn in transcript.turns[:index])


def _length(noted: re.Match[str]) -> int | None:
    if not noted["length"]:
        return None
    return int(noted["length"]) * (60 if noted["unit"] else 1)


def _waited(transcript: Transcript, before: Turn, turn: Turn, *, typed: bool) -> int | None:
    """Return the seconds in which nobody spoke or wrote, ``None`` where the times do not tell."""
    if before.at is None or turn.at is None or (before.at.tzinfo is None) != (turn.at.tzinfo is None):
        return None
    gone = (turn.at - before.at).total_seconds()
    spoken = len(before.text) / _SPOKEN_A_SECOND[transcript.locale]
    written = len(turn.text) / _TYPED_A_SECOND[transcript.locale] if typed else 0.0
    return max(0, round(gone - spoken - written)) if gone >= 0 else None


def _announced(text: str, phrases: Phrases) -> int | None:
    """Return the seconds that a trainee's turn asks for, ``None`` where it asks for none."""
    if text in SILENCE.values() or "announces_wait" not in phrases.heard_in(text):
        return None
    named = [_NUMBERS.get(found["n"].lower()) or _number(found["n"]) for found in _MINUTES.finditer(text)]
    # A minute's grace, as people count.
    return min(LONGEST_ANNOUNCED_S, max([ANNOUNCED_S, *(60 * (n + 1) for n in named)]))


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    # 十五, 二十: tens and units.
    tens, _, units = word.partition("十")
    return (_NUMBERS.get(tens, 1) * 10 if "十" in word else 0) + _NUMBERS.get(units, 0)
