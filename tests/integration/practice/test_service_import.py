"""Conversations of real service are taken in once, masked, by who may authorise them, and forgotten in time."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from lms.people import DemoBank, DemoPerson
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.practice.demo_talks import load_talks
from lms.practice.service_import import Imported, forget_employee, forget_expired, import_transcripts
from lms.practice.tables import ConductSignal, ServiceTranscript, TranscriptImport
from scoring.conduct import KINDS
from tests.fixed_clock import FixedClock

PHONE = "13812345678"


def person(bank: DemoBank, name: str) -> DemoPerson:
    return next(p for p in bank.people if p.name_en == name)


def talk(employee: str, said: str = "包在我身上，这款保本保息，肯定赚。") -> dict[str, Any]:
    return {
        "employee": employee,
        "locale": "zh-CN",
        "names": ["桂兰"],
        "turns": [
            {
                "speaker": "customer",
                "text": f"我叫王桂兰，电话{PHONE}。桂兰想问问理财。",
                "at": "2026-03-02T09:00:00+08:00",
            },
            {"speaker": "trainee", "text": f"王女士您好，{said}", "at": "2026-03-02T09:00:10+08:00"},
        ],
    }


def take_in(context: Context, by: DemoPerson, *talks: dict[str, Any], **options: Any) -> Imported:
    raw = "\n".join(json.dumps(one) for one in talks).encode()
    return import_transcripts(
        context,
        files=[("march.jsonl", raw)],
        authorised_by=by.employee_no,
        purpose=options.pop("purpose", "Training of the lobby"),
        **options,
    )


def count(context: Context, table: Any) -> int:
    with context.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_words_are_kept_masked_with_the_signals_in_them_and_who_authorised_it(
    context: Context, bank: DemoBank
) -> None:
    manager, teller = person(bank, "Song Mingyuan"), person(bank, "Qian Xiuzhen")
    done = take_in(context, manager, talk(teller.employee_no), keep_days=30)
    assert (done.taken, done.known, done.signals, done.troubles) == (1, 0, 1, ())
    with context.database.reading() as connection:
        kept = connection.execute(select(ServiceTranscript)).one()
        entry = connection.execute(select(TranscriptImport)).one()
        signal = connection.execute(select(ConductSignal)).one()
    words = json.dumps(kept.turns, ensure_ascii=False)
    assert "[name]" in words and "[phone]" in words
    assert not any(secret in words for secret in (PHONE, "桂兰", "王女士"))
    assert (entry.authorised_by, entry.purpose) == (manager.person_id, "Training of the lobby")
    assert entry.keep_until == context.today() + timedelta(days=30)
    assert (signal.person_id, signal.transcript_id, signal.kind) == (
        teller.person_id,
        kept.id,
        "over_promise",
    )
    assert signal.quote in kept.turns[signal.seq]["text"]


def test_the_same_again_changes_nothing_in_whatever_file_it_comes(context: Context, bank: DemoBank) -> None:
    manager, teller = person(bank, "Song Mingyuan"), person(bank, "Qian Xiuzhen")
    assert take_in(context, manager, talk(teller.employee_no)).taken == 1
    again = take_in(context, manager, talk(teller.employee_no), talk(teller.employee_no))
    assert (again.taken, again.known, again.signals) == (0, 2, 0)
    assert count(context, ServiceTranscript) == count(context, TranscriptImport) == 1
    more = take_in(context, manager, talk(teller.employee_no), talk(teller.employee_no, "请您稍等。"))
    assert (more.taken, more.known) == (1, 1)


def test_people_unknown_or_of_other_units_are_left_out_by_name_and_the_others_taken_in(
    context: Context, bank: DemoBank
) -> None:
    manager, teller = person(bank, "Song Mingyuan"), person(bank, "Qian Xiuzhen")
    elsewhere = person(bank, "Bai Mengjie")
    done = take_in(
        context, manager, talk("LJ999999"), talk(teller.employee_no), talk(elsewhere.employee_no, "好的。")
    )
    assert done.taken == 1
    assert [(fault.row, fault.field) for fault in done.troubles] == [(1, "employee"), (3, "employee")]


def test_only_who_may_authorise_does_and_says_what_for_and_for_how_long(
    context: Context, bank: DemoBank
) -> None:
    manager, teller = person(bank, "Song Mingyuan"), person(bank, "Qian Xiuzhen")
    for name in ("Qian Xiuzhen", "Gu Wenlan", "Shen Yizhou"):
        with pytest.raises(Forbidden):
            take_in(context, person(bank, name), talk(teller.employee_no))
    with pytest.raises(Refused):
        take_in(context, manager, talk(teller.employee_no), purpose="  ")
    with pytest.raises(Refused):
        take_in(context, manager, talk(teller.employee_no), keep_days=0)
    with pytest.raises(NotFound):
        import_transcripts(context, files=[], authorised_by="LJ999999", purpose="Training")
    assert count(context, ServiceTranscript) == 0


def test_words_are_forgotten_when_their_time_is_over_and_do_not_come_back(
    context: Context, bank: DemoBank, clock: FixedClock
) -> None:
    manager, teller = person(bank, "Song Mingyuan"), person(bank, "Qian Xiuzhen")
    take_in(context, manager, talk(teller.employee_no), keep_days=30)
    assert forget_expired(context) == 0
    clock.move(timedelta(days=31))
    assert forget_expired(context) == 1
    assert forget_expired(context) == 0
    with context.database.reading() as connection:
        kept = connection.execute(select(ServiceTranscript)).one()
        quotes = connection.execute(select(col(ConductSignal.quote))).scalars().all()
    assert kept.turns is None and kept.erased_at is not None and quotes == [None]
    assert take_in(context, manager, talk(teller.employee_no)).known == 1


def test_one_persons_words_are_erased_on_the_word_of_who_may_and_nobody_elses(
    context: Context, bank: DemoBank
) -> None:
    manager, teller = person(bank, "Song Mingyuan"), person(bank, "Qian Xiuzhen")
    other = person(bank, "Shi Ruoxi")
    take_in(context, manager, talk(teller.employee_no), talk(other.employee_no))
    stranger = person(bank, "Wei Jiahe")
    with pytest.raises(Forbidden):
        forget_employee(context, employee_no=teller.employee_no, ordered_by=stranger.employee_no)
    assert forget_employee(context, employee_no=teller.employee_no, ordered_by=manager.employee_no) == 1
    with context.database.reading() as connection:
        left = connection.execute(select(ServiceTranscript).where(col(ServiceTranscript.turns).is_not(None)))
        assert [row.person_id for row in left] == [other.person_id]


def test_the_demo_banks_conversations_are_taken_in_once(context: Context, bank: DemoBank) -> None:
    taken = load_talks(context, bank)
    assert taken > 20
    assert load_talks(context, bank) == 0
    with context.database.reading() as connection:
        kinds = set(connection.execute(select(col(ConductSignal.kind))).scalars())
    assert kinds == set(KINDS)
