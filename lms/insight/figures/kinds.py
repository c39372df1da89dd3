"""What is kept of a branch month by month: what each figure counts, how large it may be, and how it adds up. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from lms.platform.i18n import Translator, mark, translator
from lms.platform.settings import LOCALES
from lms.platform.sheet_faults import normal

_NUMBER = re.compile(r"(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d+))?")


@dataclass(frozen=True)
class Kind:
    """One kind of figure.

    Attributes:
        key: how files, programs and the database name it.
        name: what people call it.
        unit: what one of it is.
        digits: decimal places; a value is kept as a whole number of the smallest part, cents of money.
        most: the largest value, in the unit; the smallest is 0. More is a slip.
        adds: ``sum`` where months and branches add up; ``mean`` where they are weighed by the answers behind them.
        others: further words that systems use for it.
    """

    key: str
    name: str
    unit: str
    digits: int
    most: int
    adds: Literal["sum", "mean"]
    others: tuple[str, ...] = ()


TRANSACTIONS = "transactions"
KINDS: Mapping[str, Kind] = {
    one.key: one
    for one in (
        Kind(
            TRANSACTIONS,
            mark("Transactions"),
            mark("transactions at the branch"),
            0,
            100_000_000,
            "sum",
            ("业务量", "交易笔数", "交易量", "业务笔数", "transaction count", "volume"),
        ),
        Kind(
            "satisfaction",
            mark("Satisfaction"),
            mark("points of 100"),
            2,
            100,
            "mean",
            ("满意率", "客户满意度", "csat", "customer satisfaction"),
        ),
        Kind(
            "errors",
            mark("Errors"),
            mark("errors in operation"),
            0,
            10_000_000,
            "sum",
            ("差错数", "业务差错", "差错笔数", "mistakes", "error count"),
        ),
        Kind(
            "churn",
            mark("Customers lost"),
            mark("customers who closed their last account"),
            0,
            10_000_000,
            "sum",
            ("客户流失", "流失数", "流失客户", "attrition", "lost customers"),
        ),
        Kind(
            "cost",
            mark("Cost of service"),
            mark("yuan"),
            2,
            10_000_000_000,
            "sum",
            ("成本", "费用", "服务费用", "costs", "service cost"),
        ),
    )
}


def kind_named(said: str) -> Kind | None:
    """A kind by its key or by any word for it, in either language."""
    return KINDS.get(_words().get(normal(said), ""))


def value_in(text: str, kind: Kind) -> int | None:
    """A value as it is kept, out of what stands in a cell; none where it is no such number, or out of range.

    Thousands may be parted by commas; a percent sign may stand behind points of 100.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if kind.adds == "mean":
        said = said.removesuffix("%").rstrip()
    found = _NUMBER.fullmatch(said)
    if found is None:
        return None
    # A spreadsheet writes 98.1 as 98.10000000000001: what is that near is meant.
    value = Decimal(f"{found[1].replace(',', '')}.{found[2] or 0}")
    kept = round(value, 9) * 10**kind.digits
    if kept != int(kept) or not 0 <= value <= kind.most:
        return None
    return int(kept)


def value_said(tr: Translator, kind: Kind, value: int) -> str:
    """A kept value as people read it."""
    return tr.number(value / 10**kind.digits, 1 if kind.adds == "mean" else kind.digits)


def value_plain(kind: Kind, value: int) -> int | float:
    """A kept value as a number in its unit, for files and programs."""
    return value / 10**kind.digits if kind.digits else value


def together(kind: Kind, values: Iterable[tuple[int, int | None]]) -> int | None:
    """Several months or branches as one.

    Args:
        kind: of what.
        values: each with how many answers are behind it.

    Returns:
        The sum; or the mean weighed by answers, which there is none of where it is not known how many are behind each.
    """
    several = list(values)
    if kind.adds == "sum":
        return sum(value for value, _answers in several) if several else None
    answers = sum(behind or 0 for _value, behind in several)
    if not answers or any(behind is None for _value, behind in several):
        return None
    return round(sum(value * (behind or 0) for value, behind in several) / answers)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    said = [translator(locale).gettext for locale in LOCALES]
    return {
        normal(word): kind.key
        for kind in KINDS.values()
        for word in (kind.key, kind.name, *(say(kind.name) for say in said), *kind.others)
    }
