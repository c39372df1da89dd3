"""Several jobs in one text: each once, in one order, and read out again as they were."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lms.people.jobs import MOST_FURTHER, further_in, further_text, jobs_in_words
from lms.people.permissions import Actor, may, units_open_to
from lms.people.rights import Action
from lms.people.roles import Job
from lms.people.tables import Person
from lms.platform.i18n import translator

TELLER = Actor("me", "我", "Me", Job.TELLER, "here", None, (), frozenset())


@given(st.sampled_from(list(Job)), st.lists(st.sampled_from(list(Job)), max_size=8))
def test_what_is_written_is_read_again_and_the_order_in_which_it_was_given_is_nothing(
    main: Job, jobs: list[Job]
) -> None:
    text = further_text(main, jobs)
    assert set(further_in(text)) == set(jobs) - {main}
    assert further_text(main, reversed(jobs)) == text == further_text(main, further_in(text))


def test_the_longest_that_can_be_held_fits_into_its_column() -> None:
    longest = sorted(Job, key=len)[-MOST_FURTHER:]
    column = Person.__table__.c.further_jobs  # type: ignore[attr-defined]
    assert len(further_text(Job.TELLER, longest)) <= column.type.length


def test_jobs_are_said_in_the_readers_language_the_main_one_first() -> None:
    jobs = (Job.TELLER, Job.LOBBY_MANAGER)
    assert jobs_in_words(jobs, translator("en").gettext) == "Teller, Lobby manager"
    assert jobs_in_words(jobs, translator("zh-CN").gettext) == "柜员、大堂经理"


def test_what_a_job_gives_it_gives_as_a_further_one_too_and_in_ones_own_branch_alone() -> None:
    both = replace(TELLER, further_jobs=(Job.COUNTER_SUPERVISOR,))
    assert not may(TELLER, Action.OBSERVE, person_id="you", unit_id="here")
    assert may(both, Action.OBSERVE, person_id="you", unit_id="here")
    assert not may(both, Action.OBSERVE, person_id="you", unit_id="elsewhere")
    assert not may(both, Action.OBSERVE, person_id="me", unit_id="here")
    assert not may(replace(both, first_password=True), Action.OBSERVE, person_id="you", unit_id="here")
    assert units_open_to(both, Action.OBSERVE) == {"here"} and not units_open_to(TELLER, Action.OBSERVE)
