"""What colleagues looked for and did not find: words alone, masked and counted, of nobody in particular."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import delete, func, select
from sqlmodel import col

from lms.culture.answers.finding import best_keys
from lms.culture.answers.room import AnswerRoom
from lms.culture.answers.tables import WORDS_LONGEST, AnswerMiss
from lms.culture.wall import names_of
from lms.people import Action, Actor, read_cards, require
from lms.platform.database import insert_into
from lms.platform.privacy import mask_with_names
from lms.platform.settings import LOCALES

KEPT_DAYS = 90
MOST = 100
LOOKED_THROUGH = 1_000
"""Of what was looked for in vain, the commonest so many."""
TYPED_LONGEST = 400
_MASK = re.compile(r"\[[a-z_]+\]")


@dataclass(frozen=True)
class Miss:
    """Words that nothing answered, how often they were looked for, and when last."""

    words: str
    times: int
    last_on: date


def note_miss(answers: AnswerRoom, *, actor: Actor, words: str, despite: bool = False) -> None:
    """Count that somebody looked for this in vain; who it was is not written down, nor in which branch.

    Args:
        answers: the room.
        actor: who looked.
        words: for what.
        despite: something was found, and they say that none of it fits.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
    """
    require(actor, Action.VIEW_WALL)
    context, today = answers.context, answers.context.today()
    asked = " ".join(words.replace("\x00", "").encode("utf-8", "ignore").decode().split())
    with context.database.reading() as connection:
        staff = read_cards(connection, [actor.unit_id]).values()
    # Masked as it was typed: a name is known by its capitals, and by all of it.
    masked = mask_with_names(asked[:TYPED_LONGEST], names=[name for one in staff for name in names_of(one)])
    kept = masked.text.lower()[:WORDS_LONGEST].strip()
    if not kept:
        return
    with context.database.transaction() as connection:
        new = insert_into(connection, AnswerMiss).values(
            {"words": kept, "day": today, "times": 1, "despite": int(despite)}
        )
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["words", "day"],
                set_={
                    "times": col(AnswerMiss.times) + 1,
                    "despite": col(AnswerMiss.despite) + int(despite),
                },
            )
        )
        over = col(AnswerMiss.day) < today - timedelta(days=KEPT_DAYS)
        connection.execute(delete(AnswerMiss).where(over))


def misses(answers: AnswerRoom, *, actor: Actor) -> tuple[Miss, ...]:
    """What was looked for in vain in the last 90 days, the commonest first; what is answered by now is left out.

    What somebody said none of fits stays, whatever is found for it.

    Raises:
        Forbidden: the actor is no trainer.
    """
    require(actor, Action.READ_MISSES)
    context = answers.context
    since = col(AnswerMiss.day) >= context.today() - timedelta(days=KEPT_DAYS)
    times, last = func.sum(col(AnswerMiss.times)), func.max(col(AnswerMiss.day))
    despite = func.sum(col(AnswerMiss.despite))
    query = (
        select(
            col(AnswerMiss.words),
            times.label("times"),
            last.label("last_on"),
            despite.label("despite"),
        )
        .where(since)
        .group_by(col(AnswerMiss.words))
        .order_by(times.desc(), last.desc(), col(AnswerMiss.words))
        .limit(LOOKED_THROUGH)
    )
    with context.database.reading() as connection:
        rows = connection.execute(query).all()
    left = (row for row in rows if row.despite or not _answered(answers, row.words))
    return tuple(Miss(row.words, int(row.times), row.last_on) for row in islice(left, MOST))


def _answered(answers: AnswerRoom, words: str) -> bool:
    # What was masked is nobody's question.
    asked = _MASK.sub(" ", words)
    return any(best_keys(answers, asked, locale) for locale in LOCALES)
