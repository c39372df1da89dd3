"""A transcript cut into numbered statements: a judge names the numbers, and the program copies the words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scenarios.content_file import read_yaml, text_of
from scenarios.needles import Sieve
from scenarios.transcript import Locale, Transcript
from scoring.assessment import Evidence

PROMPTS = Path(__file__).parent / "prompts"
_STATEMENT = re.compile(r"""[^\n]+?(?:[。！？!?…]+[”’"')）»]*|\.+["')]*(?=\s|$)|(?=\n)|$)""", re.MULTILINE)
_GAP = re.compile(r"(?<=\b\w)[ ._。·-]+(?=\w\b)|(?<=[\u4e00-\u9fff])[ ._。·-]+(?=[\u4e00-\u9fff])")
_SPACED = re.compile(r"(?:\b\w[ ._。·-]){4}|(?:[\u4e00-\u9fff][ ._。·-]){3}")
_DOTTED = re.compile(r"(?<=[A-Za-z])[._](?=[A-Za-z])")
_LEET = str.maketrans("013457@$", "oieastas")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the trainee's.

    Attributes:
        name: what a judge calls it: ``3.2`` is the second sentence of turn 3.
        text: as it was said, letter by letter.
        withheld: it stands in a turn that speaks to whoever judges: no judge sees it, and it earns nothing.
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
        withheld = addresses_the_judge(turn.text)
        found += [
            Statement(number, f"{number}.{place}", text, withheld)
            for place, text in enumerate(spoken, start=1)
        ]
    return tuple(found)


def addresses_the_judge(text: str) -> bool:
    """Tell whether a turn speaks to a model or an examiner: orders to it, marks, or its own forms of speech.

    Such a turn is taken for that as a whole: an order may run over several sentences, and be dressed in good ones.
    Whatever language the visit is in, both are looked for; signs nobody sees, wide letters, figures for letters and
    gaps between the signs of a word are taken away first.
    """
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    if _SPACED.search(plain):
        plain = f"{plain}\n{_GAP.sub('', plain)}"
    if _DOTTED.search(plain):
        plain = f"{plain}\n{_DOTTED.sub(' ', plain)}"
    if re.search(r"[a-z]\d[a-z]", plain, re.IGNORECASE):
        plain = f"{plain}\n{plain.translate(_LEET)}"
    # A sentence a line, so that a pattern may ask for the beginning of one.
    lines = "\n".join(piece.strip() for piece in _STATEMENT.findall(plain))
    orders, sieve = _orders()
    return any(orders[number].search(lines) for number in sieve.left(lines))


@lru_cache(maxsize=1)
def _orders() -> tuple[tuple[re.Pattern[str], ...], Sieve[int]]:
    data = read_yaml(text_of(PROMPTS / "orders.yaml"), file="orders.yaml")
    languages: tuple[Locale, ...] = ("zh-CN", "en")
    written = [pattern for language in languages for pattern in data[language]]
    orders = tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in written)
    return orders, Sieve(enumerate(written))
