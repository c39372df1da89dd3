"""A class from its plan to the make-up of the absent: QR, paper, closing once, who may what."""

from datetime import timedelta
from pathlib import Path

import pytest

from lms.learning import Learning, enrol_by_rule, hours_of, paths_of
from lms.learning.hours.attendance import be_present, close_class, enter_present
from lms.learning.hours.classes import class_room, classes_of, people_to_invite, plan_class
from lms.learning.hours.left_open import close_left_open
from lms.learning.hours.tickets import ticket_for
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from tests.fixed_clock import FixedClock
from tests.integration.practice.rehearsal import somebody
from tests.unit.lms.catalogue.teaching.a_course import COURSE, lay_out

DISCUSSION = """\
  - id: talk
    kind: discussion
    title: Talk it over
    minutes: 30
    case: A man came in at nine.
    questions: [What first?, What then?, Why?]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = lay_out(tmp_path / "content")
    for locale in ("zh-CN", "en"):
        path = folder / f"curricula/courses/first.{locale}.yaml"
        path.write_text(COURSE + DISCUSSION, encoding="utf-8")
    return folder


@pytest.fixture
def trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("trainer").person_id)


@pytest.fixture
def colleague(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, next(p.person_id for p in bank.people if p.name_en == "Deng Zi'ang"))


def plan(learning: Learning, actor: Actor, *invited: Actor, **more: str) -> str:
    return plan_class(
        learning,
        actor=actor,
        title="  Consumer \0 protection,  live ",
        topics=["personal_data", "consumer_protection"],
        place="Room 3",
        starts_at=learning.context.now() + timedelta(minutes=10),
        minutes=45,
        invited=[one.person_id for one in invited],
        **more,
    )


def minutes(learning: Learning, actor: Actor) -> int:
    return hours_of(learning, actor=actor).minutes


def test_a_class_is_signed_in_closed_once_and_made_up(
    learning: Learning,
    trainer: Actor,
    newcomer: Actor,
    colleague: Actor,
    mentor: Actor,
    clock: FixedClock,
) -> None:
    enrol_by_rule(learning)
    held = plan(learning, trainer, newcomer, colleague, course="first", activity="talk")
    (card,) = classes_of(learning, actor=trainer)
    assert (card.title, card.topics, card.invited, card.present) == (
        "Consumer protection, live",
        ("consumer_protection", "personal_data"),
        2,
        0,
    )
    with pytest.raises(Refused):
        close_class(learning, actor=trainer, session_id=held)
    clock.move(timedelta(minutes=12))
    for _ in range(2):
        be_present(learning, actor=newcomer, ticket=ticket_for(learning.context, held))
    enter_present(learning, actor=trainer, session_id=held, person_ids=[mentor.person_id])
    assert {
        seat.person.person_id: seat.how for seat in class_room(learning, actor=trainer, session_id=held).seats
    } == {
        newcomer.person_id: "qr",
        mentor.person_id: "paper",
        colleague.person_id: None,
    }
    assert close_class(learning, actor=trainer, session_id=held) == 2
    assert close_class(learning, actor=trainer, session_id=held) == 2
    assert [minutes(learning, one) for one in (newcomer, mentor, colleague)] == [45, 45, 0]
    (path,) = paths_of(learning, actor=newcomer, locale="zh-CN")
    assert "talk" in path.courses[0].stands.done
    with pytest.raises(Refused):
        be_present(learning, actor=colleague, ticket=ticket_for(learning.context, held))
    with pytest.raises(Refused):
        enter_present(learning, actor=trainer, session_id=held, person_ids=[colleague.person_id])
    absent = class_room(learning, actor=trainer, session_id=held).to_make_up
    assert [one.person_id for one in absent] == [colleague.person_id]
    again = plan(learning, trainer, colleague, make_up_of=held)
    clock.move(timedelta(minutes=20))
    be_present(learning, actor=colleague, ticket=ticket_for(learning.context, again))
    assert class_room(learning, actor=trainer, session_id=held).to_make_up == absent
    close_class(learning, actor=trainer, session_id=again)
    assert class_room(learning, actor=trainer, session_id=held).to_make_up == ()
    assert minutes(learning, colleague) == 45


def test_paper_is_entered_anew_and_qr_stays(
    learning: Learning, trainer: Actor, newcomer: Actor, colleague: Actor
) -> None:
    held = plan(learning, trainer, newcomer, colleague)
    be_present(learning, actor=newcomer, ticket=ticket_for(learning.context, held))
    enter_present(learning, actor=trainer, session_id=held, person_ids=[colleague.person_id])
    enter_present(learning, actor=trainer, session_id=held, person_ids=[])
    seats = class_room(learning, actor=trainer, session_id=held).seats
    assert [seat.how for seat in seats if seat.present_at] == ["qr"]


def test_a_code_runs_out_and_cannot_be_made_up(
    learning: Learning, trainer: Actor, newcomer: Actor, colleague: Actor, clock: FixedClock
) -> None:
    held, other = plan(learning, trainer), plan(learning, trainer)
    ticket = ticket_for(learning.context, held)
    assert len(ticket) <= 80
    forged = f"{other}{ticket[36:]}"
    ahead = ticket.replace(ticket.split(".")[1], "ffffffff")
    for bad in (forged, ahead, "", "..", "ü" * 36 + ".1.x", ticket[:-1], f"{held}.-1.{ticket[-24:]}"):
        with pytest.raises(Refused):
            be_present(learning, actor=newcomer, ticket=bad)
    clock.move(timedelta(seconds=59))
    be_present(learning, actor=newcomer, ticket=ticket)
    clock.move(timedelta(seconds=60))
    with pytest.raises(Refused):
        be_present(learning, actor=colleague, ticket=ticket)


def test_only_a_trainer_holds_classes_and_for_nobody_elses_people(
    learning: Learning, trainer: Actor, newcomer: Actor, manager: Actor, mentor: Actor
) -> None:
    held = plan(learning, trainer, newcomer)
    for other in (newcomer, manager, mentor):
        with pytest.raises(Forbidden):
            plan(learning, other, newcomer)
        with pytest.raises(Forbidden):
            class_room(learning, actor=other, session_id=held)
        with pytest.raises(Forbidden):
            enter_present(learning, actor=other, session_id=held, person_ids=[newcomer.person_id])
        with pytest.raises(Forbidden):
            close_class(learning, actor=other, session_id=held)
        with pytest.raises(Forbidden):
            classes_of(learning, actor=other)
    with pytest.raises(Forbidden):
        enter_present(learning, actor=trainer, session_id=held, person_ids=[trainer.person_id])
    assert trainer.person_id not in people_to_invite(learning, actor=trainer, unit_ids=[trainer.unit_id])
    assert newcomer.person_id in people_to_invite(learning, actor=trainer, unit_ids=[newcomer.unit_id])


def test_what_cannot_be_a_class_is_refused(learning: Learning, trainer: Actor, newcomer: Actor) -> None:
    with pytest.raises(Refused):
        plan(learning, trainer, course="first", activity="quiz")
    with pytest.raises(NotFound):
        plan(learning, trainer, course="first", activity="nothing")
    with pytest.raises(NotFound):
        plan(learning, trainer, make_up_of="nothing")
    wrongs: tuple[dict[str, object], ...] = (
        {"title": " "},
        {"minutes": 0},
        {"topics": []},
        {"topics": ["cooking"]},
        {"place": ""},
    )
    for wrong in wrongs:
        fields = {
            "title": "A class",
            "topics": ["anti_fraud"],
            "place": "Here",
            "minutes": 30,
            "starts_at": learning.context.now(),
            "invited": [],
        }
        with pytest.raises(Refused):
            plan_class(learning, actor=trainer, **{**fields, **wrong})  # type: ignore[arg-type]


def test_who_is_present_stays_so_when_the_page_is_drawn_again(
    learning: Learning, trainer: Actor, newcomer: Actor, clock: FixedClock
) -> None:
    held = plan(learning, trainer, newcomer)
    ticket = ticket_for(learning.context, held)
    be_present(learning, actor=newcomer, ticket=ticket)
    clock.move(timedelta(hours=1))
    assert be_present(learning, actor=newcomer, ticket=ticket).session_id == held
    close_class(learning, actor=trainer, session_id=held)
    assert be_present(learning, actor=newcomer, ticket=ticket).closed_at is not None


def test_a_class_has_a_week_for_its_sheet_before_the_night_closes_it(
    learning: Learning, trainer: Actor, newcomer: Actor, colleague: Actor, clock: FixedClock
) -> None:
    held, empty = plan(learning, trainer, newcomer, colleague), plan(learning, trainer, colleague)
    be_present(learning, actor=newcomer, ticket=ticket_for(learning.context, held))
    clock.move(timedelta(days=7))
    assert close_left_open(learning) == 0
    clock.move(timedelta(days=1))
    assert close_left_open(learning) == 1
    assert [minutes(learning, one) for one in (newcomer, colleague)] == [45, 0]
    states = {one.session_id: one.closed_at is None for one in classes_of(learning, actor=trainer)}
    assert states == {held: False, empty: True}
