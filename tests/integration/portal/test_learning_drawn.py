"""What the pages of learners, mentors and managers say of a bank in which people have learned for a year."""

from collections.abc import Iterator

import pytest

from lms.people import DemoBank, load_people
from lms.platform.context import Context
from lms.platform.settings import load_settings
from lms.portal.house import House, furnish
from lms.wiring import practice_room, publish_and_load_demo
from tests.fixed_clock import FixedClock
from tests.integration.conftest import OPENED, a_database
from tests.integration.portal.drawn import drawn
from tests.integration.portal.test_first_pages import words


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The bank as somebody finds it at the first start. The tests only look."""
    folder = tmp_path_factory.mktemp("drawn")
    for database in a_database(request, folder, kind="sqlite"):
        settings = load_settings(home=folder / "home", demo=True, _env_file=None)
        context = Context(database, settings, FixedClock(OPENED))
        publish_and_load_demo(context)
        yield furnish(context, practice_room)


@pytest.fixture(scope="module")
def bank(house: House) -> DemoBank:
    return load_people(house.context.database, house.context.today())


def test_the_map_of_a_new_hire_goes_on_with_the_tier_of_her_job(house: House, bank: DemoBank) -> None:
    at = drawn(house, bank, "path", "new-hire")
    assert "后面的阶段" in [one.value for one in at.subheader]
    assert any("在岗进阶" in one.value for one in at.markdown)
    assert "在岗 · 4 门课程 · " in words(at) and "日开始" in words(at)


def test_who_has_all_that_their_job_asks_has_nothing_after_it_on_the_map(
    house: House, bank: DemoBank
) -> None:
    at = drawn(house, bank, "path", "manager")
    assert "后面的阶段" not in [one.value for one in at.subheader]


def test_a_mentors_first_page_says_that_a_signature_and_a_visit_to_the_desk_wait(
    house: House, bank: DemoBank
) -> None:
    at = drawn(house, bank, "home", "mentor")
    assert "有 1 项待您签字" in words(at) and "等着做现场观察：2" in words(at)
    assert at.button(key="duty").label == "看看我带的新人"
