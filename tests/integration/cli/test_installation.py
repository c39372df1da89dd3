"""``lms migrate``, ``lms admin create`` and ``lms demo``, on an installation of their own."""

from pathlib import Path

import pytest

from lms.people import Role, authenticate, demo_accounts
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.settings import load_settings
from tests.command_line import lms

pytestmark = pytest.mark.usefixtures("home")

ANSWERS = "First.Admin\n周管理\na long and kind password\n"


def context(*, demo: bool = False) -> Context:
    settings = load_settings(demo=demo)
    return Context(open_database(settings), settings)


def test_a_database_is_made_once_and_then_found_up_to_date(home: Path) -> None:
    first, second = lms("migrate"), lms("migrate")
    assert "now at" in first.out and "already at" in second.out
    assert (home / "lms.sqlite3").is_file()


def test_the_first_administrator_is_made_from_answers_one_a_line() -> None:
    ran = lms("admin", "create", stdin=ANSWERS)
    assert ran.code == 0, ran.err
    assert "first.admin" in ran.out
    actor = authenticate(context(), username="first.admin", password="a long and kind password")
    assert actor.roles == {Role.ADMIN} and actor.name("zh-CN") == "周管理"


def test_what_options_say_is_not_asked_for() -> None:
    ran = lms("admin", "create", "--username", "boss", "--name", "周管理", stdin="a long and kind password\n")
    assert ran.code == 0, ran.err
    actor = authenticate(context(), username="boss", password="a long and kind password")
    assert actor.roles == {Role.ADMIN}


def test_the_password_is_never_shown() -> None:
    ran = lms("admin", "create", stdin=ANSWERS)
    assert "kind" not in ran.out + ran.err


def test_there_is_one_first_administrator() -> None:
    lms("admin", "create", stdin=ANSWERS)
    again = lms("admin", "create", stdin=ANSWERS.replace("First", "second"))
    assert again.code == 1
    assert "already" in again.err


@pytest.mark.parametrize(
    "answers, code",
    [("boss\n周\nshort\n", 1), ("!\n周\na long and kind password\n", 1), ("boss\n", 2), ("boss\n\n", 2)],
)
def test_unfit_or_missing_answers_make_nobody(answers: str, code: int) -> None:
    assert lms("admin", "create", stdin=answers).code == code
    assert lms("admin", "create", stdin=ANSWERS).code == 0


def test_the_demo_bank_is_loaded_once_and_opens_in_demo_mode_alone() -> None:
    first, second = lms("demo"), lms("demo")
    assert (first.code, second.code) == (0, 0), first.err
    assert len(demo_accounts(context(demo=True))) == 8
    assert demo_accounts(context()) == ()
