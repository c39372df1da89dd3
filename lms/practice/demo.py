"""The demo bank's history: some weeks in which its people practised, got better, and sat exams.

The same every time, however often and from however many processes it is loaded: by chance, but from fixed seeds,
and under ids made from whose attempt it is and which.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue import Catalogue, ScenarioCard
from lms.learning import Done, Seen, take_down
from lms.people import DemoBank, DemoPerson, Job, Role
from lms.platform.context import Context
from lms.practice.closing import Verdict, verdict_of
from lms.practice.demo_plays import SEEDS, SKILLS, Played, Plays
from lms.practice.drilled import drill, seen_in_visit
from lms.practice.sitting import exam_key
from lms.practice.stage import Judge, Mode
from lms.practice.tables import Assessment, Attempt, HeardActs, Turn
from scenarios.transcript import Locale

WEEKS = 6
NEW_HIRE_ATTEMPTS = 3
"""What the one-click new hire looks back on, and how long others take to find their feet."""
ENGLISH = 0.12
"""Share of attempts in English after that."""
EXAM = 0.3
"""How readily somebody then sits an exam they are ready for, at each attempt."""
SLOTS = (time(8, 5), time(12, 25), time(17, 40))
"""When people practise: before the doors open, at noon, after they close."""
A_REPLY_S = (14, 42)
"""Seconds from the customer's words to the trainee's answer."""

# Attempts in these weeks, from and to, by job; for jobs not named see ``_OTHERS``.
_ATTEMPTS: dict[Job, tuple[int, int]] = {
    Job.TELLER: (6, 11),
    Job.LOBBY_MANAGER: (6, 11),
    Job.CONTACT_CENTRE_AGENT: (6, 10),
    Job.COUNTER_SUPERVISOR: (4, 8),
    Job.WEALTH_MANAGER: (4, 8),
    Job.OUTSOURCED_LOBBY: (2, 5),
    Job.SECURITY: (0, 3),
}
_OTHERS = (1, 5)
_NAMESPACE = UUID("b7a1a3f4-2f0f-5b62-9d0b-7f4f1f1c8f55")
_Row = dict[str, Any]


@dataclass(frozen=True)
class _Visit:
    """One attempt of somebody, before it is written."""

    person: DemoPerson
    place: int
    mode: Mode
    opened_at: datetime
    played: Played
    shared: bool

    @property
    def attempt_id(self) -> str:
        """The same for every load."""
        return _id(f"attempt {self.place} of {self.person.person_id}")


def load_history(
    context: Context, catalogue: Catalogue, judge: Judge, bank: DemoBank, *, first: Sequence[str] = ()
) -> bool:
    """Write the history of the demo bank, unless it is there; all or nothing, in one transaction.

    Args:
        context: a migrated database with the library published.
        catalogue: what the people practised.
        judge: scores what they said.
        bank: the people, as they are in the database.
        first: scenarios that somebody new rehearses before any other.

    Returns:
        Whether it was written now.
    """
    mark = _id(f"attempt 0 of {bank.one_click('new-hire').person_id}")
    with context.database.reading() as connection:
        if connection.execute(select(col(Attempt.id)).where(col(Attempt.id) == mark)).first():
            return False
    plays = Plays(catalogue, judge)
    visits = [
        visit
        for person in bank.people
        if Role.TRAINEE in person.roles
        for visit in _visits_of(
            person, catalogue, plays, bank.opened_on, context.settings.zone, first if person.new_hire else ()
        )
    ]
    if not visits:
        return False
    attempts, turns, assessments, heard = [], [], [], []
    seen: dict[str, list[Seen]] = {}
    for visit in visits:
        written = list(_turn_rows(visit))
        turns += written
        attempt, verdict = _attempt_row(visit, closed_at=written[-1]["at"])
        attempts.append(attempt)
        assessments.append(verdict.assessment)
        heard.append(verdict.heard)
        card = visit.played.card
        scenario = catalogue.scenario(card.slug, card.locale, card.version)
        told = seen_in_visit(visit.attempt_id, scenario, attempt, verdict.assessment)
        seen.setdefault(visit.person.person_id, []).extend(told)
    try:
        with context.database.transaction() as connection:
            for table, rows in (
                (Attempt, attempts),
                (Turn, turns),
                (Assessment, assessments),
                (HeardActs, heard),
            ):
                connection.execute(insert(table), rows)
            for person_id, told in seen.items():
                take_down(connection, person_id=person_id, seen=told)
    except IntegrityError:
        # Another process wrote the same history in this moment.
        return False
    return True


def drills_of(context: Context, catalogue: Catalogue, bank: DemoBank) -> tuple[Done, ...]:
    """The bank's closed attempts as drills, oldest first."""
    ids = [person.person_id for person in bank.people]
    cards = {card.slug: card for card in catalogue.scenario_cards("zh-CN")}
    with context.database.reading() as connection:
        rows = connection.execute(
            select(Attempt)
            .where(
                col(Attempt.person_id).in_(ids),
                col(Attempt.closed_at).is_not(None),
                col(Attempt.forked_from).is_(None),
                col(Attempt.void).is_(False),
            )
            .order_by(col(Attempt.closed_at), col(Attempt.id))
        ).all()
    return tuple(
        drill(
            attempt_id=row.id,
            person_id=row.person_id,
            slug=row.slug,
            version=row.scenario_version,
            passed=row.passed,
            score=row.score,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            longest=cards[row.slug].minutes,
            zone=context.settings.zone,
        )
        for row in rows
    )


def first_day(bank: DemoBank) -> date:
    """The day on which the history begins."""
    return bank.opened_on - timedelta(weeks=WEEKS)


def _visits_of(
    person: DemoPerson,
    catalogue: Catalogue,
    plays: Plays,
    opened_on: date,
    zone: ZoneInfo,
    first: Sequence[str],
) -> Iterator[_Visit]:
    """Somebody's attempts: on to the next customer after a pass, once more after a failure, an exam at times."""
    dice = random.Random(f"history of {person.username}")  # noqa: S311  believable, not secret
    when = _moments(person, dice, opened_on, zone)
    skill = dice.uniform(0.8, 1.8) if person.new_hire else dice.uniform(1.6, 3.4)
    examined: set[str] = set()
    passed: set[str] = set()
    turn_of_whom, tries = 0, 0
    for place, moment in enumerate(when):
        at_home = place >= NEW_HIRE_ATTEMPTS
        locale: Locale = "en" if at_home and dice.random() < ENGLISH else "zh-CN"
        everything = catalogue.scenario_cards(locale)
        cards = catalogue.scenario_cards(locale, jobs=person.jobs) or everything
        asked = {card.slug: card for card in everything if card.slug in first}
        cards = (
            *(asked[slug] for slug in first if slug in asked),
            *(card for card in cards if card.slug not in asked),
        )
        if not cards:
            return
        card = cards[turn_of_whom % len(cards)]
        ready = [c for c in cards if c.slug in passed - examined]
        mode: Mode = "exam" if at_home and ready and dice.random() < EXAM else "practice"
        if mode == "exam":
            card = ready[0]
            examined.add(card.slug)
        # A debrief helps with the next try; in an exam there are no hints.
        helped = -0.5 if mode == "exam" else tries * 0.9
        level = min(len(SKILLS) - 1, max(0, round(skill + helped + dice.uniform(-0.6, 0.6))))
        played = plays.play(card, skill=level, seed=place % SEEDS)
        latest = place == len(when) - 1
        yield _Visit(
            person, place, mode, moment, played, shared=person.new_hire and latest and mode == "practice"
        )
        skill += 0.4
        if mode == "exam":
            continue
        handled = played.assessment.passed and played.ending.wanted
        if handled:
            passed.add(card.slug)
        tries = 0 if handled or tries == 2 else tries + 1
        turn_of_whom += tries == 0


def _moments(person: DemoPerson, dice: random.Random, opened_on: date, zone: ZoneInfo) -> list[datetime]:
    """When somebody practised, in order; some have been quiet for two weeks or more."""
    fewest, most = _ATTEMPTS.get(person.job, _OTHERS)
    count = NEW_HIRE_ATTEMPTS if person.username == "new-hire" else dice.randint(fewest, most)
    here = (opened_on - person.hired_on).days
    first = min(WEEKS * 7, here - 1)
    last = 1 if person.new_hire or dice.random() > 0.2 else 15
    places = [(days, slot) for days in range(last, first + 1) for slot in SLOTS]
    chosen = sorted(dice.sample(places, min(count, len(places))), key=lambda place: (-place[0], place[1]))
    return [
        datetime.combine(opened_on - timedelta(days=days), slot, tzinfo=zone)
        + timedelta(seconds=dice.randrange(25 * 60))
        for days, slot in chosen
    ]


def _turn_rows(visit: _Visit) -> Iterator[_Row]:
    """The turns with their times: the customer answers at once, the trainee thinks."""
    dice = random.Random(visit.attempt_id)  # noqa: S311  a pause, no secret
    turns, at = visit.played.turns, visit.opened_at
    replies = sum(turn["speaker"] == "trainee" for turn in turns) + 1
    # A visit takes no longer than its scenario says: an exam would have been over.
    longest = min(A_REPLY_S[1], (visit.played.card.minutes * 60 - 10) // replies)
    for turn in turns:
        ends_it = turn["seq"] == len(turns) - 1 and visit.played.closed_by == "trainee"
        if turn["speaker"] == "trainee" or ends_it:
            at += timedelta(seconds=dice.randint(min(A_REPLY_S[0], longest), longest))
        yield turn | {"attempt_id": visit.attempt_id, "at": at}


def _attempt_row(visit: _Visit, *, closed_at: datetime) -> tuple[_Row, Verdict]:
    """The attempt, and its verdict."""
    played, person = visit.played, visit.person
    card: ScenarioCard = played.card
    exam = visit.mode == "exam"
    verdict = verdict_of(
        played.assessment,
        played.heard,
        attempt_id=visit.attempt_id,
        assessment_id=_id(f"assessment of {visit.attempt_id}"),
        ending=played.ending,
        turns=len(played.turns),
        closed_by=played.closed_by,
        at=closed_at,
    )
    attempt = verdict.attempt | {
        "id": visit.attempt_id,
        "origin_id": visit.attempt_id,
        "person_id": person.person_id,
        "slug": card.slug,
        "scenario_version": card.version,
        "scenario_hash": card.hash,
        "locale": card.locale,
        "mode": visit.mode,
        "engine": "built-in",
        "seed": played.seed,
        "exam_of": exam_key(person.person_id, card.slug) if exam else None,
        "opened_at": visit.opened_at,
        "deadline_at": visit.opened_at + timedelta(minutes=card.minutes) if exam else None,
        "shared": visit.shared,
    }
    return attempt, verdict


def _id(what: str) -> str:
    return str(uuid5(_NAMESPACE, what))
