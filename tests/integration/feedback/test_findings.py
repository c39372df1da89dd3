"""Whose doing it was: the colleague heard first, then found; a plan to learn by, a root cause, or a manager decides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback import correct_feedback
from lms.feedback.cases import CasesAsked, Done, list_cases, reopen, take_step
from lms.feedback.findings import (
    Awaited,
    Found,
    ask_view,
    awaited_of,
    check_again,
    decide_grave,
    deciders_for,
    find_doing,
    finding_of,
    give_view,
    mend,
    note_talk,
    own_cases,
    own_plans,
    plans_to_talk_about,
    root_causes,
    under_grave_review,
    verify,
    waiting_decisions,
)
from lms.feedback.findings.quoting import sentence_for
from lms.feedback.findings.tables import FeedbackPlan
from lms.learning import Done as Learnt
from lms.learning import Learning, Outcome, record
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.wiring import the_news
from tests.fixed_clock import FixedClock

WHY = "录像里同事三次打断老人，没有起身，也没有解释。"


@dataclass(frozen=True)
class Room:
    """What findings stand on besides the context."""

    context: Context
    learning: Learning
    catalogue: Catalogue

    def find(self, actor: Actor, case_id: str, found: Found) -> str:
        return find_doing(
            self.context, self.learning, self.catalogue, actor=actor, case_id=case_id, found=found
        )


@pytest.fixture
def room(context: Context) -> Room:
    publish_library(context)
    publish_teaching(context)
    return Room(context, Learning(context, Shelves(context)), Catalogue(context))


@pytest.fixture
def teller(who: Callable[[str], Actor]) -> Actor:
    """Whom the complaint names."""
    return who("Lin Xiaoyu")


@pytest.fixture
def investigated(
    context: Context, hear: Callable[..., str], handler: Actor, teller: Actor, clock: FixedClock
) -> Callable[..., str]:
    """Have a complaint come in, be accepted and investigated, with the colleague confirmed or not; the case's id."""

    def one(text: str = "", *, confirmed: bool = True, **told: str) -> str:
        number = hear(text, **told) if text else hear(**told)
        the_news(context).do("")
        (card,) = list_cases(context, actor=handler, asked=CasesAsked(words=number)).cards
        if confirmed:
            said = {"person": teller.person_id}
            correct_feedback(context, actor=handler, item_id=card.item_id, said=said)
        done = Done("已受理。", track="simple")
        take_step(context, actor=handler, case_id=card.case_id, step="accept", done=done)
        take_step(context, actor=handler, case_id=card.case_id, step="investigate", done=Done("已调查。"))
        return card.case_id

    return one


def heard(context: Context, handler: Actor, teller: Actor, case_id: str) -> None:
    ask_view(context, actor=handler, case_id=case_id)
    give_view(context, actor=teller, case_id=case_id, text="当时队伍很长，我急了，语气不好。")


def test_nothing_is_found_before_the_colleague_was_asked_and_had_their_time(
    context: Context,
    room: Room,
    investigated: Callable[..., str],
    handler: Actor,
    teller: Actor,
    clock: FixedClock,
) -> None:
    case_id = investigated()

    def find() -> str:
        return room.find(handler, case_id, Found("employee", WHY))

    with pytest.raises(Refused, match="ask the colleague"):
        find()
    assert awaited_of(context, actor=teller).view_until is None
    until = ask_view(context, actor=handler, case_id=case_id)
    assert awaited_of(context, actor=teller) == Awaited(view_until=until)
    assert awaited_of(context, actor=handler).view_until is None
    assert ask_view(context, actor=handler, case_id=case_id) == until
    with pytest.raises(Refused, match="still has time"):
        find()
    # Asked on a Tuesday, they have until the end of Friday.
    assert until.astimezone(context.settings.zone).strftime("%a %H:%M") == "Fri 23:59"
    clock.moment = until + timedelta(minutes=1)
    assert finding_of(context, actor=handler, case_id=case_id).waiting is False
    find()
    with pytest.raises(Refused, match="already"):
        find()


def test_the_colleague_sees_what_was_said_of_them_once_confirmed_and_says_how_they_see_it_once(
    context: Context, investigated: Callable[..., str], handler: Actor, teller: Actor, lobby: Actor
) -> None:
    unconfirmed = investigated(confirmed=False)
    assert own_cases(context, actor=teller) == ()
    with pytest.raises(Refused):
        ask_view(context, actor=handler, case_id=unconfirmed)
    case_id = investigated(key="second")
    (mine,) = own_cases(context, actor=teller)
    assert mine.text and "李建国" not in mine.text and mine.may_say is False
    ask_view(context, actor=handler, case_id=case_id)
    with pytest.raises(NotFound):
        give_view(context, actor=lobby, case_id=case_id, text="我来替她说")
    with pytest.raises(Refused):
        give_view(context, actor=teller, case_id=case_id, text=" ")
    give_view(context, actor=teller, case_id=case_id, text="客户电话13871234567，我当时急了。")
    with pytest.raises(Refused):
        give_view(context, actor=teller, case_id=case_id, text="再补一句")
    (mine,) = own_cases(context, actor=teller)
    assert mine.view and "13871234567" not in mine.view and mine.may_say is False
    assert finding_of(context, actor=handler, case_id=case_id).view == mine.view


def test_a_slight_fault_becomes_a_plan_whose_every_item_quotes_the_sentence_that_put_it_there(
    context: Context,
    room: Room,
    investigated: Callable[..., str],
    handler: Actor,
    teller: Actor,
    manager: Actor,
    lobby: Actor,
    clock: FixedClock,
) -> None:
    case_id = investigated()
    heard(context, handler, teller, case_id)
    with pytest.raises(Forbidden):
        room.find(manager, case_id, Found("employee", WHY))
    room.find(handler, case_id, Found("employee", WHY))
    (plan,) = own_plans(context, actor=teller)
    kinds = [item.kind for item in plan.items]
    assert {"lesson", "drill", "talk"} == set(kinds) and kinds.count("talk") == 1
    assert {item.competency for item in plan.items} == {"service_awareness", "communication"}
    text = own_cases(context, actor=teller)[0].text
    assert text and all(item.quote and item.quote in text for item in plan.items)
    assert all(item.due_on > context.today() for item in plan.items)
    learnt = [item.due_on for item in plan.items if item.kind != "talk"]
    spoken = [item.due_on for item in plan.items if item.kind == "talk"]
    assert awaited_of(context, actor=teller) == Awaited(items=len(learnt), item_due=min(learnt))
    assert awaited_of(context, actor=manager) == Awaited(talks=1, talk_due=spoken[0])
    assert awaited_of(context, actor=lobby) == Awaited()
    (own,) = own_cases(context, actor=teller)
    assert own.doing == "employee" and own.why and own.grave is False

    clock.move(timedelta(days=1))
    done = [
        Learnt(
            teller.person_id,
            item.kind,
            item.ref,
            Outcome.PASSED if item.kind == "drill" else Outcome.COMPLETED,
            context.now(),
        )
        for item in plan.items
        if item.kind != "talk"
    ]
    with context.database.transaction() as connection:
        record(connection, room.learning.structure, done, today=context.today(), now=context.now())
    (plan,) = own_plans(context, actor=teller)
    (talk,) = [item for item in plan.items if item.done_at is None]
    assert talk.kind == "talk" and not plan.done
    assert awaited_of(context, actor=teller) == Awaited()
    assert plans_to_talk_about(context, actor=lobby) == ()
    for not_theirs in (teller, lobby):
        with pytest.raises(Forbidden):
            note_talk(context, actor=not_theirs, item_id=talk.item_id, said="谈过了")
    assert [one.plan_id for one in plans_to_talk_about(context, actor=manager)] == [plan.plan_id]
    note_talk(context, actor=manager, item_id=talk.item_id, said="约好每天先让三位老人把话说完。")
    assert own_plans(context, actor=teller)[0].done and awaited_of(context, actor=manager) == Awaited()
    with pytest.raises(Refused):
        note_talk(context, actor=manager, item_id=talk.item_id, said="再谈一次")


def test_what_is_grave_is_decided_by_the_manager_who_was_named_and_by_nothing_else(
    context: Context,
    room: Room,
    investigated: Callable[..., str],
    handler: Actor,
    teller: Actor,
    manager: Actor,
) -> None:
    case_id = investigated()
    heard(context, handler, teller, case_id)

    def find(decider: str | None) -> str:
        found = Found("employee", WHY, grave=True, decider_id=decider)
        return room.find(handler, case_id, found)

    for wrong in (None, teller.person_id, handler.person_id):
        with pytest.raises(Refused):
            find(wrong)
    assert manager.person_id in {
        one.person_id for one in deciders_for(context, actor=handler, case_id=case_id)
    }
    finding_id = find(manager.person_id)
    assert own_plans(context, actor=teller) == ()
    (waiting,) = waiting_decisions(context, actor=manager)
    assert waiting.finding_id == finding_id and waiting.view
    assert awaited_of(context, actor=manager).decisions == 1
    assert awaited_of(context, actor=handler).decisions == 0

    def decide(actor: Actor, reason: str = "初犯，本人已认识到。") -> None:
        decide_grave(
            context,
            room.learning,
            room.catalogue,
            actor=actor,
            finding_id=finding_id,
            decision="training",
            reason=reason,
        )

    with pytest.raises(NotFound):
        decide(handler)
    with pytest.raises(Refused):
        decide(manager, reason=" ")
    decide(manager)
    with context.database.reading() as connection:
        # Decided, and the case is still open.
        assert under_grave_review(connection, [teller.person_id, handler.person_id]) == {teller.person_id}
    assert len(own_plans(context, actor=teller)) == 1 and waiting_decisions(context, actor=manager) == ()
    assert awaited_of(context, actor=manager).decisions == 0
    with pytest.raises(Refused):
        decide(manager)


def test_every_other_finding_opens_a_root_cause_and_a_card_and_makes_nobodys_plan(
    context: Context,
    room: Room,
    investigated: Callable[..., str],
    handler: Actor,
    manager: Actor,
    lobby: Actor,
    bank: DemoBank,
    clock: FixedClock,
) -> None:
    case_id = investigated("手续费乱收，提前也不说一声，投诉！", confirmed=False, key="b")
    unit = bank.units["LJ11"]

    def find(**told: object) -> str:
        found = Found("price", "公示牌上没有这一项。", **told)  # type: ignore[arg-type]
        return room.find(handler, case_id, found)

    with pytest.raises(Refused):
        find(owner_id=unit)
    with pytest.raises(Refused):
        find(owner_id="nowhere", explain="先说声对不起。")
    find(owner_id=unit, explain="这项费用从下月起公示，已收的可以申请退回。")
    with context.database.reading() as connection:
        assert connection.execute(select(col(FeedbackPlan.id))).first() is None
    (card,) = root_causes(context, actor=lobby)
    assert card.explain.startswith("这项费用") and card.why is None and not card.may_mend
    (ticket,) = root_causes(context, actor=manager)
    assert ticket.may_mend and ticket.state == "open" and ticket.why
    with pytest.raises(Forbidden):
        mend(context, actor=lobby, ticket_id=ticket.ticket_id, fix="改好了")
    mend(context, actor=manager, ticket_id=ticket.ticket_id, fix="公示牌已更换。")
    with pytest.raises(Forbidden):
        verify(context, actor=manager, ticket_id=ticket.ticket_id, text="我看过", holds=True)
    verify(context, actor=handler, ticket_id=ticket.ticket_id, text="还缺一处。", holds=False)
    assert root_causes(context, actor=manager)[0].state == "open"
    mend(context, actor=manager, ticket_id=ticket.ticket_id, fix="两处都换了。")
    verify(context, actor=handler, ticket_id=ticket.ticket_id, text="现场看过。", holds=True)
    assert check_again(context) == 0
    clock.move(timedelta(days=30))
    assert check_again(context) == 1 and check_again(context) == 0
    (watched,) = root_causes(context, actor=manager)
    assert watched.state == "held" and watched.again == 0


def test_what_comes_back_is_to_be_mended_again(
    context: Context,
    room: Room,
    investigated: Callable[..., str],
    handler: Actor,
    manager: Actor,
    hear: Callable[..., str],
    bank: DemoBank,
    clock: FixedClock,
) -> None:
    words = "手续费乱收，提前也不说一声，投诉！"
    case_id = investigated(words, confirmed=False, key="b")
    found = Found("price", "没有公示。", owner_id=bank.units["LJ11"], explain="已收的可以申请退回。")
    room.find(handler, case_id, found)
    (ticket,) = root_causes(context, actor=manager)
    mend(context, actor=manager, ticket_id=ticket.ticket_id, fix="已公示。")
    verify(context, actor=handler, ticket_id=ticket.ticket_id, text="看过。", holds=True)
    clock.move(timedelta(days=3))
    hear(words, key="again")
    clock.move(timedelta(days=27))
    check_again(context)
    (ticket,) = root_causes(context, actor=manager)
    assert ticket.state == "came_back" and ticket.again == 1 and ticket.may_mend


def test_a_reopened_case_is_found_anew_and_the_colleague_heard_anew(
    context: Context,
    room: Room,
    investigated: Callable[..., str],
    handler: Actor,
    teller: Actor,
) -> None:
    case_id = investigated()
    heard(context, handler, teller, case_id)
    room.find(handler, case_id, Found("employee", WHY))
    for step, done in (
        ("handle", Done("已道歉。")),
        ("reply", Done("已答复。")),
        ("visit", Done("已回访。", satisfaction="partly")),
    ):
        take_step(context, actor=handler, case_id=case_id, step=step, done=done)  # type: ignore[arg-type]
    reopen(context, actor=handler, case_id=case_id, reason="客户说又发生了。")
    take_step(context, actor=handler, case_id=case_id, step="accept", done=Done("受理。", track="simple"))
    take_step(context, actor=handler, case_id=case_id, step="investigate", done=Done("再查。"))
    again = finding_of(context, actor=handler, case_id=case_id)
    assert again.doing is None and again.asked_until is None
    ask_view(context, actor=handler, case_id=case_id)
    give_view(context, actor=teller, case_id=case_id, text="这次不是我当班。")


def test_the_sentence_that_is_quoted_is_the_one_that_decided() -> None:
    text = "昨天我去取钱。柜员一直不耐烦，还说我听不懂！外面下着雨。"
    assert sentence_for(text, {"cause": ["不耐烦"]}) == "柜员一直不耐烦，还说我听不懂！"
    assert sentence_for(text, {}) == "昨天我去取钱。"
    english = "I came on Monday. The clerk was rude to me. It rained."
    assert sentence_for(english, {"cause": ["rude"]}) == "The clerk was rude to me."
