"""Customers and third parties are masked; staff, branches, tickets and hotlines stay."""

import pytest

from lms.platform.privacy import mask, mask_with_names


@pytest.mark.parametrize(
    "text,masked",
    [
        ("邻居赵大爷和柜员小王吵起来了", "邻居[name]大爷和柜员小王吵起来了"),
        ("客户欧阳慧来电，找理财经理孙宇", "客户[name]来电，找理财经理孙宇"),
        ("物业陆经理介绍我来的，你们的陆经理不在", "物业[name]经理介绍我来的，你们的陆经理不在"),
        ("teller Li Na helped my mother, Margaret Liu", "teller Li Na helped my mother, [name]"),
        ("Mr Chen the branch manager met Mrs Wong", "Mr Chen the branch manager met Mrs [name]"),
        ("本人住杭州市西湖区文三路18号3幢2单元501室", "本人住[address]"),
        ("文三路18号的网点没有坡道", "文三路18号的网点没有坡道"),
        ("Send it to Flat 3B, 27 Harbour Road, Leeds LS1 4DY.", "Send it to [address]."),
        ("护照E12345678，回乡证H10234567", "护照[passport]，回乡证[passport]"),
        ("车牌沪AD12345，叫号A036", "车牌[plate]，叫号A036"),
        ("微信 lihua_2019，QQ287654321", "微信 [social]，QQ[social]"),
        ("网点电话0571-87654321，我的0571-87651234", "网点电话0571-87654321，我的[phone]"),
    ],
)
def test_who_is_a_customer_is_told_from_who_serves(text: str, masked: str) -> None:
    assert mask_with_names(text).text == masked


def test_in_a_conversation_names_and_places_stay() -> None:
    said = "我叫王秀兰，住文三路18号3幢2单元，电话13812345678"
    assert mask(said).text == "我叫王秀兰，住文三路18号3幢2单元，电话[phone]"


@pytest.mark.parametrize(
    "text",
    [
        "她边打毛衣边办业务，孩子高兴坏了",
        "手机银行里看见了别人的姓名和账单",
        "受让方必须也是你们的客户吗，本人于前年签的合同",
        "钱刚到账又叫我转出去，取的钱里有一张假币",
        "换了张新的还是刷不出来，登录页白屏",
        "五十万美元以下的，周一才能办吗",
        "说我是老赖，屏幕上的字老高",
        "我是程序员，父亲是植物人",
        "我接了两个月，至今不知道对面姓甚名谁",
        "【来信摘登·转相关部门阅处】不收冷柜里的现金",
        "I was stuck in Kuala Lumpur while my card sat in a machine at Milan Centrale.",
        "My wife fell in Chiang Mai, and I live in Geneva.",
        "The Equal Opportunities Commission and Sunrise Toys have a copy, I took it to Wan Chai.",
        "My Xiaomi does not find the customer Wi-Fi.",
    ],
)
def test_what_ordinary_complaints_speak_of_is_nobody(text: str) -> None:
    assert mask_with_names(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "柜员小万问了我二十分钟。小万，对不起",
        "大堂的姜姐不卖东西，光帮人；贷后管理的小焦每季来",
        "私行的裴女士从家里赶来，对公的小魏给我解了锁",
        "Your Mr Ding says so, and Mr Ding is right.",
        "Alan at your desk was kind, thank you to Ms Bai.",
        "Ms Rattan on the English line traced it.",
    ],
)
def test_who_serves_there_keeps_the_name(text: str) -> None:
    assert mask_with_names(text).text == text


@pytest.mark.parametrize(
    "text, masked",
    [
        ("我叫安静，钱没到账", "我叫[name]，钱没到账"),
        ("我表妹（姓名苗立新）的存折", "我表妹（姓名[name]）的存折"),
        ("大堂的王阿姨摔了一跤", "大堂的王阿姨摔了一跤"),
        ("对公柜台前的王女士摔了一跤", "对公柜台前的[name]女士摔了一跤"),
        ("Mrs Ding fell where your Mr Ding sits.", "Mrs [name] fell where your Mr Ding sits."),
        ("My name is Adelaide Chen, I live in Sydney.", "My name is [name], I live in Sydney."),
        ("My caller was Cynthia Park.", "My caller was [name]."),
    ],
)
def test_who_is_named_as_somebody_is_masked_all_the_same(text: str, masked: str) -> None:
    assert mask_with_names(text).text == masked
