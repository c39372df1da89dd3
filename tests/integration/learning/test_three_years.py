"""Three years of a dozen people's learning, with all that comes in between; where they stand is a table."""

from datetime import date
from pathlib import Path

import pytest

from lms.learning import paths_of
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import load_settings
from tests.fixed_clock import FixedClock
from tests.integration.learning.small_bank import READ, SmallBank

DRILL = {"id": "drill", "kind": "drill", "scenario": "elderly-smart-machine"}
SIGN = {"id": "sign", "kind": "sign_off", "title": "Sign", "observe": ["one", "two", "three"]}
BEST = {"id": "quiz", "kind": "quiz", "draw": 3, "attempts": 3, "keep": "best"}
LATEST = {"id": "quiz", "kind": "quiz", "draw": 3, "attempts": 2, "keep": "latest"}
LAST = date(2029, 3, 5)
YEARLY = {"recertify": {"months": 12, "opens_days_before": 60}}


def teach(bank: SmallBank) -> None:
    bank.course("basics", READ, BEST)
    bank.course("care", READ, DRILL, requires=["basics"])
    bank.course("rules", LATEST, READ)
    bank.course("cash", SIGN)
    bank.course("funds", READ)
    bank.course("leading", READ)
    bank.course("desk", READ)
    bank.curriculum("foundation", {"hired_within_days": 180}, {"basics": 20, "care": 40})
    bank.curriculum("teller", {"jobs": ["teller"]}, {"basics": 30, "care": 60, "cash": 90})
    bank.curriculum("wealth", {"jobs": ["wealth_manager"]}, {"basics": 30, "funds": 60})
    bank.curriculum("yearly", {"hired_for_days": 1, "roles": ["trainee"]}, {"rules": 60}, **YEARLY)
    bank.curriculum("leader", {"after": ["teller", "yearly"]}, {"leading": 90})
    bank.curriculum("desk", {}, {"desk": 30}, **YEARLY)
    bank.publish()


# Bo on the leap day, Chen late, Deng on leave, Fang gone and back, Gao in another job, Hu before and Ivy after a
# course's new version, Jin before and Qian after a curriculum's, Kang's waivers, Lin at midnight, Mei's tries, Ning by
# hand.
STORY = """
2026-03-02 06:00 | Zhou  | hire trainer 2010-01-01
2026-03-02 06:30 | An    | hire teller
2026-03-02 06:30 | Bo    | hire teller 2019-05-01
2026-03-02 06:30 | Chen  | hire teller 2019-05-01
2026-03-02 06:30 | Deng  | hire teller
2026-03-02 06:30 | Fang  | hire teller
2026-03-02 06:30 | Gao   | hire teller
2026-03-02 06:30 | Hu    | hire teller
2026-03-02 06:30 | Kang  | hire teller
2026-03-02 06:30 | Lin   | hire wealth_manager
2026-03-02 06:30 | Mei   | hire wealth_manager 2019-05-01
2026-03-02 06:30 | Ning  | hire lobby_manager 2019-05-01

2026-03-09       | An    | learn basics
2026-03-23       | An    | learn care
2026-03-30       | An    | learn rules
2026-04-01       | An    | learn cash
2026-05-11       | An    | learn leading
2027-02-08       | An    | learn rules
2028-02-29       | An    | learn rules

2028-02-29 22:00 | Bo    | learn rules
2029-02-12       | Bo    | learn rules

2026-04-01       | Chen  | learn rules
2027-06-15       | Chen  | learn rules

2026-03-16       | Deng  | away 2026-03-16
2026-03-20       | Deng  | learn basics
2026-09-14       | Deng  | away 2026-03-16 2026-09-13
2026-09-28       | Deng  | learn care

2026-03-09       | Fang  | learn basics
2026-03-16       | Fang  | learn care
2026-05-18       | Fang  | learn rules
2026-08-03       | Fang  | leave
2027-09-01       | Fang  | back
2027-09-13       | Fang  | learn cash
2027-09-14       | Fang  | learn rules

2026-03-09       | Gao   | learn basics
2027-01-11       | Gao   | job wealth_manager
2027-01-18       | Gao   | learn funds
2027-06-01       | Gao   | job teller

2026-03-09       | Hu    | learn basics
2026-03-16       | Hu    | learn care
2026-03-16       | Kang  | waive care 2026-06-30
2026-08-10       | Kang  | learn basics
2026-08-17       | Kang  | waive care 2026-12-31
2026-09-01       | Kang  | unwaive care
2026-04-06       | Hu    | waive cash 2026-12-31
2026-12-07       | Zhou  | grow care
2027-01-04 06:30 | Ivy   | hire wealth_manager
2027-01-11       | Ivy   | learn basics
2027-01-18       | Ivy   | learn care
2027-02-01 06:30 | Jin   | hire lobby_manager
2027-02-08       | Jin   | learn basics
2027-02-15       | Jin   | read care
2027-03-01       | Zhou  | extend foundation
2027-03-08 06:30 | Qian  | hire lobby_manager
2027-03-15       | Jin   | learn care
2027-03-15       | Qian  | learn basics
2027-03-22       | Qian  | learn care

2026-03-09 23:30 | Lin   | learn basics
2026-03-24 00:30 | Lin   | learn funds

2026-03-09       | Mei   | pass rules
2026-03-10       | Mei   | fail rules
2026-03-11       | Mei   | read rules
2026-03-12       | Mei   | refused rules
2026-03-16       | Mei   | reopen rules
2026-03-17       | Mei   | pass rules
2027-02-01       | Mei   | fail rules
2027-02-02       | Mei   | fail rules
2027-02-02 11:00 | Mei   | refused rules
2027-02-03       | Mei   | reopen rules
2027-02-04       | Mei   | learn rules
2026-03-18       | Mei   | fail basics
2026-03-19       | Mei   | pass basics
2026-03-20       | Mei   | fail basics
2026-03-20 11:00 | Mei   | refused basics
2026-03-23       | Mei   | read basics
2027-02-01 11:00 | Mei   | refused basics

2026-04-06       | Ning  | enrol desk
2026-04-13       | Ning  | learn desk
2027-03-01       | Ning  | learn desk

2028-03-06 10:00 | Qian  | enrol desk
2028-03-06 10:30 | Qian  | learn desk
2028-03-06 11:00 | Qian  | enrol desk
2028-03-06 12:00 | Qian  | learn desk
"""
STATES = """
2026-03-16 | Deng | foundation 1 | v1 open 0/2, due 2028-03-30
2026-03-23 | Mei  | wealth 1     | v1 open 1/2, due 2026-05-28
2026-03-23 | Mei  | yearly 1     | v1 completed 1/1, done 2026-03-17, holds until 2027-03-17
2026-03-24 | Lin  | wealth 1     | v1 completed 2/2, done 2026-03-24
2026-04-01 | An   | leader 1     | v1 open 0/1, due 2026-08-11
2026-04-06 | Hu   | teller 1     | v1 completed 3/3, done 2026-04-06
2026-06-01 | Bo   | yearly 1     | v1 overdue 0/1, due 2026-05-28
2026-07-06 | Kang | foundation 1 | v1 overdue 0/2, due 2026-03-30
2026-07-06 | Kang | teller 1     | v1 overdue 0/3, due 2026-04-14
2026-08-03 | Fang | teller 1     | v1 ended 2/3, ended 2026-08-03
2026-08-17 | Kang | foundation 1 | v1 completed 2/2, done 2026-08-17
2026-08-17 | Kang | teller 1     | v1 overdue 2/3, due 2026-07-10
2026-09-01 | Kang | foundation 1 | v1 completed 2/2, done 2026-08-17
2026-09-01 | Kang | teller 1     | v1 overdue 1/3, due 2026-05-28
2026-09-14 | Deng | foundation 1 | v1 open 1/2, due 2026-10-30
2027-01-11 | Gao  | teller 1     | v1 ended 1/3, ended 2027-01-11
2027-01-11 | Gao  | wealth 1     | v1 open 1/2, due 2027-04-12
2027-02-01 | Chen | yearly 2     | v1 renewing 0/1, due 2027-04-01
2027-02-08 | An   | yearly 2     | v1 completed 1/1, done 2027-02-08, holds until 2028-03-30
2027-02-15 | Ning | desk 2       | v1 renewing 0/1, due 2027-04-13
2027-03-01 | Jin  | foundation 1 | v1 open 1/2, due 2027-04-02
2027-03-08 | Qian | foundation 1 | v2 open 0/3, due 2027-04-06
2027-04-05 | Chen | yearly 2     | v1 lapsed 0/1, due 2027-04-01
2027-06-01 | Gao  | teller 2     | v1 open 1/3, due 2027-08-25
2027-09-01 | Fang | foundation 1 | v1 completed 2/2, done 2026-03-16
2027-09-01 | Fang | teller 2     | v1 open 2/3, due 2028-01-12
2027-09-01 | Fang | yearly 1     | v1 past 1/1, done 2026-05-18, holds until 2027-05-18
2027-09-06 | Fang | yearly 2     | v1 lapsed 0/1, due 2027-12-03
2028-02-28 | Bo   | yearly 1     | v1 overdue 0/1, due 2026-05-28
2028-02-29 | Bo   | yearly 1     | v1 completed 1/1, done 2028-02-29, holds until 2029-02-28
2029-01-01 | Bo   | yearly 2     | v1 renewing 0/1, due 2029-02-28

2029-03-05 | An   | foundation 1 | v1 completed 2/2, done 2026-03-23
2029-03-05 | An   | leader 1     | v1 completed 1/1, done 2026-05-11
2029-03-05 | An   | teller 1     | v1 completed 3/3, done 2026-04-01
2029-03-05 | An   | yearly 1     | v1 completed 1/1, done 2026-03-30, holds until 2027-03-30
2029-03-05 | An   | yearly 2     | v1 completed 1/1, done 2027-02-08, holds until 2028-03-30
2029-03-05 | An   | yearly 3     | v1 completed 1/1, done 2028-02-29, holds until 2029-03-30
2029-03-05 | An   | yearly 4     | v1 renewing 0/1, due 2029-03-30
2029-03-05 | Bo   | teller 1     | v1 overdue 0/3, due 2026-04-14
2029-03-05 | Bo   | yearly 1     | v1 completed 1/1, done 2028-02-29, holds until 2029-02-28
2029-03-05 | Bo   | yearly 2     | v1 completed 1/1, done 2029-02-12, holds until 2030-02-28
2029-03-05 | Chen | teller 1     | v1 overdue 0/3, due 2026-04-14
2029-03-05 | Chen | yearly 1     | v1 completed 1/1, done 2026-04-01, holds until 2027-04-01
2029-03-05 | Chen | yearly 2     | v1 completed 1/1, done 2027-06-15, holds until 2028-06-15
2029-03-05 | Chen | yearly 3     | v1 lapsed 0/1, due 2028-06-15
2029-03-05 | Deng | foundation 1 | v1 completed 2/2, done 2026-09-28
2029-03-05 | Deng | teller 1     | v1 overdue 2/3, due 2027-01-11
2029-03-05 | Deng | yearly 1     | v1 overdue 0/1, due 2026-12-04
2029-03-05 | Fang | foundation 1 | v1 completed 2/2, done 2026-03-16
2029-03-05 | Fang | leader 1     | v1 overdue 0/1, due 2028-01-24
2029-03-05 | Fang | teller 1     | v1 ended 2/3, ended 2026-08-03
2029-03-05 | Fang | teller 2     | v1 completed 3/3, done 2027-09-13
2029-03-05 | Fang | yearly 1     | v1 completed 1/1, done 2026-05-18, holds until 2027-05-18
2029-03-05 | Fang | yearly 2     | v1 completed 1/1, done 2027-09-14, holds until 2028-09-14
2029-03-05 | Fang | yearly 3     | v1 lapsed 0/1, due 2028-09-14
2029-03-05 | Gao  | foundation 1 | v1 overdue 1/2, due 2026-04-28
2029-03-05 | Gao  | teller 1     | v1 ended 1/3, ended 2027-01-11
2029-03-05 | Gao  | teller 2     | v1 overdue 1/3, due 2027-08-25
2029-03-05 | Gao  | wealth 1     | v1 completed 2/2, done 2027-01-18
2029-03-05 | Gao  | yearly 1     | v1 overdue 0/1, due 2026-06-04
2029-03-05 | Hu   | foundation 1 | v1 completed 2/2, done 2026-03-16
2029-03-05 | Hu   | teller 1     | v1 completed 3/3, done 2026-04-06
2029-03-05 | Hu   | yearly 1     | v1 overdue 0/1, due 2026-06-04
2029-03-05 | Ivy  | foundation 1 | v1 completed 2/2, done 2027-01-18
2029-03-05 | Ivy  | wealth 1     | v1 overdue 1/2, due 2027-04-02
2029-03-05 | Ivy  | yearly 1     | v1 overdue 0/1, due 2027-04-12
2029-03-05 | Jin  | foundation 1 | v1 completed 2/2, done 2027-03-15
2029-03-05 | Jin  | yearly 1     | v1 overdue 0/1, due 2027-05-06
2029-03-05 | Kang | foundation 1 | v1 completed 2/2, done 2026-08-17
2029-03-05 | Kang | teller 1     | v1 overdue 1/3, due 2026-05-28
2029-03-05 | Kang | yearly 1     | v1 overdue 0/1, due 2026-06-04
2029-03-05 | Lin  | foundation 1 | v1 overdue 1/2, due 2026-04-28
2029-03-05 | Lin  | wealth 1     | v1 completed 2/2, done 2026-03-24
2029-03-05 | Lin  | yearly 1     | v1 overdue 0/1, due 2026-06-04
2029-03-05 | Mei  | wealth 1     | v1 overdue 1/2, due 2026-05-28
2029-03-05 | Mei  | yearly 1     | v1 completed 1/1, done 2026-03-17, holds until 2027-03-17
2029-03-05 | Mei  | yearly 2     | v1 completed 1/1, done 2027-02-04, holds until 2028-03-17
2029-03-05 | Mei  | yearly 3     | v1 lapsed 0/1, due 2028-03-17
2029-03-05 | Ning | desk 1       | v1 completed 1/1, done 2026-04-13, holds until 2027-04-13
2029-03-05 | Ning | desk 2       | v1 completed 1/1, done 2027-03-01, holds until 2028-04-13
2029-03-05 | Ning | desk 3       | v1 lapsed 0/1, due 2028-04-13
2029-03-05 | Ning | yearly 1     | v1 overdue 0/1, due 2026-05-28
2029-03-05 | Qian | desk 1       | v1 completed 1/1, done 2028-03-06, holds until 2029-03-06
2029-03-05 | Qian | desk 2       | v1 completed 1/1, done 2028-03-06, holds until 2029-03-06
2029-03-05 | Qian | desk 3       | v1 renewing 0/1, due 2029-03-06
2029-03-05 | Qian | foundation 1 | v2 overdue 2/3, due 2027-06-03
2029-03-05 | Qian | yearly 1     | v1 overdue 0/1, due 2027-06-11
"""
"""On a day: whose round of which curriculum, and what is said of it. On the last day, everything."""


@pytest.fixture
def bank(context: Context, clock: FixedClock, tmp_path: Path) -> SmallBank:
    return SmallBank(context, clock, tmp_path / "content")


def table(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip()]


def test_three_years(bank: SmallBank) -> None:
    teach(bank)
    named: dict[date, list[list[str]]] = {}
    for on, *row in table(STATES):
        named.setdefault(date.fromisoformat(on), []).append(row)
    for day in bank.live(STORY, until=LAST):
        for who, what, state in named.get(day, ()):
            assert (day, who, what, bank.rounds_of(who).get(what)) == (day, who, what, state)
    people = sorted({who for _, who, _ in table(STORY)})
    stands = [[who, what, state] for who in people for what, state in bank.rounds_of(who).items()]
    assert stands == named[LAST]
    # The course asks for a quiz since; who had done it without stays done, who came later took it.
    assert steps(bank, "Hu") == ("done", ["drill", "read"], 3)
    assert steps(bank, "Ivy") == ("done", ["drill", "quiz", "read"], 3)


@pytest.mark.parametrize("timezone", ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"])
def test_a_day_ends_where_the_bank_is(
    database: Database, clock: FixedClock, tmp_path: Path, timezone: str
) -> None:
    settings = load_settings(home=tmp_path / "home", demo=True, timezone=timezone, _env_file=None)
    bank = SmallBank(Context(database, settings, clock), clock, tmp_path / "content")
    teach(bank)
    story = """
    2026-03-02 06:00 | Zhou | hire trainer 2010-01-01
    2026-03-02 06:30 | Lin  | hire wealth_manager 2019-05-01
    2026-03-09 23:30 | Lin  | learn basics
    2026-03-10 00:30 | Lin  | learn funds
    2026-03-10 23:30 | Lin  | learn rules
    """
    assert list(bank.live(story, until=date(2026, 3, 10)))
    rounds = bank.rounds_of("Lin")
    assert rounds["wealth 1"] == "v1 completed 2/2, done 2026-03-10"
    assert rounds["yearly 1"] == "v1 completed 1/1, done 2026-03-10, holds until 2027-03-10"


def steps(bank: SmallBank, who: str) -> tuple[str, list[str], int]:
    paths = paths_of(bank.learning, actor=bank.actor(who), locale="zh-CN")
    care = next(one.stands for path in paths for one in path.courses if one.course.slug == "care")
    return care.state.value, sorted(care.done), care.total
