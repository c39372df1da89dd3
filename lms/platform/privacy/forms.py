"""What is known by its own form.

E-mail, foreign telephones, passports, permits, plates, accounts with letters, ids of chat services, and digits in
English words.
"""

import re
from collections.abc import Callable, Iterator

from lms.platform.privacy.number_words import words_before
from lms.platform.privacy.spans import Kind, Spans

_ALONE, _NO_MORE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_USER = r"[A-Za-z0-9][A-Za-z0-9._%+'\-]{0,63}"
_SIGN = r"(?: ?@ ?| ?[(\[] ?(?i:at) ?[)\]] ?)"
_DOT = r"(?:\.| ?[(\[] ?(?i:dot) ?[)\]] ?| dot )"
_EMAIL = re.compile(
    rf"{_USER}{_SIGN}(?:[A-Za-z0-9\-]{{1,63}}{_DOT}){{1,4}}[A-Za-z]{{2,24}}"
    rf"|{_USER}(?: dot [a-z0-9]+)* at (?:[A-Za-z0-9\-]{{1,63}} dot ){{1,4}}[A-Za-z]{{2,24}}"
)
_MOBILE = r"1[3-9](?:[ \-.]?\d){9}"
_EXTENSION = r"(?: ?(?:转|,? ?(?i:ext\.?|extension)) ?\d{1,5})?"
_ABROAD = re.compile(
    rf"{_ALONE}(?:\(?\+ ?86\)?|0086)[ \-]{{0,2}}{_MOBILE}{_NO_MORE}"
    rf"|\(?\+ ?[1-9]\d{{0,2}}\)?(?:[ \-.]{{0,2}}\(?\d{{1,5}}\)?){{2,6}}{_EXTENSION}{_NO_MORE}"
    rf"|{_ALONE}(?<![0-9][ \-.])00[1-9]\d{{0,2}}(?:[ \-.]\(?\d{{2,5}}\)?){{2,5}}{_NO_MORE}"
    rf"|{_ALONE}(?<![0-9][ \-.])(?:\+?1[ \-.])?\([2-9]\d\d\) ?[2-9]\d\d[ \-.]\d{{4}}{_NO_MORE}"
)
# Chinese passports and the permits for Hong Kong, Macau and Taiwan: a letter or two and seven to ten digits.
_CHINESE_PASSPORT = re.compile(
    rf"(?<![0-9A-Za-z'’])(?:[EGDSPHMCWKTLegdsphmcw]|[Ee][A-Za-z]|[Cc][A-Za-z]) ?\d(?: ?\d){{6,9}}{_NO_MORE}"
)
_PASSPORT_WORD = re.compile(
    r"(?i)(?:护照|通行证|台胞证|回乡证|永居证|永久居留(?:身份)?证|军官证|\bpassports?|\bpermit|travel document)"
)
_DOCUMENT = re.compile(
    r"(?=[A-Z0-9 ]*\d[A-Z0-9 ]*\d)[A-Z]{0,3} ?\d(?:[A-Z0-9]| (?=\d)){5,16}"
    + _NO_MORE
    + r"|[A-Z]\d{2}[A-Z]\d{2}[A-Z0-9]\d{1,2}"
    + _NO_MORE
)
_HONG_KONG = re.compile(rf"{_ALONE}[A-Z]{{1,2}}\d{{6}} ?\([0-9A]\)")
_TAIWAN = re.compile(rf"{_ALONE}[A-Z][12]\d{{8}}{_NO_MORE}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Za-z][ \-.]?"
    r"(?=(?:[A-Za-z ]*\d){2})[A-Za-z0-9](?:[ \-]?[A-Za-z0-9]){3,5}[挂学警港澳]?(?![A-Za-z0-9])"
)
_FOREIGN_PLATE = re.compile(
    r"(?i:\b(?:licence|license|number|registration)? ?plates?(?: number| no\.?)?(?: is|:)? )"
    r"((?=[A-Z0-9 ]*\d)[A-Z0-9]{1,4}[ \-]?[A-Z0-9]{2,5})" + _NO_MORE
)
_IBAN = re.compile(rf"{_ALONE}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{3,7}}(?: ?[A-Z0-9]{{1,3}})?{_NO_MORE}")
_ACCOUNT = re.compile(
    r"(?i:账号|账户|帐号|户头|存折号?|存单号?|客户(?:编)?号|合同(?:编)?号|保单(?:编)?号|贷款(?:编)?号|股金证号|"
    r"\b(?:account|acct|policy|contract|customer|loan|loan account|passbook)(?: number| no\.?| id)|a/c)"
    r"(?:是|为|is)?[ :#]*((?=[A-Za-z\-]*\d[\dA-Za-z\-]*\d)[A-Za-z]{0,4}\-?\d[\dA-Za-z]*(?:\-[\dA-Za-z]+)*)"
)
_SORT_CODE = re.compile(r"(?i:\bsort code)(?: is)?[ :]*(\d\d[ \-]?\d\d[ \-]?\d\d)")
_CHAT = re.compile(
    r"(?i:微信号?|薇信号?|v信|(?<![a-z])[vw]x号?|wechat(?: id)?|(?<![a-z])qq号?|line id|"
    r"telegram)[ :]*(?:号码?|是|为|is)?[ :]*"
    r"([A-Za-z](?=[A-Za-z_\-]*[\d_\-])[A-Za-z0-9_\-]{4,24}|[1-9]\d{4,10})(?![A-Za-z0-9]| ?[元块万])"
)
_WORD_DIGITS = {
    **{
        word: str(value)
        for value, word in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        )
    },
    "oh": "0",
    "o": "0",
    "nought": "0",
}
_SPOKEN_WORD = rf"(?:(?:double|triple)[ \-]+)?(?:{'|'.join(_WORD_DIGITS)})"
_SPOKEN = re.compile(rf"(?i)\b{_SPOKEN_WORD}(?:[ \-.,]{{1,3}}{_SPOKEN_WORD}){{5,24}}\b")
_STAFF_CODE = re.compile(
    r"(?i)(?:工号|员工号|柜员|编号|工单|代码|型号|设备|终端|叫号|排队|版本|订单|流水|许可证|badge|staff|"
    r"ticket|code|terminal|order|ref\w*|error)"
    r"[^，,。;；]{0,6}$"
)


def find_forms(text: str, found: Spans) -> None:
    """Find what has a form of its own.

    Args:
        text: in plain characters.
        found: what has been found so far; takes the finds.
    """
    if "@" in text or " at " in text or "at)" in text.lower() or "at]" in text.lower():
        _take(found, "email", ((each.start(), each.end()) for each in _EMAIL.finditer(text)))
    lower = text.lower()
    if any(sign in lower for sign in ("zero", "one", "five", "eight", "nine")):
        _take_spoken(text, found)
    if not any(map(str.isdigit, text)):
        return
    _take(found, "social", _named(_CHAT, text))
    _take(found, "account", _named(_SORT_CODE, text))
    _take(found, "account", ((each.start(), each.end()) for each in _IBAN.finditer(text)))
    _take(found, "plate", ((each.start(), each.end()) for each in _PLATE.finditer(text)))
    if "plate" in lower:
        _take(found, "plate", _named(_FOREIGN_PLATE, text))
    _take(found, "id_number", ((each.start(), each.end()) for each in _HONG_KONG.finditer(text)))
    _take(found, "phone", _abroad(text))
    _take(found, "passport", _documents(text))
    _take(found, "account", _named(_ACCOUNT, text, lambda said: bool(re.search("[A-Za-z]", said))))


def _take(found: Spans, kind: Kind, spans: Iterator[tuple[int, int]]) -> None:
    for start, end in spans:
        found.add(kind, start, end)


def _named(
    pattern: re.Pattern[str], text: str, holds: Callable[[str], bool] = bool
) -> Iterator[tuple[int, int]]:
    for each in pattern.finditer(text):
        if holds(each[1]):
            yield each.span(1)


def _abroad(text: str) -> Iterator[tuple[int, int]]:
    for each in _ABROAD.finditer(text):
        digits = re.sub(r"\D", "", each.group())
        if 8 <= len(digits) <= 18 and not re.fullmatch(
            r"(?:00)?86(?:[48]00\d{7}|9[56]\d{3,4}|1\d{2,4})", digits
        ):
            yield each.span()


def _documents(text: str) -> Iterator[tuple[int, int]]:
    for word in _PASSPORT_WORD.finditer(text):
        # Up to two follow one word: the old one and the new one.
        clause = re.split(r"[。;；!！?？\n]", text[word.end() : word.end() + 60])[0]
        for each in _DOCUMENT.finditer(clause.upper()):
            start = word.end() + each.start()
            if not re.search(r"[A-Za-z0-9]$", text[:start]) and not _STAFF_CODE.search(
                text[max(0, start - 12) : start]
            ):
                digits = sum(letter.isdigit() for letter in each.group())
                if (
                    5 <= digits
                    and (digits < 11 or each.group()[0].isalpha())
                    and (each.group()[0].isalpha() or words_before(text, start).kind in {"passport", None})
                ):
                    yield start, word.end() + each.end()
    for pattern in (_CHINESE_PASSPORT, _TAIWAN):
        for each in pattern.finditer(text):
            if not _STAFF_CODE.search(text[max(0, each.start() - 12) : each.start()]):
                yield each.span()


def _take_spoken(text: str, found: Spans) -> None:
    for each in _SPOKEN.finditer(text):
        words = re.findall(r"[a-z]+", each.group().lower())
        count, times = 0, 1
        for word in words:
            if word in {"double", "triple"}:
                times = 2 if word == "double" else 3
            else:
                count, times = count + times, 1
        if count < 7:
            continue
        kind = words_before(text, each.start()).kind or ("phone" if count < 15 else "bank_card")
        found.add(kind, *each.span())
