"""Looking back: going on from one of one's own turns, comparing two tries, and hints."""

import pytest

from lms.catalogue import publish
from lms.people import Actor
from lms.platform.errors import NotFound, Refused
from lms.practice import (
    Practice,
    branches,
    close_attempt,
    compare_attempts,
    hint,
    open_attempt,
    read_attempt,
    rewind,
    say,
)
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import ASK, COMFORT, GOODBYE, PROMISE, RUDE, umbrella


@pytest.fixture
def clumsy(practice: Practice, trainee: Actor, attempt_id: str) -> str:
    """A visit that began well and went wrong at the second reply."""
    for key, words in (("a", COMFORT), ("b", RUDE)):
        say(practice, actor=trainee, attempt_id=attempt_id, text=words, key=key).read()
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    return attempt_id


def test_a_branch_goes_on_from_before_the_reply(practice: Practice, trainee: Actor, clumsy: str) -> None:
    branch = rewind(practice, actor=trainee, attempt_id=clumsy, turn=3)
    before = read_attempt(practice, actor=trainee, attempt_id=clumsy)
    after = read_attempt(practice, actor=trainee, attempt_id=branch)
    assert after.turns == before.turns[:3] and after.card.open and not after.pending
    assert (after.card.forked_from, after.card.forked_at_turn) == (clumsy, 3)
    assert after.card.origin_id == clumsy and after.card.is_branch
    assert after.state.objectives == ("heard",) and after.state.done == {"empathise": 1}


def test_another_reply_makes_another_end_and_the_first_try_stays(
    practice: Practice, trainee: Actor, clumsy: str
) -> None:
    first = read_attempt(practice, actor=trainee, attempt_id=clumsy)
    branch = rewind(practice, actor=trainee, attempt_id=clumsy, turn=3)
    for key, words in (("b", ASK), ("c", PROMISE), ("d", GOODBYE)):  # "b" was a key of the first try, too
        say(practice, actor=trainee, attempt_id=branch, text=words, key=key).read()
    better = read_attempt(practice, actor=trainee, attempt_id=branch)
    assert better.card.ending == "happy" and first.card.ending == "nothing"
    assert read_attempt(practice, actor=trainee, attempt_id=clumsy) == first


def test_a_second_click_makes_no_second_branch(practice: Practice, trainee: Actor, clumsy: str) -> None:
    branch = rewind(practice, actor=trainee, attempt_id=clumsy, turn=3)
    assert rewind(practice, actor=trainee, attempt_id=clumsy, turn=3) == branch
    say(practice, actor=trainee, attempt_id=branch, text=ASK, key="a").read()
    assert rewind(practice, actor=trainee, attempt_id=clumsy, turn=3) != branch


def test_the_first_reply_and_an_open_attempt_can_be_taken_back(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=RUDE, key="a").read()
    branch = rewind(practice, actor=trainee, attempt_id=attempt_id, turn=1)
    assert len(read_attempt(practice, actor=trainee, attempt_id=branch).turns) == 1
    assert read_attempt(practice, actor=trainee, attempt_id=attempt_id).card.open


def test_a_branch_of_a_branch_has_the_same_origin(
    practice: Practice, trainee: Actor, clumsy: str, clock: FixedClock
) -> None:
    from datetime import timedelta

    clock.move(timedelta(minutes=1))
    branch = rewind(practice, actor=trainee, attempt_id=clumsy, turn=3)
    clock.move(timedelta(minutes=1))
    twig = rewind(practice, actor=trainee, attempt_id=branch, turn=1)
    for asked in (clumsy, branch, twig):
        found = branches(practice, actor=trainee, attempt_id=asked)
        assert [card.attempt_id for card in found] == [clumsy, branch, twig]


@pytest.mark.parametrize("turn", [-1, 0, 2, 4, 99])
def test_only_ones_own_replies_can_be_said_anew(
    practice: Practice, trainee: Actor, clumsy: str, turn: int
) -> None:
    with pytest.raises(NotFound):
        rewind(practice, actor=trainee, attempt_id=clumsy, turn=turn)


def test_a_branch_and_where_it_came_from_side_by_side(
    practice: Practice, trainee: Actor, clumsy: str, clock: FixedClock
) -> None:
    from datetime import timedelta

    clock.move(timedelta(minutes=1))
    branch = rewind(practice, actor=trainee, attempt_id=clumsy, turn=3)
    unscored = compare_attempts(practice, actor=trainee, left=clumsy, right=branch)
    assert unscored.gained is None and unscored.changed == () and unscored.common == 3
    for key, words in (("b", ASK), ("c", PROMISE), ("d", GOODBYE)):
        say(practice, actor=trainee, attempt_id=branch, text=words, key=key).read()

    found = compare_attempts(practice, actor=trainee, left=branch, right=clumsy)
    assert (found.left.card.attempt_id, found.right.card.attempt_id) == (clumsy, branch), (
        "the earlier is left"
    )
    assert found.common == 3 and found.gained is not None and found.gained > 0
    assert any(after == "met" and before != "met" for _criterion, before, after in found.changed)
    texts = {objective.id: objective.text for objective in found.right.scenario.objectives}
    assert (found.now_reached, found.no_longer_reached) == ((texts["promised"],), ()), (
        "what both reached is no difference"
    )


def test_different_scenarios_are_not_compared(practice: Practice, trainee: Actor, attempt_id: str) -> None:
    publish(practice.context, umbrella(slug="lost-hat"))
    practice.catalogue.refresh()
    other = open_attempt(practice, actor=trainee, slug="lost-hat", locale="zh-CN")
    with pytest.raises(Refused):
        compare_attempts(practice, actor=trainee, left=attempt_id, right=other)


def test_a_hint_names_what_is_useful_now(practice: Practice, trainee: Actor, attempt_id: str) -> None:
    hints = [hint(practice, actor=trainee, attempt_id=attempt_id)]
    for key, words in (("a", COMFORT), ("b", ASK), ("c", PROMISE)):
        say(practice, actor=trainee, attempt_id=attempt_id, text=words, key=key).read()
        hints.append(hint(practice, actor=trainee, attempt_id=attempt_id))
    assert hints == ["Name what she feels.", "Give her a time.", "Give her a time.", None]


def test_there_is_no_hint_when_it_is_over(practice: Practice, trainee: Actor) -> None:
    attempt = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN")
    close_attempt(practice, actor=trainee, attempt_id=attempt)
    assert hint(practice, actor=trainee, attempt_id=attempt) is None
