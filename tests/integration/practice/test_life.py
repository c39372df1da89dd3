"""The life of an attempt: the customer comes in, both speak, one of them ends it, and it is judged."""

from datetime import timedelta

import pytest

from lms.catalogue import Catalogue, publish, publish_library
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound
from lms.practice import (
    AttemptClosed,
    Practice,
    close_attempt,
    list_attempts,
    open_attempt,
    read_attempt,
    say,
    unfinished,
)
from lms.wiring import practice_room
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import (
    ASK,
    COMFORT,
    GOODBYE,
    NOTHING,
    PROMISE,
    RUDE,
    umbrella,
)


def test_the_customer_speaks_first(practice: Practice, trainee: Actor, attempt_id: str) -> None:
    view = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert [turn.speaker for turn in view.turns] == ["customer"]
    assert view.turns[0].text in view.scenario.opening
    assert view.card.open and view.assessment is None and not view.pending
    assert unfinished(practice, actor=trainee) == view.card


def test_a_good_visit_ends_as_it_should_and_is_judged(
    practice: Practice, trainee: Actor, attempt_id: str, clock: FixedClock
) -> None:
    for place, words in enumerate((COMFORT, ASK, PROMISE)):
        clock.move(timedelta(seconds=30))
        saying = say(practice, actor=trainee, attempt_id=attempt_id, text=words, key=f"key-{place}")
        assert "".join(saying) == saying.read().text and not saying.closed
    saying = say(practice, actor=trainee, attempt_id=attempt_id, text=GOODBYE, key="key-last")
    saying.read()
    assert saying.closed

    view = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert view.ending is not None and view.ending.id == "happy"
    assert (view.card.closed_by, view.card.wanted, view.card.turns) == ("customer", True, 9)
    assert view.assessment is not None and view.assessment.score == view.card.score
    assert [turn.seq for turn in view.turns] == list(range(9))
    assert view.turns[4].facts == ("parcel",) and view.turns[6].objectives == ("promised",)
    assert view.turns[1].acts == ("empathise",) and view.turns[1].mood is None
    assert view.turns[2].mood is not None and view.turns[2].moved[0].cause == "empathise"
    assert unfinished(practice, actor=trainee) is None


def test_every_proof_quotes_what_was_said(practice: Practice, trainee: Actor, attempt_id: str) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="a").read()
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    view = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert view.assessment is not None
    proofs = [proof for result in view.assessment.criteria for proof in result.evidence]
    assert proofs and all(proof.quote in view.turns[proof.turn].text for proof in proofs)


def test_who_is_treated_badly_leaves(practice: Practice, trainee: Actor, attempt_id: str) -> None:
    for place in range(5):
        saying = say(practice, actor=trainee, attempt_id=attempt_id, text=RUDE, key=f"key-{place}")
        saying.read()
        if saying.closed:
            break
    view = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert view.card.ending == "stormed-out" and view.card.passed is False


def test_the_trainee_can_end_it_and_ending_it_twice_is_ending_it_once(
    practice: Practice, trainee: Actor, attempt_id: str, clock: FixedClock
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=NOTHING, key="a").read()
    clock.move(timedelta(minutes=3))
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    once = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    clock.move(timedelta(minutes=3))
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert read_attempt(practice, actor=trainee, attempt_id=attempt_id) == once
    assert (once.card.closed_by, once.card.ending) == ("trainee", "nothing")
    assert once.turns[-1].speaker == "customer" and len(once.turns) == 4


def test_after_the_end_nothing_is_taken(practice: Practice, trainee: Actor, attempt_id: str) -> None:
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    with pytest.raises(AttemptClosed):
        say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="late")
    assert len(read_attempt(practice, actor=trainee, attempt_id=attempt_id).turns) == 2


def test_a_double_click_begins_one_visit(practice: Practice, trainee: Actor, clock: FixedClock) -> None:
    def begin() -> str:
        return open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN")

    first = begin()
    assert begin() == first
    clock.move(timedelta(minutes=1))
    second = begin()
    assert second != first, "whoever comes back later meets a customer who has just come in"
    say(practice, actor=trainee, attempt_id=second, text=COMFORT, key="a").read()
    assert begin() not in {first, second}, "nor is a visit that has begun to be gone on with by accident"


def test_the_same_seed_is_the_same_customer(practice: Practice, trainee: Actor) -> None:
    def visit() -> list[str]:
        attempt = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=7)
        for key in "abc":
            say(practice, actor=trainee, attempt_id=attempt, text=NOTHING, key=key).read()
        return [turn.text for turn in read_attempt(practice, actor=trainee, attempt_id=attempt).turns]

    assert visit() == visit()


def test_an_attempt_keeps_the_version_it_began_with(
    practice: Practice, context: Context, trainee: Actor, attempt_id: str
) -> None:
    publish(context, umbrella(title="Another title"))
    practice.catalogue.refresh()
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="a").read()
    assert read_attempt(practice, actor=trainee, attempt_id=attempt_id).scenario.title == "The umbrella"
    newer = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN")
    assert read_attempt(practice, actor=trainee, attempt_id=newer).scenario.title == "Another title"


def test_who_may_not_practise_opens_nothing(practice: Practice, context: Context, bank: object) -> None:
    from lms.people import sign_in_demo

    admin = sign_in_demo(context, username="admin")
    with pytest.raises(Forbidden):
        open_attempt(practice, actor=admin, slug=SLUG, locale="zh-CN")
    with pytest.raises(Forbidden):
        list_attempts(practice, actor=admin)


def test_what_is_not_published_cannot_be_opened(practice: Practice, trainee: Actor) -> None:
    with pytest.raises(NotFound):
        open_attempt(practice, actor=trainee, slug="no-such-scenario", locale="zh-CN")
    with pytest.raises(NotFound):
        open_attempt(practice, actor=trainee, slug=SLUG, locale="en")


def test_every_scenario_of_the_library_can_be_played_to_its_good_end(
    context: Context, trainee: Actor
) -> None:
    publish_library(context)
    practice = practice_room(context, Catalogue(context))
    for card in practice.catalogue.scenario_cards("zh-CN"):
        attempt = open_attempt(practice, actor=trainee, slug=card.slug, locale="zh-CN", seed=3)
        script = practice.catalogue.scenario(card.slug, "zh-CN").trainees.good
        for place, words in enumerate(script):
            if read_attempt(practice, actor=trainee, attempt_id=attempt).card.open:
                say(practice, actor=trainee, attempt_id=attempt, text=words, key=str(place)).read()
        close_attempt(practice, actor=trainee, attempt_id=attempt)
        closed = read_attempt(practice, actor=trainee, attempt_id=attempt)
        assert closed.card.wanted and closed.card.passed, card.slug
