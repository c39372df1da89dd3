"""What was seen of the demo bank's people at work: by chance from a fixed seed, better of those who rehearse well."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from statistics import fmean
from typing import Any

from sqlalchemy import Connection, insert

from lms.catalogue.teaching.competencies import load_evidence_map
from lms.learning.competence import Seen, take_down
from lms.learning.demo_stories import Setting
from lms.learning.mastery import evidence_of_observation
from lms.learning.observing.drafting import USUAL_RUBRIC
from lms.learning.observing.signing import AT_WORK
from lms.learning.observing.stages import asked_for
from lms.learning.observing.tables import Observation
from lms.learning.observing.verdict import Judged, Verdict, judge_work
from lms.learning.recording import Done, row_of
from lms.learning.standing import Outcome, ref_of
from lms.learning.tables import LearningResult
from lms.people import DemoBank, DemoPerson, Job
from lms.platform.working_days import is_working_day
from scoring.schema import Rubric, load_rubric

SERVING = frozenset(
    {
        Job.TELLER,
        Job.LOBBY_MANAGER,
        Job.WEALTH_MANAGER,
        Job.CORPORATE_MANAGER,
        Job.SMALL_BUSINESS_MANAGER,
        Job.CONTACT_CENTRE_AGENT,
        Job.OUTSOURCED_LOBBY,
    }
)
# Who is new and has been seen already: how often, and whether it went well.
NEW: Mapping[str, tuple[bool, ...]] = {
    "meng.fanzhou": (True,),
    "qu.jiahao": (True, True),
    "shang.kexin": (False,),
}
SITUATIONS = 0.62
"""How readily a question that not every customer raises comes up in an hour at the counter."""
WORDS: Mapping[Verdict, tuple[str, ...]] = {
    "ready": (
        "坐了四十分钟，五位客户。话短，步子稳，办完都说清了下一步。",
        "客户急的时候先认了情绪再讲规定，顺序对了。收尾可以再问一句还有没有别的事。",
        "看了三位老人，一次只说一步，等人家做完才往下说。",
    ),
    "not_yet": (
        "业务熟，就是开口太快，客户话没说完就动手了。下周挑人少的上午再看一次。",
        "拒绝的时候只说了不行，没说为什么，也没给别的路。约了周三一起练。",
    ),
    "red_line": ("后半场着急了，有一句话越了线，当场停下来谈过。先练稳，两周后再看。",),
}
CROSSED = "对收益说了一句“肯定没问题”，客户听成了保证。"


def observe_staff(
    connection: Connection,
    bank: DemoBank,
    drills: Mapping[str, Sequence[Done]],
    setting: Setting,
    *,
    trainers: Sequence[str],
) -> None:
    """Write the observations of some weeks, with what they tell of competencies and courses."""
    supervisors = {
        person.unit_id: person.person_id for person in bank.people if Job.COUNTER_SUPERVISOR in person.jobs
    }
    for place, person in enumerate(bank.people):
        rehearsed = [one for one in drills.get(person.person_id, ()) if one.score is not None]
        new = NEW.get(person.username)
        if SERVING.isdisjoint(person.jobs) or not rehearsed or (person.new_hire and new is None):
            continue
        observer = person.mentor_id or supervisors.get(person.unit_id) or trainers[place % len(trainers)]
        for number, well in enumerate(new or (None,)):
            _observe(connection, person, observer, rehearsed, setting, number=number, well=well)


def _observe(
    connection: Connection,
    person: DemoPerson,
    observer: str,
    rehearsed: Sequence[Done],
    setting: Setting,
    *,
    number: int,
    well: bool | None,
) -> None:
    dice = random.Random(f"observation {number} of {person.person_id}")  # noqa: S311  believable, not secret
    at = _moment(dice, setting, days=dice.randint(1, 9) if well is None else 7 - 4 * number)
    before = [one.score or 0 for one in rehearsed if one.at < at][-5:]
    skill = fmean(before) / 100 if before else 0.5
    rubric = load_rubric(USUAL_RUBRIC)
    judged = _judged(dice, rubric, skill)
    while well is not None and well != (judged.verdict == "ready"):
        # Who never rehearsed well would be drawn a million times before a good day comes by chance.
        skill = min(1.0, skill + 0.05) if well else max(0.0, skill - 0.05)
        judged = _judged(dice, rubric, skill)
    course, kind, ref = _step(setting) if person.new_hire else ("", "", "")
    observation_id = setting.new_id(f"observation {number} of {person.person_id}")
    connection.execute(
        insert(Observation).values(
            id=observation_id,
            person_id=person.person_id,
            observer_id=observer,
            course=course,
            activity=ref.partition("/")[2],
            rubric=rubric.id,
            rubric_version=rubric.version,
            outcomes=judged.outcomes,
            notes=dict.fromkeys(judged.blocked_by, CROSSED),
            said=dice.choice(WORDS[judged.verdict]),
            score=judged.score,
            blocked_by=list(judged.blocked_by),
            verdict=judged.verdict,
            begun_at=at - timedelta(minutes=dice.randint(25, 50)),
            signed_at=at,
        )
    )
    if course:
        outcome = Outcome.PASSED if judged.verdict == "ready" else Outcome.FAILED
        source = f"observation:{observation_id}"
        done = Done(person.person_id, kind, ref, outcome, at, judged.score, 1, source, by_person_id=observer)
        row: dict[str, Any] = row_of(done) | {"id": setting.new_id(f"result of {source}")}
        connection.execute(insert(LearningResult).values(row))
    told = load_evidence_map()
    pieces = evidence_of_observation(told, observation=observation_id, outcomes=judged.outcomes, at=at)
    take_down(
        connection, person_id=person.person_id, seen=[Seen(piece, course or AT_WORK) for piece in pieces]
    )


def _judged(dice: random.Random, rubric: Rubric, skill: float) -> Judged:
    marks: dict[str, str] = {}
    for criterion in rubric.criteria:
        if criterion.blocker:
            marks[criterion.id] = "not_met" if dice.random() < 0.04 * (1.2 - skill) else "met"
        elif dice.random() < SITUATIONS:
            marks[criterion.id] = "met" if dice.random() < 0.12 + 0.8 * skill else "not_met"
    for criterion in rubric.criteria[:6]:
        # Every customer is greeted, asked and answered.
        marks.setdefault(criterion.id, "met" if dice.random() < 0.12 + 0.8 * skill else "not_met")
    return judge_work(rubric, marks, dict.fromkeys(marks, CROSSED))


def _step(setting: Setting) -> tuple[str, str, str]:
    """The first step of those who are new that asks to be seen, with its result's kind and name."""
    for curriculum, steps in asked_for(setting.shelf).items():
        if setting.shelf.curricula[curriculum].tier == "foundation":
            course, activity = steps[0]
            return (course, *ref_of(activity, course))
    return "", "", ""


def _moment(dice: random.Random, setting: Setting, *, days: int) -> datetime:
    day = setting.until.astimezone(setting.zone).date() - timedelta(days=days)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(9, 30), tzinfo=setting.zone) + timedelta(minutes=dice.randrange(420))
