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
