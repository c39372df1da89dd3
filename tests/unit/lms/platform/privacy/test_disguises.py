"""Whatever disguise a number comes in, it is found; and whatever a text is, what is not masked stays as it was."""

import string
import sys
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.platform.privacy import mask, mask_with_names
from lms.platform.privacy.plain import BEYOND_DIGITS

_GAPS = ["", "", " ", "-", ".", "\u3000", "\u00a0", "\u2009", "–", "—", "·", "\n", "\r\n", "\u200b", " - "]
_FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_SAID = [
    str.maketrans("0123456789", each)
    for each in ("零一二三四五六七八九", "〇幺二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
]
_BEFORE = st.sampled_from(
    ["", "我的号是", "请打", "客户：", "ring me on ", "卡在这里，", "（", "no. ", "他说“"]
)
_AFTER = st.sampled_from(["", "。", "，谢谢", " please", "）", "”", "\n下一行"])


def _luhn(digits: str) -> str:
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
        for place, digit in enumerate(reversed(digits))
    )
    return str(-total % 10)


@st.composite
def _ids(draw: st.DrawFn) -> str:
    area = draw(st.sampled_from(["110105", "330106", "440305", "510107", "650102", "820000"]))
    day = draw(
        st.dates(
            min_value=date(1920, 1, 1),
            max_value=date(2020, 12, 31),
        )
    )
    return (
        area
        + day.strftime("%Y%m%d")
        + draw(st.text("0123456789", min_size=3, max_size=3))
        + draw(st.sampled_from("0123456789X"))
    )


@st.composite
def _cards(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(["6222", "6217", "4392", "5187", "3568"]))
    length = draw(st.sampled_from([16, 19])) - len(start) - 1
    body = start + draw(st.text("0123456789", min_size=length, max_size=length))
    return body + _luhn(body)


_PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@st.composite
def _disguised(draw: st.DrawFn, numbers: st.SearchStrategy[str], cuts: tuple[int, ...]) -> str:
    number, gap = draw(numbers), draw(st.sampled_from(_GAPS))
    each = draw(st.booleans())
    parts, place = [], 0
    for size in [1] * len(number) if each else cuts:
        parts.append(number[place : place + size])
        place += size
    text = gap.join(part for part in [*parts, number[place:]] if part)
    how = draw(st.sampled_from(["plain", "full", "said", "half"]))
    if how == "full":
        return text.translate(_FULL)
    if how == "said":
        return text.translate(draw(st.sampled_from(_SAID)))
    if how == "half":
        return text[: len(text) // 2] + text[len(text) // 2 :].translate(_FULL)
    return text


def _all_gone(before: str, number: str, after: str) -> None:
    text = before + number + after
    covered = {place for found in mask(text).found for place in range(found.start, found.end)}
    start = len(before)
    left = [
        place for place in range(start, start + len(number)) if text[place].isalnum() and place not in covered
    ]
    assert not left, text


@given(_BEFORE, _disguised(_ids(), (6, 4, 4, 4)), _AFTER)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_identity_number_in_any_disguise_is_found(before: str, number: str, after: str) -> None:
    _all_gone(before, number, after)


@given(_BEFORE, _disguised(_cards(), (4, 4, 4, 4)), _AFTER)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_card_in_any_disguise_is_found(before: str, number: str, after: str) -> None:
    _all_gone(before, number, after)


@given(_BEFORE, _disguised(_PHONES, (3, 4)), _AFTER)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_mobile_number_in_any_disguise_is_found(before: str, number: str, after: str) -> None:
    _all_gone(before, number, after)


_PIECES = [
    *("我叫", "王秀兰", "李", "女士", "柜员", "小王", "经理", "13812345678", "6222021202041234567", "杭州市"),
    *("西湖区", "文三路", "18号", "3栋", "my name is ", "Tom", " Hall", "Mr ", "Chen", "teller ", "[name]"),
    *("，", "。", "\n", "@", "a@b.cn"),
]
_ANYTHING = st.one_of(
    st.text(max_size=120),
    st.text(st.sampled_from(string.digits + "０１９Xx@.-+() ab电，　零幺王李小老的路号村组室"), max_size=120),
    st.lists(st.sampled_from(_PIECES), max_size=14).map("".join),
)


@given(_ANYTHING)
@settings(max_examples=500, deadline=None, derandomize=True)
def test_outside_what_is_masked_the_text_comes_back_unchanged(text: str) -> None:
    masked = mask_with_names(text)
    rebuilt, last = "", 0
    for found in masked.found:
        assert last <= found.start < found.end <= len(text)
        rebuilt += text[last : found.start] + f"[{found.kind}]"
        last = found.end
    assert rebuilt + text[last:] == masked.text


@given(_ANYTHING)
@settings(max_examples=500, deadline=None, derandomize=True)
def test_what_was_masked_is_not_masked_again(text: str) -> None:
    once = mask_with_names(text).text
    labels = {place for found in mask_with_names(once).found for place in range(found.start, found.end)}
    assert not any(once[place] in "[]" for place in labels)


def test_no_digit_and_no_space_lies_beyond_where_they_are_looked_for() -> None:
    beyond = [chr(code) for code in range(BEYOND_DIGITS, sys.maxunicode + 1)]
    assert not any(map(str.isdigit, beyond)) and not any(map(str.isspace, beyond))
