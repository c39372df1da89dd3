"""The masker: personal numbers go, everything else stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.platform.privacy import mask, mask_with_names


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
        "单号1234567890123456",
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


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("王女士您好，您是王桂兰女士本人吗？", "[name]女士您好，您是[name]女士本人吗？"),
        ("我叫李建国，儿子叫李强。", "我叫[name]，儿子叫[name]。"),
        ("张大爷，电话13812345678。", "[name]大爷，电话[phone]。"),
        ("Good morning, Mrs Chen. My name is Tom Hall.", "Good morning, Mrs [name]. My name is [name]."),
        ("桂兰说她不来了。", "[name]说她不来了。"),
    ],
)
def test_in_words_that_are_kept_names_of_people_are_masked_where_they_are_told_or_given(
    text: str, masked: str
) -> None:
    assert mask_with_names(text, names=["桂兰"]).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "谢谢阿姨！",
        "我请王经理来。",
        "您好先生，请坐。",
        "小姐，取号了吗？",
        "Good morning, sir.",
        "他叫我转钱。",
    ],
)
def test_forms_of_address_and_titles_of_staff_are_no_names(text: str) -> None:
    assert mask_with_names(text).text == text


def test_what_leaves_for_a_model_keeps_its_forms_of_address() -> None:
    assert mask("王女士您好").text == "王女士您好"


def test_a_given_name_ends_where_it_ended_with_its_surname() -> None:
    masked = mask_with_names("我叫王桂兰，电话13812345678。桂兰想问问理财。").text
    assert masked == "我叫[name]，电话[phone]。[name]想问问理财。"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("李建国（13871234567）来过", "[name]（[phone]）来过"),
        ("王芳(13912345678)来过", "[name]([phone])来过"),
        ("打(010)62345678", "打[phone]"),
    ],
)
def test_a_bracket_goes_with_a_number_only_where_it_is_part_of_it(text: str, masked: str) -> None:
    assert mask_with_names(text).text == masked


def test_the_names_of_staff_who_are_meant_stay_and_a_customers_are_masked_beside_them() -> None:
    text = "王大妈说，林晓雨过来帮她，我叫李建国。Then lin xiaoyu came, and John Smith left."
    kept = mask_with_names(text, keep=["林晓雨", "Lin Xiaoyu"]).text
    assert "林晓雨过来帮她" in kept and "lin xiaoyu came" in kept
    assert "李建国" not in kept and "John Smith" not in kept


def test_a_name_that_must_not_be_told_is_masked_though_it_would_be_kept() -> None:
    text = "林晓雨过来帮她"
    assert mask_with_names(text, names=["林晓雨"], keep=["林晓雨"]).text == "[name]过来帮她"
