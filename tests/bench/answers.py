"""How long a question takes among 5,000 entries, beside reading through all of them once."""

from lms.catalogue.teaching.reading import read_teaching
from lms.culture.answers.ranking import Index, ranked
from lms.culture.answers.taught import taught_entries
from lms.culture.answers.terms import asked_for, terms_of
from lms.platform.settings import Locale
from scenarios.transcript import LOCALES
from tests.bench.clocks import cpu_seconds
from tests.bench.table import Row, compared

ENTRIES, GOAL_MS = 5_000, 50
ASKED: dict[Locale, tuple[str, ...]] = {
    "zh-CN": ("老人机器不会用", "冻结了怎么说", "等太久了发火", "取五万以上要登记吗"),
    "en": ("fee too high", "old lady can't use the machine", "account is frozen", "wants to complain"),
}


def a_question_answered() -> list[Row]:
    """The index as it is made of the lessons, told over and over until there are so many entries."""
    return [row for locale in LOCALES for row in _of(locale)]


def _of(locale: Locale) -> list[Row]:
    read = read_teaching(locale)
    sought = taught_entries(read.lessons.values(), read.register, locale).sought
    many = [(f"{round_}:{one.key}", one.pieces) for round_ in range(ENTRIES) for one in sought][:ENTRIES]
    index = Index([(key, terms_of(pieces)) for key, pieces in many])
    texts = [" ".join(text for text, _weight in pieces) for _key, pieces in many]
    asked = [asked_for(question, locale) for question in ASKED[locale]]
    names = [[tuple(one.typed), *(name for row in one.alike for name in row)] for one in asked]

    def ask() -> object:
        return [ranked([index], asked_for(question, locale), most=60) for question in ASKED[locale]]

    def read_through() -> object:
        return [any(all(term in text for term in name) for name in one) for one in names for text in texts]

    mine = 1_000 * cpu_seconds(ask, times=1, rounds=3) / len(asked)
    other = 1_000 * cpu_seconds(read_through, times=1, rounds=3) / len(asked)
    what = f"a question among {ENTRIES:,} ({locale})"
    return [
        compared(what, mine, other, "ms", beside="read through", most=1),
        Row("… in time", f"{mine:.3g} ms", goal=f"≤ {GOAL_MS} ms", held=mine <= GOAL_MS),
    ]
