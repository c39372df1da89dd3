"""What there is to train on comes from exams and authorised conversations, and is seen in scope alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, update
from sqlmodel import col

from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound
from lms.practice import (
    ConductBranch,
    Period,
    Practice,
    close_attempt,
    conduct_quotes,
    conduct_report,
    open_attempt,
    say,
)
from lms.practice.tables import Attempt
from scoring.conduct import Kind
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, RUDE, somebody
from tests.integration.practice.test_service_import import person, take_in, talk


def be_rude(practice: Practice, actor: Actor, *, exam: bool) -> str:
    """A visit with a hurting word; tells the attempt."""
    attempt = open_attempt(
        practice, actor=actor, slug=SLUG, locale="zh-CN", mode="exam" if exam else "practice", seed=1
    )
    for place, words in enumerate((COMFORT, RUDE)):
        say(practice, actor=actor, attempt_id=attempt, text=words, key=str(place))
    close_attempt(practice, actor=actor, attempt_id=attempt)
    return attempt


def weeks(context: Context, spans: int = 4) -> Period:
    return Period(until=context.today(), spans=spans, days=7)


def named(context: Context, bank: DemoBank, name: str) -> Actor:
    return somebody(context, person(bank, name).person_id)


def counted(branches: tuple[ConductBranch, ...]) -> dict[str, dict[Kind, int]]:
    """The signals by kind of each person with whom there are any, by English name."""
    return {row.person.name_en: {**row.counts} for branch in branches for row in branch.people if row.counts}


@contextmanager
def statements(context: Context) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(context.database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(context.database.engine, "before_cursor_execute", note)


@pytest.fixture
def manager(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("manager").person_id)


def test_exams_and_authorised_conversations_are_counted_by_person_and_branch_and_practice_is_not(
    context: Context, practice: Practice, bank: DemoBank, manager: Actor, trainee: Actor, colleague: Actor
) -> None:
    be_rude(practice, trainee, exam=True)
    be_rude(practice, colleague, exam=False)
    teller = person(bank, "Qian Xiuzhen")
    take_in(context, person(bank, "Song Mingyuan"), talk(teller.employee_no))
    report = conduct_report(practice, actor=manager, period=weeks(context))
    assert counted(report.branches) == {"Lin Xiaoyu": {"arguing": 1}, "Qian Xiuzhen": {"over_promise": 1}}
    (branch,) = report.branches
    assert dict(branch.counts) == {"arguing": 1, "over_promise": 1} and branch.conversations == 2
    # The conversation was eight days before the exam, which is today.
    assert [dict(span) for span in branch.spans] == [{}, {}, {"over_promise": 1}, {"arguing": 1}]
    assert report.unread == 0
    assert branch.people[0].person.name_en == "Lin Xiaoyu"


def test_the_words_stand_with_what_the_customer_had_said_before_and_where_they_come_from(
    context: Context, practice: Practice, bank: DemoBank, manager: Actor, trainee: Actor
) -> None:
    be_rude(practice, trainee, exam=True)
    teller = person(bank, "Qian Xiuzhen")
    take_in(context, person(bank, "Song Mingyuan"), talk(teller.employee_no))
    (heard,) = conduct_quotes(practice, actor=manager, period=weeks(context), person_id=trainee.person_id)
    assert (heard.kind, heard.source, heard.slug) == ("arguing", "exam", SLUG)
    assert heard.words in RUDE and heard.before
    (real,) = conduct_quotes(practice, actor=manager, period=weeks(context), person_id=teller.person_id)
    assert (real.kind, real.source, real.purpose) == ("over_promise", "service", "Training of the lobby")
    assert real.before == "我叫[name]，电话[phone]。[name]想问问理财。"


def test_everybody_sees_what_was_heard_in_their_own_words(
    context: Context, practice: Practice, trainee: Actor
) -> None:
    be_rude(practice, trainee, exam=True)
    be_rude(practice, trainee, exam=False)
    (heard,) = conduct_quotes(practice, actor=trainee, period=weeks(context))
    assert heard.source == "exam"


def test_who_is_not_responsible_for_somebody_sees_neither_counts_nor_words(
    context: Context, practice: Practice, bank: DemoBank, trainee: Actor, colleague: Actor
) -> None:
    be_rude(practice, trainee, exam=True)
    period = weeks(context)
    for name in ("Deng Zi'ang", "Shen Yizhou", "Fang Huimin", "Ji Huaijin"):
        with pytest.raises(Forbidden):
            conduct_report(practice, actor=named(context, bank, name), period=period)
    with pytest.raises(NotFound):
        conduct_quotes(practice, actor=colleague, period=period, person_id=trainee.person_id)
    # A mentor and an administrator know the person, and still not this.
    for name in ("Fang Huimin", "Shen Yizhou"):
        with pytest.raises(Forbidden):
            conduct_quotes(
                practice, actor=named(context, bank, name), period=period, person_id=trainee.person_id
            )
    stranger = named(context, bank, "Wei Jiahe")
    assert counted(conduct_report(practice, actor=stranger, period=period).branches) == {}
    with pytest.raises(NotFound):
        conduct_quotes(practice, actor=stranger, period=period, person_id=trainee.person_id)
    for name in ("Liang Chengzhi", "Gu Wenlan"):
        above = named(context, bank, name)
        assert "Lin Xiaoyu" in counted(conduct_report(practice, actor=above, period=period).branches)
        assert conduct_quotes(practice, actor=above, period=period, person_id=trainee.person_id)


def test_what_is_void_expired_or_of_another_time_counts_no_more(
    context: Context, practice: Practice, bank: DemoBank, manager: Actor, trainee: Actor, clock: FixedClock
) -> None:
    attempt = be_rude(practice, trainee, exam=True)
    teller = person(bank, "Qian Xiuzhen")
    take_in(context, person(bank, "Song Mingyuan"), talk(teller.employee_no), keep_days=10)
    assert len(counted(conduct_report(practice, actor=manager, period=weeks(context)).branches)) == 2
    clock.move(timedelta(days=11))
    assert set(counted(conduct_report(practice, actor=manager, period=weeks(context)).branches)) == {
        "Lin Xiaoyu"
    }
    assert conduct_quotes(practice, actor=manager, period=weeks(context), person_id=teller.person_id) == ()
    assert counted(conduct_report(practice, actor=manager, period=weeks(context, spans=1)).branches) == {}
    with context.database.transaction() as connection:
        connection.execute(update(Attempt).where(col(Attempt.id) == attempt).values(void=True))
    assert counted(conduct_report(practice, actor=manager, period=weeks(context)).branches) == {}


def test_more_people_are_no_more_questions_to_the_database(
    context: Context, practice: Practice, bank: DemoBank, trainee: Actor
) -> None:
    be_rude(practice, trainee, exam=True)
    asked = {}
    for name in ("Song Mingyuan", "Gu Wenlan"):
        actor = named(context, bank, name)
        conduct_report(practice, actor=actor, period=weeks(context))
        with statements(context) as made:
            conduct_report(practice, actor=actor, period=weeks(context))
        asked[name] = len(made)
    assert len(set(asked.values())) == 1
