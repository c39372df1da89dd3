"""Connecting a model from the page: who may, what wins, what is kept, and that the key is nowhere to be read."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from lms.catalogue import Catalogue
from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.errors import Forbidden, Refused
from lms.platform.settings import Settings, load_settings
from lms.practice import Practice, open_attempt, read_attempt, say
from lms.practice.connecting import Entry, connect, disconnect, list_changes, try_model
from lms.practice.connections import current_endpoint, list_connections, model_name
from lms.practice.spending import spent_overall
from lms.wiring import Models, practice_room
from tests.faulty_endpoint import faulty_endpoint
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import NOTHING, somebody

HERE, THERE = "http://127.0.0.1:9/v1", "http://127.0.0.2:9/v1"
SECRET = "sk-tiger-4711"
ENTRY = Entry(HERE, "small", SECRET)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LMS_LLM_MODEL", "LMS_LLM_BASE_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("admin").person_id)


def told(context: Context, **values: object) -> Context:
    """The same installation with something in its environment."""
    settings: Settings = load_settings(home=context.settings.home, _env_file=None, **values)
    return Context(context.database, settings, context.clock)


def key_used(context: Context) -> str:
    endpoint = current_endpoint(context)
    return endpoint.api_key.get_secret_value() if endpoint else ""


def test_nobody_but_an_administrator_sees_or_changes_a_connection(context: Context, trainee: Actor) -> None:
    with pytest.raises(Forbidden):
        connect(context, actor=trainee, role="customer", entry=ENTRY)
    with pytest.raises(Forbidden):
        disconnect(context, actor=trainee, role="customer")
    with pytest.raises(Forbidden):
        try_model(context, actor=trainee, role="customer", entry=ENTRY)
    for asked in (list_connections, list_changes, spent_overall):
        with pytest.raises(Forbidden):
            asked(context, actor=trainee)
    assert model_name(context) is None


def test_an_entered_model_is_used_at_once_and_by_every_role(context: Context, admin: Actor) -> None:
    models = Models(context)
    assert models.model("customer") is None
    connect(context, actor=admin, role="customer", entry=ENTRY)
    for role in ("customer", "judge", "coach"):
        found = models.model(role)
        assert found is not None and found.name == "small"
    assert [(c.source, c.model, c.key) for c in list_connections(context, actor=admin)] == [
        ("page", "small", "set"),
        ("customer", "small", "set"),
        ("customer", "small", "set"),
    ]
    connect(context, actor=admin, role="judge", entry=Entry(THERE, "big"))
    judge = current_endpoint(context, "judge")
    assert judge is not None
    assert (judge.model, judge.base_url, judge.has_key, judge.temperature) == ("big", THERE, False, 0.0)


def test_it_is_switched_off_and_kept_to_be_switched_on_again(context: Context, admin: Actor) -> None:
    connect(context, actor=admin, role="customer", entry=ENTRY)
    disconnect(context, actor=admin, role="customer")
    disconnect(context, actor=admin, role="customer")
    assert model_name(context) is None
    entered = list_connections(context, actor=admin)[0].entered
    assert entered is not None and (entered.model, entered.key, entered.in_use) == ("small", "set", False)
    connect(context, actor=admin, role="customer", entry=Entry(HERE, "small"))
    assert key_used(context) == SECRET


def test_the_environment_wins_over_the_page(context: Context, admin: Actor) -> None:
    connect(context, actor=admin, role="customer", entry=ENTRY)
    connect(context, actor=admin, role="judge", entry=Entry(THERE, "big"))
    ruled = told(context, llm_model="theirs", llm_base_url="http://theirs/v1", llm_api_key="lion")
    customer, judge, coach = list_connections(ruled, actor=admin)
    assert (customer.source, customer.model, customer.address) == (
        "environment",
        "theirs",
        "http://theirs/v1",
    )
    assert customer.entered is not None and customer.entered.model == "small"
    assert (judge.source, judge.model) == ("page", "big")
    assert (coach.source, coach.model, coach.key) == ("customer", "theirs", "set")
    assert key_used(ruled) == "lion"


def test_a_key_is_kept_for_its_own_address_alone(context: Context, admin: Actor) -> None:
    connect(context, actor=admin, role="customer", entry=ENTRY)
    connect(context, actor=admin, role="customer", entry=Entry(HERE, "larger"))
    assert key_used(context) == SECRET
    connect(context, actor=admin, role="customer", entry=Entry(THERE, "larger"))
    assert key_used(context) == ""
    connect(context, actor=admin, role="customer", entry=ENTRY)
    connect(context, actor=admin, role="customer", entry=Entry(HERE, "small", forget_key=True))
    assert key_used(context) == ""


def test_a_key_of_the_environment_is_sent_to_no_address_entered_on_the_page(
    context: Context, admin: Actor
) -> None:
    ruled = told(context, llm_api_key="lion")
    connect(ruled, actor=admin, role="customer", entry=Entry(HERE, "small"))
    assert key_used(ruled) == ""


def test_the_key_stands_neither_in_the_database_nor_in_the_log_nor_in_what_is_handed_out(
    context: Context, admin: Actor, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    connect(context, actor=admin, role="customer", entry=ENTRY)
    try_model(context, actor=admin, role="customer")
    handed_out = repr((list_connections(context, actor=admin), list_changes(context, actor=admin), ENTRY))
    handed_out += repr(current_endpoint(context))
    with context.database.reading() as connection:
        for table in ("model_connection", "model_connection_change"):
            handed_out += repr(connection.execute(text(f"SELECT * FROM {table}")).all())
    written = capfd.readouterr()
    assert SECRET not in handed_out + written.out + written.err + caplog.text


def test_under_another_secret_of_the_installation_the_key_is_lost_and_said_to_be(
    context: Context, admin: Actor
) -> None:
    connect(context, actor=admin, role="customer", entry=ENTRY)
    moved = told(context, secret_key="x" * 48)
    assert [c.key for c in list_connections(moved, actor=admin)] == ["lost", "lost", "lost"]
    assert key_used(moved) == ""


@pytest.mark.parametrize(
    "entry,cure",
    [
        (Entry("127.0.0.1:8000", "small"), "http://"),
        (Entry("http://", "small"), "http://"),
        (Entry("http://here:port/v1", "small"), "http://"),
        (Entry("http://me:tiger@here/v1", "small"), "without a password"),
        (Entry("http://here/v1?key=tiger", "small"), "without a password"),
        (Entry("ftp://here/v1", "small"), "http://"),
        (Entry(HERE, "  "), "name of the model"),
        (Entry(HERE, "x" * 121), "120"),
        (Entry(HERE, "small", "two\nlines"), "one line"),
        (Entry(HERE, "small", "钥匙"), "Latin"),
        (Entry(HERE, "small", price_in="0.8"), "both prices"),
        (Entry(HERE, "small", price_in="cheap", price_out="2"), "as numbers"),
        (Entry(HERE, "small", price_in="-1", price_out="nan"), "as numbers"),
    ],
)
def test_an_entry_that_cannot_be_used_is_refused_and_nothing_changes(
    context: Context, admin: Actor, entry: Entry, cure: str
) -> None:
    with pytest.raises(Refused, match=cure):
        connect(context, actor=admin, role="customer", entry=entry)
    with pytest.raises(Refused, match=cure):
        try_model(context, actor=admin, role="customer", entry=entry)
    assert list_changes(context, actor=admin) == ()


def test_every_change_tells_who_and_when(context: Context, admin: Actor, clock: FixedClock) -> None:
    connect(context, actor=admin, role="customer", entry=ENTRY)
    clock.move(timedelta(minutes=5))
    connect(context, actor=admin, role="customer", entry=Entry(HERE, "larger"))
    clock.move(timedelta(minutes=5))
    disconnect(context, actor=admin, role="customer")
    changes = list_changes(context, actor=admin)
    assert [(c.model, c.key, c.in_use) for c in changes] == [
        ("larger", "kept", False),
        ("larger", "kept", True),
        ("small", "set", True),
    ]
    assert {c.person_id for c in changes} == {admin.person_id}
    assert changes[0].at > changes[1].at > changes[2].at


def test_a_draft_is_tried_before_it_is_kept_and_the_call_is_counted(context: Context, admin: Actor) -> None:
    with faulty_endpoint("answer") as endpoint:
        entry = Entry(endpoint.url, "small", SECRET, price_in="1", price_out="2")
        seen = try_model(context, actor=admin, role="judge", entry=entry)
        assert seen is not None and seen.failure is None and seen.first_s is not None
        assert endpoint.asked[0]["model"] == "small" and endpoint.asked[0]["temperature"] == 0
    assert model_name(context) is None and list_changes(context, actor=admin) == ()
    (spent,) = spent_overall(context, actor=admin)
    assert (spent.role, spent.model) == ("judge", "small")
    assert (spent.ever.usage.asked, spent.ever.usage.answered) == (60, 10)
    assert spent.ever.costs == (("CNY", 80),)


def test_without_a_model_there_is_nothing_to_try(context: Context, admin: Actor) -> None:
    assert try_model(context, actor=admin, role="customer") is None


def test_a_conversation_begun_before_goes_on_with_the_model_that_is_connected_now(
    context: Context, practice: Practice, admin: Actor, trainee: Actor
) -> None:
    room = practice_room(context, Catalogue(context))
    with faulty_endpoint("answer") as endpoint:
        endpoint.text = "我都等了一个小时了。"
        connect(context, actor=admin, role="customer", entry=Entry(endpoint.url, "first"))
        attempt = open_attempt(room, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
        connect(context, actor=admin, role="customer", entry=Entry(endpoint.url, "second"))
        reply = say(room, actor=trainee, attempt_id=attempt, text=NOTHING, key="a").read()
    assert reply.engine == "llm:second"
    assert read_attempt(room, actor=trainee, attempt_id=attempt).card.model == "first"


def test_another_process_hears_of_it_without_a_restart(
    context: Context, admin: Actor, database: Database
) -> None:
    theirs = Database(database.url)
    elsewhere = Models(Context(theirs, context.settings, context.clock))
    assert elsewhere.model("customer") is None
    connect(context, actor=admin, role="customer", entry=ENTRY)
    found = elsewhere.model("customer")
    theirs.close()
    assert found is not None and found.name == "small"
