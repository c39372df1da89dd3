"""An utterance made ready for patterns: folded, cut into sentences and clauses, with what is quoted marked.

Folding never changes the length, so an offset in the folded text is an offset in what the trainee typed.
In the folded text a sentence ends with a line feed and a clause with a comma or a colon, whatever the
punctuation was; patterns therefore need not know one writing's marks from another's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

_SENTENCE_ENDS = "。！？!?；;…\n\r\u2028\u2029"
_CLAUSE_ENDS = "，,—–()（）[]【】~～"
_COLONS = "：:"
_QUOTES = '“”„«»「」『』《》"＂'
_APOSTROPHES = "’‘ʼ＇`´"
_SPACES = "\t\u00a0\u3000\u2002\u2003\u2009\u202f"

_MARKS: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(mark): " " for mark in _SPACES},
    **{ord(mark): "'" for mark in _APOSTROPHES},
    **{ord(mark): '"' for mark in _QUOTES},
    **{ord(mark): "," for mark in _CLAUSE_ENDS},
    **{ord(mark): ":" for mark in _COLONS},
    **{ord(mark): "\n" for mark in _SENTENCE_ENDS},
}

_INNER = re.compile(r"(?<=\d)[,:](?=\d)")
_FULL_STOP = re.compile(
    r"(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bmrs)(?<!\bmdm)(?<!\bno)(?<!\bst)(?<!\b[a-z])\.(?=[\s\"']|$)|\.(?=\.)|(?<=\.)\."
)
_DASH = re.compile(r"(?<=\s)-+(?=\s)|--+")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff\u3000-\u303f,\n\"]) +(?=[\u3400-\u9fff\"])")
_QUOTED = re.compile(r"\"[^\"\n]{0,400}[^\"]{0,200}?\"")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, with 0 ≤ start ≤ end."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Return whether the range from ``start`` to ``end`` lies wholly within."""
        return self.start <= start and end <= self.end


def fold(text: str, characters: Mapping[int, str]) -> str:
    """Return ``text`` in one writing (half-width, lower case, plain marks), of the same length.

    ``characters`` maps further code points to the one character that stands for them in this language.
    """
    return _folded(text).translate(characters)


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := mark.lower()) == 1 else mark for mark in text)
    folded = lowered.translate(_MARKS)
    folded = _INNER.sub(".", folded)
    folded = _FULL_STOP.sub("\n", folded)
    folded = _DASH.sub(lambda dash: "," * len(dash.group()), folded)
    return _BETWEEN_HAN.sub(lambda gap: "," * len(gap.group()), folded)


@dataclass(frozen=True)
class Utterance:
    """What somebody said in one turn: ``text`` as typed and ``folded`` for the patterns, equally long."""

    text: str
    folded: str

    @cached_property
    def _clause_marks(self) -> list[int]:
        return [at for at, mark in enumerate(self.folded) if mark in ",:\n"]

    @cached_property
    def _sentence_marks(self) -> list[int]:
        return [at for at, mark in enumerate(self.folded) if mark == "\n"]

    @cached_property
    def quoted(self) -> list[Span]:
        """What stands between quotation marks, unless the marks enclose the whole utterance."""
        spans = [Span(found.start(), found.end()) for found in _QUOTED.finditer(self.folded)]
        whole = len(self.folded.strip())
        return [span for span in spans if span.end - span.start < whole]

    def clause(self, start: int, end: int) -> Span:
        """Return the clauses that hold the range, without the marks and spaces around them."""
        return self._between(self._clause_marks, start, end)

    def sentence(self, start: int, end: int) -> Span:
        """Return the sentences that hold the range, without the marks and spaces around them."""
        return self._between(self._sentence_marks, start, end)

    def is_question(self, start: int, end: int) -> bool:
        """Return whether the sentence that holds the range closes with a question mark."""
        close = bisect_right(self._sentence_marks, max(start, end - 1))
        if close == len(self._sentence_marks):
            return False
        return self.text[self._sentence_marks[close]] in "?？"

    def _between(self, marks: list[int], start: int, end: int) -> Span:
        # A pattern may have swallowed the mark that ends its clause; what counts is the last real character.
        last = max(start, end - 1)
        while last > start and self.folded[last] in ",:\n ":
            last -= 1
        before = bisect_right(marks, start - 1) if start else 0
        after = bisect_right(marks, last)
        left = marks[before - 1] + 1 if before else 0
        right = marks[after] if after < len(marks) else len(self.folded)
        while left < right and self.folded[left].isspace():
            left += 1
        while right > left and self.folded[right - 1].isspace():
            right -= 1
        return Span(left, right)
