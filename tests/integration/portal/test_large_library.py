"""A library of five hundred scenarios: the pages show a page of it, and ask the database no more than for a few."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import pytest
from sqlalchemy import event, insert, select
from sqlmodel import col
from streamlit.testing.v1 import AppTest

from lms.authoring.edition import rules_edition
from lms.authoring.tables import TrialRun
from lms.catalogue import ScenarioCard, text_hash
from lms.catalogue.tables import CatalogueEntry
from lms.people import DemoBank, load_people
from lms.people.tables import Person
from lms.platform.context import Context
from lms.platform.identifiers import new_id
from lms.portal.components.gallery import A_PAGE as CARDS
from lms.portal.components.trials_list import A_PAGE as ROWS
from lms.portal.house import House, furnish
from lms.wiring import practice_room
from scenarios.built_in import BuiltInCustomer
from scenarios.transcript import LOCALES
from scoring.trials import TRAINEES, summarise, try_out
from tests.a_scenario import a_scenario
from tests.integration.practice.rehearsal import somebody

MANY = 500
ABOUT_SCENARIOS = ("catalogue_entry", "trial_run", "trial_seed", "attempt")
SCRIPT = """
from importlib import import_module
import streamlit as st
from lms.portal.routes import pages_for
from lms.portal.visit import require_visit
st.navigation(pages_for(require_visit()), position="hidden")
import_module("lms.portal.pages.{page}").page()
"""


@contextmanager
def counted(context: Context, about: Collection[str] = ABOUT_SCENARIOS) -> Iterator[list[str]]:
    """What the database is asked about scenarios, or other tables, within."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        # Who is signed in is asked anew after two seconds, and this may take longer.
        if any(table in statement for table in about):
            asked.append(statement)

    event.listen(context.database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(context.database.engine, "before_cursor_execute", note)


def _publish(context: Context, first: int, beyond: int) -> None:
    """Publish scenarios in both languages, all tried out, in two statements: through the files it takes minutes."""
    origin = a_scenario()
    scenarios = [
        origin.model_copy(
            update={
                "slug": f"umbrella-{number:03}",
                "locale": locale,
                "title": f"Umbrella {number:03}",
                "difficulty": number % 5 + 1,
            }
        )
        for number in range(first, beyond)
        for locale in LOCALES
    ]
    trials = [try_out(origin, trainee, BuiltInCustomer(), seed=0) for trainee in TRAINEES]
    with context.database.transaction() as connection:
        connection.execute(
            insert(CatalogueEntry),
            [
                {
                    "id": new_id(),
                    "kind": "scenario",
                    "slug": scenario.slug,
                    "locale": scenario.locale,
                    "version": 1,
                    "hash": text_hash(scenario),
                    "card": ScenarioCard.of(scenario, version=1, digest=text_hash(scenario)).as_json(),
                    "body": scenario.model_dump_json(exclude_defaults=True),
                    "published_at": context.now(),
                }
                for scenario in scenarios
            ],
        )
        asked_by = connection.execute(select(col(Person.id))).scalars().first()
        connection.execute(
            insert(TrialRun),
            [
                {
                    "id": new_id(),
                    "slug": scenario.slug,
                    "locale": scenario.locale,
                    "version": 1,
                    "text": text_hash(scenario),
                    "rules": rules_edition(),
                    "seeds": 1,
                    "asked_by": asked_by,
                    "asked_at": context.now(),
                    "finished_at": context.now(),
                    "summary": summarise(scenario, trials, (), text=text_hash(scenario)).as_json(),
                }
                for scenario in scenarios
            ],
        )


def _drawn(
    house: House, bank: DemoBank, page: str, account: str, address: Mapping[str, str] | None = None
) -> tuple[AppTest, int]:
    """A page as somebody sees it, and how many statements it took, everything around it included."""
    actor = somebody(house.context, bank.one_click(account).person_id)
    token = house.sessions.redeem_ticket(house.sessions.issue_ticket(actor))
    at = AppTest.from_string(SCRIPT.format(page=page), default_timeout=60)
    at.session_state["lms_session"] = token
    for name, value in (address or {}).items():
        at.query_params[name] = value
    with counted(house.context) as asked:
        at.run()
    assert not at.exception
    return at, len(asked)


def _titles(at: AppTest) -> list[str]:
    return [link.proto.label for link in at.get("page_link") if "Umbrella" in link.proto.label]


@pytest.mark.parametrize(
    ("page", "account", "shown"), [("practice", "new-hire", CARDS), ("trials", "trainer", ROWS)]
)
def test_a_page_of_five_hundred_costs_as_many_statements_as_a_page_of_few(
    context: Context, page: str, account: str, shown: int
) -> None:
    bank = load_people(context.database, context.today())
    _publish(context, 0, 20)
    few, statements = _drawn(furnish(context, practice_room), bank, page, account)
    assert len(_titles(few)) == shown
    _publish(context, 20, MANY)
    house = furnish(context, practice_room)
    many, as_many = _drawn(house, bank, page, account)
    assert (len(_titles(many)), as_many) == (shown, statements)
    # The gallery has those of one language, the trials' page has both.
    there = MANY * (2 if page == "trials" else 1)
    last = -(-there // shown)
    end, _ = _drawn(house, bank, page, account, {"page": str(last)})
    assert len(_titles(end)) == there - (last - 1) * shown
    one, _ = _drawn(house, bank, page, account, {"q": "umbrella 377"})
    assert {title.strip("*")[:12] for title in _titles(one)} == {"Umbrella 377"}
