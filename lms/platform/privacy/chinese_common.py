"""What looks like a Chinese name and is none: everyday words, and a surname that is a word of its own there."""

import re

import rjieba

from lms.platform.privacy.chinese_words import Words

# 换了张新的, 五十万美元, 七毛六: surnames that count something.
_COUNTED = re.compile("[了着过这那几两半每各数0-9一二三四五六七八九十百千万元块]$")
_COUNTS = frozenset("张单万毛元封章项支方位戴")
# 周一, 周年: what follows makes a day or a year of it.
_DAYS = re.compile("周[一二三四五六日末年内边围期]")
_RUNNING_ON = frozenset("里时才先将越均及以前后中内外都就还又再也上下等")
# 钱 and 费 are talked of in a bank more often than people called so are.
_MONEY = frozenset("钱费章司")
_AFTER_MONEY = frozenset("刚小多少没全包款根白")
_NO_ENDS = frozenset("人苑者们款费卡钱")
_PRODUCT = re.compile("(?:周周|日日|天天|月月|年年|季季)[盈利宝金享添]")
_FUNCTION = frozenset({"c", "p", "uj", "ul"})
_OPEN = frozenset({"v", "a", "d", "t", "r", "m", "f", "b", "vn", "an", "ad", "q", "s", "z", "i", "l"})


def is_function(words: Words, place: int) -> bool:
    """Tell whether the character there is no surname but 和, 于, 向 … between other words."""
    word = words.starts.get(place)
    return word is not None and word.end == place + 1 and (word.tag in _FUNCTION or word.text == "钱")


def is_common(words: Words, start: int, length: int, end: int, *, told: bool = False) -> bool:
    """Tell whether what could be a surname and a given name are everyday words there.

    Args:
        words: the text.
        start: of the surname.
        length: of the surname; 0 where none stands before the given name.
        end: of the given name.
        told: whether the words before it say that a name stands here.
    """
    said = words.text[start:end]
    if said in words.lexicon.no_names or said[-1] in _NO_ENDS or _PRODUCT.match(said):
        return True
    whole = words.starts.get(start)
    if whole is not None and whole.end == end and not whole.tag.startswith("nr"):
        return rjieba.has_word(said)
    return bool(length) and (
        _is_cut_across(words, start, end, told=told) or _runs_on(words, start, end) or _counts(words, start)
    )


def _is_cut_across(words: Words, start: int, end: int, *, told: bool) -> bool:
    """受让方|必须, 单独|留, 和|贵行: the words lie otherwise, and are no names."""
    word = next((each for each in words.all if each.start < end and each.end > start), None)
    if word is None:
        return False
    if word.start < start:
        return (
            len(word.text) > 1
            and word.end == start + 1
            and rjieba.has_word(word.text)
            and not word.tag.startswith("nr")
        )
    if word.end == end - 1 and len(word.text) == 2:
        return rjieba.has_word(word.text) and word.tag in _OPEN
    if word.end == start + 1:
        rest = words.starts.get(word.end)
        plain = rest is not None and rest.end == end and len(rest.text) > 1 and rjieba.has_word(rest.text)
        return plain and (
            is_function(words, start) or (not told and rest is not None and rest.tag in _OPEN - {"a", "z"})
        )
    return False


def _runs_on(words: Words, start: int, end: int) -> bool:
    """钱越存越毛, 冷柜里: what ends it belongs to the sentence."""
    said = words.text[start:end]
    if said[-1] in _RUNNING_ON:
        return len(said) == 2 or rjieba.has_word(said[:-1])
    return said[0] in _MONEY and said[1] in _AFTER_MONEY


def _counts(words: Words, start: int) -> bool:
    text = words.text
    if _DAYS.match(text, start):
        return True
    return text[start] in _COUNTS and _COUNTED.search(text[max(0, start - 1) : start]) is not None
