"""How somebody of an invented bank has learned so far: by chance, but from a fixed seed, and by the curricula's rules.

A story is told up to a day and never beyond it. Where a course asks for a rehearsal, it is one that really is in the
bank's history; only what was rehearsed before that history begins is told by its result alone, as conversations are
not kept for ever.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lms.catalogue.teaching import Activity, Course, Curriculum, Item, Shelf
from lms.catalogue.teaching.course import QuizActivity
from lms.learning.enrolling import meant
from lms.learning.recording import Done, minutes_between
from lms.learning.standing import Outcome, ref_of
from lms.people import StaffRow
from lms.platform.working_days import days_later, is_working_day, months_later

TRIES = (0.68, 0.9, 0.985)
"""How many have passed a quiz after one, two and three tries; the others are stuck."""
SEEN = (
    "从头到尾看了一位客户：先停手听完，再复述，办完说清了下一步。",
    "看了半小时，三位客户都没有打断，转交时把前因一起说了。",
    "比上次稳。客户着急时没有跟着快，语速放下来了。",
    "该说的都说到了，话也短。可以自己站了。",
)
MISSING = (
    "客户还没说完就开始操作，复述也漏了一样。下周再看一次。",
    "话是对的，就是太长。练短一点，再约半小时。",
)
ATTENDED = ("参加了讨论，举了自己柜面上的例子。", "到场，提了一个好问题。", "参加，会后补交了一条做法。")


@dataclass(frozen=True)
class Fate:
    """How somebody takes to learning.

    Attributes:
        pace: what share of the time given they take, from and to.
        reach: how much of their first round they do, 0 to 1.
        renews: how much of each round after it.
        tries: how often they try every quiz until they pass; by chance when none.
    """

    pace: tuple[float, float] = (0.45, 0.75)
    reach: float = 1.0
    renews: float = 1.0
    tries: int | None = None


STEADY = Fate()
BRISK = Fate((0.2, 0.3))
SLOW = Fate((0.8, 1.1), reach=0.55, renews=0.3)
IDLE = Fate(reach=0.0)
LAPSING = Fate((0.2, 0.25), renews=0.25, tries=1)


@dataclass(frozen=True)
class Setting:
    """What stories are told in.

    Attributes:
        shelf: what is taught.
        until: the moment up to which they are told.
        kept_from: since when rehearsals are kept; before that they are told by their result alone. The same as
            ``until`` where none is kept.
        zone: of the bank.
        new_id: makes an id of what something is.
    """

    shelf: Shelf
    until: datetime
    kept_from: datetime
    zone: ZoneInfo
    new_id: Callable[[str], str]


@dataclass
class Story:
    """Rows of enrolments and quizzes, and what was done; enrolments as they were on the day they began."""

    enrolments: list[dict[str, Any]] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    quizzes: list[dict[str, Any]] = field(default_factory=list)


class Telling:
    """Tells one person's story."""

    def __init__(
        self,
        setting: Setting,
        person: StaffRow,
        fate: Fate,
        *,
        since: date,
        rehearsed: Sequence[Done] = (),
        signs: str | None = None,
    ) -> None:
        """Prepare to tell.

        Args:
            setting: what it is told in.
            person: whose story.
            fate: how they take to it.
            since: when their part of the bank began to learn here.
            rehearsed: their drills that are kept, oldest first.
            signs: who signs for them.
        """
        self._setting, self._person, self._fate = setting, person, fate
        self._since, self._signs = since, signs
        self._dice = random.Random(f"learning of {person.person_id}")  # noqa: S311  believable, not secret
        self._rehearsed = rehearsed
        self._tries: dict[str, int] = {}
        self._story = Story(done=list(rehearsed))

    def told(self) -> Story:
        """The story, of all curricula that are meant for them."""
        completed: set[str] = set()
        for curriculum in self._setting.shelf.curricula.values():
            begins = self._begins(curriculum)
            if begins is None or not meant(curriculum.meant_for, self._person, completed, today=begins):
                continue
            if self._rounds(curriculum, begins):
                completed.add(curriculum.slug)
        return self._story

    def _begins(self, curriculum: Curriculum) -> date | None:
        """The day on which the rule enrols them first."""
        audience, hired = curriculum.meant_for, self._person.hired_on
        day = max(self._since, hired + timedelta(days=audience.hired_for_days or 0))
        recent = audience.hired_within_days
        if day > self._today or (recent is not None and day > hired + timedelta(days=recent)):
            return None
        return day

    @property
    def _today(self) -> date:
        return self._setting.until.astimezone(self._setting.zone).date()

    def _rounds(self, curriculum: Curriculum, begins: date) -> bool:
        """All rounds that have begun; whether the first was completed."""
        due_by: date | None = None
        number, counts_from = 1, None
        while True:
            self._enrol(curriculum, number, begins, counts_from, due_by)
            completed_on = self._round(curriculum, number, begins, counts_from, due_by)
            if completed_on is None or curriculum.recertify is None:
                return completed_on is not None or number > 1
            base = max(completed_on, due_by) if due_by else completed_on
            due_by = months_later(base, curriculum.recertify.months)
            begins = due_by - timedelta(days=curriculum.recertify.opens_days_before)
            if begins > self._today:
                return True
            number, counts_from = number + 1, self._at(begins, time(0, 5))

    def _enrol(
        self,
        curriculum: Curriculum,
        number: int,
        day: date,
        counts_from: datetime | None,
        due_by: date | None,
    ) -> None:
        person_id = self._person.person_id
        self._story.enrolments.append(
            {
                "id": self._setting.new_id(f"round {number} of {curriculum.slug} of {person_id}"),
                "person_id": person_id,
                "curriculum": curriculum.slug,
                "version": self._setting.shelf.versions.get(("curriculum", curriculum.slug), 1),
                "round": number,
                "by_rule": True,
                "started_on": day,
                "counts_from": counts_from,
                "due_by": due_by,
                "state": "open",
                "done": 0,
                "total": len(curriculum.courses),
                "changed_at": self._at(day, time(0, 5)),
            }
        )

    def _round(
        self,
        curriculum: Curriculum,
        number: int,
        begins: date,
        counts_from: datetime | None,
        due_by: date | None,
    ) -> date | None:
        """Do what somebody does in a round; the day on which it was completed."""
        courses = [(entry, self._setting.shelf.courses.get(entry.course)) for entry in curriculum.courses]
        needed = {slug for _, course in courses if course for slug in course.requires}
        reach = self._fate.reach if number == 1 else self._fate.renews
        left = round(reach * sum(len(course.activities) for _, course in courses if course))
        pace = self._dice.uniform(*self._fate.pace)
        finished: dict[str, datetime] = {}
        day = begins + timedelta(days=self._dice.randint(1, 4))
        for place, (entry, course) in enumerate(courses):
            if course is None or any(slug not in finished for slug in course.requires):
                continue
            due = due_by or days_later(begins, entry.due.days, working=entry.due.working)
            share = (place + 1) / len(courses) if due_by else 1.0
            target = begins + (due - begins) * pace * share
            target = max(target, day + timedelta(days=4))
            at = self._course(course, day, target, counts_from, left)
            if at is not None:
                finished[course.slug] = at
            elif course.slug in needed:
                # Nobody begins what lies behind it.
                break
            left -= len(course.activities)
            day = target
        if len(finished) < sum(course is not None for _, course in courses):
            return None
        return max(at.date() for at in finished.values())

    def _course(
        self, course: Course, begins: date, target: date, counts_from: datetime | None, left: int
    ) -> datetime | None:
        """Do a course, or ``left`` of its activities; the moment at which it was done to its end."""
        steps, missing = len(course.activities), False
        at = last = self._at(begins, time(7, 50))
        for place, activity in enumerate(course.activities[: max(left, 0)]):
            day = begins + (target - begins) * (place + 1) / steps
            if activity.kind == "sign_off":
                # It is given when all else is done, and seldom on the same day.
                if missing:
                    break
                day = max(day, last.date() + timedelta(days=1))
            at = max(self._working_moment(day), at + timedelta(minutes=self._dice.randint(12, 40)))
            did = self._do(activity, course, at, counts_from)
            if did is None:
                missing = True
            else:
                last = max(last, did)
                at = at if activity.kind == "drill" else max(at, did)
        if missing or left < steps:
            return None
        self._write("course", course.slug, Outcome.COMPLETED, last, version=self._version(course))
        return last

    def _do(
        self, activity: Activity, course: Course, at: datetime, counts_from: datetime | None
    ) -> datetime | None:
        """Do one activity; when it was done, and none where it was not."""
        if activity.kind == "drill":
            return self._drill(activity.scenario, at, counts_from)
        if at >= self._setting.until or activity.kind == "observation":
            return None
        if isinstance(activity, QuizActivity):
            return self._quiz(activity, course, at)
        kind, ref = ref_of(activity, course.slug)
        if kind == "lesson":
            card = self._setting.shelf.lessons.get(ref)
            self._write(kind, ref, Outcome.COMPLETED, at, version=card.version if card else 1)
            return at
        if kind == "sign_off" and self._dice.random() < 0.12:
            again = self._working_moment((at + timedelta(days=6)).date())
            self._write(kind, ref, Outcome.FAILED, at, self._dice.choice(MISSING), self._version(course))
            if again >= self._setting.until:
                return None
            at = again
        words = SEEN if kind == "sign_off" else ATTENDED
        self._write(kind, ref, Outcome.PASSED, at, self._dice.choice(words), self._version(course))
        return at

    def _drill(self, scenario: str, at: datetime, counts_from: datetime | None) -> datetime | None:
        if at >= self._setting.kept_from:
            passes = (
                one.at for one in self._rehearsed if one.ref == scenario and one.outcome is Outcome.PASSED
            )
            return next((moment for moment in passes if counts_from is None or moment >= counts_from), None)
        score = self._dice.randint(80, 100)
        # No die is thrown for it: every story after it would be another one.
        self._write("drill", scenario, Outcome.PASSED, at, score=score, version=1, minutes=5 + score % 4)
        return at

    def _quiz(self, activity: QuizActivity, course: Course, at: datetime) -> datetime | None:
        luck = self._dice.random()
        needed = self._fate.tries or 1 + sum(luck > share for share in TRIES)
        for number in range(1, min(needed, activity.attempts) + 1):
            passed = number == needed
            self._try(activity, course, at, passed=passed)
            if passed:
                return at
            at += timedelta(minutes=self._dice.randint(70, 26 * 60))
            if at >= self._setting.until:
                return None
        return None

    def _try(self, activity: QuizActivity, course: Course, at: datetime, *, passed: bool) -> None:
        """One try at a quiz, each question with its answer."""
        person_id, dice = self._person.person_id, self._dice
        number = self._tries[course.slug] = self._tries.get(course.slug, 0) + 1
        quiz = self._setting.shelf.quizzes.get(course.slug)
        items = dice.sample(quiz.items, min(activity.draw, len(quiz.items))) if quiz else []
        enough = -(-len(items) * activity.pass_mark // 100)
        right = dice.randint(enough, len(items)) if passed else dice.randint(enough // 2, max(enough - 1, 0))
        missed = {item.id for item in dice.sample(items, len(items) - right)}
        score = round(100 * right / len(items)) if items else 100 * passed
        version = self._setting.shelf.versions.get(("quiz", course.slug), 1)
        attempt_id = self._setting.new_id(f"try {number} at {course.slug} of {person_id}")
        started_at = at - timedelta(seconds=dice.randint(150, 420))
        self._story.quizzes.append(
            {
                "id": attempt_id,
                "person_id": person_id,
                "course": course.slug,
                "activity": activity.id,
                "number": number,
                "version": version,
                "seed": dice.randrange(2**31),
                "feedback": "instant",
                "items": [item.id for item in items],
                "answers": {item.id: _answer(item, item.id not in missed) for item in items},
                "started_at": started_at,
                "closed_at": at,
                "score": score,
                "passed": passed,
            }
        )
        self._write(
            "quiz",
            f"{course.slug}/{activity.id}",
            Outcome.PASSED if passed else Outcome.FAILED,
            at,
            score=score,
            version=version,
            source=attempt_id,
            minutes=minutes_between(started_at, at),
        )

    def _write(
        self,
        kind: str,
        ref: str,
        outcome: Outcome,
        at: datetime,
        note: str | None = None,
        version: int = 0,
        *,
        score: int | None = None,
        source: str | None = None,
        minutes: int | None = None,
    ) -> None:
        signed = self._signs if note is not None else None
        day = at.astimezone(self._setting.zone).date()
        self._story.done.append(
            Done(
                self._person.person_id,
                kind,
                ref,
                outcome,
                at,
                score,
                version,
                source,
                signed,
                note,
                minutes,
                day,
            )
        )

    def _version(self, course: Course) -> int:
        return self._setting.shelf.versions.get(("course", course.slug), 1)

    def _working_moment(self, day: date) -> datetime:
        """Some time in office hours of the first working day from ``day`` on."""
        while not is_working_day(day):
            day += timedelta(days=1)
        return self._at(day, time(8, 10)) + timedelta(seconds=self._dice.randrange(10 * 3_600))

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self._setting.zone)


def by_person(rehearsed: Sequence[Done]) -> Mapping[str, list[Done]]:
    """Each person's drills, oldest first."""
    found: dict[str, list[Done]] = {}
    for one in sorted(rehearsed, key=lambda one: one.at):
        found.setdefault(one.person_id, []).append(one)
    return found


def _answer(item: Item, right: bool) -> dict[str, Any]:
    """An answer to an item, as it is kept; a wrong one takes what is not right."""
    if right:
        chosen = list(item.right)
    elif item.kind == "ordering":
        chosen = [*item.right[1:], item.right[0]]
    else:
        chosen = [next(place for place in range(len(item.options)) if place not in item.right)]
    return {"chosen": chosen, "right": right}
