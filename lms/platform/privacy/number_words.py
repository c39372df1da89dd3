"""The words before a number, which tell what it is, or that it names nobody."""

import re
from dataclasses import dataclass

from lms.platform.privacy.spans import Kind

_WORDS: tuple[tuple[Kind | None, str], ...] = (
    (
        None,
        (
            r"工单|流水|订单|受理|投诉(?:编)?号|投诉编号|回执|设备|终端|机器|序列号|\bsn|产品(?:代码|编号)|"
            r"代码|发票|税号|"
            r"工号|员工号|员工编号|柜员号|坐席|胸牌|票号|单号|预约号|叫号|排队号|许可证|批次|版本|"
            r"\bref(?:erence)?\b|(?:tickets?|orders?|serial|invoice|terminal|device|machine|"
            r"tracking)\b(?: ids?| no\b| numbers?)?|badge|staff (?:no|number|id)|"
            r"product code|error|"
            r"version|transaction|receipt|complaint (?:no|number|id)|case (?:no|number|id)|bill no|swift|tax"
        ),
    ),
    (
        "id_number",
        (
            r"(?:身份证件?|证件|居住证|户口本?|身份)(?:号码?)?|(?<!tax )\bids?\b(?: card)?(?: numbers?| no\b)?|"
            r"identity(?: card)?(?: number)?|hkid|social security(?: number)?"
        ),
    ),
    (
        "passport",
        (
            r"(?:护照|通行证|台胞证|回乡证)(?:号码?)?|永居证|军官证|passports?(?: numbers?| no\b)?|"
            r"permit(?: number)?|travel document"
        ),
    ),
    (
        "account",
        (
            r"(?:账号|账户|帐号|帐户|户头)(?:号码?)?|存折|折子|折号|基本户|一般户|对公户|存单|"
            r"客户(?:编)?号|合同(?:编)?号|保单(?:编)?号|"
            r"社保号|公积金|一卡通|股金证|贷款号|户号|"
            r"accounts?(?: numbers?| no\b)?|\bacct|a/c|iban|sort code|policy(?: number)?|customer (?:no|"
            r"number|id)|contract (?:no|number)|loan no|passbook"
        ),
    ),
    (
        "bank_card",
        (
            r"卡号码?|银行卡|信用卡|储蓄卡|借记卡|工资卡|社保卡|卡是|原卡|[的张]卡|卡|cards?\b(?: numbers?|"
            r" no\b)?|visa|mastercard|amex"
        ),
    ),
    ("social", r"微信号?|薇信|qq号?码?|[vw]x\b|v信|wechat|扣扣"),
    (
        "phone",
        (
            r"电话|手机|号码|我的?号|联系方式|致电|拨打|座机|传真|打给|家里|固话|热线|"
            r"\btel\b|telephone|phones?|mobile|cell\b|\bcall\b|\bring\b|whatsapp|\bfax|\bdial|\btext\b|"
            r"landline|number|contact"
        ),
    ),
)
_ANY = re.compile(
    "|".join(f"(?P<k{place}>{words})" for place, (_, words) in enumerate(_WORDS)), re.IGNORECASE
)
_REACH = 34
_NEAR = 16
_SENTENCE = re.compile(r"[。!！?？;；]")
_HOUSE_LINE = re.compile(
    r"(?i)(?:网点|支行|分行|总行|分理处|营业[厅部]|客服|贵行|你行|你们行?|银行|门店|branch|bank|"
    r"customer service|hotline)"
    r"(?:的|'s)?\s?(?:联系|服务|咨询|投诉|固定)?(?:电话|座机|热线|号码|phone|tel|number|line|hotline)[^0-9]{0,6}$"
)


@dataclass(frozen=True)
class Before:
    """What the words before a number say: what it is, whether right before it, and whether it is the house's own."""

    kind: Kind | None
    near: bool
    stays: bool


def words_before(text: str, start: int) -> Before:
    """Return what is said of a number before it.

    What stays is the house's: the number of a ticket, a machine, a member of staff, a branch's telephone.
    """
    before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    last = None
    for match in _ANY.finditer(before):
        last = match
    kind: Kind | None = None
    near = stays = False
    if last is not None and last.lastgroup is not None:
        between = before[last.end() :]
        kind = _WORDS[int(last.lastgroup[1:])][0]
        near = len(between) <= _NEAR and not re.search(r"\d{4}", between)
        stays = kind is None and not re.search(r"\d{3}|[,，、]", between)
    stays = (
        stays
        or (_CODE.search(before) is not None and not _WORD_OR_UNIT.search(before))
        or _HOUSE_LINE.search(before) is not None
    )
    return Before(kind, near, stays)


_CODE = re.compile(r"[A-Za-z]$")
_WORD_OR_UNIT = re.compile(r"(?i)(?:tel|no|id|qq|vx|wx|card|phone|mobile|is|on|me|acct|account)$")
