"""What a written turn costs beside the raw driver, and how many conversations are scored a second."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import psutil
from sqlalchemy import insert, select
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.people import demo_accounts, sign_in_demo
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.migrations import migrate
from lms.platform.settings import load_settings
from lms.practice import close_attempt, open_attempt, say
from lms.practice.rows import customer_row, trainee_row
from lms.practice.tables import Attempt, Turn
from lms.wiring import practice_room, publish_and_load_demo
from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import play, step_of
from scenarios.customer import Scene
from scenarios.loader import load, slugs
from scenarios.planner import open_scene
from scenarios.speech_acts.full_reader import judging_reader_for, missing
from scenarios.transcript import LOCALES
from scoring.rules_judge import judge
from tests.bench.clocks import cpu_seconds
from tests.bench.raw_turn import raw_turn_seconds
from tests.bench.simulation import SLUG
from tests.bench.table import Row, compared

TURNS = 1_000
HEARD_IN_FULL = 24
ENDED = 20
SAID = "您先别着急，我陪您一起看看是怎么回事，好吗？"
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def written_turn() -> Row:
    """Two rows in one transaction on SQLite with synchronous=FULL: the product's statement, and the driver alone."""
    with tempfile.TemporaryDirectory() as folder:
        mine = _product_seconds(Path(folder))
        raw = raw_turn_seconds(Path(folder), turns=TURNS, said=SAID, answer=SAID)
    return compared(
        "a written turn", median(mine) * 1e6, median(raw) * 1e6, "µs", beside="raw driver", most=2.0
    )


def an_ended_visit() -> list[Row]:
    """What somebody waits for when they end a visit: the words heard in full, marked, and the verdict written."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(home=Path(folder), demo=True, _env_file=None)
        database = open_database(settings)
        migrate(database)
        publish_and_load_demo(context := Context(database, settings))
        practice, scenario = practice_room(context, Catalogue(context)), load(SLUG, "zh-CN")
        actor = sign_in_demo(context, username=demo_accounts(context)[0].username)
        took, replies = [], scenario.trainees.average[:-1]
        # The first one reads the model, which a portal does before anybody comes.
        for visit in range(1 + ENDED):
            attempt_id = open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", seed=visit)
            for place, words in enumerate(replies):
                say(practice, actor=actor, attempt_id=attempt_id, text=words, key=f"{place}").read()
            began = time.perf_counter()
            close_attempt(practice, actor=actor, attempt_id=attempt_id)
            took.append(time.perf_counter() - began)
        database.close()
    ended = f"{median(took[1:]) * 1e3:,.0f} ms"
    return [Row(f"a visit of {len(replies)} replies ended: heard, marked, written", ended)]


def scored_a_second() -> list[Row]:
    """Conversations of the whole library scored in a second of CPU: by patterns alone, and heard by the full reader.

    Beside each stands the memory of a process that has done so.
    """
    played = [
        (play(scenario, BuiltInCustomer(), scenario.trainees.average, seed=1).transcript, scenario)
        for slug in slugs()
        for locale in LOCALES
        for scenario in [load(slug, locale)]
    ]

    def score_all() -> None:
        for transcript, scenario in played:
            judge(transcript, scenario)

    def hear_and_score() -> None:
        for transcript, scenario in played[:HEARD_IN_FULL]:
            judge(transcript, scenario, recogniser=judging_reader_for(transcript.locale))

    turns = sum(len(transcript.turns) for transcript, _ in played) / len(played)
    quick = len(played) / cpu_seconds(score_all, times=1)
    rows = [Row(f"conversations of {turns:.0f} turns scored", f"{quick:,.0f} /s, {_memory():,.0f} MiB")]
    if all(missing(locale) is None for locale in LOCALES):
        hear_and_score()
        full = HEARD_IN_FULL / cpu_seconds(hear_and_score, times=1, rounds=2)
        rows.append(Row("… and heard by the full reader", f"{full:,.1f} /s, {_memory():,.0f} MiB"))
    return rows


def _memory() -> float:
    return float(psutil.Process().memory_info().rss / 2**20)


def _product_seconds(folder: Path) -> list[float]:
    settings = load_settings(home=folder, demo=True, _env_file=None)
    database = open_database(settings)
    migrate(database)
    publish_and_load_demo(context := Context(database, settings))
    scenario = load(SLUG, "zh-CN")
    plan = open_scene(scenario)
    reply = BuiltInCustomer().realise(Scene(scenario, plan, (), 0))
    reply.read()
    with context.database.reading() as connection:
        # An attempt of the demo bank takes the turns, numbered from where nobody has spoken yet.
        attempt = connection.execute(select(col(Attempt.id)).limit(1)).scalar_one()
    took = []
    for turn in range(TURNS):
        seq = 1_000 + 2 * turn
        step = step_of(plan, (), reply, turn=seq + 1)
        began = time.perf_counter()
        with database.transaction() as writing:
            writing.execute(
                insert(Turn),
                [
                    trainee_row(attempt, seq, SAID, at=AT, key=f"key-{turn}", acts=("empathise",)),
                    customer_row(attempt, seq + 1, at=AT, plan=plan, step=step, reply=reply),
                ],
            )
        took.append(time.perf_counter() - began)
    database.close()
    return took
