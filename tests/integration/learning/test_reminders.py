"""Reminders before and after due dates: who hears of what on which day, by a real mail server, and nothing twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from sqlmodel import col

from lms.learning.reminders.making import note_shown
from lms.learning.reminders.posting import Post, post_stands
from lms.learning.reminders.tables import Letter, Reminder
from lms.people.tables import AuditEntry, Person, RoleGrant, Unit
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.mail import Message, Send, mail_server
from lms.platform.settings import load_settings
from lms.wiring import the_night, the_post
from tests.fixed_clock import FixedClock
from tests.integration.learning.small_bank import HEAD, READ, SmallBank, id_of
from tests.mail_office import MailOffice, mail_office

URL = "https://learn.bank.example"
NASTY = "<b>Li & 'Mei'</b>"


@pytest.fixture
def office() -> Iterator[MailOffice]:
    with mail_office() as opened:
        yield opened


@pytest.fixture
def context(database: Database, clock: FixedClock, tmp_path: Path, office: MailOffice) -> Context:
    settings = load_settings(
        home=tmp_path / "home",
        smtp_host="127.0.0.1",
        smtp_port=office.port,
        smtp_tls="none",
        smtp_from="学习平台 <learn@bank.example>",
        public_url=URL,
        _env_file=None,
    )
    return Context(database, settings, clock)


@pytest.fixture
def bank(context: Context, clock: FixedClock, tmp_path: Path) -> SmallBank:
    """Mei, a teller hired on 2 March 2026, whose course is due on the 16th; and Guo, who leads the bank."""
    bank = SmallBank(context, clock, tmp_path / "content")
    bank.course("basics", READ)
    bank.curriculum("start", {"jobs": ["teller"]}, {"basics": 10})
    bank.publish()
    bank._at(date(2026, 3, 2), time(1))
    for name, job in (("Zhou", "trainer"), ("Mei", "teller"), ("Guo", "head_office_staff")):
        bank._hire(name, job)
        write_to(context, name, email=f"{name.lower()}@bank.example", locale="en")
    lead(context, "Guo", HEAD)
    return bank


def write_to(context: Context, name: str, **values: object) -> None:
    with context.database.transaction() as connection:
        connection.execute(update(Person).where(col(Person.id) == id_of(name)).values(**values))


def lead(context: Context, name: str, unit_id: str) -> None:
    with context.database.transaction() as connection:
        values = {"id": id_of(f"{name}leads"), "person_id": id_of(name), "role": "manager"}
        connection.execute(insert(RoleGrant).values(unit_id=unit_id, **values))


def live(bank: SmallBank, until: date, *, since: date | None = None) -> None:
    """Every night the work, and every hour of the day the post."""
    day = since or bank.context.today()
    night, post = the_night(bank.context, bank.learning), the_post(bank.learning)
    while day <= until:
        bank._at(day, time(2, 30))
        assert night.run().failure is None
        assert not any(night.run().done.values()), "a second time finds nothing to do"
        for hour in (7, 8, 9, 21):
            bank._at(day, time(hour))
            for subject in post.owed():
                post.do(subject)
        day += timedelta(days=1)


def days(bank: SmallBank, name: str) -> list[str]:
    """On which days somebody got a letter."""
    with bank.context.database.reading() as connection:
        rows = connection.execute(
            select(col(Letter.day)).where(col(Letter.person_id) == id_of(name), col(Letter.state) == "sent")
        ).scalars()
        return sorted(f"{day:%m-%d}" for day in rows)


def letter(office: MailOffice, name: str, number: int = -1) -> EmailMessage:
    return office.to(f"{name.lower()}@bank.example")[number]


def test_a_learner_hears_before_and_after_and_every_week_their_manager_once_a_week_and_nobody_on_days_of_rest(
    bank: SmallBank, office: MailOffice
) -> None:
    live(bank, date(2026, 4, 8))
    # Seven days before, one working day before, the day after, then weekly; the 4th to 6th of April are a holiday.
    assert days(bank, "Mei") == ["03-09", "03-13", "03-17", "03-24", "03-31", "04-07"]
    assert days(bank, "Guo") == ["03-17", "03-23", "03-30", "04-07"]
    assert days(bank, "Zhou") == []
    assert len(office.taken) == 10, "one letter a person a day, and nothing twice"
    first, late = letter(office, "Mei", 0), letter(office, "Mei", 2)
    assert (first["Subject"], late["Subject"]) == (
        "basics: due by Mar 16, 2026",
        "basics: overdue since Mar 16, 2026",
    )
    assert f"{URL}/path" in office.text(first) and first["Auto-Submitted"] == "auto-generated"
    team = office.text(letter(office, "Guo", 0))
    assert "1 of your people is overdue" in team and "Mei, head: start, overdue since Mar 16, 2026" in team
    with bank.context.database.reading() as connection:
        read = connection.execute(select(AuditEntry).where(col(AuditEntry.deed) == "listed_progress")).all()
    assert [(one.actor_id, one.people) for one in read] == [(id_of("Guo"), 1)] * 4


def test_a_letter_is_in_its_readers_language_and_what_people_typed_is_words_and_no_markup(
    bank: SmallBank, office: MailOffice
) -> None:
    write_to(bank.context, "Mei", locale=None, name_zh=NASTY)
    write_to(bank.context, "Guo", locale="zh-CN")
    live(bank, date(2026, 3, 17))
    mine, team = letter(office, "Mei"), letter(office, "Guo")
    assert mine["Subject"] == "《basics》已逾期，应于 2026年3月16日完成"
    assert f"{NASTY}，您好：" in office.text(mine)
    for message in (mine, team):
        page = office.text(message, "html")
        assert "<b>" not in page and "&lt;b&gt;Li &amp; &#x27;Mei&#x27;&lt;/b&gt;" in page
        assert 'lang="zh-CN"' in page


def test_whoever_is_on_leave_or_has_done_it_since_is_left_in_peace(
    bank: SmallBank, office: MailOffice
) -> None:
    live(bank, date(2026, 3, 8))
    bank._at(date(2026, 3, 9), time(2, 30))
    the_night(bank.context, bank.learning).run()
    bank._at(date(2026, 3, 9), time(7))
    bank._learn("Mei", "basics")
    bank._at(date(2026, 3, 9), time(9))
    assert the_post(bank.learning).post().moot == 1 and office.taken == []
    live(bank, date(2026, 3, 20), since=date(2026, 3, 10))
    assert office.taken == []


def test_who_is_away_hears_nothing_until_they_are_back(bank: SmallBank, office: MailOffice) -> None:
    live(bank, date(2026, 3, 17))
    before = len(office.taken)
    bank._at(date(2026, 3, 18), time(1))
    with bank.context.database.transaction() as connection:
        from lms.learning.tables import Leave

        for name in ("Mei", "Guo"):
            connection.execute(
                insert(Leave).values(
                    id=id_of(f"{name}away"),
                    person_id=id_of(name),
                    starts_on=date(2026, 3, 18),
                    ends_on=date(2026, 3, 31),
                    by_person_id=id_of("Zhou"),
                    at=bank.context.now(),
                )
            )
    live(bank, date(2026, 3, 31), since=date(2026, 3, 18))
    assert len(office.taken) == before
    live(bank, date(2026, 4, 1))
    assert days(bank, "Mei")[-1] == "04-01" and days(bank, "Guo")[-1] == "04-01"


def test_without_a_mail_server_or_an_address_it_stands_in_the_portal_alone(
    bank: SmallBank, office: MailOffice
) -> None:
    write_to(bank.context, "Mei", email=None)
    live(bank, date(2026, 3, 9))
    bare = replace(bank.context, settings=load_settings(home=bank.context.settings.home, _env_file=None))
    assert mail_server(bare.settings) is None and list(Post(bank.learning, None).owed()) == []
    assert office.taken == []
    note_shown(bank.learning, actor=bank.actor("Mei"))
    with bank.context.database.reading() as connection:
        (made,) = connection.execute(select(Reminder)).all()
    assert (made.person_id, made.course, made.due_on) == (id_of("Mei"), "basics", date(2026, 3, 16))
    assert made.shown_at == bank.context.now()


def test_a_refusal_for_now_is_tried_again_by_the_hour_and_given_up_one_for_good_at_once(
    bank: SmallBank, office: MailOffice
) -> None:
    live(bank, date(2026, 3, 8))
    office.refused["mei@bank.example"] = "451 come back later"
    bank._at(date(2026, 3, 9), time(2, 30))
    the_night(bank.context, bank.learning).run()
    post = the_post(bank.learning)
    tries = []
    for hour in range(8, 15):
        bank._at(date(2026, 3, 9), time(hour))
        tries.append(post.post())
        assert post.post().failed == 0, "not again within the hour"
    assert [one.failed for one in tries] == [1, 1, 1, 1, 0, 0, 0] and tries[4].given_up == 1
    assert _stands(bank) == (0, 1, "451 come back later")
    office.refused["mei@bank.example"] = "550 no such user"
    live(bank, date(2026, 3, 13), since=date(2026, 3, 10))
    assert _stands(bank) == (0, 2, "550 no such user")
    del office.refused["mei@bank.example"]
    live(bank, date(2026, 3, 17), since=date(2026, 3, 14))
    assert days(bank, "Mei") == ["03-17"]


def test_a_server_that_is_down_costs_no_letter_a_try_and_what_is_three_days_old_is_not_sent_any_more(
    bank: SmallBank, office: MailOffice
) -> None:
    down = replace(bank.context, settings=bank.context.settings.model_copy(update={"smtp_port": 9}))
    lost = Post(bank.learning, mail_server(down.settings))
    live(bank, date(2026, 3, 8))
    bank._at(date(2026, 3, 9), time(2, 30))
    the_night(bank.context, bank.learning).run()
    for hour in range(8, 20):
        bank._at(date(2026, 3, 9), time(hour))
        assert lost.post().failed == 1
    waiting, given_up, why = _stands(bank)
    assert (waiting, given_up) == (1, 0) and "ConnectionRefusedError" in str(why)
    bank._at(date(2026, 3, 10), time(9))
    assert the_post(bank.learning).post().sent == 1
    bank._at(date(2026, 3, 13), time(2, 30))
    the_night(bank.context, bank.learning).run()
    bank._at(date(2026, 3, 17), time(9))
    assert the_post(bank.learning).post().given_up == 1 and len(office.taken) == 1


class Killed(BaseException):
    """The process ends here."""


@dataclass
class KilledOverIt:
    """Sends a message and is killed before anybody can note it."""

    inner: Callable[[], object]

    @contextmanager
    def session(self) -> Iterator[Send]:
        from lms.platform.mail import SmtpServer

        server = self.inner()
        assert isinstance(server, SmtpServer)
        with server.session() as send:

            def sent_and_killed(message: Message) -> None:
                send(message)
                raise Killed

            yield sent_and_killed


def test_killed_between_sending_and_noting_it_goes_once_more_under_the_same_id_and_not_a_third_time(
    bank: SmallBank, office: MailOffice
) -> None:
    live(bank, date(2026, 3, 8))
    bank._at(date(2026, 3, 9), time(2, 30))
    the_night(bank.context, bank.learning).run()
    dying = Post(bank.learning, KilledOverIt(lambda: mail_server(bank.context.settings)))
    for hour in (8, 9):
        bank._at(date(2026, 3, 9), time(hour))
        with pytest.raises(Killed):
            dying.post()
        assert the_post(bank.learning).post().sent == 0, "somebody may have it in hand"
    bank._at(date(2026, 3, 9), time(10))
    assert the_post(bank.learning).post().given_up == 1
    first, second = office.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_a_managers_letter_names_nobody_of_a_foreign_branch(
    bank: SmallBank, office: MailOffice, context: Context
) -> None:
    with context.database.transaction() as connection:
        for code, above in (("north", HEAD), ("south", HEAD), ("south-lake", "south")):
            values = {"id": code, "code": code, "kind": "branch", "name_zh": code, "name_en": code}
            connection.execute(insert(Unit).values(parent_id=above, **values))
    for name, unit in (("Nan", "north"), ("Su", "south"), ("Lake", "south-lake"), ("Sun", "south")):
        bank._hire(name, "teller" if name != "Sun" else "trainer")
        write_to(context, name, unit_id=unit, email=f"{name.lower()}@bank.example", locale="en")
    lead(context, "Sun", "south")
    live(bank, date(2026, 3, 17))
    told = office.text(letter(office, "Sun"))
    assert "2 of your people" in told and "- Su, south" in told and "- Lake, south-lake" in told
    assert "- south-lake: 1" in told and "Nan" not in told and "north" not in told and "Mei" not in told
    whole = office.text(letter(office, "Guo"))
    assert "4 of your people" in whole and "Nan" in whole


def _stands(bank: SmallBank) -> tuple[int, int, str | None]:
    with bank.context.database.reading() as connection:
        found = post_stands(connection, bank.context.today())
    return found.waiting, found.given_up, found.failure
