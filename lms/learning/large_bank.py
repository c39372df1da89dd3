"""What the staff of a large invented bank have learned: their rounds as the rules would have begun them.

A round is told from what its person is like, then counted as the recorder would have counted it; a test reckons them
all anew and finds nothing to change.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random

from lms.catalogue.teaching import Activity, Course, Curriculum, Shelf
from lms.learning.enrolling import meant
from lms.learning.large_bank_rows import Rehearsal, Told
from lms.learning.large_bank_stock import Stock, ids_in, stock_of
from lms.learning.standing import Outcome, ref_of
from lms.people.large_bank import Employee, LargeBank
from lms.platform.working_days import days_later, months_later

OPENED_DAYS = (800, 60)
"""How many days ago the first branch began to learn, and the last."""
_PACES = ((0.55, (0.35, 0.95)), (0.75, (0.6, 1.05)), (0.9, (0.8, 1.6)), (0.97, (0.9, 4.0)), (1.0, (9.0, 9.0)))
"""Up to which share of people which pace falls to: the part of a course's time after which it is done."""
_CARDS = 6
_COMPETENCIES = 7
_PIECES = 4


@dataclass
class Teller:
    """Tells one person after another; ids and what is owed count on from one to the next.

    Attributes:
        slugs: the customers that can be rehearsed.
        attempts: how many visits all of the bank's people are to have had.
        progress: how many rows of progress, at least; what the rounds do not give, daily reviews do.
        titles: titles and summaries of a curriculum's certificate, in both languages.
    """

    bank: LargeBank
    shelf: Shelf
    slugs: tuple[str, ...]
    attempts: int
    progress: int
    titles: dict[str, tuple[str, str, str, str]]
    now: datetime
    told_attempts: int = 0
    told_progress: int = 0
    _results: int = 0
    _enrolments: int = 0
    _certificates: int = 0

    @cached_property
    def stock(self) -> Stock:
        """Beliefs and cards to take from."""
        return stock_of(self.shelf, self.now)

    def tell(self, several: list[Employee], names: dict[str, tuple[str, str, str]]) -> Told:
        """What some of the staff did; ``names`` has number and names of each by their id."""
        told = Told()
        for one in several:
            before = told.progress
            person = _Person(self, one, told, names[one.row.person_id])
            person.learn()
            self._make_up(person, self.told_progress + told.progress - before)
            self.told_progress += told.progress - before
        return told

    def _make_up(self, person: "_Person", written: int) -> None:
        part = (person.one.place + 1) / self.bank.people
        while self.told_attempts < round(self.attempts * part):
            person.visit_somebody()
        person.believe(owed=round(self.progress * part) - written)

    def next_id(self, kind: str) -> str:
        """The next id of a kind, and of none that was given before."""
        count = getattr(self, f"_{kind}") + 1
        setattr(self, f"_{kind}", count)
        return self.bank.id_of({"results": 5, "enrolments": 6, "certificates": 7}[kind], count)

    @property
    def certified(self) -> int:
        """How many certificates were told of."""
        return self._certificates


class _Person:
    """One person, from the day their region began to learn until today."""

    def __init__(self, teller: Teller, one: Employee, told: Told, names: tuple[str, str, str]) -> None:
        self.teller, self.one, self.told, self.names = teller, one, told, names
        self.dice: Random = teller.bank.dice(f"story {one.place}")
        luck = self.dice.random()
        self.pace = next(pace for share, pace in _PACES if luck <= share)
        self.zone = teller.shelf.zone

    def learn(self) -> None:
        """Every curriculum that is meant for them, round after round."""
        bank, row, today = self.teller.bank, self.one.row, self.teller.bank.today
        first, last = OPENED_DAYS
        opened = today - timedelta(
            days=first - (first - last) * bank.unit_of(self.one.place) // bank.branches
        )
        for curriculum in self.teller.shelf.curricula.values():
            audience = curriculum.meant_for
            recent = audience.hired_within_days is not None
            if not meant(audience, row, (), today=today) or (recent and row.hired_on < opened):
                continue
            begun = max(opened, row.hired_on + timedelta(days=audience.hired_for_days or 0))
            if begun <= today:
                self._rounds(curriculum, begun)

    def _rounds(self, curriculum: Curriculum, begun: date) -> None:
        number, due_by, counts_from, today = 1, None, None, self.teller.bank.today
        while True:
            held_until = self._round(curriculum, number, begun, due_by, counts_from)
            if held_until is None or curriculum.recertify is None:
                return
            begun = held_until - timedelta(days=curriculum.recertify.opens_days_before)
            if begun > today or not self.one.row.active:
                return
            number, due_by = number + 1, held_until
            counts_from = datetime.combine(begun, time(2), self.zone)

    def _round(
        self,
        curriculum: Curriculum,
        number: int,
        begun: date,
        due_by: date | None,
        counts_from: datetime | None,
    ) -> date | None:
        """Tell one round; returns until when it holds, none where it is not completed or holds for good."""
        teller, today = self.teller, self.teller.bank.today
        required = [entry for entry in curriculum.courses if not entry.optional]
        since, done, due_on, completed_at = begun, 0, None, None
        rehearsed: dict[str, datetime] = {}
        for entry in required:
            course = teller.shelf.courses[entry.course]
            due = due_by or days_later(begun, entry.due.days, working=entry.due.working)
            share = self.dice.uniform(*self.pace)
            end = max(since + timedelta(days=3), begun + (due - begun) * share)
            ended_at = self._course(course, since, end, rehearsed, begun=number > 1 and self.pace[0] > 8)
            if ended_at is None:
                due_on = due if due_on is None else min(due_on, due)
            else:
                done += 1
                completed_at = ended_at if completed_at is None else max(completed_at, ended_at)
            since = min(end, today)
        complete = done == len(required)
        completed_on = completed_at.astimezone(self.zone).date() if complete and completed_at else None
        valid_until = None
        if completed_on is not None and curriculum.recertify is not None:
            base = max(completed_on, due_by) if due_by else completed_on
            valid_until = months_later(base, curriculum.recertify.months)
        gone = not self.one.row.active and not complete
        enrolment_id = teller.next_id("enrolments")
        version = teller.shelf.versions.get(("curriculum", curriculum.slug), 1)
        self.told.enrolments.append(
            (
                enrolment_id,
                self.one.row.person_id,
                curriculum.slug,
                version,
                number,
                True,
                begun,
                counts_from,
                due_by,
                "completed" if complete else "ended" if gone else "open",
                done,
                len(required),
                due_on,
                completed_on,
                valid_until,
                today if gone else None,
                completed_at if complete else teller.now,
            )
        )
        if completed_on is not None and completed_at is not None:
            self._certify(enrolment_id, curriculum.slug, version, completed_on, valid_until, completed_at)
        return valid_until

    def _course(
        self, course: Course, since: date, end: date, rehearsed: dict[str, datetime], *, begun: bool
    ) -> datetime | None:
        """What they did in a course between two days; when it was done, none while it is not."""
        if begun:
            end = since + timedelta(days=9_000)
        length = len(course.activities)
        last = None
        for place, activity in enumerate(course.activities, start=1):
            day = since + (end - since) * place / length
            at = datetime.combine(day, time(8, 10), self.zone) + timedelta(
                minutes=place, seconds=self.dice.randrange(50)
            )
            if day >= self.teller.bank.today:
                return None
            last = self._activity(activity, course, at, rehearsed)
        assert last is not None, "a course has an activity at least"
        self._result("course", course.slug, Outcome.COMPLETED, last, version=1)
        return last

    def _activity(
        self, activity: Activity, course: Course, at: datetime, rehearsed: dict[str, datetime]
    ) -> datetime:
        kind, ref = ref_of(activity, course.slug)
        if kind == "drill":
            if ref not in rehearsed:
                if self.dice.random() < 0.3:
                    self._visit(ref, at - timedelta(minutes=40), passed=False)
                self._visit(ref, at, passed=True)
                rehearsed[ref] = at
            return at
        score = self.dice.randrange(80, 101) if kind == "quiz" else None
        if kind == "quiz" and self.dice.random() < 0.25:
            early = at - timedelta(minutes=30)
            self._result(kind, ref, Outcome.FAILED, early, score=self.dice.randrange(30, 80), version=1)
        outcome = Outcome.PASSED if kind in {"quiz", "sign_off"} else Outcome.COMPLETED
        signs = self.one.signs if kind in {"sign_off", "review_meeting"} else None
        self._result(kind, ref, outcome, at, score=score, version=1, signs=signs)
        return at

    def visit_somebody(self) -> None:
        """One more visit, of a customer nobody asks of them."""
        slugs = [slug for slug in self.teller.slugs if slug not in self.unsettled]
        day = self.teller.bank.today - timedelta(days=self.dice.randrange(1, 240))
        at = datetime.combine(max(day, self.one.row.hired_on), time(12, 20), self.zone)
        at += timedelta(seconds=self.dice.randrange(3_000))
        self._visit(self.dice.choice(slugs), at, passed=self.dice.random() < 0.6)

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """The customers of all that they have still to learn: to rehearse one would change how far they are."""
        return frozenset(
            activity.scenario
            for row in self.told.enrolments
            if row[1] == self.one.row.person_id and row[9] != "completed"
            for entry in self.teller.shelf.curricula[row[2]].courses
            for activity in self.teller.shelf.courses[entry.course].activities
            if activity.kind == "drill"
        )

    def _visit(self, slug: str, at: datetime, *, passed: bool) -> None:
        self.teller.told_attempts += 1
        attempt_id = self.teller.bank.id_of(8, self.teller.told_attempts)
        score = self.dice.randrange(70, 98) if passed else self.dice.randrange(25, 70)
        self.told.rehearsals.append(Rehearsal(attempt_id, self.one.row.person_id, slug, at, score, passed))
        outcome = Outcome.PASSED if passed else Outcome.FAILED
        self._result("drill", slug, outcome, at, score=score, source=attempt_id)

    def _result(
        self,
        kind: str,
        ref: str,
        outcome: Outcome,
        at: datetime,
        *,
        score: int | None = None,
        version: int = 0,
        source: str | None = None,
        signs: str | None = None,
    ) -> None:
        self.told.results.append(
            (
                self.teller.next_id("results"),
                self.one.row.person_id,
                kind,
                ref,
                outcome.value,
                score,
                version,
                at,
                source,
                signs,
            )
        )

    def _certify(
        self,
        enrolment_id: str,
        curriculum: str,
        version: int,
        completed_on: date,
        valid_until: date | None,
        at: datetime,
    ) -> None:
        teller = self.teller
        certificate_id = teller.next_id("certificates")
        number, salt, digest, place = ids_in(self.dice, self.names[0], teller.certified)
        self.told.certificates.append(
            (
                certificate_id,
                number,
                enrolment_id,
                1,
                self.one.row.person_id,
                self.names[1],
                self.names[2],
                digest,
                salt,
                curriculum,
                version,
                *teller.titles[curriculum],
                completed_on,
                valid_until,
                at,
                place,
            )
        )

    def believe(self, *, owed: int) -> None:
        """What their visits told of their competencies, and which questions come back to them."""
        own = [one for one in self.told.rehearsals[-60:] if one.person_id == self.one.row.person_id]
        person_id, stock = self.one.row.person_id, self.teller.stock
        if not own:
            return
        for item in self.dice.sample(stock.items, min(_CARDS, len(stock.items))):
            kept, due = self.dice.choice(stock.kept)
            self.told.cards.append((person_id, item, kept, due))
        room = max(0, owed - _CARDS)
        for competency in self.dice.sample(stock.competencies, _COMPETENCIES):
            believed = self.dice.choice(stock.beliefs[min(_PIECES, len(own)) - 1])
            last = own[-1].at
            self.told.standings.append((person_id, competency, *believed.kept_from(last)))
            room -= 1 + len(believed.pieces)
            for place, piece in enumerate(believed.pieces):
                visit = own[-1 - place]
                self.told.evidence.append(
                    (
                        person_id,
                        competency,
                        f"{visit.attempt_id}#{stock.criterion}",
                        "criterion",
                        piece.outcome,
                        piece.difficulty,
                        piece.weight,
                        last - piece.before,
                        visit.slug,
                    )
                )
