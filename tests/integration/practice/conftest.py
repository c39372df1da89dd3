"""A practice room over a real database, with the demo bank's people and one small scenario published."""

import pytest

from lms.catalogue import Catalogue, publish
from lms.people import Actor, DemoBank, load_people
from lms.platform.context import Context
from lms.practice import Practice, close_attempt, open_attempt, say
from lms.wiring import practice_room
from tests.integration.practice.calibrating import ENOUGH, another
from tests.integration.practice.rehearsal import COMFORT, somebody, umbrella

SLUG = "lost-umbrella"


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def practice(context: Context) -> Practice:
    publish(context, umbrella())
    return practice_room(context, Catalogue(context))


@pytest.fixture
def trainee(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("new-hire").person_id)


@pytest.fixture
def colleague(context: Context, bank: DemoBank) -> Actor:
    """Another new hire of the same branch, with the same mentor."""
    return somebody(context, next(p.person_id for p in bank.people if p.name_en == "Deng Zi'ang"))


@pytest.fixture
def attempt_id(practice: Practice, trainee: Actor) -> str:
    """An open practice attempt of the trainee."""
    return open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)


@pytest.fixture
def exam_id(practice: Practice, trainee: Actor) -> str:
    """An open exam of the trainee."""
    return open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", mode="exam", seed=1)


@pytest.fixture
def trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("trainer").person_id)


@pytest.fixture
def other_trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, next(p.person_id for p in bank.people if p.name_en == "Peng Shao'an"))


@pytest.fixture
def exams(practice: Practice, trainee: Actor) -> list[str]:
    """Enough finished exams to tell something; in each the trainee says her name."""
    exam = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", mode="exam", seed=1)
    said = f"您好，我是{trainee.name_zh}。{COMFORT}"
    say(practice, actor=trainee, attempt_id=exam, text=said, key="a").read()
    close_attempt(practice, actor=trainee, attempt_id=exam)
    return [exam, *(another(practice, exam) for _ in range(ENOUGH - 1))]
