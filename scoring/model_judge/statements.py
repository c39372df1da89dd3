"""A transcript cut into numbered statements: a judge names the numbers, and the program copies the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scenarios.content_file import read_yaml, text_of
from scenarios.transcript import Locale, Transcript
from scoring.assessment import Evidence

PROMPTS = Path(__file__).parents[1] / "prompts"
_STATEMENT = re.compile(r"""[^\n]+?(?:[。！？!?…]+[”’"')）»]*|\.+["')]*(?=\s|$)|(?=\n)|$)""", re.MULTILINE)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the trainee's.

    Attributes:
        name: what a judge calls it: ``3.2`` is the second sentence of turn 3.
        text: as it was said, letter by letter.
        withheld: it speaks to whoever judges and not to a customer: no judge sees it, and it proves nothing.
    """

    turn: int
    name: str
    text: str
    withheld: bool = False

    @property
    def evidence(self) -> Evidence:
        """The sentence as proof."""
        return Evidence(turn=self.turn, quote=self.text)


def statements(transcript: Transcript) -> tuple[Statement, ...]:
    """Return the trainee's sentences in order. Text without a full stop is one sentence, whatever its length."""
    found = []
    for number, turn in enumerate(transcript.turns):
        if turn.speaker != "trainee":
            continue
        pieces = [piece.strip() for piece in _STATEMENT.findall(turn.text)]
        spoken = [piece for piece in pieces if re.search(r"\w", piece)]
        for place, text in enumerate(spoken, start=1):
            withheld = addresses_the_judge(text)
            found.append(Statement(number, f"{number}.{place}", text, withheld))
    return tuple(found)


def addresses_the_judge(text: str) -> bool:
    """Tell whether words are meant for a model or an examiner: orders to it, marks, or its own forms of speech.

    Whatever language the visit is in, both are looked for, and signs nobody sees are taken away first.
    """
    plain = _INVISIBLE.sub("", text)
    return any(pattern.search(plain) for pattern in _orders())


@lru_cache(maxsize=1)
def _orders() -> tuple[re.Pattern[str], ...]:
    data = read_yaml(text_of(PROMPTS / "orders.yaml"), file="orders.yaml")
    languages: tuple[Locale, ...] = ("zh-CN", "en")
    return tuple(re.compile("|".join(data[language]), re.IGNORECASE) for language in languages)
