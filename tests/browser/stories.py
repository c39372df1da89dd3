"""What both stories need: pictures of their steps where somebody asks for them, and what takes long done at once."""

import os
from pathlib import Path

from lms.catalogue.teaching import Shelves
from lms.feedback.findings import own_plans
from lms.learning import Done, Learning, Outcome, record
from lms.people import load_people
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import load_settings
from tests.integration.practice.rehearsal import somebody
from tests.visitor import Visitor

PICTURES = os.environ.get("STORY_PICTURES", "")
"""A folder for pictures, docs/images/stories say; none are taken where it is empty."""


def picture(visitor: Visitor, name: str) -> None:
    """Keep what a visitor sees."""
    if PICTURES:
        visitor.settle()
        visitor.page.wait_for_timeout(600)
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}.png", animations="disabled")


def learn_all_but_the_talk(home: Path, name: str) -> int:
    """Somebody reads the lessons and passes the rehearsals of their plans; how many. In a browser it takes an hour."""
    database = Database(f"sqlite:///{home / 'lms.sqlite3'}")
    context = Context(database, load_settings(home=home, demo=True, _env_file=None))
    people = load_people(database, context.today()).people
    actor = somebody(context, next(one.person_id for one in people if one.name_en == name))
    done = [
        Done(
            actor.person_id,
            item.kind,
            item.ref,
            Outcome.PASSED if item.kind == "drill" else Outcome.COMPLETED,
            context.now(),
            source=f"story {item.item_id}",
        )
        for plan in own_plans(context, actor=actor)
        for item in plan.items
        if item.kind != "talk" and item.done_at is None
    ]
    shelf = Learning(context, Shelves(context)).structure
    with database.transaction() as connection:
        record(connection, shelf, done, today=context.today(), now=context.now())
    database.close()
    return len(done)
