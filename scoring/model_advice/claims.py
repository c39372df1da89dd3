"""What a sentence claims that has to be known from somewhere: its numbers, times and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scenarios.content_file import read_yaml, text_of
from scenarios.transcript import Locale
from scoring.statements import PROMPTS

_WIDE = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_DIGITS = re.compile(r"\d[\d,]*")
_HAN_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+|\d[\d,.]*[百千万亿]+")
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = {"万": 10_000, "亿": 100_000_000}
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20, "thirtieth": 30}
_WORDS = {word: value for value, word in enumerate(_ONES)}
_WORDS |= {word: 10 * tens for tens, word in enumerate(_TENS, start=2)} | _ORDINALS
_WORDS |= {f"{word}th": value for word, value in _WORDS.items() if value in {4, 6, 7, 10, 11}}
_BIG = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_EN_NUMBER = re.compile(
    rf"\b(?:(?:{'|'.join((*_WORDS, *_BIG, 'dozen'))})(?:[ -]+(?:and )?(?=\w))?)+", re.IGNORECASE
)
_CLAUSE = re.compile(r"[，。；！？,.;!?:：]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;\n]|[“\"‘(])[\s“\"‘'(]*$")


@lru_cache(maxsize=4)
def _data(locale: Locale) -> Mapping[str, Any]:
    return dict(read_yaml(text_of(PROMPTS / "claims.yaml"), file="claims.yaml")[locale])


@lru_cache(maxsize=32)
def _pattern(locale: Locale, name: str) -> re.Pattern[str]:
    return re.compile(_data(locale)[name], re.IGNORECASE if locale == "en" and name != "titles" else 0)


@lru_cache(maxsize=2)
def _han_names() -> tuple[re.Pattern[str], ...]:
    data = _data("zh-CN")
    return tuple(re.compile(pattern.replace("{surname}", data["surname"])) for pattern in data["names"])


def invented(text: str, known: str, locale: Locale) -> tuple[str, ...]:
    """Return the numbers, times and names in ``text`` that do not stand in ``known``, as they are written there.

    A number is known by its value, however it is written. What is told in words without any of these (that somebody is
    ill, say) is not found: no program can tell it from what fits.
    """
    text, known = text.translate(_WIDE), known.translate(_WIDE)
    found = [
        word
        for claims in (_numbers, _times, _names)
        for word, there in claims(text, locale)
        if not there(known, locale)
    ]
    return tuple(dict.fromkeys(found))


def promises(text: str, locale: Locale) -> bool:
    """Tell whether a clause promises outright, and does not deny it: nobody who advises may, whatever of it is true."""
    promised, denied = _pattern(locale, "promises"), _pattern(locale, "denies")
    return any(promised.search(clause) and not denied.search(clause) for clause in _CLAUSE.split(text))


_There = Callable[[str, Locale], bool]
_Claims = list[tuple[str, _There]]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it is written, its value, and what it counts where that is told: ``天``, ``hour``."""

    word: str
    value: int
    unit: str

    def is_known(self, known: str, locale: Locale) -> bool:
        """Whether the same number of the same stands there."""
        same = (other for other in _all_numbers(known, locale) if other.value == self.value)
        return str(self.value) in _data(locale)["public"] or any(
            not other.unit or not self.unit or other.unit == self.unit for other in same
        )


def _numbers(text: str, locale: Locale) -> _Claims:
    return [(number.word, number.is_known) for number in _all_numbers(text, locale)]


@lru_cache(maxsize=64)
def _all_numbers(text: str, locale: Locale) -> tuple[_Number, ...]:
    text = _pattern(locale, "idle").sub(" ", _without_weekdays(text, locale))
    words, value = (_EN_NUMBER, _english) if locale == "en" else (_HAN_NUMBER, _chinese)
    found = [(match, value(match.group())) for match in words.finditer(text)]
    taken = {at for match, _ in found for at in range(*match.span())}
    found += [(m, int(m.group().replace(",", ""))) for m in _DIGITS.finditer(text) if m.start() not in taken]
    return tuple(
        _Number(match.group().strip(), value, _unit(text[match.end() :], locale)) for match, value in found
    )


def _unit(rest: str, locale: Locale) -> str:
    units = _units(locale)
    return next((unit for unit, pattern in units if pattern.match(rest.lstrip(" -"))), "")


@lru_cache(maxsize=4)
def _units(locale: Locale) -> tuple[tuple[str, re.Pattern[str]], ...]:
    written = _data(locale)["units"]
    return tuple((unit, re.compile(pattern, re.IGNORECASE)) for unit, pattern in written.items())


def _chinese(word: str) -> int:
    if word[0].isdigit():
        number = re.match(r"[\d,.]+", word)
        assert number is not None, "it begins with a digit"
        value = float(number.group().replace(",", "").rstrip(".") or 0)
        for sign in word[number.end() :]:
            value *= _SCALE.get(sign) or _MYRIAD[sign]
        return round(value)
    if not any(sign in _SCALE or sign in _MYRIAD for sign in word):
        return int("".join(str(_HAN[sign]) for sign in word))
    whole = part = digit = 0
    last = 1
    for sign in word:
        if sign in _HAN:
            digit, last = _HAN[sign], 10 if sign in "零〇" else last
        elif sign in _SCALE:
            part, digit, last = part + (digit or 1) * _SCALE[sign], 0, _SCALE[sign]
        else:
            whole, part, digit, last = (
                (whole + part + digit or 1) * _MYRIAD[sign],
                0,
                0,
                _MYRIAD[sign],
            )
    # 一万二 is twelve thousand, 一百五 a hundred and fifty; 十五 is fifteen.
    return whole + part + digit * (last // 10 if last >= 100 else 1)


def _english(words: str) -> int:
    whole = part = 0
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "dozen":
            part = (part or 1) * 12
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _BIG:
            whole, part = whole + (part or 1) * _BIG[word], 0
    return whole + part


def _times(text: str, locale: Locale) -> _Claims:
    found: _Claims = [(m.group(), _has_time(m.group())) for m in _pattern(locale, "times").finditer(text)]
    if locale == "zh-CN":
        found += [(m.group(), _has_weekday(m.group(1))) for m in _pattern(locale, "weekdays").finditer(text)]
    return found


def _without_weekdays(text: str, locale: Locale) -> str:
    return _pattern(locale, "weekdays").sub(" ", text) if locale == "zh-CN" else text


def _has_weekday(day: str) -> _There:
    same = {day, str("一二三四五六".find(day) + 1)} | ({"日", "天"} if day in "日天" else set())
    return lambda known, locale: any(m[1] in same for m in _pattern(locale, "weekdays").finditer(known))


def _has_words(words: str) -> _There:
    return lambda known, _locale: words.casefold() in known.casefold()


def _has_time(words: str) -> _There:
    said = words.casefold()
    return lambda known, locale: any(
        m.group().casefold() == said for m in _pattern(locale, "times").finditer(known)
    )


def _names(text: str, locale: Locale) -> _Claims:
    if locale == "zh-CN":
        found = [m for pattern in _han_names() for m in pattern.finditer(text)]
        latin = [w for w in re.findall(r"[A-Za-z]{2,}", text) if w.casefold() not in _data(locale)["latin"]]
        return [(m.group(), _has_words(m.group(1))) for m in found] + [(w, _has_words(w)) for w in latin]
    titled = [(m.group(), _has_word(m.group(1))) for m in _pattern(locale, "titles").finditer(text)]
    return titled + [(word, _has_word(word)) for word in _capitalised(text)]


def _capitalised(text: str) -> list[str]:
    """Return the words that are written like names: large within a sentence, or called out at its beginning."""
    data, found = _data("en"), []
    for match in re.finditer(r"[A-Z][\w’'-]*", text):
        word = match.group()
        if re.sub("’", "'", word).casefold() in data["capitals"]:
            continue
        opens = _SENTENCE_START.search(text[: match.start()])
        called = text[match.end() : match.end() + 1] == "," and word.casefold() not in _opening_words()
        if not opens or called:
            found.append(word)
    return found


@lru_cache(maxsize=1)
def _opening_words() -> frozenset[str]:
    return frozenset(_data("en")["opening_words"].split())


def _has_word(word: str) -> _There:
    stem = re.sub(r"[’']s$", "", word)
    return lambda known, _locale: re.search(rf"\b{re.escape(stem)}\b", known) is not None
