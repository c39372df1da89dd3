"""Numbers that tell who somebody is: a run of digits is read group by group, in whatever disguise it comes.

A run is digits with at most three signs between them: spaces, dashes, dots, a line break; Chinese digits count. Each
stretch of whole groups is weighed by what it could be and by the words before it, and the likeliest ones that do not
overlap are taken.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lms.platform.privacy.number_words import Before, words_before
from lms.platform.privacy.plain import CHINESE_DIGITS, with_digits
from lms.platform.privacy.spans import Kind, Spans

_DIGIT = f"[0-9{CHINESE_DIGITS}]"
_GAP = r"(?:[ \-.,，、/_|()*]|:(?=\d{4}))"
_RUN = re.compile(rf"{_DIGIT}(?:{_GAP}{{0,4}}{_DIGIT}){{4,}}(?:{_GAP}{{0,4}}[Xx](?![A-Za-z0-9]))?")
_GROUP = re.compile(rf"{_DIGIT}+[Xx]?|[Xx]")
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}")
_FREE_CALL = re.compile(r"[48]00\d{7}|1?800\d{7}|0800\d{6,7}")
_HOTLINE = re.compile(r"(?:0?0?86)?(?:9[56]\d{3,4}|1[0-2]\d{1,4}|[48]00\d{7})")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,2})?")
_DATED = re.compile(r"(?:19|20)\d\d[\-./ ]{1,2}(?:0?[1-9]|1[0-2])[\-./ ]{1,2}(?:0?[1-9]|[12]\d|3[01])")
_DAY_FIRST = re.compile(r"(?<!\d)\d{1,2}[\-./]\d{1,2}[\-./](?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
)
_AMOUNT_AFTER = re.compile(
    r" ?(?:元|块|万|亿|千|百|股|份|克|个|人|名|笔|年|月|日|天|次|积分|期|%|港币|美元|英镑|"
    r"(?i:yuan|rmb|dollars?|usd|hkd|points|pounds|euros?)\b)"
)
_MONEY_AFTER = re.compile(
    r" ?(?:元|块|万|亿|港币|美元|英镑|%|(?i:yuan|rmb|dollars?|usd|hkd|pounds|euros?)\b)"
)
_AMOUNT_BEFORE = re.compile(r"(?i)(?:[￥¥$€£]|cny|rmb|usd|hkd|eur|gbp|金额[:：]?|额度|限额|余额)[ \-]?$")
# Issuers' first digits: 3 to 6, older Chinese cards 9, Mastercard also 2221 to 2720.
_ISSUER = re.compile("[3-69]|2(?:2[2-9]|[3-6]|7[01]|720)")
_MOST_GROUPS, _SHORTEST, _LONGEST = 24, 5, 22
_AS_LONG_AS_A_CARD = 15
_A_TABLE = 200
_SPACED = 7
"""So many digits one by one are one number."""


@dataclass(frozen=True)
class _Candidate:
    kind: Kind
    start: int
    end: int
    weight: float


def find_numbers(text: str, found: Spans) -> None:
    """Find identity numbers, cards, accounts and telephones among the runs of digits.

    Args:
        text: in plain characters.
        found: what has been found so far; takes the finds.
    """
    for run in _RUN.finditer(text):
        candidates = _candidates(text, run.start(), run.group())
        for each in sorted(candidates, key=lambda one: -one.weight):
            found.add(each.kind, each.start, each.end)


def _candidates(text: str, offset: int, run: str) -> list[_Candidate]:
    groups = [(match.start(), match.end()) for match in _GROUP.finditer(run)]
    digits = with_digits(run).upper()
    found: list[_Candidate] = []
    days = [match.span() for pattern in (_DATED, _DAY_FIRST) for match in pattern.finditer(run)]
    atoms = _atoms(run, groups)
    for first, (one, _) in enumerate(atoms):
        before: Before | None = None
        for _, other in atoms[first : first + (_MOST_GROUPS if len(atoms) < _A_TABLE else 6)]:
            length = sum(end - start for start, end in groups[one:other])
            if length > _LONGEST:
                break
            first_place, last_place = groups[one][0], groups[other - 1][1]
            if length < _AS_LONG_AS_A_CARD and any(
                start < last_place and first_place < end and other - one > 1 for start, end in days
            ):
                continue
            if length >= _SHORTEST:
                before = before or words_before(text, offset + groups[one][0])
                found += _Piece(text, offset, run, digits, groups[one:other], before).read()
    return found


def _atoms(run: str, groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which groups are never parted: digits that stand one by one, all with the same sign between them."""
    atoms: list[tuple[int, int]] = []
    first = 0
    while first < len(groups):
        last = first + 1
        while (
            last < len(groups)
            and groups[last - 1][1] - groups[last - 1][0] == groups[last][1] - groups[last][0] == 1
            and (last == first + 1 or _between(run, groups, last) == _between(run, groups, last - 1))
        ):
            last += 1
        if _SPACED <= last - first <= _LONGEST:
            atoms.append((first, last))
            first = last
        else:
            atoms.append((first, first + 1))
            first += 1
    return atoms


def _between(run: str, groups: list[tuple[int, int]], place: int) -> str:
    return run[groups[place - 1][1] : groups[place][0]]


class _Piece:
    """Some whole groups of a run, read as one number."""

    def __init__(
        self,
        text: str,
        offset: int,
        run: str,
        digits: str,
        groups: list[tuple[int, int]],
        before: Before,
    ) -> None:
        self.text, self.groups, self.before = text, groups, before
        self.lengths = [end - start for start, end in groups]
        first, last = groups[0][0], groups[-1][1]
        self.start, self.end = offset + first, offset + last
        self.raw = run[first:last]
        self.number = "".join(digits[start:end] for start, end in groups)
        self.between = [run[one[1] : other[0]] for one, other in pairwise(groups)]

    def read(self) -> list[_Candidate]:
        """What it can be; nothing where the words around it say that it names nobody."""
        start, number, end = self.start, self.number, self.end
        found = self._as_number(number, start, end)
        if found is None and len(self.groups) <= 1:
            # 周五13800001111: the day's own figure is none of the number's; 第二 after it neither.
            if self.raw[0] in CHINESE_DIGITS and self.raw[1:2].isascii():
                found = self._as_number(number[1:], start + 1, end)
            elif self.raw[-1] in CHINESE_DIGITS and self.raw[-2:-1].isascii():
                found = self._as_number(number[:-1], start, end - 1)
            elif self.raw[0] in CHINESE_DIGITS and len(number) == 12:
                found = self._as_number(number[1:], start + 1, end)
        return [found] if found else []

    def _as_number(self, number: str, start: int, end: int) -> _Candidate | None:
        if self.before.stays or (self.text[end : end + 1].isascii() and self.text[end : end + 1].isalpha()):
            # A letter at a number makes it a code; those that name somebody are sought by their own form.
            return None
        guess = _guess(number, self.before, self)
        if guess is None or self._is_amount(start, end):
            return None
        kind, weight = guess
        weight += self._evenness() + len(number) * 0.3
        if kind == "phone":
            start, end = self._with_brackets(start, end)
        return _Candidate(kind, start, end, weight)

    def _is_amount(self, start: int, end: int) -> bool:
        raw = self.text[start:end]
        if _THOUSANDS.fullmatch(raw):
            return True
        if len(self.groups) > 1 and _DATED.search(raw) and not _mostly_single(self.lengths):
            return True
        before, after = self.text[max(0, start - 8) : start], self.text[end : end + 8]
        if re.match(r"[.]\d", after) and len(self.number) < 11:
            return True
        if _AMOUNT_BEFORE.search(before):
            return len(self.number) < 12
        if len(self.groups) > 1 and len(self.number) > 10:
            return self.lengths[-1] < 7 and _MONEY_AFTER.match(after) is not None
        return len(self.number) < 11 and _AMOUNT_AFTER.match(after) is not None

    def _evenness(self) -> float:
        """Groups that are one, or parted alike, belong together sooner than others."""
        if len(self.groups) == 1:
            return 2.4
        signs = set(self.between)
        if len(signs) == 1 and len(signs.pop()) <= 1:
            return 2.0
        return 1.5 if all(len(gap) <= 1 for gap in self.between) else 0.8

    def _with_brackets(self, start: int, end: int) -> tuple[int, int]:
        before = re.search(
            r"(?:\(?(?:\+|00)86\)?[ \-]?|\(86\) ?|(?<!\d)86[ \-]|[(+])$", self.text[max(0, start - 8) : start]
        )
        # A bracket that closes behind the number, or somewhere else, is the sentence's: “Li (138 …)”.
        if before and not (before.group() == "(" and ")" not in self.text[start:end]):
            start -= len(before.group())
        after = re.match(
            r"(?: ?(?:转|分机)| ?,? ?(?i:ext\.?|extension|x)) ?\d{1,6}", self.text[end : end + 16]
        )
        return start, end + len(after.group()) if after else end


def _guess(number: str, said: Before, piece: _Piece) -> tuple[Kind, float] | None:
    length = len(number)
    return (
        _identity(number, said)
        or _telephone(number, said, piece)
        or _card(number, said, piece)
        or _by_words(number, length, said, piece)
    )


def _identity(number: str, said: Before) -> tuple[Kind, float] | None:
    length = len(number)
    if length == 18 and _is_resident(number):
        return "id_number", 12.0
    old = length == 15 and number.isdigit() and _PROVINCES.match(number) and _is_day("19" + number[6:12])
    if old and (said.kind == "id_number" or (said.kind in {None, "phone"} and not _luhn(number))):
        return "id_number", 9.0
    if said.kind == "id_number" and 14 <= length <= 18 and number[:-1].isdigit():
        return "id_number", 8.0 if length in {15, 18} else 5.0
    return None


def _telephone(number: str, said: Before, piece: _Piece) -> tuple[Kind, float] | None:
    length = len(number)
    if not number.isdigit():
        return None
    if _HOTLINE.fullmatch(number):
        # Nobody's own: 95588, 12378, 400-820-8788, with a country code too.
        return None
    if _FREE_CALL.fullmatch(number) and piece.lengths[0] < 11 and said.kind in {None, "phone"}:
        return None
    bare = number
    for code in ("0086", "86"):
        if number.startswith(code) and len(number) == len(code) + 11:
            bare = number.removeprefix(code)
    if len(bare) == 11 and re.match(r"1[3-9]", bare):
        if said.kind in {"account", "bank_card"} and length == 11 and len(piece.groups) == 1:
            return said.kind, 8.0
        return "phone", 11.0 if said.kind == "phone" else 9.0
    if length in {10, 11, 12} and _AREA.fullmatch(number):
        if said.kind not in {None, "phone"} and said.near:
            return None
        parted = len(piece.groups) > 1 and piece.lengths[0] in {3, 4}
        return ("phone", 8.0) if parted or said.kind == "phone" or len(piece.groups) == 1 else None
    if length == 10 and piece.lengths == [3, 3, 4] and number[0] in "23456789" and number[3] in "23456789":
        return ("phone", 7.0) if said.kind in {None, "phone"} else None
    if length in {10, 11, 12} and number[0] == "0" and number[1] != "0" and len(piece.groups) > 1:
        return ("phone", 6.0) if said.kind in {None, "phone"} else None
    return None


def _card(number: str, said: Before, piece: _Piece) -> tuple[Kind, float] | None:
    length = len(number)
    if not number.isdigit() or not 13 <= length <= 19 or len(set(number)) == 1:
        return None
    if said.kind == "account" and said.near:
        return "account", 8.0
    whole = piece.lengths
    regular = (
        len(whole) == 1
        or _mostly_single(whole)
        or set(whole[:-1]) in ({4}, {6})
        or whole in ([4, 6, 5], [6, 13])
        or (len(whole) == 2 and whole[0] > 12 and whole[1] < 5)
    )
    if said.kind == "bank_card" and (length >= 14 or said.near):
        usual = 1.5 if length in {16, 19} and len(whole) < 3 else 0.0
        return "bank_card", 8.5 + usual + (0.5 if _luhn(number) else 0.0) - (0.0 if regular else 1.0)
    whole_thing = regular or (length >= 16 and not _holds_other(piece))
    if whole_thing and _ISSUER.match(number) and _luhn(number):
        weight = 10.0 if regular and length >= 16 else 8.0
        return ("id_number" if said.kind == "id_number" and said.near else "bank_card"), weight
    if number.startswith("62") and length >= 16 and (regular or not _holds_other(piece)):
        return "bank_card", 7.0
    return None


def _by_words(number: str, length: int, said: Before, piece: _Piece) -> tuple[Kind, float] | None:
    if not number.isdigit():
        return None
    if said.kind == "phone" and 7 <= length <= 15 and said.near:
        return ("phone", 6.0) if len(piece.groups) <= 6 or _mostly_single(piece.lengths) else None
    if said.kind == "account" and 6 <= length <= 22 and (said.near or length >= 9):
        return "account", 6.5
    if said.kind == "bank_card" and 11 <= length <= 22:
        return "bank_card", 6.0
    if said.kind == "passport" and 8 <= length <= 12 and said.near:
        return "passport", 6.5
    if said.kind == "social" and 5 <= length <= 12 and said.near:
        return "social", 6.5
    if said.kind == "id_number" and 8 <= length <= 18 and said.near and len(piece.groups) <= 4:
        return "id_number", 5.5
    fours = len(piece.groups) > 3 and set(piece.lengths[:-1]) == {4} and piece.lengths[-1] < 5
    if 15 <= length <= 19 and (len(piece.groups) == 1 or fours) and not _CLOCK.match(number):
        return "account", 3.0
    return None


def _mostly_single(lengths: list[int]) -> bool:
    return len(lengths) >= 7 and sum(length == 1 for length in lengths) >= len(lengths) - 3


def _holds_other(piece: _Piece) -> bool:
    """A whole mobile number or an amount among the groups is a thing of its own."""
    return any(length >= 7 for length in piece.lengths) or any(
        "," in gap or "，" in gap for gap in piece.between
    )


def _is_resident(number: str) -> bool:
    return number[:17].isdigit() and _PROVINCES.match(number) is not None and _is_day(number[6:14])


def _is_day(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year <= 2035
    except ValueError:
        return False


def _luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
