"""Who plays and who judges, as the settings say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lms.catalogue import Catalogue
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.errors import Refused
from lms.platform.migrations import migrate
from lms.platform.settings import Settings, load_settings
from lms.practice import Casting, Practice
from lms.wiring import llm_customer, practice_room
from scenarios.built_in import BuiltInCustomer
from scenarios.customer import Scene
from scenarios.llm_customer import LlmCustomer
from scenarios.planner import advance, open_scene
from scenarios.state import State
from scenarios.transcript import Turn
from scoring.rules_judge import judge
from tests.a_scenario import a_scenario

SCENARIO = a_scenario()
Room = Callable[[Settings], Practice]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("LMS_LLM_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def settings(home: Path, **values: object) -> Settings:
    return load_settings(home=home, _env_file=None, **values)


def with_model(home: Path, **values: object) -> Settings:
    return settings(home, llm_model="small", llm_base_url="http://127.0.0.1:9/v1", **values)


@pytest.fixture
def room(home: Path) -> Iterator[Room]:
    database = Database(f"sqlite:///{home / 'lms.sqlite3'}")
    migrate(database)

    def made(chosen: Settings) -> Practice:
        context = Context(database, chosen)
        return practice_room(context, Catalogue(context))

    yield made
    database.close()


def test_the_rules_judge(home: Path, room: Room) -> None:
    assert room(settings(home)).judge is judge


def test_the_built_in_customer_plays_unless_a_model_is_wanted(home: Path, room: Room) -> None:
    for chosen in (settings(home), with_model(home)):
        assert isinstance(room(chosen).customer_for(Casting("a", "built-in")), BuiltInCustomer)


def test_a_model_plays_where_one_is_configured_within_what_is_left_of_the_budget(
    home: Path, room: Room
) -> None:
    practice = room(with_model(home, llm_attempt_token_budget=1_000, llm_max_tokens=99))
    for used, left in ((0, 1_000), (400, 600), (5_000, 0)):
        customer = practice.customer_for(Casting("a", "llm", used))
        assert isinstance(customer, LlmCustomer)
        assert (customer.engine, customer.budget, customer.max_tokens) == ("llm:small", left, 99)


def test_a_model_is_told_how_often_it_fell_out_of_role(home: Path, room: Room) -> None:
    customer = room(with_model(home)).customer_for(Casting("a", "llm", tries=(True, False)))
    assert isinstance(customer, LlmCustomer) and customer.tries == (True, False)


def test_every_turn_has_its_own_customer_so_that_budgets_do_not_mix(home: Path, room: Room) -> None:
    practice = room(with_model(home))
    assert practice.customer_for(Casting("a", "llm")) is not practice.customer_for(Casting("b", "llm"))


def test_a_model_never_sees_personal_numbers(home: Path) -> None:
    customer = llm_customer(with_model(home))
    assert customer.mask("Call 13812345678 please") == "Call [phone] please"


def test_without_a_model_the_built_in_customer_stands_in_and_says_so(home: Path, room: Room) -> None:
    customer = room(settings(home)).customer_for(Casting("a", "llm"))
    plan = advance(SCENARIO, State.at_start(SCENARIO), text="Hm.", acts=(), seed=0)
    history = (Turn(speaker="customer", text="Hello."), Turn(speaker="trainee", text="Hm."))
    reply = customer.realise(Scene(SCENARIO, plan, history, 0))
    assert reply.read() and reply.engine == "built-in" and reply.notes == ["fallback: no_model"]
    assert customer.realise(Scene(SCENARIO, open_scene(SCENARIO), (), 0)).read() in SCENARIO.opening


def test_asking_for_a_model_where_there_is_none_names_the_cure(home: Path) -> None:
    with pytest.raises(Refused, match="LMS_LLM_MODEL"):
        llm_customer(settings(home))
