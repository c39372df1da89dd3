"""Blind marking: exams are drawn, several people mark each of them, and nobody sees a verdict before all are done.

What a marker is shown is the conversation and nothing else: not whose it is, not what a machine or another found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, zip_longest
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    may,
    people_by_id,
    record_reading,
    require,
    right_to,
)
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask
from lms.practice.calibration.drafting import forget_drafts, read_draft, write_draft
from lms.practice.calibration.measuring import marked_by, measure_if_done
from lms.practice.calibration.tables import CalibrationItem, CalibrationRound, CalibrationSheet
from lms.practice.listing import ExamRow, exams_to_read
from lms.practice.reviewing import MARKS
from lms.practice.rows import card_of, read_turns
from lms.practice.stage import Practice
from lms.practice.tables import Attempt, ReviewEntry
from lms.practice.views import TurnView
from scenarios.schema import Scenario
from scoring.assessment import Outcome
from scoring.schema import Rubric, load_rubric

SIZES = (2, 60)
"""Exams of a round, from and to."""
MARKERS = (2, 5)
"""People who mark a round, from and to."""
SOMEBODY = "○○"
"""Stands for the name of whoever is marked."""


@dataclass(frozen=True)
class RoundCard:
    """A round as lists show it.

    Attributes:
        size: how many exams were drawn.
        needed: how many people mark all of them.
        done: how many have.
        mine: how many exams the actor has marked.
        may_mark: whether the actor may mark it: they examine everybody in it, and it is not measured yet.
        measured_at: when everybody was done; none while it goes on.
    """

    round_id: str
    rubric: str
    rubric_version: int
    size: int
    needed: int
    done: int
    mine: int
    may_mark: bool
    drawn_by: str
    at: datetime
    measured_at: datetime | None


@dataclass(frozen=True)
class BlindSheet:
    """One exam to be marked.

    Attributes:
        place: which of the round it is, from 1.
        turns: what was said; names and numbers of persons are masked.
        draft: what the actor has marked of it so far, by criterion.
    """

    round_id: str
    place: int
    size: int
    scenario: Scenario
    turns: tuple[TurnView, ...]
    rubric: Rubric
    draft: Mapping[str, Outcome] = field(default_factory=dict)


def draw_round(
    practice: Practice,
    *,
    actor: Actor,
    rubric: str = "service-core",
    size: int = 12,
    needed: int = 2,
    seed: int | None = None,
) -> str:
    """Draw finished exams to be marked blind. Returns the round's id.

    They are taken in turn from each scenario and result (passed, not passed, stopped by a red line), by chance among
    those that nobody has commented on and that stand in no other round.

    Args:
        practice: the practice room.
        actor: a trainer; the exams are those of the people they examine.
        rubric: what they were judged by.
        size: how many, at most.
        needed: how many people are to mark all of them.
        seed: makes the draw repeatable; by chance when not given.

    Raises:
        Forbidden: the actor is no trainer.
        Refused: there are too few exams, or a number is out of its range.
    """
    require(actor, Action.CALIBRATE)
    if not SIZES[0] <= size <= SIZES[1] or not MARKERS[0] <= needed <= MARKERS[1]:
        raise Refused(mark("Draw between 2 and 60 exams, for between 2 and 5 people."))
    asked = load_rubric(rubric)
    rows = [row for row in exams_to_read(practice, actor=actor) if _fits(practice, actor, row, rubric)]
    with practice.context.database.reading() as connection:
        known = _known(connection, [row.card.attempt_id for row in rows])
    fresh = [row for row in rows if row.card.attempt_id not in known]
    dice = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311  repeatable, no secret
    drawn = _drawn(fresh, size, dice)
    if len(drawn) < SIZES[0]:
        raise Refused(
            mark(
                "There are too few new exams to compare marks on. Exams count that your people have finished, "
                "that nobody has commented on, and that were not drawn before."
            )
        )
    round_id = new_id()
    with practice.context.database.transaction() as connection:
        connection.execute(
            insert(CalibrationRound).values(
                id=round_id,
                rubric=asked.id,
                rubric_version=asked.version,
                needed=needed,
                drawn_by=actor.person_id,
                at=practice.context.now(),
            )
        )
        connection.execute(
            insert(CalibrationItem),
            [
                {"round_id": round_id, "place": place, "attempt_id": attempt_id}
                for place, attempt_id in enumerate(drawn, start=1)
            ],
        )
    return round_id


def _fits(practice: Practice, actor: Actor, row: ExamRow, rubric: str) -> bool:
    card, person = row.card, row.person
    if card.void or not may(actor, Action.MARK_EXAM, person_id=person.person_id, unit_id=person.unit_id):
        return False
    return practice.catalogue.scenario(card.slug, card.locale, card.scenario_version).rubric == rubric


def _known(connection: Connection, attempts: Sequence[str]) -> frozenset[str]:
    """The attempts that were drawn before, or that somebody has already read and written of."""
    drawn = select(col(CalibrationItem.attempt_id)).where(col(CalibrationItem.attempt_id).in_(attempts))
    read = select(col(ReviewEntry.attempt_id)).where(col(ReviewEntry.attempt_id).in_(attempts))
    return frozenset(chain(*(connection.execute(query).scalars() for query in (drawn, read))))


def _drawn(rows: Iterable[ExamRow], size: int, dice: random.Random) -> list[str]:
    """Attempts, one of each scenario and result after the other; in the end shuffled, so that places tell nothing."""
    strata: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        result = "red line" if row.card.blocked_by else "passed" if row.card.passed else "not passed"
        strata.setdefault((row.card.slug, result), []).append(row.card.attempt_id)
    groups = [strata[key] for key in sorted(strata)]
    for group in groups:
        dice.shuffle(group)
    dice.shuffle(groups)
    taken = [one for layer in zip_longest(*groups) for one in layer if one is not None][:size]
    dice.shuffle(taken)
    return taken


def list_rounds(practice: Practice, *, actor: Actor) -> tuple[RoundCard, ...]:
    """All rounds, newest first; what was found in one that is measured is no secret among trainers.

    Raises:
        Forbidden: the actor is no trainer.
    """
    require(actor, Action.CALIBRATE)
    newest = (col(CalibrationRound.at).desc(), col(CalibrationRound.id).desc())
    return _cards(practice, actor, select(CalibrationRound).order_by(*newest))


def round_card(practice: Practice, *, actor: Actor, round_id: str) -> RoundCard:
    """One round.

    Raises:
        Forbidden: the actor is no trainer.
        NotFound: there is no such round.
    """
    require(actor, Action.CALIBRATE)
    found = _cards(practice, actor, select(CalibrationRound).where(col(CalibrationRound.id) == round_id))
    if not found:
        raise NotFound(mark("There is no such round of marking."))
    return found[0]


def _cards(
    practice: Practice, actor: Actor, query: Select[*tuple[CalibrationRound]]
) -> tuple[RoundCard, ...]:
    with practice.context.database.reading() as connection:
        rows = connection.execute(query).all()
        ids = [row.id for row in rows]
        marked = marked_by(connection, ids)
        owners = _owners(connection, ids)
    people = people_by_id(practice.context, {id_ for of_round in owners.values() for id_ in of_round})
    return tuple(
        RoundCard(
            round_id=row.id,
            rubric=row.rubric,
            rubric_version=row.rubric_version,
            size=len(owners[row.id]),
            needed=row.needed,
            done=sum(count == len(owners[row.id]) for count in marked.get(row.id, {}).values()),
            mine=marked.get(row.id, {}).get(actor.person_id, 0),
            may_mark=row.measured_at is None and _examines(actor, [people[id_] for id_ in owners[row.id]]),
            drawn_by=row.drawn_by,
            at=row.at,
            measured_at=row.measured_at,
        )
        for row in rows
    )


def _owners(connection: Connection, rounds: Sequence[str]) -> Mapping[str, list[str]]:
    """Whose the exams of rounds are, one person's id for each exam."""
    rows = connection.execute(
        select(col(CalibrationItem.round_id), col(Attempt.person_id))
        .join(Attempt, col(CalibrationItem.attempt_id) == col(Attempt.id))
        .where(col(CalibrationItem.round_id).in_(rounds))
    )
    owners: dict[str, list[str]] = {}
    for row in rows:
        owners.setdefault(row.round_id, []).append(row.person_id)
    return owners


def _examines(actor: Actor, owners: Sequence[PersonCard]) -> bool:
    return all(
        may(actor, Action.MARK_EXAM, person_id=owner.person_id, unit_id=owner.unit_id) for owner in owners
    )


def next_sheet(practice: Practice, *, actor: Actor, round_id: str) -> BlindSheet | None:
    """The next exam of a round the actor has not marked; none when they have marked all.

    Raises:
        Forbidden: the actor is no trainer, or does not examine everybody in it.
        NotFound: there is no such round.
        Refused: it is measured.
    """
    card = _to_mark(practice, actor, round_id)
    with practice.context.database.reading() as connection:
        mine = select(col(CalibrationSheet.place)).where(
            col(CalibrationSheet.round_id) == round_id, col(CalibrationSheet.person_id) == actor.person_id
        )
        found = connection.execute(
            select(Attempt, col(CalibrationItem.place))
            .join(CalibrationItem, col(CalibrationItem.attempt_id) == col(Attempt.id))
            .where(col(CalibrationItem.round_id) == round_id, col(CalibrationItem.place).not_in(mine))
            .order_by(col(CalibrationItem.place))
            .limit(1)
        ).first()
        if found is None:
            return None
        attempt = card_of(cast("Row[Any]", found))
        turns = read_turns(connection, attempt.attempt_id)
        draft = read_draft(connection, by=actor, round_id=round_id, place=found.place)
    owner = people_by_id(practice.context, [attempt.person_id])[attempt.person_id]
    why = right_to(actor, Action.MARK_EXAM, person_id=owner.person_id, unit_id=owner.unit_id)
    note = Note(Deed.READ_BLIND, why, owner.person_id, attempt.attempt_id)
    record_reading(practice.context, actor=actor, note=note)
    return BlindSheet(
        round_id=round_id,
        place=found.place,
        size=card.size,
        scenario=practice.catalogue.scenario(attempt.slug, attempt.locale, attempt.scenario_version),
        turns=tuple(TurnView(turn.seq, turn.speaker, _nameless(turn.text, owner), turn.at) for turn in turns),
        rubric=load_rubric(card.rubric),
        draft=draft,
    )


def keep_draft(
    practice: Practice,
    *,
    actor: Actor,
    round_id: str,
    place: int,
    criterion: str,
    outcome: Outcome | None,
) -> None:
    """Keep one mark of an exam that is not sent yet, to go on with it another time, on whatever machine.

    Args:
        practice: the practice room.
        actor: who marks.
        round_id: the round.
        place: which exam of it.
        criterion: what was marked.
        outcome: how; none takes the mark back.

    Raises:
        Forbidden: the actor is no trainer, or does not examine everybody in the round.
        NotFound: there is no such round, no such exam in it, or no such criterion.
        Refused: the mark is none, or the round is measured.
    """
    card = _to_mark(practice, actor, round_id)
    _require_place(card, place)
    if criterion not in {one.id for one in load_rubric(card.rubric).criteria}:
        raise NotFound(mark("There is no such criterion in this round."))
    if outcome is not None and outcome not in MARKS:
        raise Refused(mark("This is none of the marks."))
    write_draft(practice, by=actor, round_id=round_id, place=place, criterion=criterion, outcome=outcome)


def mark_sheet(
    practice: Practice, *, actor: Actor, round_id: str, place: int, outcomes: Mapping[str, Outcome]
) -> None:
    """Keep what the actor found in one exam, every question answered. It cannot be changed: that would not be blind.

    With the last sheet of the last person who was needed, the round is measured.

    Raises:
        Forbidden: the actor is no trainer, or does not examine everybody in the round.
        NotFound: there is no such round, or no such exam in it.
        Refused: a question is left open or a mark is none, the actor has marked this exam, or the round is measured.
    """
    card = _to_mark(practice, actor, round_id)
    _require_place(card, place)
    asked = [criterion.id for criterion in load_rubric(card.rubric).criteria]
    open_ = [id_ for id_ in asked if outcomes.get(id_) not in MARKS]
    if open_ or len(outcomes) != len(asked):
        raise Refused(
            mark(
                "Answer every question; {count} are open. What you have marked so far is kept on this page."
            ),
            count=len(open_),
        )
    row = {
        "round_id": round_id,
        "place": place,
        "person_id": actor.person_id,
        "outcomes": dict(outcomes),
        "at": practice.context.now(),
    }
    try:
        with practice.context.database.transaction() as connection:
            connection.execute(insert(CalibrationSheet).values(row))
            forget_drafts(connection, round_id=round_id, place=place, person_id=actor.person_id)
    except IntegrityError:
        raise Refused(mark("You have marked this exam already.")) from None
    measure_if_done(practice, round_id=round_id)


def _require_place(card: RoundCard, place: int) -> None:
    if not 1 <= place <= card.size:
        raise NotFound(mark("There is no such exam in this round."))


def _to_mark(practice: Practice, actor: Actor, round_id: str) -> RoundCard:
    card = round_card(practice, actor=actor, round_id=round_id)
    if card.measured_at is not None:
        raise Refused(mark("Enough people have marked this round, and its result is there. Thank you."))
    if not card.may_mark:
        raise Forbidden(mark("Only who examines everybody in this round can mark it."))
    return card


def _nameless(text: str, owner: PersonCard) -> str:
    """What was said without the name of the person examined, and without numbers that tell who somebody is."""
    names = [owner.name_zh, owner.name_zh[1:], owner.name_en, *owner.name_en.split()]
    told = sorted({re.escape(name) for name in names if len(name) > 1}, key=len, reverse=True)
    # A Latin name ends where a word does; in Chinese nothing shows where one does.
    return mask(re.sub(rf"(?<![A-Za-z])(?:{'|'.join(told)})(?![A-Za-z])", SOMEBODY, text)).text
