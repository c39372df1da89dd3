"""Whatever stands in a list: what the template takes comes out of it again, and the same file twice changes nothing."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lms.people import Actor, load_people
from lms.people.imports import csv_list, import_lists, workbook
from lms.people.imports.reading import PersonLine, read_lists
from lms.people.roles import JOB_NAMES, Job
from lms.people.tables import MentorAssignment, Person, Unit
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import translator
from lms.platform.settings import LOCALES, load_settings
from lms.platform.sheet_faults import normal
from lms.platform.sheets import sheets_in
from tests.fixed_clock import FixedClock
from tests.integration.conftest import OPENED, a_database
from tests.integration.practice.rehearsal import somebody

TODAY = date(2026, 3, 10)
UNITS = ("LJ00", "LJ11", "LJ12", "LJ21")
# What a person can type into a cell: any letters and signs, but none that cannot be printed.
WORDS = (
    st.text(
        st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" ,;\"'=+-@\t"),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
NUMBERS = st.from_regex(r"[A-Z]{1,3}[0-9]{1,6}", fullmatch=True)
JOBS = st.lists(st.sampled_from(list(Job)), min_size=1, max_size=5, unique=True).map(tuple)
DAYS = st.dates(date(1960, 1, 1), date(2027, 12, 31))
ROWS = st.lists(
    st.tuples(NUMBERS, WORDS, WORDS | st.just(""), JOBS, st.sampled_from(UNITS), DAYS),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)
Row = tuple[str, str, str, tuple[Job, ...], str, date]


def cells(rows: list[Row], locale: str) -> list[list[str]]:
    tr = translator("zh-CN" if locale == "zh-CN" else "en")
    return [
        [number, name, name_en, "; ".join(tr.gettext(JOB_NAMES[job]) for job in jobs), unit, day.isoformat()]
        for number, name, name_en, jobs, unit, day in rows
    ]


def told(line: PersonLine) -> Row:
    return (line.number, line.name, line.name_en, line.jobs, line.unit, line.hired)


@given(rows=ROWS, locale=st.sampled_from(LOCALES), kind=st.sampled_from(["csv", "xlsx"]))
@settings(max_examples=25)
def test_what_the_template_takes_comes_out_of_it_again(rows: list[Row], locale: str, kind: str) -> None:
    tr = translator("zh-CN" if locale == "zh-CN" else "en")
    given_cells = cells(rows, locale)
    raw = csv_list(tr, "people", given_cells) if kind == "csv" else workbook(tr, {"people": given_cells})
    lists = read_lists(sheets_in(raw), today=TODAY)
    assert lists.faults == []
    assert [told(line) for line in lists.people] == rows


@pytest.fixture(scope="module")
def admin(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Context, Actor]]:
    folder = tmp_path_factory.mktemp("importing")
    for database in a_database(request, folder, kind="sqlite"):
        settings_ = load_settings(home=folder / "home", demo=True, _env_file=None)
        context = Context(database, settings_, FixedClock(OPENED))
        bank = load_people(database, context.today())
        yield context, somebody(context, bank.one_click("admin").person_id)


@given(rows=ROWS, complete=st.booleans())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_file_twice_changes_nothing(
    admin: tuple[Context, Actor], rows: list[Row], complete: bool
) -> None:
    context, actor = admin
    raw = csv_list(translator("zh-CN"), "people", cells(rows, "zh-CN"))
    first = import_lists(context, actor=actor, raw=raw, complete=complete)
    assert first.written, first.faults
    before = _everything(context)
    second = import_lists(context, actor=actor, raw=raw, complete=complete)
    assert (second.changed, _everything(context)) == (0, before)


@given(raw=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@settings(max_examples=100)
def test_a_file_of_anything_is_refused_or_named_wrong_and_never_a_fault_of_the_program(raw: bytes) -> None:
    try:
        lists = read_lists(sheets_in(raw), today=TODAY)
    except Refused:
        return
    assert lists.faults or lists.kinds


def test_headings_are_known_in_both_languages_whatever_case_and_width() -> None:
    assert normal(" Ｅmployee Number* ") == normal("employee  number")


def _everything(context: Context) -> list[object]:
    with context.database.reading() as connection:
        return [
            sorted(tuple(row) for row in connection.execute(select(table)))
            for table in (Unit, Person, MentorAssignment)
        ]
