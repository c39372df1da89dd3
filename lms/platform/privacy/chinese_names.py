"""Names of people in Chinese text, but for those of staff.

A name is told (我叫…, 客户…, 邻居…), stands before a form of address (…女士), or is found by what its characters are,
where words begin and end, and what stands around it. Who serves in the bank is named by a title or by what they do;
once known as staff, a name stays wherever it stands in the text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import rjieba

from lms.platform.privacy.chinese_common import is_common, is_function
from lms.platform.privacy.chinese_nicknames import is_pet_name, nicknames
from lms.platform.privacy.chinese_staff import is_outside, is_public, is_staff
from lms.platform.privacy.chinese_weights import candidates, score
from lms.platform.privacy.chinese_words import HAN, Name, Words
from lms.platform.privacy.lexicon import lexicon
from lms.platform.privacy.spans import Spans

_RELATIVES = (
    "妈妈|爸爸|母亲|父亲|妈|爸|老公|老婆|丈夫|妻子|爱人|老伴|儿子|女儿|儿媳妇?|媳妇儿?|女婿|孙子|孙女|外孙女?|"
    "哥哥?|弟弟?|姐姐?|妹妹?|姐夫|嫂子|"
    "婆婆|公公|岳父|岳母|爷爷|奶奶|外公|外婆|舅舅|舅妈|姑姑|姑妈|姨妈|叔叔|伯伯|表[哥姐弟妹舅叔姑侄]|姨|舅|"
    "姑|叔|伯|婶|姑父|姨父|堂[哥姐弟妹]|侄[子女儿]|外甥女?|前妻|前夫|对象|"
    "男朋友|女朋友|太太|先生|孩子|宝宝|小名|配偶|家属|家长"
)
_OTHERS = (
    "邻居|隔壁|同事|朋友|同学|室友|房东|房客|租客|二房东|司机|保姆|护工|钟点工|学生|老师(?!傅)|班主任|老乡|"
    "老板|会计|出纳|财务|法人代表|法人|"
    "担保人|共同借款人|借款人|贷款人|被保险人|投保人|受益人|继承人|监护人|代办人|开户人|持卡人|经办人员|"
    "申请人|投诉人|举报人|来电人|联系人|"
    "收款人|汇款人|付款人|收件人|户主|户名(?!单)|业主|卖家|买家|中介|骗子|授权|委托|联系|通知|转给|汇给|"
    "打给|付给|借给|还给|客户|储户|用户|机主|当事人|老人|居民|村民|病人|患者|律师|医生|街道|社区|同行的|"
    "股东"
)
_TOLD = re.compile(
    "(?:(?:我|本人|他|她|妈|爸|人|名字|真名|儿|女|子|婆|公|伴|弟|妹|哥|姐|娃|可|外|的|名)?(?:就?叫做?|名叫|"
    "名为|叫作|真叫|名字是|名字叫)"
    "|姓名(?:是|为)?|户名(?!单)(?:是|为)?|名字(?:是|为)?|我是|本人|俺叫|我是客户|称呼|抬头写|写|落款|此致|签名|"
    f"(?:{_OTHERS})(?:姓名|是|为|叫)?|(?:{_RELATIVES})(?:姓名|是|叫)?)"
    "[ :“\"'（(「【]{0,3}"
)
_SURNAME_TOLD = re.compile(
    "(?:免贵|本人|我[\u4e00-\u9fff]{0,2}|客户|老公|老婆|人|小名|自称|^|[，,。 ；;（(、])姓[ :]?(?!名|什么|啥|氏|甚|的)"
)
_SURNAMED = re.compile("[\u4e00-\u9fff]姓(?:男子|女子|男性|女性|客户|老人|老汉|阿婆|储户)")
_NAMED_TOO = re.compile("姓(?P<s>[\u4e00-\u9fff]{1,2})，?名(?P<g>[\u4e00-\u9fff]{1,2})(?![\u4e00-\u9fff]*字)")
_FORMS = (
    "老?先生|女士|小姐姐?|太太|阿姨|叔叔|大爷|大妈|大娘|大叔|大姐|大哥|大婶|大嫂|奶奶|爷爷|阿婆|婆婆|"
    "老太太?|老爷子|老头子?|师傅|师父|同学|老师|"
    "教授|医生|大夫|护士|律师|会计|老板娘?|老汉|伯伯|伯母|婶婶?|嫂子?|处长|局长|科长|院长|校长|厂长|村长|"
    "书记|警官|法官|总|姐|哥|姨|叔|伯|婶|爷|某某?|"
    "氏|姓客户|女儿|家属|工(?![号作资商行会具业程艺人])|大师|司机|房东"
)
_CALLED = ("叫", "大名", "真名", "姓名", "户名", "名字", "名为", "叫做", "本人", "我是", "名字是", "名字叫")
_BY_NAME = ("叫", "大名", "真名", "户名", "名为", "叫做", "名字叫", "名字是")
"""Whoever is called so may be called what is a word as well: 我叫安静."""
_POST = re.compile("(?:经理|主任|主管|队长|老总|老板|行长)")
_BEFORE_FORM = re.compile(f"(?:{_FORMS})")
_HOLDS = re.compile("[我持拿用以把将给和与是到替帮，。、；：（( “,:;.!?]")
_LEAST_ODDS, _LEAST_WEIGHT, _SURE, _PAPERS_SAY = 0.0, 2.8, 5.0, 3.0
_AND = frozenset({"和", "与", "跟", "、", "及"})
_SPACED = re.compile(
    "(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) {1,2}([\u4e00-\u9fff])(?: {1,2}([\u4e00-\u9fff]))?(?![\u4e00-\u9fff])"
)
_SPACED_TOLD = re.compile(
    "(?:叫|是|的|姓名|户名|客户|名字|"
    "本人)[ :]?([\u4e00-\u9fff] {1,2}[\u4e00-\u9fff](?: {1,2}[\u4e00-\u9fff])?)(?![\u4e00-\u9fff])"
)
_CLAN = re.compile("[\u4e00-\u9fff](?:氏[\u4e00-\u9fff]?|老[大二三四五六七八九幺])")
_ETHNIC_NAMES = re.compile(f"(?:{'|'.join(sorted(lexicon().words['ethnic'], key=len, reverse=True))})+")
_ETHNIC = re.compile("[\u4e00-\u9fff]{2,7}\\.[\u4e00-\u9fff]{2,7}(?:\\.[\u4e00-\u9fff]{2,7})?")


class ChineseNames:
    """The names in one text.

    Args:
        text: in plain characters.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = Words(text)

    def find(self, found: Spans) -> None:
        """Add the names of people who are no staff to what has been found."""
        taken = Spans()
        likeliest = sorted(self._all(), key=lambda one: (-one.weight, one.start))
        names = self._cut_short([name for name in likeliest if taken.add("name", name.start, name.end)])
        serving = self._serving(names)
        known = {self.text[one.start : one.end] for one in serving if one.end - one.start > 1}
        others = set()
        for name in names:
            said = self.text[name.start : name.end]
            if name in serving or said in known or is_public(said, self.text):
                continue
            found.add("name", name.start, name.end)
            if len(said) > 2 or (len(said) == 2 and not rjieba.has_word(said)):
                others.add(said)
        for said in others:
            for each in re.finditer(re.escape(said), self.text):
                found.add("name", *each.span())

    def _cut_short(self, names: list[Name]) -> list[Name]:
        """End at the given name what runs on behind it, where the text says it with its surname, too.

        Where 王桂兰 has been named, 桂兰想 is 桂兰, who wants something.
        """
        given = {
            self.text[name.start + 1 : name.end]
            for name in names
            if name.end - name.start == 3 and self._words.surname(name.start) == 1
        }
        return [
            Name(name.start, name.start + 2, name.weight)
            if name.end - name.start == 3 and self.text[name.start : name.start + 2] in given
            else name
            for name in names
        ]

    def _serving(self, names: list[Name]) -> set[Name]:
        """Who of them serves in the bank: told so, or named in one breath with somebody who does."""
        serving = {name for name in names if self._is_staff_anywhere(name)}
        in_order = sorted(names, key=lambda one: one.start)
        for one, other in pairwise(in_order):
            if self.text[one.end : other.start] in _AND and (one in serving) != (other in serving):
                serving |= {one, other}
        return serving

    def _is_staff_anywhere(self, name: Name) -> bool:
        """Whether it is said here or, of more than a surname, where it is named again that its bearer serves."""
        said = self.text[name.start : name.end]
        places = [name.start]
        if len(said) > 1:
            places += [each.start() for each in re.finditer(re.escape(said), self.text)]
        return any(is_staff(self.text, start, start + len(said)) for start in places)

    def _all(self) -> Iterator[Name]:
        yield from self._told()
        yield from self._surnames_told()
        yield from self._before_forms()
        yield from self._of_other_houses()
        yield from self._before_papers()
        yield from self._free()
        yield from nicknames(self._words)
        for each in _ETHNIC.finditer(self.text):
            if not any(self._words.is_plain_word(place, each.end()) for place in range(*each.span())):
                yield Name(*each.span(), 9.0)
        for each in _ETHNIC_NAMES.finditer(self.text):
            whole = each.start() in self._words.starts or each.end() in self._words.ends
            if whole or each.end() - each.start() > 3:
                yield Name(*each.span(), 2.5)
        for pattern, group in ((_SPACED, 0), (_SPACED_TOLD, 1), (_CLAN, 0)):
            for each in pattern.finditer(self.text):
                if self._words.surname(each.start(group)) and not each.group(group).startswith("唐氏"):
                    yield Name(*each.span(group), 6.0)

    def _told(self) -> Iterator[Name]:
        for cue in _TOLD.finditer(self.text):
            start = cue.end()
            length = self._words.surname(start)
            said = cue.group().rstrip(" :“\"'(")
            strong, called = said.endswith(_CALLED), said.endswith(_BY_NAME)
            if length:
                best = max(
                    (
                        self._words.weigh(start, length, end, told=True)
                        for end in self._given_ends(start + length)
                    ),
                    key=lambda one: one.weight,
                    default=None,
                )
                common = (
                    best is not None
                    and not called
                    and is_common(self._words, best.start, length, best.end, told=True)
                )
                if best is not None and not common and best.weight > (0.0 if strong else 1.0):
                    yield Name(best.start, best.end, best.weight + 3)
            yield from self._given_alone(start, strong=strong, called=called)

    def _given_alone(self, start: int, *, strong: bool, called: bool) -> Iterator[Name]:
        """A given name without its surname, behind who it belongs to: 我媳妇春花, 孩子朵朵."""
        word, text = self._words.starts.get(start), self.text
        if word is None or word.text[0] == "姓":
            return
        if is_pet_name(text, start):
            yield Name(start, start + 2, 3.0)
        elif not called and is_common(self._words, word.start, 0, word.end):
            return
        elif 2 <= len(word.text) <= 4 and all(HAN.match(sign) for sign in word.text):
            bands = [self._words.band(sign) for sign in word.text]
            common = word.text in self._words.lexicon.no_names
            if (strong and word.tag == "nr" and not self._words.surname(start)) or (
                len(bands) == 2
                and min(bands) >= 1
                and not common
                and (word.tag == "nr" or not rjieba.has_word(word.text))
            ):
                yield Name(word.start, word.end, 2.0)

    def _given_ends(self, place: int) -> Iterator[int]:
        for end in (place + 1, place + 2):
            said = self.text[place:end]
            if len(said) != end - place or not all(HAN.match(sign) for sign in said):
                break
            yield end

    def _surnames_told(self) -> Iterator[Name]:
        for both in _NAMED_TOO.finditer(self.text):
            if both.group() == "姓甚名谁":
                continue
            for group in ("s", "g"):
                yield Name(*both.span(group), 9.0)
        for each in _SURNAMED.finditer(self.text):
            if self._words.surname(each.start()):
                yield Name(each.start(), each.start() + 1, 4.0)
        for cue in _SURNAME_TOLD.finditer(self.text):
            length = self._words.surname(cue.end())
            if length and not is_function(self._words, cue.end()):
                yield Name(cue.end(), cue.end() + length, 4.0)

    def _before_forms(self) -> Iterator[Name]:
        for form in _BEFORE_FORM.finditer(self.text):
            end = form.start()
            short = len(form.group()) == 1
            for start in range(max(0, end - 4), end):
                length = self._words.surname(start)
                given = self.text[start + length : end]
                if not length or len(given) > 2 or not all(HAN.match(sign) for sign in given):
                    continue
                if given:
                    name = self._words.weigh(start, length, end, told=True)
                    if name.weight > 2.0 and not (short and name.weight < 4):
                        yield Name(start, end, name.weight + 1)
                        # 王桂兰 holds 桂兰.
                        break
                elif not is_function(self._words, start) and self._stands_before(
                    start, form.start(), form.end(), short=short
                ):
                    yield Name(start, end, 5.0)

    def _of_other_houses(self) -> Iterator[Name]:
        """物业陆经理: a post of somebody who is not of the bank."""
        for post in _POST.finditer(self.text):
            start = post.start() - 1
            if start > 0 and self._words.surname(start) and is_outside(self.text[:start]):
                yield Name(start, post.start(), 6.0)

    def _stands_before(self, start: int, end: int, after: int, *, short: bool) -> bool:
        """Whether a bare surname before a form of address is one: 王女士, but no 方女士 in 对方女士."""
        whole, before = self._words.starts.get(start), self._words.ends.get(start)
        if short:
            word = self.text[start:after]
            if (
                whole is None
                or whole.end > after
                or (whole.end == after and rjieba.has_word(word) and whole.tag != "nr")
            ):
                return False
            return self.text[after : after + 1] not in set("体会共部结算额数是账理监裁之而妹弟夫们")
        if whole is not None:
            if whole.end in {end, after}:
                return True
            return whole.tag == "nr"
        return before is None and not rjieba.has_word(self.text[start - 1 : start + 1])

    def _before_papers(self) -> Iterator[Name]:
        """拿张三的身份证: whose papers they are stands before them."""
        for papers in re.finditer(
            "(?<=[\u4e00-\u9fff])(?:的|本人)?(?:身份证|户头|工资卡|银行卡|存折|名下|名字|户口本|银行卡|护照|账户)",
            self.text,
        ):
            end = papers.start()
            for start in (end - 4, end - 3, end - 2):
                length = self._words.surname(start) if start >= 0 else 0
                if (
                    not length
                    or not 1 <= end - start - length <= 2
                    or not _HOLDS.match(self.text[start - 1 : start] or "，")
                ):
                    continue
                name = self._words.weigh(start, length, end, told=True)
                if (
                    name.weight > 0.5
                    and not is_function(self._words, start)
                    and self.text[start:end] != "安全"
                ):
                    yield Name(start, end, name.weight + 2)

    def _free(self) -> Iterator[Name]:
        """Names that nobody announced, by their learned weights."""
        text = self.text
        for start, length, end in candidates(self._words):
            odds = score(self._words, start, length, end)
            if self._words.papers_follow(end):
                odds += _PAPERS_SAY
            if start in self._words.starts:
                odds = max(odds, self._words.weigh(start, length, end, told=False).weight - _LEAST_WEIGHT)
            whole = self._words.starts.get(start)
            if whole is not None and whole.end < end and len(whole.text) > 1 and odds < _SURE:
                # 万一钱没了: the word before is one, and no name.
                odds -= 9.0 if whole.text in self._words.lexicon.no_names else 0.0
            if (
                text[start - 1 : start] == "“"
                and text[end : end + 1] == "”"
                and text[end - 1] in "宝金盈利通存贷"
            ):
                # Products are named so: “黄金宝”.
                continue
            if odds > _LEAST_ODDS and not is_common(self._words, start, length, end):
                yield Name(start, end, 2.0 + min(odds, 8.0) / 2)
            elif odds > _LEAST_ODDS and self._words.opens(start) and self._words.papers_follow(end):
                yield Name(start, end, 2.0)


def find_chinese_names(text: str, found: Spans) -> None:
    """Find the names of people who are no staff.

    Args:
        text: in plain characters.
        found: what has been found so far; takes the finds.
    """
    if HAN.search(text):
        ChineseNames(text).find(found)
