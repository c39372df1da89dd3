"""What a customer says at the desk: kept masked, its original sealed, read by those who may and by nobody else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlmodel import col

from lms.feedback import (
    Asked,
    FeedbackCard,
    Heard,
    Overtaken,
    correct_feedback,
    corrected_texts,
    find_likenesses,
    forget_originals,
    list_feedback,
    open_original,
    preview_feedback,
    read_feedback,
    record_feedback,
    settle_link,
)
from lms.feedback.key_ring import key_ring, renew_key, reseal
from lms.feedback.receiving import LONGEST, LONGEST_NUMBER, LONGEST_SAID, Arrival, checked
from lms.feedback.tables import FeedbackItem, FeedbackOpening, FeedbackOriginal
from lms.people import Actor, Deed, DemoBank
from lms.people.tables import AuditEntry, Person
from lms.platform.context import Context
from lms.platform.errors import Forbidden, LmsError, NotFound, Refused
from lms.platform.events import forget_told
from lms.platform.events.delivery import MOST_TRIES, Delivery
from lms.platform.events.forgetting import KEPT_DAYS
from lms.platform.events.tables import Event
from lms.wiring import the_news, the_night
from tests.fixed_clock import FixedClock
from tests.integration.feedback.conftest import TEACHER

SECRETS = ("李建国", "420106198503124417", "13871234567")


def only(context: Context, actor: Actor, **asked: Any) -> FeedbackCard:
    (card,) = list_feedback(context, actor=actor, asked=Asked(**asked)).cards
    return card


def everything_kept(context: Context) -> str:
    """Every cell of every table, as one text."""
    from lms.platform.tables import metadata

    with context.database.reading() as connection:
        tables = [name for name in metadata.tables if name.startswith(("feedback", "event", "audit"))]
        return "\n".join(
            str(tuple(row)) for name in tables for row in connection.execute(text(f"SELECT * FROM {name}"))
        )


def test_what_is_kept_for_reading_names_no_customer_and_the_original_is_sealed(
    context: Context, hear: Callable[..., str], manager: Actor
) -> None:
    number = hear()
    card = only(context, manager)
    assert card.number == number and card.text and "态度很差" in card.text
    assert card.labels["kind"] == "complaint" and card.labels["cause"] == "attitude"
    kept = everything_kept(context)
    assert [secret for secret in SECRETS if secret in kept] == []


def test_the_colleague_who_is_named_is_offered_and_not_taken_for_certain(
    context: Context, hear: Callable[..., str], manager: Actor
) -> None:
    hear()
    card = only(context, manager)
    assert card.person and card.person.name_en == "Lin Xiaoyu" and card.employee == "offered"


def test_the_same_form_sent_twice_is_one_case(context: Context, hear: Callable[..., str]) -> None:
    assert hear(key="form-1") == hear(key="form-1") != hear(key="form-2")
    with context.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(FeedbackItem)).scalar() == 2


def test_whoever_writes_it_down_sees_it_masked_first_and_says_at_once_what_it_is(
    context: Context, lobby: Actor, handler: Actor
) -> None:
    heard = Heard(TEACHER, "desk", lobby.unit_id)
    preview = preview_feedback(context, actor=lobby, heard=heard)
    assert not any(secret in preview.masked for secret in SECRETS) and preview.decided_by["cause"]
    labels = {**preview.labels, "severity": "important"}
    record_feedback(context, actor=lobby, heard=heard, key="one", labels=labels)
    view = read_feedback(context, actor=handler, item_id=only(context, handler).item_id)
    assert view.card.labels["severity"] == "important" and view.machine["severity"] == "general"
    assert view.corrections[0].changes == {"severity": ["general", "important"]}


@pytest.mark.parametrize("text", ["", "  \n", "投" * (LONGEST + 1), "\x00"])
def test_what_is_empty_or_endless_is_refused(context: Context, lobby: Actor, text: str) -> None:
    with pytest.raises(Refused):
        record_feedback(context, actor=lobby, heard=Heard(text, "desk", lobby.unit_id), key="one")


@pytest.mark.parametrize(
    "what,most", [("branch", LONGEST_SAID), ("employee", LONGEST_SAID), ("source_no", LONGEST_NUMBER)]
)
def test_what_is_too_long_is_told_with_the_length_that_holds_for_it(
    context: Context, what: str, most: int
) -> None:
    fits: dict[str, Any] = {what: "x" * most}
    too_long: dict[str, Any] = {what: "x" * (most + 1)}
    checked(context, replace(Arrival("好", "file"), **fits))
    with pytest.raises(Refused, match=f"at most {most} characters"):
        checked(context, replace(Arrival("好", "file"), **too_long))


def test_nobody_writes_down_what_was_said_in_a_foreign_branch(
    context: Context, lobby: Actor, who: Callable[[str], Actor]
) -> None:
    with pytest.raises(Forbidden):
        record_feedback(
            context, actor=lobby, heard=Heard(TEACHER, "desk", who("Ai Xinran").unit_id), key="one"
        )


@pytest.mark.parametrize("name", ["Lin Xiaoyu", "Jiang Yuehua", "Gu Wenlan", "Shen Yizhou", "Ji Huaijin"])
def test_trainee_trainer_administrator_and_auditor_read_no_word(
    context: Context, hear: Callable[..., str], handler: Actor, who: Callable[[str], Actor], name: str
) -> None:
    hear()
    item_id = only(context, handler).item_id
    somebody = who(name)
    for attempt in (
        lambda: list_feedback(context, actor=somebody),
        lambda: read_feedback(context, actor=somebody, item_id=item_id),
        lambda: open_original(context, actor=somebody, item_id=item_id, reason="I would like to know"),
        lambda: correct_feedback(
            context, actor=somebody, item_id=item_id, said={"kind": "praise"}, reason="x"
        ),
    ):
        with pytest.raises(LmsError) as refused:
            attempt()
        assert "态度" not in str(refused.value)


def test_a_manager_reads_their_own_branch_only_and_no_original(
    context: Context, hear: Callable[..., str], manager: Actor, who: Callable[[str], Actor]
) -> None:
    hear()
    item_id = only(context, manager).item_id
    other = who("Fang Jincheng")
    assert list_feedback(context, actor=other).found == 0
    with pytest.raises(NotFound):
        read_feedback(context, actor=other, item_id=item_id)
    with pytest.raises(Forbidden):
        open_original(context, actor=manager, item_id=item_id, reason="I would like to know")
    with pytest.raises(Forbidden):
        correct_feedback(context, actor=manager, item_id=item_id, said={"kind": "praise"}, reason="it is")


def test_nobody_reads_or_handles_what_is_about_themselves(
    context: Context, hear: Callable[..., str], handler: Actor, manager: Actor
) -> None:
    hear("支行长宋明远让我等了两个小时，态度恶劣，我要投诉他", key="head")
    assert list_feedback(context, actor=manager).found == 0
    item_id = only(context, handler).item_id
    with pytest.raises(NotFound):
        read_feedback(context, actor=manager, item_id=item_id)


def test_an_original_is_opened_with_a_reason_and_each_time_recorded_for_who_reads_it(
    context: Context, hear: Callable[..., str], handler: Actor, manager: Actor
) -> None:
    hear()
    item_id = only(context, handler).item_id
    with pytest.raises(Refused):
        open_original(context, actor=handler, item_id=item_id, reason=" ")
    for _ in range(2):
        words = open_original(context, actor=handler, item_id=item_id, reason="给客户回电话需要号码")
        assert words == TEACHER
    with context.database.reading() as connection:
        opened = connection.execute(
            select(col(AuditEntry.object_id)).where(col(AuditEntry.deed) == Deed.READ_ORIGINAL.value)
        ).scalars()
        query = select(col(FeedbackOpening.id), col(FeedbackOpening.reason))
        reasons = {row.id: row.reason for row in connection.execute(query)}
        assert [reasons[place] for place in opened if place] == ["给客户回电话需要号码"] * 2
    seen = read_feedback(context, actor=manager, item_id=item_id).opened
    assert [(one.by and one.by.person_id, one.reason) for one in seen] == [
        (handler.person_id, "给客户回电话需要号码")
    ] * 2


def test_an_original_is_gone_when_its_time_is_over_and_the_masked_words_stay(
    context: Context, hear: Callable[..., str], handler: Actor, clock: FixedClock
) -> None:
    hear()
    card = only(context, handler)
    clock.moment += timedelta(days=context.settings.original_days)
    hear("后来又说了一次", key="later")
    assert forget_originals(context) == 0
    assert read_feedback(context, actor=handler, item_id=card.item_id).original_gone_at is None
    clock.moment += timedelta(days=1)
    assert forget_originals(context) == 1
    assert read_feedback(context, actor=handler, item_id=card.item_id).original_gone_at == context.now()
    with context.database.reading() as connection:
        kept = connection.execute(select(col(FeedbackOriginal.item_id))).scalars().all()
        gone = connection.execute(
            select(col(FeedbackItem.id)).where(col(FeedbackItem.erased_at).is_not(None))
        ).scalars()
        assert len(kept) == 1 and card.item_id not in kept and gone.all() == [card.item_id]
    with pytest.raises(NotFound):
        open_original(context, actor=handler, item_id=card.item_id, reason="给客户回电话")
    assert only(context, handler, words=card.number).text == card.text


def test_a_new_key_opens_what_an_old_one_sealed_and_takes_it_over(
    context: Context, hear: Callable[..., str], handler: Actor
) -> None:
    hear()
    old = key_ring(context.settings).newest
    assert renew_key(context) == key_ring(context.settings).newest != old
    item_id = only(context, handler).item_id
    assert open_original(context, actor=handler, item_id=item_id, reason="核对金额") == TEACHER
    assert reseal(context) == (1, 0) and reseal(context) == (0, 0)
    (context.settings.home / "originals.key").write_bytes(key_ring(context.settings).keys[0])
    assert open_original(context, actor=handler, item_id=item_id, reason="核对金额") == TEACHER


def test_a_correction_stands_beside_what_the_machine_said_and_is_learnt_from(
    context: Context, hear: Callable[..., str], handler: Actor
) -> None:
    hear()
    card = only(context, handler)
    said: Mapping[str, Any] = {"cause": "process", "severity": "urgent"}
    with pytest.raises(Refused):
        correct_feedback(context, actor=handler, item_id=card.item_id, said=said)
    correct_feedback(context, actor=handler, item_id=card.item_id, said=said, reason="规定要求排队")
    view = read_feedback(context, actor=handler, item_id=card.item_id)
    assert view.card.labels["cause"] == "process" and view.machine["cause"] == "attitude"
    assert view.card.labels["competencies"] != view.machine["competencies"] and view.card.checked
    assert view.corrections[0].by and view.corrections[0].reason == "规定要求排队"
    (learnt,) = corrected_texts(context)
    assert (learnt.cause, learnt.severity, learnt.text) == ("process", "urgent", card.text)


def test_a_correction_from_a_page_opened_before_a_colleagues_undoes_nothing(
    context: Context, hear: Callable[..., str], handler: Actor
) -> None:
    hear()
    item_id = only(context, handler).item_id
    opened = read_feedback(context, actor=handler, item_id=item_id)
    said: Mapping[str, Any] = {"severity": "urgent"}
    correct_feedback(context, actor=handler, item_id=item_id, said=said, reason="老人", seen=opened.version)
    stale: Mapping[str, Any] = {"severity": opened.card.labels["severity"], "segment": "special"}
    with pytest.raises(Overtaken):
        correct_feedback(
            context, actor=handler, item_id=item_id, said=stale, reason="六十八岁", seen=opened.version
        )
    now = read_feedback(context, actor=handler, item_id=item_id)
    assert now.card.labels["severity"] == "urgent" and len(now.corrections) == 1
    said = {"segment": "special"}
    correct_feedback(context, actor=handler, item_id=item_id, said=said, reason="六十八岁", seen=now.version)
    settled = read_feedback(context, actor=handler, item_id=item_id)
    assert (settled.card.labels["severity"], settled.card.labels["segment"]) == ("urgent", "special")


@pytest.mark.parametrize("gone", [{"active": False}, {"unit_id": "elsewhere"}])
def test_who_is_meant_stays_though_they_left_or_work_elsewhere_now(
    context: Context, hear: Callable[..., str], handler: Actor, bank: DemoBank, gone: dict[str, Any]
) -> None:
    hear()
    card = only(context, handler)
    assert card.person is not None
    if "unit_id" in gone:
        gone = {"unit_id": bank.units["LJ12"]}
    with context.database.transaction() as connection:
        connection.execute(update(Person).where(col(Person.id) == card.person.person_id).values(**gone))
    said: Mapping[str, Any] = {"person": card.person.person_id, "unit": card.unit.unit_id}
    correct_feedback(context, actor=handler, item_id=card.item_id, said=said)
    after = only(context, handler)
    assert after.person is not None and after.person.person_id == card.person.person_id
    assert after.employee == "confirmed"


def test_a_complaint_without_a_cause_and_labels_that_are_none_are_refused(
    context: Context, hear: Callable[..., str], handler: Actor
) -> None:
    hear()
    item_id = only(context, handler).item_id
    for said in ({"cause": None}, {"kind": "gossip"}, {"cause": "none"}, {"flags": ["angry"]}):
        with pytest.raises(Refused):
            correct_feedback(context, actor=handler, item_id=item_id, said=said, reason="because")


def test_the_one_who_is_meant_is_confirmed_by_a_person(
    context: Context, hear: Callable[..., str], handler: Actor, who: Callable[[str], Actor]
) -> None:
    hear()
    card = only(context, handler)
    assert card.person
    said = {"person": card.person.person_id}
    correct_feedback(context, actor=handler, item_id=card.item_id, said=said)
    assert only(context, handler).employee == "confirmed"
    stranger = who("Ai Xinran").person_id
    with pytest.raises(Refused):
        correct_feedback(
            context, actor=handler, item_id=card.item_id, said={"person": stranger}, reason="she did"
        )
    correct_feedback(context, actor=handler, item_id=card.item_id, said={"person": None}, reason="说的是别人")
    assert only(context, handler).person is None


def test_urgent_comes_first_and_the_list_is_asked_by_kind_words_and_branch(
    context: Context, hear: Callable[..., str], handler: Actor, who: Callable[[str], Actor]
) -> None:
    hear()
    hear("谢谢江经理，特别耐心，表扬", key="praise")
    hear(
        "刚有人让我母亲把钱转给所谓的公检法，已经转出去五万了，快帮帮我们！", key="fraud", by=who("Ai Xinran")
    )
    page = list_feedback(context, actor=handler)
    assert page.found == 3 and page.cards[0].labels["severity"] == "urgent"
    assert only(context, handler, kind="praise").labels["kind"] == "praise"
    assert only(context, handler, words="公检法").unit.code == "LJ32"
    assert only(context, handler, unit_id=who("Ai Xinran").unit_id).unit.code == "LJ32"
    assert list_feedback(context, actor=handler, asked=Asked(words="100%")).found == 0


def test_that_something_came_in_is_news_of_the_same_transaction_and_told_once(
    context: Context, hear: Callable[..., str]
) -> None:
    hear()
    news = the_news(context)
    assert len(list(news.owed())) == 1
    news.do("")
    assert list(news.owed()) == []
    with context.database.reading() as connection:
        assert connection.execute(select(col(Event.name))).scalars().all() == ["feedback_received"]


def test_news_that_everybody_has_heard_is_removed_after_a_time_and_what_waits_is_not(
    context: Context, hear: Callable[..., str], clock: FixedClock
) -> None:
    hear("一", key="one")
    the_news(context).do("")
    hear("二", key="two")
    clock.moment += timedelta(days=KEPT_DAYS)
    assert forget_told(context) == 0
    clock.moment += timedelta(days=1)
    assert the_night(context).run().done["events_forgotten"] == 1
    with context.database.reading() as connection:
        assert connection.execute(select(col(Event.told_at))).scalars().all() == [None]


def test_news_that_a_listener_cannot_bear_takes_no_other_news_down_with_it(
    context: Context, hear: Callable[..., str]
) -> None:
    for words in ("一", "二", "三"):
        hear(words, key=words)
    with context.database.reading() as connection:
        bad, *good = connection.execute(select(col(Event.subject)).order_by(col(Event.id))).scalars()
    told: list[str] = []

    def listener(subjects: Sequence[str]) -> None:
        if bad in subjects:
            raise ValueError("cannot be borne")
        told.extend(subjects)

    news = Delivery(context, {"feedback_received": (listener,)})
    for _ in range(2 * MOST_TRIES):
        news.do("")
    assert told == good and list(news.owed()) == []


def test_what_is_said_twice_in_a_branch_is_offered_as_one_and_a_person_settles_it(
    context: Context, hear: Callable[..., str], handler: Actor, manager: Actor
) -> None:
    hear()
    hear(TEACHER + "到今天没有人给我回电话。", key="again")
    hear("你们的停车场太小了", key="other")
    the_news(context).do("")
    cards = list_feedback(context, actor=handler, asked=Asked(words="态度")).cards
    view = read_feedback(context, actor=handler, item_id=cards[0].item_id)
    (like,) = view.likenesses
    assert like.item_id == cards[1].item_id and like.likeness > 0.6 and like.state == "offered"
    with pytest.raises(Forbidden):
        settle_link(context, actor=manager, link_id=like.link_id, as_="same")
    settle_link(context, actor=handler, link_id=like.link_id, as_="follow_up")
    find_likenesses(context, [card.item_id for card in cards])
    view = read_feedback(context, actor=handler, item_id=cards[0].item_id)
    assert [one.state for one in view.likenesses] == ["follow_up"]
