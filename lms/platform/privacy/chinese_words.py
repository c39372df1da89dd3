"""The words of a Chinese text, and how likely some of its characters are somebody's name."""

import re
from dataclasses import dataclass
from typing import NamedTuple

import rjieba

from lms.platform.privacy.lexicon import lexicon

HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")
_NO_CHARACTER = frozenset(
    "的了是在不给和跟说上下来去就也都吗吧呢啊呀我你他她您们这那哪个位把被让请问找向对从到为没还又很再叫每各某"
)
_WEAK = frozenset(
    "方高时于和成任安明白黄马温路常万周程水何段计单项解相查应都全从曾经同向来双后原全位要代干国党原伏由满补"
    "才税线言文元平常宿初门银操种权东央井荣华连车房金钱池麻游仇农司管符贝申伍乐毛古牛强车柴桂麦农危宣左支家"
    "边布须平但须母成丰"
)
# What stands behind a name, before one, and what belongs to a person and follows the name.
_AFTER = re.compile(
    "[，。、；：！？,.;:!?（(）)“”\"' 的和与说在于来去也被把给因向是持称已要想又去叫跟同现到代持拿为让找一二三等]|$"
)
_BEFORE = frozenset(',.;:!?)"\'“”和与跟给向对把被由找请叫是让替为及、，。；：:（( “"！？\n的与')
_PAPERS = re.compile(
    "[ （(，,:：]{0,2}(?:身份证|证件|军官证|电话|[两二三四五六几多]人|等人|夫妇|夫妻|父子|母女|手机|卡号|"
    "账号|护照|的身份证|1[3-9]\\d|62\\d\\d|\\+86|"
    "[1-9]\\d{5}|\\d{3,4}-\\d{7})"
)
_FUNCTION = frozenset({"c", "p", "d", "u", "uj", "ul", "r", "f", "y"})
_POSTS = lexicon().words["titles"]
_NEVER = frozenset({"谢谢", "师傅", "孙子"})
# Looked for from every place on: 欧阳 holds 欧, and 阳 after it may be one of its own.
_SURNAME = re.compile(f"(?=({'|'.join(sorted(lexicon().compound))}|[{''.join(sorted(lexicon().surnames))}]))")


def never_given(given: str) -> bool:
    """Tell whether characters behind a surname are a title, or none that a name holds."""
    return given in _POSTS or given[0] in "总姐哥氏某" or any(sign in _NO_CHARACTER for sign in given)


class Word(NamedTuple):
    """A word with its place and part of speech; ``nr`` is what may be a name."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True)
class Name:
    """What may be a name; the likelier, the higher its weight."""

    start: int
    end: int
    weight: float


class Words:
    """A text cut into words.

    Args:
        text: in plain characters.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lexicon = lexicon()
        self.all: list[Word] = []
        place = 0
        for word, tag in rjieba.tag(text):
            self.all.append(Word(place, place + len(word), word, tag))
            place += len(word)
        self.starts = {word.start: word for word in self.all}
        self.ends = {word.end: word for word in self.all}
        self.surnames = {each.start(): len(each[1]) for each in _SURNAME.finditer(text)}
        """Where surnames stand, and of how many characters they are."""

    def surname(self, place: int) -> int:
        """Return how many characters of a surname stand there; 0 where none does."""
        return self.surnames.get(place, 0)

    def is_plain_word(self, start: int, end: int) -> bool:
        """Tell whether a word of two characters or more that is no name stands there, and goes no further than end."""
        word = self.starts.get(start)
        return (
            word is not None
            and start + 2 <= word.end <= end
            and not word.tag.startswith("n")
            and rjieba.has_word(word.text)
        )

    def goes_on(self, end: int) -> bool:
        """Tell whether what usually stands behind a name does."""
        return _AFTER.match(self.text, end) is not None

    def opens(self, start: int) -> bool:
        """Tell whether what usually stands before a name does."""
        return start == 0 or self.text[start - 1] in _BEFORE

    def papers_follow(self, end: int) -> bool:
        """Tell whether a number or papers of a person follow."""
        return _PAPERS.match(self.text, end) is not None

    def weigh(self, start: int, length: int, end: int, *, told: bool) -> Name:
        """How likely a surname and what follows are a name.

        Args:
            start: of the surname.
            length: of the surname.
            end: of the given name.
            told: whether the words before or behind say that a name stands here.
        """
        given = self.text[start + length : end]
        if start and self.text[start - 1] in "拾佰仟":
            return Name(start, end, -9.0)
        if given in _POSTS or given[0] in "总姐哥氏某" or self.text[start : start + 2] in _NEVER:
            return Name(start, end, -9.0)
        weight = sum(self._sign(sign) for sign in given) / len(given)
        if any(sign in _NO_CHARACTER for sign in given):
            weight -= 3.0
        weight += self._edges(start, end, told=told) + self._cut(start, length, end, told=told)
        if told:
            opening = self.starts.get(start)
            alone = opening is not None and opening.text == "和" and given in self.lexicon.no_names
            weight += -2.0 if alone else 2.0
        else:
            weight += self._around(start, length, end)
        if length == 1 and self.text[start] in _WEAK:
            whole = self.starts.get(start)
            one = whole is not None and whole.end == end and whole.tag == "nr"
            weight -= 0.5 if told or one else 1.5
        return Name(start, end, weight + (2.0 if length == 2 else 0.0))

    def _edges(self, start: int, end: int, *, told: bool) -> float:
        """Names begin and end where words do."""
        weight = 0.0
        if start not in self.starts:
            weight -= 0.5 if told else 3.0
        next_one = self.text[end : end + 1]
        if self.goes_on(end):
            return weight + (1.5 if told and not HAN.match(next_one) else 1.0)
        return weight - (2.0 if end not in self.ends and HAN.match(next_one) else 0.0)

    def _cut(self, start: int, length: int, end: int, *, told: bool) -> float:
        """What the dictionary makes of it: one word, a surname and a word, or a word that goes on."""
        whole, last = self.starts.get(start), self.ends.get(end)
        if whole is None:
            return 0.0
        if whole.end == end:
            if whole.tag == "nr":
                return 1.5 if told else 2.5
            if rjieba.has_word(whole.text) and length == 1:
                return -0.5 if told else -4.5
            return 0.5
        if last is None:
            return 0.0
        if whole.tag == "nr" and whole.end == end - 1:
            # 詹素云 is cut into 詹素 and 云 where the dictionary knows the short one.
            return 2.8 if self._sign(self.text[end - 1]) >= 0 else 0.0
        if whole.end == end - 1 and len(last.text) == 1 and self._sign(last.text) >= 1:
            return 1.0
        if whole.end != start + length or last.start != whole.end:
            return 0.0
        weight = 1.0 if whole.tag == "nr" else 0.0
        if last.tag == "nr":
            return weight + 1.5
        everyday = len(last.text) == 2 and rjieba.has_word(last.text)
        return weight - (0.7 if everyday and not told else 0.0)

    def _around(self, start: int, length: int, end: int) -> float:
        """What stands before and behind a name that nobody announced."""
        weight, whole = 0.0, self.starts.get(start)
        if self.text[start + length : end] in self.lexicon.no_names:
            weight -= 4.0
        if whole is not None and whole.end == start + length and whole.tag in _FUNCTION:
            weight -= 2.0
        if self.opens(start):
            weight += 0.5
        if self.papers_follow(end):
            weight += 2.5
        if start and whole is None and rjieba.has_word(self.text[start - 1 : start + 1]):
            weight -= 2.0
        return weight

    def band(self, sign: str) -> int:
        """Return how much sooner a character stands in a given name than elsewhere, in e-folds from -3 to 3."""
        return round(self._sign(sign))

    def _sign(self, sign: str) -> float:
        found = self.lexicon.given.get(sign)
        if found is not None:
            return found
        return -3.0 if rjieba.has_word(sign) else 1.0
