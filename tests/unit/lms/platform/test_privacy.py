"""The masker: personal numbers go, everything else stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.platform.privacy import mask


@pytest.mark.parametrize(
    "text,masked",
    [
        ("身份证11010519491231002X。", "身份证[id_number]。"),
        ("证件号：110105 19491231 002x", "证件号：[id_number]"),
        ("卡号6222021234567894吗", "卡号[bank_card]吗"),
        ("my card 4111-1111-1111-1111 is gone", "my card [bank_card] is gone"),
        ("我的电话是１３８-１２３４-５６７８，您打", "我的电话是[phone]，您打"),
        ("打+86 13812345678", "打[phone]"),
        ("座机021-62345678", "座机[phone]"),
        ("call +44 20 7946 0958 please", "call [phone] please"),
        ("发到 li.hua@mail.example.com 吧", "发到 [email] 吧"),
        ("电话13812345678卡4111111111111111", "电话[phone]卡[bank_card]"),
    ],
)
def test_personal_numbers_are_masked(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "打95588、96110或者110，也可以打400-123-4567",
        "工号20231234，排队号A0138，终端ATM-0027",
        "工单号2026031000012345",
        "转50000元，利率3.85%，2026年3月10日到期",
        "the year 2026, 12,345,678.90 yuan",
        "卡号1234567890123456",
        "",
    ],
)
def test_hotlines_staff_numbers_amounts_and_dates_stay(text: str) -> None:
    assert mask(text).text == text


def test_offsets_are_those_of_the_input() -> None:
    text = "😀电话１３８１２３４５６７８，谢谢"
    (found,) = mask(text).found
    assert (found.kind, text[found.start : found.end]) == ("phone", "１３８１２３４５６７８")


@given(st.text(st.sampled_from("0123456789０１９Xx@.-+() ab电，　"), max_size=200))
def test_outside_what_is_masked_the_text_comes_back_unchanged(text: str) -> None:
    masked = mask(text)
    rebuilt, last = "", 0
    for found in masked.found:
        assert last <= found.start < found.end <= len(text)
        rebuilt += text[last : found.start] + f"[{found.kind}]"
        last = found.end
    assert rebuilt + text[last:] == masked.text
