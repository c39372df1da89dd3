"""Each role, over one branch alone, asks every service and every page for another branch's people, and learns nothing.

Nothing here is listed by hand: services are what the rooms offer to whoever asks in their own name, pages are what the
portal has, roles and what they give come from the table of permissions. A service that asks for something of which
there is no example here fails these tests until it is given one.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lms.people import (
    Action,
    Reach,
    Role,
)
from lms.people.rights import PERMISSIONS
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.settings import load_settings
from lms.portal.routes import PAGES
from tests.fixed_clock import FixedClock
from tests.integration.conftest import OPENED, a_database
from tests.integration.portal.foreign_bank import COURSE, HERE, LESSON, THERE, Bank, furnished
from tests.integration.practice.conftest import SLUG

ROOMS = ("people", "practice", "authoring", "catalogue", "learning", "insight", "feedback", "culture")
WRITES_DOWN = {"record", "record_reading", "note_list", "note_deed", "note"}
"""What services themselves call to record a deed: it tells nothing."""
ASKED_BY_OTHERS = {"team_of"}
"""What is a part of another service's question, and has no answer of its own."""
NAMES_SOMEBODY = {
    *("person_id", "attempt_id", "left", "right", "unit_id", "unit_ids", "employee_no", "mentee"),
    *("people", "person_ids", "invited", "number", "session_id", "entry_id", "find"),
    *("heard", "looked", "case_id", "voice_id", "visit", "hidden", "story_id", "contest_id", "contest"),
}
NOTHING = ("()", "{}")
SCRIPT = """
from importlib import import_module
import streamlit as st
from lms.platform.errors import LmsError
from lms.portal.routes import pages_for
from lms.portal.visit import require_visit
visit = require_visit()
st.navigation(pages_for(visit), position="hidden")
if st.session_state.pop("turned_to", None) == st.session_state["page_of_test"]:
    st.stop()  # a page that turns to another one would be drawn again and again
st.session_state["turned_to"] = st.session_state["page_of_test"]
try:
    import_module("lms.portal.pages." + st.session_state["page_of_test"]).page()
except LmsError as error:
    st.text(visit.tr.error(error))
"""

Service = Callable[..., Any]


def services() -> Iterator[tuple[str, Service]]:
    """What the rooms offer to whoever asks in their own name, or for whom the command line answers."""
    for room in ROOMS:
        package = import_module(f"lms.{room}")
        for found in walk_packages(package.__path__, f"lms.{room}."):
            for name, service in vars(import_module(found.name)).items():
                if not inspect.isfunction(service) or service.__module__ != found.name:
                    continue
                asks = inspect.signature(service).parameters
                by = asks.get("actor") or asks.get("ordered_by")
                asked_by_name = by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY
                if asked_by_name and name not in WRITES_DOWN | ASKED_BY_OTHERS and not name.startswith("_"):
                    yield f"{found.name.removeprefix('lms.')}.{name}", service


SERVICES = dict(services())


def actions_of(service: Service) -> set[Action]:
    """The rights a service itself asks for, as its source names them."""
    return {Action[name] for name in re.findall(r"Action\.([A-Z_]+)", inspect.getsource(service))}


def boundless(service: Service, *roles: Role) -> bool:
    """Whether a service asks for a right that goes everywhere with these roles, or with all that have it."""
    reaches = [PERMISSIONS[action] for action in actions_of(service)]
    return any({given[role] for role in roles or given if role in given} == {Reach.ANY} for given in reaches)


@pytest.fixture(scope="module")
def bank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    """A bank in which somebody of another branch has sat an exam, and shares a rehearsal with who may read it."""
    folder = tmp_path_factory.mktemp("foreign")
    for database in a_database(request, folder, kind="sqlite"):
        settings = load_settings(home=folder / "home", demo=True, _env_file=None)
        yield furnished(folder, database, Context(database, settings, FixedClock(OPENED)))


def ask(bank: Bank, service: Service, role: Role, unit: str, attempt: str) -> str | None:
    """What a service answers to whoever holds a role over a unit; none where it refuses."""
    person, actor = bank.holding(role, unit)
    given = {"actor": actor, **bank.examples(person.employee_no, attempt)}
    given |= bank.meant_otherwise().get(service.__module__, {})
    asks = inspect.signature(service).parameters.values()
    wanted = [p.name for p in asks if p.default is p.empty or p.name in NAMES_SOMEBODY]
    unknown = [name for name in wanted if name not in given]
    assert not unknown, f"{service.__name__} asks for {unknown}: give an example of it above"
    try:
        return repr(service(**{name: given[name] for name in wanted}))
    except (Forbidden, NotFound, Refused):
        return None


def names_somebody(service: Service) -> bool:
    return bool(NAMES_SOMEBODY & {*inspect.signature(service).parameters})


@pytest.mark.parametrize("role", list(Role))
def test_no_service_tells_of_another_branch(bank: Bank, role: Role) -> None:
    foreign = bank.names_of_others()
    for name, service in SERVICES.items():
        if boundless(service) and not names_somebody(service):
            continue  # what has no borders has none to cross
        asks_for_one = {"attempt_id", "left"} & {*inspect.signature(service).parameters}
        for attempt in (bank.exam, bank.shared) if asks_for_one else (bank.exam,):
            answer = ask(bank, service, role, HERE, attempt)
            assert answer is None or not any(text in answer for text in foreign), name
            refused = answer is None or not names_somebody(service) or boundless(service, role)
            # A list that is asked for a foreign unit alone is an empty one.
            assert refused or answer in NOTHING, f"{name} answers {role}: {answer}"


def test_of_culture_the_wall_its_stars_and_published_stories_alone_are_everybodys() -> None:
    """They are the bank's: whoever hangs a letter up agrees to that, and stars are named in public (decision 24).

    A story that is not published is read by its own people and editors alone: what is asked for above is one.
    """
    everybodys = {
        name
        for name, service in SERVICES.items()
        if name.startswith("culture.") and names_somebody(service) and boundless(service)
    }
    assert everybodys == {
        "culture.stars.stars_of",
        "culture.stories.library.read_story",
        "culture.wall.praise_wall",
    }


WITH_BORDERS = [role for role in Role if Reach.UNIT in {given.get(role) for given in PERMISSIONS.values()}]


@pytest.mark.parametrize("role", WITH_BORDERS)
def test_over_that_branch_the_same_role_is_answered(bank: Bank, role: Role) -> None:
    """Otherwise whoever asks would be refused for another reason than the border."""
    answered = [
        name
        for name, service in SERVICES.items()
        if names_somebody(service)
        and not boundless(service, role)
        and ask(bank, service, role, THERE, bank.exam) not in {None, *NOTHING}
    ]
    assert answered


def drawn(bank: Bank, role: Role, unit: str) -> dict[str, bytes]:
    """All pages as somebody sees them who holds a role over a unit and asks for what is foreign in each address."""
    _, actor = bank.holding(role, unit)
    sessions = bank.house.sessions
    token = sessions.redeem_ticket(sessions.issue_ticket(actor))
    at = AppTest.from_string(SCRIPT, default_timeout=60)
    at.session_state["lms_session"] = token
    asked = {"person": bank.foreign.person_id, "attempt": bank.exam, "left": bank.exam, "right": bank.shared}
    asked |= {"class": bank.learned.session, "course": COURSE, "lesson": LESSON, "competency": "empathy"}
    asked |= {"item": bank.feedback, "case": bank.case, "story": bank.story, "contest": bank.contest}
    for name, value in {**asked, "scenario": SLUG, "round": "no-such-round"}.items():
        at.query_params[name] = value
    pages = {}
    for page in PAGES:
        at.session_state["page_of_test"] = page
        at.run()
        assert not at.exception, (page, at.exception)
        # As it goes to the browser: every label, text, table and chart.
        sent = [proto for node in at._tree if (proto := getattr(node, "proto", None)) is not None]
        pages[page] = b"".join(proto.SerializeToString() for proto in sent)
    return pages


@pytest.mark.parametrize("role", list(Role))
def test_no_page_shows_another_branch(bank: Bank, role: Role) -> None:
    # What was asked for in the address is no news to whoever asked.
    foreign = [text for text in bank.names_of_others() if text != bank.foreign.person_id]
    for page, shown in drawn(bank, role, HERE).items():
        assert not [text for text in foreign if text.encode() in shown], page


@pytest.mark.parametrize("role", PERMISSIONS[Action.LIST_PEOPLE])
def test_over_that_branch_some_page_shows_it(bank: Bank, role: Role) -> None:
    told = {
        page for page, shown in drawn(bank, role, THERE).items() if bank.foreign.name_zh.encode() in shown
    }
    assert bool(told) == (PERMISSIONS[Action.LIST_PEOPLE][role] is Reach.UNIT)
