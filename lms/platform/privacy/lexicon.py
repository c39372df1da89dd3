"""Surnames and given names: what the names of people are made of.

``lexicon.json`` holds Chinese surnames, how much sooner a character stands in a given name than elsewhere (in e-folds,
-3 to 3, counted in the dictionary of jieba, MIT),
everyday words that look like names, and the commonest English names (lists of the US census, in the public
domain, and names frequent elsewhere), those that are everyday words apart.
"""

import json
import re
from functools import cache
from importlib.resources import files


class Lexicon:
    """The lists, as sets."""

    def __init__(self) -> None:
        data = json.loads(files(__package__).joinpath("lexicon.json").read_text(encoding="utf-8"))
        self.surnames = frozenset(data["surnames"])
        self.compound = frozenset(data["compound"])
        self.given = {sign: int(band) for band, signs in data["given"].items() for sign in signs}
        self.words = {
            name: frozenset(words.split("|" if "|" in words else None))
            for name, words in data.items()
            if isinstance(words, str)
        }
        self.first = self.words["first"]
        self.last = self.words["last"]
        self.words_too = self.words["first_and_word"] | self.words["last_and_word"]
        self.no_names = self.words["no_names"]


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    return Lexicon()


_INITIALS = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINALS = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|"
    "a|e|i|o|u|v)"
)
_SYLLABLE = f"(?:{_INITIALS}{_FINALS}|an|ang|ai|ao|en|er|ou|e)"
_PINYIN = re.compile(f"{_SYLLABLE}(?:[’'-]?{_SYLLABLE})?", re.IGNORECASE)
PINYIN_SURNAMES = lexicon().words["pinyin_surnames"]


def is_pinyin(word: str) -> bool:
    """Tell whether a word is one or two syllables of pinyin."""
    return _PINYIN.fullmatch(word) is not None
