"""What people are called among themselves: 老李, 小芳, 阿强, 朵朵."""

import re
from collections.abc import Iterator

import rjieba

from lms.platform.privacy.chinese_words import HAN, Name, Words
from lms.platform.privacy.lexicon import lexicon

_NO_NICKNAMES = lexicon().words["no_nicknames"]
_NO_PET_NAMES = lexicon().words["no_pet_names"]
_CALLED = re.compile("[老小阿大二][\u4e00-\u9fff]")
_NO_AUNTS = lexicon().words["no_aunts"]
_AUNT = re.compile("[\u4e00-\u9fff][姐哥叔婶姨嫂伯](?![姐哥叔婶姨嫂伯夫妹弟们父])")
_TWICE = re.compile("([\u4e00-\u9fff])\\1")
_WEAK = frozenset(
    "方高时于和成任安明白黄马温路常万周程水何段计单项解相查应都全从曾同向来双原位要代国满文言平门权东车钱游"
    "农司管符乐毛牛强麦危左边家成头面部本号"
)


def nicknames(words: Words) -> Iterator[Name]:
    """Yield what may be the everyday name of a person."""
    for called in _CALLED.finditer(words.text):
        start, end = called.span()
        if called.group() in _NO_NICKNAMES:
            continue
        if called.group()[0] == "老" and words.surname(start + 1) == 1 and words.text[end : end + 1] == "头":
            yield Name(start, end + 1, 6.0)
        elif _is_nickname(words, start, end):
            yield Name(start, end, 2.5)
    for aunt in _AUNT.finditer(words.text):
        # 丽姐, 胖婶: by the given name, or by what one looks like.
        first = aunt.group()[0]
        whole = words.ends.get(aunt.end())
        if whole is not None and len(whole.text) > 2 and rjieba.has_word(whole.text):
            # 格拉斯哥 holds no 斯哥.
            continue
        if aunt.group() not in _NO_AUNTS and (words.band(first) >= 1 or first in "胖瘦高矮黑"):
            yield Name(*aunt.span(), 2.2)
    for twice in _TWICE.finditer(words.text):
        said, word = twice.group(), words.starts.get(twice.start())
        if said in _NO_PET_NAMES or word is None or word.end != twice.end():
            continue
        sign = words.lexicon.given.get(said[0], -1)
        if sign >= 1 or (sign >= 0 and word.tag == "nr"):
            yield Name(*twice.span(), 2.0)


def is_pet_name(text: str, start: int) -> bool:
    """Tell whether a doubled character stands there that is no everyday word."""
    said = text[start : start + 2]
    return len(said) == 2 and said[0] == said[1] and bool(HAN.match(said)) and said not in _NO_PET_NAMES


def _is_nickname(words: Words, start: int, end: int) -> bool:
    text, said, word = words.text, words.text[start:end], words.starts.get(start)
    if said[0] == "老" and said[1] in words.lexicon.surnames and said[1] not in _WEAK:
        # 我舅老邓 may be cut anywhere.
        within = start > 0 and word is None and rjieba.has_word(text[start - 1 : start + 1])
        return not within and (not rjieba.has_word(text[start + 1 : end + 1]) or words.goes_on(end))
    if word is None:
        return False
    one = word.end == end
    after = words.starts.get(start + 1)
    apart = word.end == start + 1 and after is not None and after.end == end
    first, second = said[0], said[1]
    # 小丁来 may be taken for one name.
    apart = apart or (
        word.tag == "nr"
        and word.end == end + 1
        and text[end] in "来去说跟和都也拿给把在找讲干替偷陪带帮借欠问"
    )
    if not (one or apart):
        return False
    if second == "宝" and first in "小大二":
        return True
    named = one and word.tag == "nr"
    if first in "老小" and second in words.lexicon.surnames:
        closed = words.goes_on(end) or text[end : end + 1] in "都也说跟去来找讲拿给把在"
        return named or closed or not (second in _WEAK or (one and rjieba.has_word(said)))
    if first == "老" and second in "大二三四五六七八幺":
        return text[end : end + 1] in "跟说和他家都也去来"
    sign = words.lexicon.given.get(second, -1)
    if first == "阿":
        return sign >= 0 and (named or not rjieba.has_word(said))
    return first in "小大二" and sign >= 0 and named
