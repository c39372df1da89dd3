"""The morning drill: a branch rehearses one customer together, eight minutes on one screen, unmarked.

The customer is the built-in one, whatever else is set up: it answers at once and needs no network. What the team said
is kept, and the conversation is played anew from it, so that a reload or another screen goes on where it was.
"""

import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue import ScenarioCard
from lms.learning import Learning
from lms.learning.hours.classes import open_session, people_at
from lms.learning.hours.rules import topics_of
from lms.people import Action, Actor, require
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.practice.hinting import next_objective
from lms.practice.opening import MOST_SEEDS
from lms.practice.stage import Practice
from lms.practice.tables import MorningDrill
from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation, check_reply
from scenarios.schema import Ending, Mood, Scenario
from scenarios.transcript import Locale, Turn

MINUTES = 8
REPLIES = 4
"""Replies of the team after which the visit ends by itself, if it has not ended before."""
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Morning:
    """A branch's drill of a day.

    Attributes:
        session_id: the class whose roster is ticked.
        turns: what was said so far, the customer first.
        mood: of the customer now.
        options: replies to vote on, in no order that tells; none when it is over.
        ending: how it ended; none while it goes on.
        lesson: what it taught, in a sentence; empty while it goes on.
    """

    session_id: str
    unit_id: str
    scenario: Scenario
    turns: tuple[Turn, ...]
    mood: Mood
    replies: int
    options: tuple[str, ...]
    ending: Ending | None
    lesson: str


def morning_drill(practice: Practice, *, actor: Actor, unit_id: str | None = None) -> Morning | None:
    """Today's drill of a branch, the actor's own by default; none while it has not begun.

    Raises:
        Forbidden: the actor does not lead it.
    """
    unit = unit_id or actor.unit_id
    require(actor, Action.LEAD_MORNING_DRILL, unit_id=unit)
    with practice.context.database.reading() as connection:
        row = connection.execute(
            select(MorningDrill).where(
                col(MorningDrill.unit_id) == unit, col(MorningDrill.day) == practice.context.today()
            )
        ).one_or_none()
    return None if row is None else _played(practice, row)


def begin_morning(practice: Practice, *, actor: Actor, locale: Locale, unit_id: str | None = None) -> Morning:
    """Begin today's drill with a customer whom the branch has not met for a fortnight; begun twice is begun once.

    Everybody who works in the branch is on the roster.

    Raises:
        Forbidden: the actor does not lead it.
        NotFound: there is no scenario in this language.
    """
    unit = unit_id or actor.unit_id
    begun = morning_drill(practice, actor=actor, unit_id=unit)
    if begun is not None:
        return begun
    learning, today = _learning(practice), practice.context.today()
    with practice.context.database.reading() as connection:
        rows = connection.execute(
            select(col(MorningDrill.slug), col(MorningDrill.day))
            .where(col(MorningDrill.unit_id) == unit)
            .order_by(col(MorningDrill.day))
        ).all()
    met = {row.slug: row.day for row in rows}
    card = chosen_for(unit, practice.catalogue.scenario_cards(locale), met, today=today)
    values = {
        "kind": "morning",
        "title": card.title,
        "topics": list(topics_of(learning.structure, "drill", card.slug)),
        "place": "",
        "starts_at": practice.context.now(),
        "minutes": MINUTES,
        "unit_id": unit,
        "scenario": card.slug,
    }
    drill = {
        "unit_id": unit,
        "day": today,
        "slug": card.slug,
        "scenario_version": card.version,
        "locale": locale,
        "seed": random.SystemRandom().randrange(MOST_SEEDS),
        "said": [],
    }
    # Where another screen begins it in this very moment, that one counts.
    with suppress(IntegrityError):
        open_session(
            learning,
            actor=actor,
            values=values,
            invited=people_at(learning, [unit]),
            beside=lambda connection, session_id: connection.execute(
                insert(MorningDrill).values(session_id=session_id, **drill)
            ),
        )
    found = morning_drill(practice, actor=actor, unit_id=unit)
    assert found is not None, "the drill was begun here or on another screen"
    return found


def reply_together(
    practice: Practice, *, actor: Actor, text: str, number: int, unit_id: str | None = None
) -> Morning:
    """Say what the team has agreed on; the customer answers.

    Args:
        practice: the room.
        actor: who leads the drill.
        text: the words, one of the options or the team's own.
        number: which reply it is, from 0; one that was given already changes nothing.
        unit_id: the branch, the actor's own by default.

    Raises:
        Forbidden: the actor does not lead it.
        NotFound: it has not begun.
        ReplyRefused: there are no words, or too many.
        Refused: it is over.
    """
    now = morning_drill(practice, actor=actor, unit_id=unit_id)
    if now is None:
        raise NotFound("This drill has not begun.")
    words = check_reply(text).replace("\0", "")
    if number < now.replies:
        return now
    if now.ending is not None:
        raise Refused(mark("This customer has left. Tomorrow another one comes."))
    with practice.context.database.transaction() as connection:
        said = connection.execute(
            select(col(MorningDrill.said))
            .where(col(MorningDrill.session_id) == now.session_id)
            .with_for_update()
        ).scalar_one()
        if len(said) == number:
            connection.execute(
                update(MorningDrill)
                .where(col(MorningDrill.session_id) == now.session_id)
                .values(said=[*said, words])
            )
    after = morning_drill(practice, actor=actor, unit_id=unit_id)
    assert after is not None, "it was there a moment ago"
    return after


def chosen_for(
    unit_id: str, cards: tuple[ScenarioCard, ...], met: Mapping[str, date], *, today: date
) -> ScenarioCard:
    """The customer for a branch today: never one met within a fortnight, the longest not met first.

    Among those never met each branch has an order of its own. Where a library is smaller than a fortnight, the one
    met longest ago comes again.

    Raises:
        NotFound: there is none.
    """
    if not cards:
        raise NotFound("There is no such scenario in this language.")
    fresh = [card for card in cards if met.get(card.slug, date.min) <= today - FORTNIGHT]
    return min(fresh or cards, key=lambda card: (met.get(card.slug, date.min), _order(unit_id, card.slug)))


def _order(unit_id: str, slug: str) -> str:
    return sha256(f"{unit_id}:{slug}".encode()).hexdigest()


def _played(practice: Practice, row: Row[*tuple[MorningDrill]]) -> Morning:
    scenario = practice.catalogue.scenario(row.slug, row.locale, row.scenario_version)
    visit = Conversation(scenario, BuiltInCustomer(), seed=row.seed)
    _heard(visit.open())
    for text in row.said:
        if visit.ending is None:
            _heard(visit.say(text))
    if visit.ending is None and len(row.said) >= REPLIES:
        _heard(visit.stop())
    over = visit.ending is not None
    return Morning(
        row.session_id,
        row.unit_id,
        scenario,
        tuple(visit.turns),
        visit.state.mood,
        len(row.said),
        () if over else _options(scenario, len(row.said), row.seed),
        visit.ending,
        _lesson(visit) if over else "",
    )


def _heard(words: Iterator[str]) -> None:
    for _ in words:
        pass


def _options(scenario: Scenario, number: int, seed: int) -> tuple[str, ...]:
    """What a good, an average and a bad colleague would say at this point, shuffled."""
    trainees = scenario.trainees
    told = {lines[number] for lines in (trainees.good, trainees.average, trainees.bad) if number < len(lines)}
    options = sorted(told)
    random.Random(f"{seed}:{number}").shuffle(options)  # noqa: S311  an order on a screen, no secret
    return tuple(options)


def _lesson(visit: Conversation) -> str:
    """The first thing that was left to do; where nothing was, how it ended."""
    left = next_objective(visit.scenario, visit.state)
    if left is not None:
        return left.hint
    return visit.ending.text if visit.ending else ""


def _learning(practice: Practice) -> Learning:
    assert practice.learning is not None, "the front door joins practice with learning"
    return practice.learning
