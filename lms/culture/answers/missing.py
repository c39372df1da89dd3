"""What colleagues looked for and did not find: words alone, masked and counted, of nobody in particular."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import col

from lms.culture.answers.finding import best_keys
from lms.culture.answers.room import AnswerRoom
from lms.culture.answers.tables import WORDS_LONGEST, AnswerMiss
from lms.culture.answers.terms import is_chinese
from lms.culture.wall import names_of
from lms.people import Action, Actor, read_cards, require
from lms.platform.database import insert_into
from lms.platform.privacy import mask_with_names

KEPT_DAYS = 90
MOST = 100


@dataclass(frozen=True)
class Miss:
    """Words that nothing answered, how often they were looked for, and when last."""

    words: str
    times: int
    last_on: date


def note_miss(answers: AnswerRoom, *, actor: Actor, words: str) -> None:
    """Count that somebody looked for this in vain; who it was is not written down, nor in which branch.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
    """
    require(actor, Action.VIEW_WALL)
    context, today = answers.context, answers.context.today()
    asked = " ".join(words.replace("\x00", "").encode("utf-8", "ignore").decode().lower().split())
    with context.database.reading() as connection:
        staff = read_cards(connection, [actor.unit_id]).values()
    masked = mask_with_names(asked[:WORDS_LONGEST], names=[name for one in staff for name in names_of(one)])
    kept = masked.text[:WORDS_LONGEST].strip()
    if not kept:
        return
    with context.database.transaction() as connection:
        new = insert_into(connection, AnswerMiss).values({"words": kept, "day": today, "times": 1})
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["words", "day"], set_={"times": col(AnswerMiss.times) + 1}
            )
        )
        over = col(AnswerMiss.day) < today - timedelta(days=KEPT_DAYS)
        connection.execute(delete(AnswerMiss).where(over))


def misses(answers: AnswerRoom, *, actor: Actor) -> tuple[Miss, ...]:
    """What was looked for in vain in the last 90 days, the commonest first; what is answered by now is left out.

    Raises:
        Forbidden: the actor is no trainer.
    """
    require(actor, Action.READ_MISSES)
    context = answers.context
    since = col(AnswerMiss.day) >= context.today() - timedelta(days=KEPT_DAYS)
    times, last = func.sum(col(AnswerMiss.times)), func.max(col(AnswerMiss.day))
    query = (
        select(col(AnswerMiss.words), times.label("times"), last.label("last_on"))
        .where(since)
        .group_by(col(AnswerMiss.words))
        .order_by(times.desc(), last.desc(), col(AnswerMiss.words))
        .limit(MOST)
    )
    with context.database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        Miss(row.words, int(row.times), row.last_on) for row in rows if not _answered(answers, row.words)
    )


def _answered(answers: AnswerRoom, words: str) -> bool:
    return bool(best_keys(answers, words, "zh-CN" if is_chinese(words) else "en"))
