"""A bank of a dozen people in which a test lets years go by: what happens is told a line each.

``2026-03-16 10:00 | An | learn basics``: the clock is moved there, and An does what is open in a course. The verbs are
the methods of ``SmallBank``.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import yaml
from sqlalchemy import insert, select, update
from sqlmodel import col

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import (
    Done,
    Learning,
    Outcome,
    answer_item,
    begin_quiz,
    enrol,
    enrol_by_rule,
    finish_lesson,
    hand_in,
    keep_place,
    let_try_again,
    note_leave,
    paths_of,
    quiz_sheet,
    record,
    sign_off,
    take_back_waiver,
    waive,
)
from lms.learning.tables import Enrolment
from lms.people import Actor, actor_by_number
from lms.people.tables import Person, RoleGrant, Unit
from lms.platform.context import Context
from lms.platform.errors import Refused
from tests.fixed_clock import FixedClock
from tests.unit.lms.catalogue.teaching.a_course import BODY, FRONT, QUIZ, REGISTER, WORDS

HEAD = "head"
READ = {"id": "read", "kind": "lesson", "lesson": "read"}
ABOUT = {"competencies": ["empathy"], "level": 1, "summary": "What one learns."}


def id_of(name: str) -> str:
    return str(uuid5(NAMESPACE_OID, name))


class SmallBank:
    """One branch, its trainer Zhou, and whoever is hired."""

    def __init__(self, context: Context, clock: FixedClock, content: Path) -> None:
        self.context, self.clock, self.content = context, clock, content
        with context.database.transaction() as connection:
            connection.execute(
                insert(Unit).values(
                    id=HEAD, code=HEAD, kind="head_office", parent_id=None, name_zh=HEAD, name_en=HEAD
                )
            )
        self._write("rules/register", REGISTER)

    # What is taught

    def course(self, slug: str, *activities: Mapping[str, object], version: int = 1, **more: object) -> None:
        """Write a course with its lesson and its quiz."""
        made = {
            "slug": slug,
            "title": slug,
            "version": version,
            **ABOUT,
            **more,
            "activities": [dict(one) for one in activities],
        }
        self._write(f"curricula/courses/{slug}", yaml.safe_dump(made, sort_keys=False))
        self._write(f"quizzes/{slug}", QUIZ.replace("first", slug).replace("lesson: listen", "lesson: read"))
        for locale, words in WORDS.items():
            lesson = self.content / f"lessons/{slug}/read.{locale}.md"
            lesson.parent.mkdir(parents=True, exist_ok=True)
            lesson.write_text(FRONT + BODY.format(words=words), encoding="utf-8")

    def curriculum(
        self, slug: str, meant_for: dict[str, object], due: dict[str, int], **more: object
    ) -> None:
        """Write a curriculum; ``due`` are working days by course."""
        made = {
            "slug": slug,
            "tier": "foundation",
            "title": slug,
            "summary": "For some.",
            "certificate": slug,
            "for": meant_for,
            "courses": [{"course": course, "due": {"days": days}} for course, days in due.items()],
            **more,
        }
        self._write(f"curricula/{slug}", yaml.safe_dump(made, sort_keys=False))

    def publish(self) -> None:
        """Publish what is written."""
        assert publish_teaching(self.context, self.content) == ()
        self.learning = Learning(self.context, Shelves(self.context))

    def _grow(self, _who: str, course: str) -> None:
        """A new version of a course asks for a quiz as well."""
        now = self.learning.structure.course(course)
        steps = [one.model_dump(mode="json") for one in now.activities]
        quiz = {"id": "quiz", "kind": "quiz", "draw": 3}
        self.course(course, *steps, quiz, version=now.version + 1, requires=list(now.requires))
        self.publish()

    def _extend(self, _who: str, curriculum: str) -> None:
        """A new version of a curriculum asks for one more course."""
        now = self.learning.structure.curricula[curriculum]
        due = {one.course: one.due.days for one in now.courses}
        meant_for = now.meant_for.model_dump(mode="json", exclude_defaults=True)
        self.curriculum(curriculum, meant_for, {**due, "rules": 60}, version=now.version + 1)
        self.publish()

    def _write(self, name: str, text: str) -> None:
        for locale in WORDS:
            path = self.content / f"{name}.{locale}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    # What happens

    def live(self, story: str, *, until: date) -> Iterator[date]:
        """Let time pass; yields each day after all that happened on it.

        Enrolling by rule runs on every Monday, and before and after what a day's lines tell.
        """
        told: dict[date, list[tuple[time, str, str]]] = {}
        for line in filter(str.strip, story.splitlines()):
            when, who, what = (part.strip() for part in line.split("|"))
            on, _, clock = when.partition(" ")
            told.setdefault(date.fromisoformat(on), []).append(
                (time.fromisoformat(clock or "10:00"), who, what)
            )
        day = min(told)
        while day <= until:
            if day in told or day.weekday() == 0 or day == until:
                self._at(day, time(6))
                enrol_by_rule(self.learning)
            if day in told:
                for hour, who, what in sorted(told.get(day, ()), key=lambda one: one[0]):
                    self._at(day, hour)
                    verb, *words = what.split()
                    getattr(self, f"_{verb}")(who, *words)
                enrol_by_rule(self.learning)
                again = enrol_by_rule(self.learning)
                assert (again.begun, again.renewed, again.ended) == (0, 0, 0), f"{day}: {again}"
            yield day
            day += timedelta(days=1)

    def _at(self, day: date, hour: time) -> None:
        self.clock.moment = datetime.combine(day, hour, self.context.settings.zone).astimezone(UTC)

    def actor(self, name: str) -> Actor:
        found = actor_by_number(self.context, name)
        assert found is not None, f"{name} is not there"
        return found

    def _hire(self, name: str, job: str, on: str = "") -> None:
        now, hired_on = self.context.now(), date.fromisoformat(on) if on else self.context.today()
        role = "trainer" if job == "trainer" else "trainee"
        with self.context.database.transaction() as connection:
            connection.execute(
                insert(Person).values(
                    id=id_of(name),
                    employee_no=name,
                    name_zh=name,
                    name_en=name,
                    job=job,
                    unit_id=HEAD,
                    hired_on=hired_on,
                    active=True,
                    created_at=now,
                )
            )
            connection.execute(
                insert(RoleGrant).values(
                    id=id_of(f"{name}{role}"), person_id=id_of(name), role=role, unit_id=HEAD
                )
            )

    def _change(self, name: str, **values: object) -> None:
        with self.context.database.transaction() as connection:
            connection.execute(update(Person).where(col(Person.id) == id_of(name)).values(**values))

    def _leave(self, name: str) -> None:
        self._change(name, active=False)

    def _back(self, name: str) -> None:
        self._change(name, active=True, hired_on=self.context.today())

    def _job(self, name: str, job: str) -> None:
        self._change(name, job=job)

    def _away(self, name: str, starts_on: str, ends_on: str = "") -> None:
        note_leave(
            self.learning,
            actor=self.actor("Zhou"),
            person_id=id_of(name),
            starts_on=date.fromisoformat(starts_on),
            ends_on=date.fromisoformat(ends_on) if ends_on else None,
        )

    def _waive(self, name: str, course: str, until: str = "") -> None:
        waive(
            self.learning,
            actor=self.actor("Zhou"),
            person_id=id_of(name),
            course=course,
            reason="已在别处学过",
            until=date.fromisoformat(until) if until else None,
        )

    def _unwaive(self, name: str, course: str) -> None:
        take_back_waiver(self.learning, actor=self.actor("Zhou"), person_id=id_of(name), course=course)

    def _enrol(self, name: str, curriculum: str) -> None:
        enrol(
            self.learning,
            actor=self.actor("Zhou"),
            person_id=id_of(name),
            curriculum=curriculum,
            reason="要接这张桌子",
        )

    def _reopen(self, name: str, course: str) -> None:
        let_try_again(
            self.learning, actor=self.actor("Zhou"), person_id=id_of(name), course=course, note="一起看过了"
        )

    def _learn(self, name: str, course: str) -> None:
        """Do what is not done yet in a course, in order."""
        mine = paths_of(self.learning, actor=self.actor(name), locale="en")
        done = min(
            (one.stands.done for path in mine for one in path.courses if one.course.slug == course), key=len
        )
        for activity in self.learning.structure.course(course).activities:
            if activity.id not in done:
                getattr(self, {"lesson": "_read", "quiz": "_pass"}.get(activity.kind, f"_{activity.kind}"))(
                    name, course
                )

    def _read(self, name: str, course: str) -> None:
        keep_place(self.learning, actor=self.actor(name), ref=f"{course}/read", answer=(0, 0))
        finish_lesson(self.learning, actor=self.actor(name), ref=f"{course}/read")

    def _pass(self, name: str, course: str) -> None:
        self._sit(name, course, right=True)

    def _fail(self, name: str, course: str) -> None:
        self._sit(name, course, right=False)

    def _refused(self, name: str, course: str) -> None:
        """They would like to try the quiz, and may not."""
        try:
            begin_quiz(self.learning, actor=self.actor(name), course=course)
        except Refused:
            return
        raise AssertionError(f"{name} could begin the quiz of {course}")

    def _sit(self, name: str, course: str, *, right: bool) -> None:
        learning, actor = self.learning, self.actor(name)
        attempt_id = begin_quiz(learning, actor=actor, course=course)
        for asked in quiz_sheet(learning, actor=actor, attempt_id=attempt_id, locale="en").asked:
            first = asked.item.right[0]
            chosen = [first if right else (first + 1) % len(asked.item.options)]
            answer_item(learning, actor=actor, attempt_id=attempt_id, item_id=asked.item.id, chosen=chosen)
        hand_in(learning, actor=actor, attempt_id=attempt_id)

    def _drill(self, name: str, _course: str) -> None:
        done = Done(id_of(name), "drill", "elderly-smart-machine", Outcome.PASSED, self.context.now())
        with self.context.database.transaction() as connection:
            record(
                connection,
                self.learning.structure,
                [done],
                today=self.context.today(),
                now=self.context.now(),
            )

    def _sign_off(self, name: str, course: str) -> None:
        sign_off(
            self.learning,
            actor=self.actor("Zhou"),
            person_id=id_of(name),
            course=course,
            activity_id="sign",
            passed=True,
            note="",
        )

    # What stands

    def rounds_of(self, name: str) -> dict[str, str]:
        """All rounds of somebody, such as ``yearly 2``: what each says of them today, courses done, and its days."""
        with self.context.database.reading() as connection:
            rows = connection.execute(
                select(Enrolment)
                .where(col(Enrolment.person_id) == id_of(name))
                .order_by(col(Enrolment.curriculum), col(Enrolment.round))
            ).all()
        paths = {}
        if actor_by_number(self.context, name) is not None:
            mine = paths_of(self.learning, actor=self.actor(name), locale="en")
            paths = {path.enrolment_id: path for path in mine}
        found = {}
        for row in rows:
            path, state = paths.get(row.id), row.state
            if path is not None:
                state = path.validity
                # What is written down for overviews is what the person sees.
                assert (row.done, row.total) == (path.stands.done, len(path.stands.required)), (name, row)
                assert row.due_on == path.stands.due_on, (name, row)
                assert (row.state == "completed") == path.stands.complete, (name, row)
            days = {
                "due": row.due_on if row.state == "open" else None,
                "done": row.completed_on,
                "holds until": row.valid_until,
                "ended": row.ended_on,
            }
            said = [f"v{row.version} {state} {row.done}/{row.total}"]
            said += [f"{what} {day}" for what, day in days.items() if day]
            found[f"{row.curriculum} {row.round}"] = ", ".join(said)
        return found
