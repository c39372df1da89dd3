"""The masker: takes personal numbers and addresses out of a text before it leaves for an LLM or is kept for reading.

Kinds: ``id_number`` (the resident identity card, GB 11643), ``bank_card`` (13 to 19 digits that satisfy Luhn,
ISO/IEC 7812), ``phone`` and ``email``; where a text is kept, ``name`` besides. Hotlines (110, 95xxx, 400 …), staff
and ticket numbers stay. Outside of what is masked the text comes back unchanged, character for character.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["id_number", "bank_card", "phone", "email", "name"]

# Full-width forms and their plain ones are one code point each, so offsets stay true.
_PLAIN = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2013: 0x2D, 0x2014: 0x2D}


@dataclass(frozen=True)
class Found:
    """One thing that was masked: code-point offsets in the input, ``end`` exclusive."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Masked:
    """The text with ``[kind]`` in place of what was found."""

    text: str
    found: tuple[Found, ...]


def mask(text: str) -> Masked:
    """Mask identity numbers, bank cards, phone numbers and e-mail addresses."""
    plain = text.translate(_PLAIN)
    found: list[Found] = []
    for kind, pattern, holds in _SEARCHES:
        for match in pattern.finditer(plain):
            if holds(match.group()):
                _add(found, kind, *match.span())
    return _without(text, found)


def mask_with_names(text: str, *, names: Iterable[str] = ()) -> Masked:
    """Mask what ``mask`` does, and the names of people: for words that are kept and read by others.

    Found are the names given, and those that stand where names are told: before a form of address (王女士, Mr Hall)
    and after “my name is”, 我叫, 姓名. The form of address stays. A name that stands elsewhere is only found when it is
    given. Titles of staff (王经理) are left alone.

    Args:
        text: what is to be kept.
        names: of people who may be mentioned.
    """
    found = list(mask(text).found)
    patterns = [*_NAMES, *(re.compile(re.escape(name)) for name in names if name)]
    spans = sorted(each.span(each.lastindex or 0) for pattern in patterns for each in pattern.finditer(text))
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if whole and start < whole[-1][1]:
            # A name that is given may be a part of one that is told.
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    for start, end in whole:
        _add(found, "name", start, end)
    return _without(text, found)


def _add(found: list[Found], kind: Kind, start: int, end: int) -> None:
    if start < end and all(end <= other.start or start >= other.end for other in found):
        found.append(Found(kind, start, end))


def _without(text: str, found: list[Found]) -> Masked:
    found.sort(key=lambda item: item.start)
    parts, last = [], 0
    for item in found:
        parts += [text[last : item.start], f"[{item.kind}]"]
        last = item.end
    return Masked("".join([*parts, text[last:]]), tuple(found))


def _digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def _satisfies_luhn(words: str) -> bool:
    digits = _digits(words)
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _always(_words: str) -> bool:
    return True


_GAP = r"[ \-]?"
_ALONE, _NO_MORE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_MOBILE = rf"1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
# In the order of certainty: what an earlier search found, a later one leaves alone.
_SEARCHES: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "email",
        re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,4}[A-Za-z]{2,24}"),
        _always,
    ),
    (
        # Six digits of the place, a believable birthday, three of the order, a check digit that may be X.
        "id_number",
        re.compile(
            rf"{_ALONE}[1-9]\d{{5}}{_GAP}(?:18|19|20)\d{{2}}{_GAP}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
            rf"{_GAP}\d{{3}}[0-9Xx]{_NO_MORE}"
        ),
        _always,
    ),
    (
        "phone",
        re.compile(
            rf"{_ALONE}(?:\+|00)86{_GAP}{_MOBILE}{_NO_MORE}"
            rf"|{_ALONE}\+[1-9]\d{{0,2}}(?:[ \-]?\(?\d{{2,4}}\)?){{2,4}}{_NO_MORE}"
        ),
        _always,
    ),
    (
        # Issuers' first digits: 3 to 6, older Chinese cards 9, Mastercard also 2221 to 2720.
        "bank_card",
        re.compile(rf"{_ALONE}(?:[3-69]|2(?=2[2-9]|[3-6]|7[01]|720))(?:{_GAP}\d){{12,18}}{_NO_MORE}"),
        _satisfies_luhn,
    ),
    (
        "phone",
        re.compile(
            rf"{_ALONE}(?:86{_GAP})?{_MOBILE}{_NO_MORE}"
            rf"|{_ALONE}\(?0\d{{2,3}}\)?[ \-]?[2-9]\d{{6,7}}{_NO_MORE}"
        ),
        _always,
    ),
)

# The commonest surnames, without those that are everyday words before a form of address (谢谢阿姨, 向阿姨).
_SURNAME = (
    "(?:欧阳|司马|上官|诸葛|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚庞樊兰殷施陶洪翟倪严"
    "牛温芦季俞章鲁葛韦伍申尤毕聂焦柳邢骆岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费裴])"
)
_ADDRESS = "(?:先生|女士|小姐|太太|阿姨|叔叔|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|婆婆|师傅|同学|老先生|老太太|老师)"
_GIVEN = "[^\\W\\d_a-zA-Z的了是在有不给和跟说上下来去就也都吗吧呢啊呀]"
_NAMES = (
    re.compile(rf"({_SURNAME}{_GIVEN}{{0,2}}?){_ADDRESS}"),
    # 王总, 李姐: one syllable is an address where it opens a clause and nothing is said on.
    re.compile(rf"(?<!\w)({_SURNAME})[总姐哥婶伯](?=[，。,.！!？?、\s您你]|$)"),
    re.compile(
        rf"(?:(?:[我他她]|儿子|女儿|孙子|孙女|老伴|爱人|妈|爸|名字|人)叫|姓名是?[:：]?|户名是?[:：]?)\s*({_SURNAME}{_GIVEN}{{1,2}})"
    ),
    re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Madam)\.? ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"),
    re.compile(
        r"\b(?:[Mm]y name(?: is|['’]s)|[Nn]ame:|I['’]m called|(?:son|daughter|husband|wife|mother|father|brother|"
        r"sister|friend)(?:['’]s name is| is called)) ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    ),
)
