"""Staff's own voice: somebody says in private what gets in their way, is answered by a day, and says if that helped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from lms.culture.staff.readers import Whose, hearers, tell
from lms.culture.staff.tables import StaffVoice, StaffVoiceWord
from lms.people import Action, Actor, PersonCard, require
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names
from lms.platform.working_days import days_later

LONGEST = 2_000
MOST = 50
ANSWER_WITHIN = 5
"""Working days within which there is an answer."""
TOLD_BEFORE = 1
"""So many working days before the limit whoever answers is told once more."""
EMPTY = mark("Write something, in up to 2,000 characters. Nothing was sent.")
NO_VOICE = mark("There is nothing like this, or not for you.")
NOT_ANSWERED = mark("There is no answer to judge at the moment. Open the page anew to see how it stands.")
NOBODY_LISTENS = mark(
    "Nobody is named yet to hear the staff of your branch. Nothing was sent, and your words still stand here: let your "
    "managers read it, or ask your administrator for a staff listener."
)


@dataclass(frozen=True)
class Word:
    """Something that was said about it; ``kind`` is ``said``, ``answered``, ``helped`` or ``not_helped``."""

    kind: str
    text: str
    at: datetime


@dataclass(frozen=True)
class VoiceView:
    """What gets in somebody's way, and how that stands.

    Attributes:
        person: who said it; none for whoever answers, where it was said without a name.
        state: ``open``, ``answered`` or ``helped``.
        due_on: the day by which there is an answer.
        over: whether that day is past without one.
    """

    voice_id: str
    person: PersonCard | None
    named: bool
    to_manager: bool
    state: str
    due_on: date
    over: bool
    words: tuple[Word, ...]


def speak_up(
    context: Context, *, actor: Actor, text: str, key: str, named: bool = True, to_manager: bool = False
) -> str:
    """Say what gets in one's way; its id. The same key again says nothing twice.

    Args:
        context: of the installation.
        actor: who says it.
        text: the words; masked before they are kept.
        key: of the form.
        named: whether whoever answers sees who it is.
        to_manager: whether the managers over the actor's unit may read it, too.

    Raises:
        Forbidden: the actor has no voice here.
        Refused: there are no words or too many, or nobody to hear them.
    """
    require(actor, Action.SPEAK_UP)
    words = masked(text, names=() if named else (actor.name_zh, actor.name_en))
    row: dict[str, Any] = {"id": new_id(), "person_id": actor.person_id, "unit_id": actor.unit_id}
    row |= {"key": key[:36], "named": named, "to_manager": to_manager, "at": context.now()}
    with context.database.transaction() as connection:
        whose = Whose(actor.person_id, frozenset({actor.unit_id}), to_manager)
        people = hearers(context, connection, whose)
        if not people:
            raise Refused(NOBODY_LISTENS)
        new = insert_into(connection, StaffVoice).values(row | waiting_anew(context)).on_conflict_do_nothing()
        if connection.execute(new.returning(col(StaffVoice.id))).first() is None:
            same = (col(StaffVoice.person_id) == actor.person_id, col(StaffVoice.key) == row["key"])
            return str(connection.execute(select(col(StaffVoice.id)).where(*same)).scalar_one())
        add_word(context, connection, row["id"], "said", actor, words)
        tell(context, connection, people, f"{row['id']}:new")
    return str(row["id"])


def my_voices(context: Context, *, actor: Actor) -> tuple[VoiceView, ...]:
    """What the actor said, the newest first, with every answer.

    Raises:
        Forbidden: the actor has no voice here.
    """
    require(actor, Action.SPEAK_UP)
    query = select(StaffVoice).where(col(StaffVoice.person_id) == actor.person_id)
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(StaffVoice.at).desc()).limit(MOST)).all()
        return views(context, connection, rows, {})


def say_whether_it_helped(
    context: Context, *, actor: Actor, voice_id: str, helped: bool, text: str = ""
) -> None:
    """Judge the answer to one's own words; where it did not help they wait for another, by a new day.

    Raises:
        Forbidden: the actor has no voice here.
        NotFound: it is not the actor's.
        Refused: there is no answer to judge, or too many words.
    """
    require(actor, Action.SPEAK_UP)
    words = masked(text) if text.strip() else ""
    with context.database.transaction() as connection:
        own = (col(StaffVoice.id) == voice_id, col(StaffVoice.person_id) == actor.person_id)
        row = connection.execute(select(StaffVoice).where(*own).with_for_update()).one_or_none()
        if row is None:
            raise NotFound(NO_VOICE)
        changed = connection.execute(
            update(StaffVoice)
            .where(*own, col(StaffVoice.state) == "answered")
            .values({"state": "helped"} if helped else waiting_anew(context))
        )
        if not changed.rowcount:
            raise Refused(NOT_ANSWERED)
        word = add_word(context, connection, voice_id, "helped" if helped else "not_helped", actor, words)
        if not helped:
            whose = Whose.of(row, actor.unit_id)
            tell(context, connection, hearers(context, connection, whose), f"{voice_id}:{word}")


def answers_to_judge(context: Context, *, actor: Actor) -> int:
    """How many answers the actor has not judged yet.

    Raises:
        Forbidden: the actor has no voice here.
    """
    require(actor, Action.SPEAK_UP)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(StaffVoice.id)).where(
                col(StaffVoice.person_id) == actor.person_id, col(StaffVoice.state) == "answered"
            )
        )
        return len(rows.all())


def masked(text: str, *, names: Iterable[str] = ()) -> str:
    """Words as they are kept.

    Raises:
        Refused: there are none, or too many.
    """
    words = text.replace("\x00", "").encode("utf-8", "ignore").decode().strip()
    if not 0 < len(words) <= LONGEST:
        raise Refused(EMPTY)
    return mask_with_names(words, names=names).text


def waiting_anew(context: Context) -> dict[str, Any]:
    """What a row says that waits for an answer from today on."""
    today = context.today()
    due = days_later(today, ANSWER_WITHIN, working=True)
    soon = days_later(today, ANSWER_WITHIN - TOLD_BEFORE, working=True)
    return {"state": "open", "due_on": due, "soon_on": soon, "told": 0}


def add_word(
    context: Context, connection: Connection, voice_id: str, kind: str, actor: Actor, text: str
) -> str:
    """Add words, inside a transaction; the row's id."""
    row = {"id": new_id(), "voice_id": voice_id, "by_person_id": actor.person_id, "kind": kind}
    connection.execute(insert(StaffVoiceWord).values(row | {"text": text, "at": context.now()}))
    return row["id"]


def views(
    context: Context, connection: Connection, rows: Iterable[Row[Any]], people: dict[str, PersonCard]
) -> tuple[VoiceView, ...]:
    """Rows as they are handed out, inside a transaction; with who it was as far as ``people`` has them."""
    rows = list(rows)
    words: dict[str, list[Word]] = {}
    for one in connection.execute(
        select(StaffVoiceWord)
        .where(col(StaffVoiceWord.voice_id).in_([row.id for row in rows]))
        .order_by(col(StaffVoiceWord.id))
    ):
        words.setdefault(one.voice_id, []).append(Word(one.kind, one.text, one.at))
    today = context.today()
    return tuple(
        VoiceView(
            row.id,
            people.get(row.person_id) if row.named else None,
            bool(row.named),
            bool(row.to_manager),
            row.state,
            row.due_on,
            row.state == "open" and row.due_on < today,
            tuple(words.get(row.id, ())),
        )
        for row in rows
    )
