"""Colleagues' own questions find the words that a reader chose for them; what the house knows nothing of finds little.

``questions`` are the questions by which the words of ``content/answers`` were written, ``unseen`` those that nobody had
in mind. Each line is a question and the answers a second reading accepts: a lesson, one sentence of it, the title of
words of the case desk with ``_`` for a space, or a rule.
"""

from functools import cache
from pathlib import Path

import pytest

from lms.catalogue.teaching.reading import read_teaching
from lms.culture.answers.entry import Entry
from lms.culture.answers.finding import SHOWN
from lms.culture.answers.ranking import Index, ranked
from lms.culture.answers.taught import Taught, taught_entries
from lms.culture.answers.terms import asked_as, asked_for, terms_of
from lms.platform.settings import Locale
from scenarios.transcript import LOCALES

HERE = Path(__file__).parent
FLOORS: dict[tuple[str, Locale], float] = {
    ("questions", "zh-CN"): 0.88,
    ("questions", "en"): 0.88,
    ("unseen", "zh-CN"): 0.6,
    ("unseen", "en"): 0.5,
}
STRANGE = {"zh-CN": "彩票中奖号码", "en": "quantum computing"}


@cache
def taught(locale: Locale) -> tuple[Taught, Index]:
    read = read_teaching(locale)
    found = taught_entries([read.lessons[ref] for ref in sorted(read.lessons)], read.register, locale)
    return found, Index([(one.key, terms_of(one.pieces)) for one in found.sought])


def shown(question: str, locale: Locale) -> list[Entry]:
    """The first three of each group, as the page draws them."""
    found, index = taught(locale)
    entries = [found.entries[one.key] for one in ranked([index], asked_for(question, locale), most=60)]
    return [entry for group in SHOWN for entry in [one for one in entries if one.group == group][:3]]


def fits(entry: Entry, wanted: str) -> bool:
    if entry.kind == "rule":
        return entry.key == wanted
    if entry.lesson is None:
        return entry.title.replace(" ", "_") == wanted
    place = entry.key.partition("/")[2]
    return wanted in (place, place.rpartition(":")[0])


@pytest.mark.parametrize(("hand", "locale"), FLOORS)
def test_a_question_finds_what_a_reader_chose_for_it(hand: str, locale: Locale) -> None:
    lines = (HERE / f"{hand}.{locale}.tsv").read_text(encoding="utf-8").splitlines()
    missed = []
    for line in lines:
        question, _, wanted = line.partition("\t")
        entries = shown(question, locale)
        if not any(fits(entry, one) for one in wanted.split() for entry in entries):
            missed.append(question)
    assert 1 - len(missed) / len(lines) >= FLOORS[hand, locale], missed


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_house_knows_nothing_of_finds_nothing(locale: Locale) -> None:
    assert shown(STRANGE[locale], locale) == []
    assert shown("", locale) == shown("？！", locale) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_words_to_look_by_belong_to_lessons_and_words_there_are(locale: Locale) -> None:
    found, _ = taught(locale)
    keys = {entry.key.removeprefix("say:") for entry in found.entries.values() if entry.kind == "say"}
    lessons, titles = {key.rpartition(":")[0] for key in keys}, {one.title for one in found.entries.values()}
    assert set(asked_as(locale).lessons) <= keys | lessons
    assert set(asked_as(locale).words) <= titles
    assert lessons <= {name.partition(":")[0] for name in asked_as(locale).lessons}


def test_many_names_of_a_thing_are_one_thing_and_a_single_character_alone_finds_nothing() -> None:
    index = Index(
        [
            ("a", terms_of([("卡冻结了", 1)])),
            ("b", terms_of([("冻肉很好吃", 1)])),
            ("c", terms_of([("账户被限制，管控中，解控要等", 1)])),
        ]
    )
    assert {one.key for one in ranked([index], asked_for("冻结了怎么说", "zh-CN"), most=5)} == {"a", "c"}
