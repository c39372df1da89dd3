"""A bank in which much is kept of somebody in another branch, for whoever asks for it from here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import col

from lms.catalogue import publish
from lms.catalogue.teaching import publish_teaching
from lms.culture.staff import speak_up
from lms.culture.stories import tell_story
from lms.feedback import Heard, record_feedback
from lms.feedback.cases import Done, open_cases
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.files import Looked
from lms.feedback.findings import Found
from lms.feedback.hidden import HiddenFound
from lms.feedback.receiving import Arrival
from lms.feedback.tables import FeedbackItem
from lms.feedback.visits import LookedVisits, VisitFound, visits_workbook
from lms.insight import LookedPast, PilotPlan
from lms.insight.figures import Counts, LookedFigures
from lms.insight.figures.taking_in import write_figures
from lms.insight.past import PastRow
from lms.learning import Learning, begin_quiz, enrol_by_rule
from lms.learning.certificates.issuing import Earned, issue
from lms.learning.hours.tables import ClassSeat, ClassSession, HoursEntry
from lms.learning.tables import Certificate, Enrolment
from lms.people import (
    Action,
    Actor,
    DemoBank,
    DemoPerson,
    Facts,
    Job,
    PersonCard,
    Role,
    load_people,
    people_by_id,
)
from lms.people.imports import csv_list
from lms.people.tables import MentorAssignment, RoleGrant
from lms.people.trail import Deed, Note, record
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.i18n import translator
from lms.platform.identifiers import new_id
from lms.platform.quarters import quarter_of
from lms.portal.house import House, furnish
from lms.practice import Mode, Period, close_attempt, open_attempt, say, share_attempt
from lms.wiring import practice_room
from tests.integration.portal.foreign_culture import STORY, a_contest, a_contest_entered, a_story
from tests.integration.portal.foreign_insight import a_figure, a_pilot
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, somebody, umbrella
from tests.unit.lms.catalogue.teaching.a_course import lay_out

HERE, THERE = "LJ11", "LJ32"
CURRICULUM, COURSE, LESSON, TOPIC = "foundation", "first", "first/listen", "consumer_protection"


def a_class(unit_id: str, starts_at: datetime) -> dict[str, object]:
    """A class of a unit, as its row has it."""
    about = {"kind": "class", "title": "晨会", "topics": [TOPIC], "place": "会议室", "minutes": 30}
    return about | {"unit_id": unit_id, "starts_at": starts_at}


A_TELLER = Facts("温知夏", "Wen Zhixia", (Job.TELLER,), "", date(2026, 3, 1), "")


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
    feedback: str
    case: str
    voice: str
    story: str
    contest: str

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
        """Ids, numbers and names of who does not work here.

        Whom to ask for an account, and who handles complaints of all branches, is no secret.
        """
        known = {Role.ADMIN, Role.CASE_HANDLER, Role.CONSUMER_PROTECTION_OFFICER}
        return [
            text
            for person in self.bank.people
            if person.unit_id != self.bank.units[HERE] and not known & {*person.roles}
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
            "answers": self.house.answers,
            "words": "投诉",
            "entry": "rule:no-such-rule",
            "keys": ["letter:no-such-item"],
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
            "was": A_TELLER,
            "to": replace(A_TELLER, unit_id=there),
            "role": Role.MENTOR,
            "grant_id": "no-such-grant",
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
            "request_id": "no-such-request",
            "answer": "No.",
            "close": lambda _person_id: None,
            "happened": "1",
            "promised": "2",
            "owner": "3",
            "outcome": "met",
            "disputed": "no-such-entry",
            "turn": 1,
            "seq": 0,
            "place": 1,
            "outcomes": {},
            "notes": {},
            "observation_id": "no-such-observation",
            "shared": True,
            "key": "foreign",
            "recording": b"",
            "mentor": number,
            "mentee": self.foreign.employee_no,
            "starts": context.today(),
            "raw": csv_list(translator("zh-CN"), "people", [["N1", "温", "", "柜员", THERE, "2026-03-01"]]),
            "period": Period(context.today(), spans=1, days=365),
            "heard": Heard("排队太久了。", "desk", there),
            "said": {"kind": "praise"},
            "catalogue": self.house.catalogue,
            "case_id": self.case,
            "case_ids": [self.case],
            "handler_id": self.foreign.person_id,
            "step": "accept",
            "quiet": True,
            "done": Done("A word.", track="simple"),
            "way": "withdrawn",
            "customer_told": True,
            "found": Found("nobody", "A word.", owner_id=there, explain="A word."),
            "finding_id": "no-such-finding",
            "decision": "none",
            "ticket_id": "no-such-ticket",
            "fix": "A word.",
            "holds": True,
            "link_id": "no-such-link",
            "as_": "same",
            "key_id": "no-such-key",
            "offer": "book",
            "exchange_id": "no-such-exchange",
            "transaction_id": "no-such-transaction",
            "approved": True,
            "named": True,
            "suggestion_id": "no-such-suggestion",
            "story_id": self.story,
            "contest_id": self.contest,
            "contest": a_contest(self.bank, self.bank.units[THERE], context.today()),
            "marks": (3,),
            "telling": a_story(self.foreign),
            "parts": STORY,
            "model": True,
            "draft_id": "no-such-draft",
            "texts": {},
            "revisions": {},
            "plan_id": "no-such-plan",
            "start": True,
            "voice_id": self.voice,
            "helped": True,
            "hardship_id": "no-such-hardship",
            "happened_on": context.today(),
            "day": context.today(),
            "mood": 3,
            "cents": 1_000,
            "percent": 3,
            "file": "feedback.csv",
            "weeks": 12,
            "pilot_id": "no-such-pilot",
            "quarter": quarter_of(context.today()).id,
            "quarters": (quarter_of(context.today()),),
            "units": frozenset({there}),
            "group_id": "no-such-group",
            "plan": PilotPlan(
                "试点", "少些投诉。", CURRICULUM, (there,), "complaints", context.today(), 12, 20, 30, 4
            ),
            "card": a_pilot(there, context.today()),
            "visit": VisitFound(there, context.today(), "walk_in", {}),
            "visit_id": "no-such-visit",
            "hidden": HiddenFound(there, context.today(), "letter", "2026-03-01", "A word."),
            "hidden_id": "no-such-record",
            "item_ids": [],
            "looked": Looked({}, (), (Arrival("排队太久了。", "file", "1"),), 1, (), there),
        }

    def meant_otherwise(self) -> Mapping[str, Mapping[str, Any]]:
        """What a name means in some modules alone: a quiz is tried, a reply has a number, a class a place."""
        return {
            "lms.learning.quizzes": {"attempt_id": self.learned.quiz},
            "lms.practice.morning": {"number": 0},
            "lms.learning.observing.drafting": {"said": "稳"},
            "lms.learning.hours.classes": {"place": "会议室"},
            "lms.feedback.listing": {"item_id": self.feedback},
            "lms.feedback.correcting": {"item_id": self.feedback},
            "lms.feedback.originals": {"item_id": self.feedback},
            "lms.feedback.cases.opening": {"item_id": self.feedback},
            "lms.feedback.findings.plans": {"said": "A word."},
            "lms.culture.suggesting": {"step": "in_review"},
            "lms.insight.past": {
                "raw": f"Day,Branch\n2025-05-06,{THERE}\n".encode(),
                "looked": LookedPast(
                    (
                        PastRow(
                            self.bank.units[THERE], self.context.today() - timedelta(days=300), "other", 1
                        ),
                    ),
                    (),
                ),
            },
            "lms.insight.pilots": {"step": "stopped"},
            "lms.insight.figures.taking_in": {
                "raw": f"Branch,Month,Figure,Value\n{THERE},2025-05,errors,1\n".encode(),
                "looked": LookedFigures(
                    {},
                    (),
                    (a_figure(self.bank.units[THERE], self.foreign.person_id),),
                    Counts(added=1),
                    (),
                ),
            },
            "lms.feedback.visits.taking_in": {
                "raw": visits_workbook(translator("zh-CN")),
                "looked": LookedVisits(
                    {},
                    (),
                    {"1": VisitFound(self.bank.units[THERE], self.context.today(), "walk_in", {})},
                    1,
                    (),
                ),
            },
            "lms.feedback.files.reading": {"raw": f"内容,机构\n排队太久了。,{THERE}\n".encode()},
        }


def furnished(folder: Path, database: Database, context: Context) -> Bank:
    people = load_people(database, context.today())
    publish(context, umbrella())
    assert publish_teaching(context, lay_out(folder / "content")) == ()
    house = furnish(context, practice_room)
    foreign = next(p for p in people.people if p.unit_id == people.units[THERE] and p.new_hire)
    with database.transaction() as connection:
        # Somebody there answers for a figure of their branch.
        write_figures(context, connection, [a_figure(people.units[THERE], foreign.person_id)])
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
    said = Heard(f"{foreign.name_zh}让我等了一个小时，态度很差。", "desk", foreign.unit_id)
    record_feedback(context, actor=owner, heard=said, key="1")
    with database.reading() as connection:
        feedback = str(connection.execute(select(col(FeedbackItem.id))).scalar_one())
    assert open_cases(context, [feedback]) == 1
    with database.reading() as connection:
        case = str(connection.execute(select(col(FeedbackCase.id))).scalar_one())
    voice = speak_up(context, actor=owner, text=f"{foreign.name_zh}中午一个人在柜台。", key="1")
    story = tell_story(context, actor=owner, telling=a_story(foreign), key="1")
    contest = a_contest_entered(context, people, owner, people.units[THERE])
    return Bank(
        folder, house, people, foreign, ended[0], ended[1], learned, feedback, case, voice, story, contest
    )


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
