"""What the taxonomy's ids are called on screen, and the ways by which feedback comes."""

from collections.abc import Mapping

from lms.feedback.classification.labels import Head
from lms.platform.i18n import mark, translator
from lms.platform.settings import LOCALES
from lms.platform.sheet_faults import normal

CHANNELS: Mapping[str, str] = {
    "desk": mark("At the branch"),
    "phone": mark("Telephone"),
    "app": mark("Mobile bank"),
    "web": mark("Website"),
    "letter": mark("Letter or comment book"),
    "qr": mark("QR code at the branch"),
    "social": mark("Social media"),
    "regulator": mark("Passed on by the regulator"),
    "visit": mark("Return call or visit"),
    "other": mark("Another way"),
}

_ALSO: Mapping[str, tuple[str, ...]] = {
    "desk": ("网点", "现场", "柜台", "大堂", "branch", "counter", "lobby"),
    "phone": ("热线", "客服热线", "来电", "call", "hotline", "phone"),
    "app": ("APP", "手机客户端"),
    "web": ("官网", "网银", "online"),
    "letter": ("来信", "意见簿", "信函", "邮件", "mail", "e-mail", "comment book"),
    "qr": ("二维码", "扫码"),
    "social": ("微博", "微信", "媒体", "网络"),
    "regulator": ("监管", "12378", "转办", "regulator"),
    "visit": ("上门", "visit"),
}
"""What other systems call the same ways."""

KIND_NAMES: Mapping[str, str] = {
    "complaint": mark("Complaint"),
    "praise": mark("Praise"),
    "suggestion": mark("Suggestion"),
    "enquiry": mark("Enquiry"),
}
CAUSE_NAMES: Mapping[str, str] = {
    "attitude": mark("Manner and quality of service"),
    "facility": mark("Premises, machines and systems"),
    "process": mark("Rules and procedures"),
    "marketing": mark("Ways of selling"),
    "disclosure": mark("What was not told"),
    "returns": mark("Returns of a product"),
    "choice": mark("Freedom of choice"),
    "contract": mark("Terms of a contract"),
    "fund_security": mark("Safety of money"),
    "info_security": mark("Safety of data"),
    "pricing": mark("Fees and prices"),
    "collection": mark("Debt collection"),
    "other": mark("Something else"),
}
BUSINESS_NAMES: Mapping[str, str] = {
    "debit_card": mark("Debit card"),
    "credit_card": mark("Credit card"),
    "loan": mark("Loan"),
    "mortgage": mark("Mortgage"),
    "deposit": mark("Deposit"),
    "wealth": mark("Wealth product"),
    "insurance": mark("Insurance"),
    "payment": mark("Payments and transfers"),
    "corporate": mark("Corporate business"),
    "counter": mark("Counter service"),
    "digital": mark("Digital channels"),
    "other": mark("Something else"),
}
SEVERITY_NAMES: Mapping[str, str] = {
    "urgent": mark("Urgent"),
    "important": mark("Important"),
    "general": mark("Ordinary"),
}
SEGMENT_NAMES: Mapping[str, str] = {
    "mass": mark("Retail customer"),
    "vip": mark("VIP customer"),
    "inclusive": mark("Small business, farmer or migrant worker"),
    "special": mark("Elderly or disabled customer"),
}
FLAG_NAMES: Mapping[str, str] = {
    "regulator_transferred": mark("Passed on by the regulator"),
    "repeat": mark("Said before"),
    "suspected_agent": mark("Perhaps a paid complainer"),
    "solicited": mark("Asked for by staff"),
}
NAMES: Mapping[Head, Mapping[str, str]] = {
    "kind": KIND_NAMES,
    "cause": CAUSE_NAMES,
    "business": BUSINESS_NAMES,
    "severity": SEVERITY_NAMES,
    "segment": SEGMENT_NAMES,
}
SIGNS = mark("Signs")
HEAD_NAMES: Mapping[str, str] = {
    "kind": mark("What it is"),
    "cause": mark("Main cause"),
    "business": mark("Business"),
    "severity": mark("How urgent"),
    "segment": mark("Customer"),
    "flags": SIGNS,
    "unit": mark("Branch"),
    "person": mark("Member of staff"),
}
RANK: Mapping[str, int] = {"urgent": 0, "important": 1, "general": 2}
"""Urgent first."""


def channel_named(said: str) -> str | None:
    """A channel by its id or any language's word for it; none where there is no such one."""
    wanted = normal(said)
    words = [translator(locale).gettext for locale in LOCALES]
    return next(
        (
            channel
            for channel, name in CHANNELS.items()
            if wanted
            in {
                channel,
                normal(name),
                *(normal(say(name)) for say in words),
                *map(normal, _ALSO.get(channel, ())),
            }
        ),
        None,
    )
