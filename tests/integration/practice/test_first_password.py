"""Until somebody has chosen a password of their own, whatever they ask of a service is refused, by one sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lms.people import (
    Actor,
    DemoBank,
    Sessions,
    change_password,
    find_person,
    list_people,
    mentees_of,
    mentor_of,
    set_locale,
)
from lms.people.accounts import add_colleague, authenticate
from lms.people.roles import Job, Role
from lms.platform.context import Context
from lms.platform.errors import Forbidden
from lms.practice import (
    Practice,
    best_scores,
    close_attempt,
    exams_to_read,
    list_attempts,
    next_step,
    open_attempt,
    progress,
    read_attempt,
    say,
    shared_with_me,
    team_figures,
    team_page,
    unfinished,
    who_is_quiet,
)
from lms.practice.connecting import Entry, connect, list_changes, try_model
from lms.practice.connections import list_connections
from lms.practice.reviewing import comment, dispute, have_seen, review_queue
from lms.practice.spending import spent_on_attempt, spent_overall
from lms.practice.voicing import read_aloud, understand
from lms.practice.work_orders import write_work_order
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, somebody
from tests.integration.practice.test_who_may_read import DOING, READING

TOLD, OWN = "three quiet herons", "four lively sparrows"
ENTRY = Entry("http://127.0.0.1:9/v1", "small")

Asked = Callable[[Practice, Actor, str], object]

OF_AN_ATTEMPT: dict[str, Asked] = {
    "dispute": lambda room, actor, it: dispute(room, actor=actor, attempt_id=it, criterion="x", text="?"),
    "comment": lambda room, actor, it: comment(room, actor=actor, attempt_id=it, text="?"),
    "have_seen": lambda room, actor, it: have_seen(room, actor=actor, attempt_id=it),
    "understand": lambda room, actor, it: understand(room, actor=actor, attempt_id=it, recording=b""),
    "read_aloud": lambda room, actor, it: read_aloud(room, actor=actor, attempt_id=it, seq=0),
    "spent_on_attempt": lambda room, actor, it: spent_on_attempt(room, actor=actor, attempt_id=it),
    "write_work_order": lambda room, actor, it: write_work_order(
        room, actor=actor, attempt_id=it, happened="1", promised="2", owner="3"
    ),
}
BESIDES: dict[str, Asked] = {
    "open_attempt": lambda room, actor, _: open_attempt(room, actor=actor, slug=SLUG, locale="zh-CN"),
    "next_step": lambda room, actor, _: next_step(room, actor=actor, locale="zh-CN"),
    "progress": lambda room, actor, _: progress(room, actor=actor),
    "list_attempts": lambda room, actor, _: list_attempts(room, actor=actor),
    "best_scores": lambda room, actor, _: best_scores(room, actor=actor),
    "unfinished": lambda room, actor, _: unfinished(room, actor=actor),
    "find_person": lambda room, actor, _: find_person(room.context, actor=actor, person_id=actor.person_id),
    "team_figures": lambda room, actor, _: team_figures(room, actor=actor),
    "team_page": lambda room, actor, _: team_page(room, actor=actor, quiet=True),
    "who_is_quiet": lambda room, actor, _: who_is_quiet(room, actor=actor),
    "mentor_of": lambda room, actor, _: mentor_of(room.context, actor=actor),
    "mentees_of": lambda room, actor, _: mentees_of(room.context, actor=actor),
    "connect": lambda room, actor, _: connect(room.context, actor=actor, role="customer", entry=ENTRY),
    "try_model": lambda room, actor, _: try_model(room.context, actor=actor, role="customer", entry=ENTRY),
    "list_connections": lambda room, actor, _: list_connections(room.context, actor=actor),
    "list_changes": lambda room, actor, _: list_changes(room.context, actor=actor),
    "spent_overall": lambda room, actor, _: spent_overall(room.context, actor=actor),
}
OF_OTHERS: dict[str, Callable[[Practice, Actor], object]] = {
    "list_people": lambda room, actor: list_people(room.context, actor=actor),
    "exams_to_read": lambda room, actor: exams_to_read(room, actor=actor),
    "shared_with_me": lambda room, actor: shared_with_me(room, actor=actor),
    "review_queue": lambda room, actor: review_queue(room, actor=actor),
}


@pytest.mark.parametrize("name", [*READING, *DOING, *OF_AN_ATTEMPT, *BESIDES])
def test_a_service_refuses_before_a_password_was_chosen(
    practice: Practice, trainee: Actor, attempt_id: str, name: str
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="own").read()
    before = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    ask = (READING | DOING | OF_AN_ATTEMPT | BESIDES)[name]
    with pytest.raises(Forbidden, match="First choose a password of your own"):
        ask(practice, replace(trainee, first_password=True), attempt_id)
    assert read_attempt(practice, actor=trainee, attempt_id=attempt_id) == before


@pytest.mark.parametrize("name", list(OF_OTHERS))
def test_nobody_elses_is_shown_before_a_password_was_chosen(
    context: Context, practice: Practice, bank: DemoBank, trainee: Actor, exam_id: str, name: str
) -> None:
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    trainer, ask = somebody(context, bank.one_click("trainer").person_id), OF_OTHERS[name]
    assert ask(practice, replace(trainer, first_password=True)) == ()


def test_the_language_and_the_password_are_theirs_to_choose_and_then_everything_is_open(
    context: Context, practice: Practice, bank: DemoBank
) -> None:
    admin = somebody(context, bank.one_click("admin").person_id)
    add_colleague(
        context,
        actor=admin,
        employee_no="990001",
        name="文知夏",
        job=Job.TELLER,
        unit_id=admin.unit_id,
        roles=[Role.TRAINEE],
        username="wen.zhixia",
        password=TOLD,
    )
    newcomer = authenticate(context, username="wen.zhixia", password=TOLD)
    with pytest.raises(Forbidden):
        open_attempt(practice, actor=newcomer, slug=SLUG, locale="zh-CN")
    sessions = Sessions(context)
    assert sessions.redeem_ticket(sessions.issue_ticket(newcomer)), "they come in, to change it"
    set_locale(context, actor=newcomer, locale="en")
    change_password(context, actor=newcomer, current=TOLD, new=OWN)
    known = authenticate(context, username="wen.zhixia", password=OWN)
    assert open_attempt(practice, actor=known, slug=SLUG, locale="zh-CN")
