"""Attempts to visit: made through the product's own services over the measured portal's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lms.catalogue import Catalogue, publish, publish_library
from lms.people import Actor, Sessions, demo_accounts, sign_in_demo
from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.settings import load_settings
from lms.practice import open_attempt
from lms.wiring import practice_room
from scenarios.loader import load
from tests.bench.servers import Server
from tests.bench.sessions import Visit
from tests.bench.simulation import SLUG, endless

ENDLESS = "bench-endless"
"""A visit by a customer who does not leave, so that every measured turn is a turn."""
PAGE = "conversation"


def open_visits(server: Server, count: int) -> list[Visit]:
    """Open ``count`` attempts at the endless scenario and return where to sit down at each."""
    with _installation(server) as context:
        scenario = endless(load(SLUG, "zh-CN")).model_copy(update={"slug": ENDLESS})
        publish(context, scenario)
        practice = practice_room(context, Catalogue(context))
        actor, cookie = _visitor(context)
        attempts = [
            open_attempt(practice, actor=actor, slug=ENDLESS, locale="zh-CN", seed=seed)
            for seed in range(count)
        ]
    return [Visit(PAGE, f"attempt={attempt}", cookie) for attempt in attempts]


def gallery_visit(server: Server, library: Path) -> Visit:
    """The gallery of ``library``, signed in."""
    with _installation(server) as context:
        publish_library(context, library)
        return Visit("practice", "", _visitor(context)[1])


@contextmanager
def _installation(server: Server) -> Iterator[Context]:
    settings = load_settings(home=server.home, demo=True, _env_file=None)
    context = Context(open_database(settings), settings)
    try:
        yield context
    finally:
        context.database.close()


def _visitor(context: Context) -> tuple[Actor, str]:
    newcomer = demo_accounts(context)[0]
    actor = sign_in_demo(context, username=newcomer.username)
    sessions = Sessions(context)
    return actor, f"lms_session={sessions.redeem_ticket(sessions.issue_ticket(actor))}"
