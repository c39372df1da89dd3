"""What somebody keeps, and what they used just now: it stands there before they type anything."""

from sqlalchemy import delete, select
from sqlmodel import col

from lms.culture.answers.entry import GROUPS, KEY_LONGEST
from lms.culture.answers.tables import AnswerMark
from lms.people import Action, Actor, require
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark

MOST_KEPT, LAST_USED = 40, 6
NO_ENTRY = mark("There is nothing like this any more. Look for it anew.")
ENOUGH = mark("You keep {most} already. Give one up, then this one can be kept.")


def keep_answer(context: Context, *, actor: Actor, entry: str, keep: bool = True) -> None:
    """Keep an entry, or give it up.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
        Refused: the key is none, or too many are kept.
    """
    require(actor, Action.VIEW_WALL)
    if keep and len(kept_keys(context, actor) - {entry}) >= MOST_KEPT:
        raise Refused(ENOUGH, most=MOST_KEPT)
    _mark(context, actor, entry, kept=keep)


def use_answer(context: Context, *, actor: Actor, entry: str) -> None:
    """Remember that the actor used an entry just now; of those used and not kept only the last stay.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
        Refused: the key is none.
    """
    require(actor, Action.VIEW_WALL)
    _mark(context, actor, entry, kept=None)
    mine, used = col(AnswerMark.person_id) == actor.person_id, col(AnswerMark.kept).is_(False)
    with context.database.transaction() as connection:
        last = select(col(AnswerMark.entry)).where(mine, used).order_by(col(AnswerMark.at).desc())
        stay = list(connection.execute(last.limit(LAST_USED)).scalars())
        connection.execute(delete(AnswerMark).where(mine, used, col(AnswerMark.entry).not_in(stay)))


def my_answers(context: Context, *, actor: Actor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of what the actor keeps, and of what else they used just now; each the newest first.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
    """
    require(actor, Action.VIEW_WALL)
    query = select(AnswerMark).where(col(AnswerMark.person_id) == actor.person_id)
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(AnswerMark.at).desc())).all()
    kept = tuple(row.entry for row in rows if row.kept)
    return kept, tuple(row.entry for row in rows if not row.kept)[:LAST_USED]


def kept_keys(context: Context, actor: Actor) -> frozenset[str]:
    """Keys of what the actor keeps. For services: nothing here asks who asks."""
    own = col(AnswerMark.person_id) == actor.person_id, col(AnswerMark.kept).is_(True)
    with context.database.reading() as connection:
        return frozenset(connection.execute(select(col(AnswerMark.entry)).where(*own)).scalars())


def _mark(context: Context, actor: Actor, entry: str, *, kept: bool | None) -> None:
    if entry.partition(":")[0] not in GROUPS or len(entry) > KEY_LONGEST or "\x00" in entry:
        raise Refused(NO_ENTRY)
    row = {"person_id": actor.person_id, "entry": entry, "kept": bool(kept), "at": context.now()}
    # To use what one keeps does not give it up.
    changed = {"at": row["at"]} | ({} if kept is None else {"kept": kept})
    with context.database.transaction() as connection:
        new = insert_into(connection, AnswerMark).values(row)
        connection.execute(new.on_conflict_do_update(index_elements=["person_id", "entry"], set_=changed))
