"""Each role, over one branch alone, asks every service and every page for another branch's people, and learns nothing.

Nothing here is listed by hand: services are what the rooms offer to whoever asks in their own name, pages are what the
portal has, roles and what they give come from the table of permissions. A service that asks for something of which
there is no example here fails these tests until it is given one.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from sqlmodel import col
from streamlit.testing.v1 import AppTest

from lms.catalogue import publish
from lms.catalogue.teaching import publish_teaching
from lms.learning import Learning, begin_quiz, enrol_by_rule
from lms.learning.certificates.issuing import Earned, issue
from lms.learning.hours.tables import ClassSeat, ClassSession, HoursEntry
from lms.learning.tables import Certificate, Enrolment
from lms.people import (
    Action,
    Actor,
    DemoBank,
    DemoPerson,
    Job,
    PersonCard,
    Reach,
    Role,
    load_people,
    people_by_id,
)
from lms.people.imports import csv_list
from lms.people.permissions import PERMISSIONS
from lms.people.tables import MentorAssignment, RoleGrant
from lms.people.trail import Deed, Note, record
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import translator
from lms.platform.identifiers import new_id
from lms.platform.settings import load_settings
from lms.portal.house import House, furnish
from lms.portal.routes import PAGES
from lms.practice import Mode, Period, close_attempt, open_attempt, say, share_attempt
from lms.wiring import practice_room
from tests.fixed_clock import FixedClock
from tests.integration.conftest import OPENED, a_database
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, somebody, umbrella
from tests.unit.lms.catalogue.teaching.a_course import lay_out

ROOMS = ("people", "practice", "authoring", "catalogue", "learning", "insight")
HERE, THERE = "LJ11", "LJ32"
CURRICULUM, COURSE, LESSON, TOPIC = "foundation", "first", "first/listen", "consumer_protection"
WRITES_DOWN = {"record", "record_reading", "note_list"}
"""What services themselves call to record a deed: it tells nothing."""
NAMES_SOMEBODY = {
    *("person_id", "attempt_id", "left", "right", "unit_id", "unit_ids", "employee_no", "mentee"),
    *("people", "person_ids", "invited", "number", "session_id", "entry_id", "find"),
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
                if asked_by_name and name not in WRITES_DOWN and not name.startswith("_"):
                    yield f"{found.name.removeprefix('lms.')}.{name}", service


SERVICES = dict(services())


def actions_of(service: Service) -> set[Action]:
    """The rights a service itself asks for, as its source names them."""
    return {Action[name] for name in re.findall(r"Action\.([A-Z_]+)", inspect.getsource(service))}


def boundless(service: Service, *roles: Role) -> bool:
    """Whether a service asks for a right that goes everywhere with these roles, or with all that have it."""
    reaches = [PERMISSIONS[action] for action in actions_of(service)]
    return any({given[role] for role in roles or given if role in given} == {Reach.ANY} for given in reaches)


def a_class(unit_id: str, starts_at: datetime) -> dict[str, object]:
    """A class of a unit, as its row has it."""
    about = {"kind": "class", "title": "晨会", "topics": [TOPIC], "place": "会议室", "minutes": 30}
    return about | {"unit_id": unit_id, "starts_at": starts_at}


@dataclass(frozen=True)
class Learned:
    """What learning keeps of that somebody: a quiz, a certificate, a class they are to come to, hours of theirs."""

    quiz: str
    certificate: str
    session: str
    entry: str


@dataclass(frozen=True)
class Bank:
    """The demo bank, and what belongs to somebody in another branch."""

    folder: Path
    house: House
    bank: DemoBank
    foreign: DemoPerson
    exam: str
    shared: str
    learned: "Learned"

    @property
    def context(self) -> Context:
        return self.house.context

    def foreign_card(self) -> PersonCard:
        return people_by_id(self.context, [self.foreign.person_id])[self.foreign.person_id]

    def holding(self, role: Role, unit: str) -> tuple[DemoPerson, Actor]:
        """Somebody who holds one role over the unit they work in, and nothing else."""
        person = next(
            p for p in self.bank.people if p.unit_id == self.bank.units[unit] and p is not self.foreign
        )
        with self.context.database.transaction() as connection:
            # Nor do they accompany anybody: what a mentor may is not a matter of branches.
            connection.execute(delete(MentorAssignment))
            connection.execute(delete(RoleGrant).where(col(RoleGrant.person_id) == person.person_id))
            connection.execute(
                insert(RoleGrant).values(
                    id=new_id(), person_id=person.person_id, role=role, unit_id=self.bank.units[unit]
                )
            )
        return person, somebody(self.context, person.person_id)

    def names_of_others(self) -> list[str]:
        """Ids, numbers and names of who does not work here; whom to ask for an account is no secret."""
        return [
            text
            for person in self.bank.people
            if person.unit_id != self.bank.units[HERE] and Role.ADMIN not in person.roles
            for text in (person.person_id, person.employee_no, person.name_zh, person.name_en)
        ]

    def examples(self, number: str, attempt: str) -> Mapping[str, Any]:
        """Something for each parameter that a service has, foreign where it names somebody."""
        context, there = self.context, self.bank.units[THERE]
        return {
            "context": context,
            "practice": self.house.practice,
            "room": self.house.trials,
            "learning": self.house.learning,
            "people": [self.foreign_card()],
            "person_ids": [self.foreign.person_id],
            "invited": [self.foreign.person_id],
            "find": self.foreign.employee_no,
            "number": self.learned.certificate,
            "session_id": self.learned.session,
            "entry_id": self.learned.entry,
            "ref": LESSON,
            "course": COURSE,
            "curriculum": CURRICULUM,
            "activity_id": "sign-off",
            "item_id": "no-such-item",
            "chosen": (0,),
            "seconds": 3,
            "competency": "empathy",
            "action": Action.READ_PROGRESS,
            "title": "晨会",
            "topics": [TOPIC],
            "topic": TOPIC,
            "group": "front_line",
            "year": context.today().year,
            "minutes": 30,
            "starts_at": context.now(),
            "starts_on": context.today(),
            "ends_on": context.today(),
            "known": {},
            "cards": (),
            "mastered_from": 2,
            "until": context.today() + timedelta(days=30),
            "values": a_class(there, context.now()),
            "ticket": "no-such-ticket",
            "passed": True,
            "note": "Because.",
            "out": self.folder / f"{new_id()}.zip",
            "ordered_by": number,
            "person_id": self.foreign.person_id,
            "employee_no": self.foreign.employee_no,
            "attempt_id": attempt,
            "left": attempt,
            "right": attempt,
            "unit_id": there,
            "unit_ids": [there],
            "name": "温知夏",
            "job": Job.TELLER,
            "username": f"wen.{new_id()}",
            "password": "three quiet herons",
            "current": "not the password",
            "new": "three quiet herons",
            "locale": "zh-CN",
            "slug": SLUG,
            "round_id": "no-such-round",
            "criterion": "greets",
            "rubric": "service-core",
            "line": "total",
            "counts": True,
            "reason": "Because.",
            "text": "A word.",
            "happened": "1",
            "promised": "2",
            "owner": "3",
            "outcome": "met",
            "disputed": "no-such-entry",
            "turn": 1,
            "seq": 0,
            "place": 1,
            "outcomes": {},
            "shared": True,
            "key": "foreign",
            "recording": b"",
            "mentor": number,
            "mentee": self.foreign.employee_no,
            "starts": context.today(),
            "raw": csv_list(translator("zh-CN"), "people", [["N1", "温", "", "柜员", THERE, "2026-03-01"]]),
            "period": Period(context.today(), spans=1, days=365),
        }

    def meant_otherwise(self) -> Mapping[str, Mapping[str, Any]]:
        """What a name means in some modules alone: a quiz is tried, a reply has a number, a class a place."""
        return {
            "lms.learning.quizzes": {"attempt_id": self.learned.quiz},
            "lms.practice.morning": {"number": 0},
            "lms.learning.hours.classes": {"place": "会议室"},
        }


@pytest.fixture(scope="module")
def bank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    """A bank in which somebody of another branch has sat an exam, and shares a rehearsal with who may read it."""
    folder = tmp_path_factory.mktemp("foreign")
    for database in a_database(request, folder, kind="sqlite"):
        settings = load_settings(home=folder / "home", demo=True, _env_file=None)
        yield _furnished(folder, database, Context(database, settings, FixedClock(OPENED)))


def _furnished(folder: Path, database: Database, context: Context) -> Bank:
    people = load_people(database, context.today())
    publish(context, umbrella())
    assert publish_teaching(context, lay_out(folder / "content")) == ()
    house = furnish(context, practice_room)
    foreign = next(p for p in people.people if p.unit_id == people.units[THERE] and p.new_hire)
    owner = somebody(context, foreign.person_id)
    modes: tuple[Mode, ...] = ("exam", "practice")
    ended = []
    for mode in modes:
        attempt = open_attempt(house.practice, actor=owner, slug=SLUG, locale="zh-CN", mode=mode, seed=1)
        say(house.practice, actor=owner, attempt_id=attempt, text=COMFORT, key="1").read()
        close_attempt(house.practice, actor=owner, attempt_id=attempt)
        ended.append(attempt)
    share_attempt(house.practice, actor=owner, attempt_id=ended[1], shared=True)
    with database.transaction() as connection:
        notes = [Note(Deed.READ_EXAM, Role.TRAINER, owner.person_id, ended[0])]
        record(context, connection, actor=owner, notes=notes)
    learned = _learned(house.learning, people, foreign, owner)
    return Bank(folder, house, people, foreign, ended[0], ended[1], learned)


def _learned(learning: Learning, people: DemoBank, foreign: DemoPerson, owner: Actor) -> Learned:
    """Somebody who is enrolled, has begun a quiz, is certified, and has hours and a class to come to."""
    now, today, session = learning.context.now(), learning.context.today(), new_id()
    enrol_by_rule(learning)
    quiz = begin_quiz(learning, actor=owner, course=COURSE)
    with learning.context.database.transaction() as connection:
        rounds = select(col(Enrolment.id)).where(col(Enrolment.person_id) == foreign.person_id)
        enrolment = str(connection.execute(rounds).scalars().first())
        issue(connection, [Earned(enrolment, foreign.person_id, CURRICULUM, 1, today, None)], now=now)
        planned = {"id": session, "planned_by": foreign.person_id, "at": now}
        connection.execute(insert(ClassSession).values(planned | a_class(people.units[THERE], now)))
        connection.execute(
            insert(ClassSeat).values(session_id=session, person_id=foreign.person_id, invited=True)
        )
        number = str(connection.execute(select(col(Certificate.number))).scalar_one())
        credited = str(connection.execute(select(col(HoursEntry.id))).scalars().first())
    return Learned(quiz, number, session, credited)


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
