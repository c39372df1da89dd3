"""What lies behind the figures of a calibration: the exams on which marks differ, and how a line went over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, select
from sqlmodel import col

from lms.people import Action, Actor, people_by_id, require
from lms.practice.calibration.measuring import marked_all_by, marks_of_round
from lms.practice.calibration.results import MeasuredLine, measured_line, read_round
from lms.practice.calibration.tables import CalibrationItem, CalibrationLine, CalibrationRound
from lms.practice.reading import readable
from lms.practice.rows import card_of
from lms.practice.stage import Practice
from lms.practice.tables import Attempt
from lms.practice.views import AttemptCard
from scoring.assessment import Outcome

MOST_ROUNDS = 24
"""Rounds a history shows at most, the newest."""


@dataclass(frozen=True)
class Difference:
    """One exam on which marks of a criterion differ.

    Attributes:
        people: what each person found, under their Chinese and English name.
        judges: what each judge found, by its name.
    """

    card: AttemptCard
    people: tuple[tuple[tuple[str, str], Outcome], ...]
    judges: Mapping[str, Outcome]


def differences(practice: Practice, *, actor: Actor, round_id: str, criterion: str) -> tuple[Difference, ...]:
    """The exams of a measured round in which people, or a judge, marked a criterion otherwise than another.

    Only those that the actor may read.

    Raises:
        Forbidden: the actor is no trainer.
        NotFound: there is no such round.
        Refused: it is still being marked; before that nobody sees anything.
    """
    read_round(practice, actor=actor, round_id=round_id)
    with practice.context.database.reading() as connection:
        people = marked_all_by(connection, round_id)
        markers = marks_of_round(connection, round_id, people)
        rows = connection.execute(
            select(Attempt, col(CalibrationItem.place))
            .join(CalibrationItem, col(CalibrationItem.attempt_id) == col(Attempt.id))
            .where(col(CalibrationItem.round_id) == round_id)
            .order_by(col(CalibrationItem.place))
        ).all()
    names = {id_: (one.name_zh, one.name_en) for id_, one in people_by_id(practice.context, people).items()}
    found = []
    for row in rows:
        card, place = card_of(cast("Row[Any]", row)), str(row.place)
        marks = {
            marker.name: marker.outcomes[place][criterion]
            for marker in markers
            if criterion in marker.outcomes.get(place, {})
        }
        if len(set(marks.values())) < 2 or not readable(practice, actor, card):
            continue
        found.append(
            Difference(
                card,
                tuple((names[id_], marks[id_]) for id_ in people if id_ in marks),
                {name: outcome for name, outcome in marks.items() if name not in names},
            )
        )
    return tuple(found)


def line_history(
    practice: Practice, *, actor: Actor, rubric: str, line: str
) -> tuple[tuple[datetime, MeasuredLine], ...]:
    """What each measured round found of one line, oldest first, at most the newest ``MOST_ROUNDS``.

    Raises:
        Forbidden: the actor is no trainer.
    """
    require(actor, Action.CALIBRATE)
    with practice.context.database.reading() as connection:
        rows = connection.execute(
            select(CalibrationLine, col(CalibrationRound.measured_at))
            .join(CalibrationRound, col(CalibrationRound.id) == col(CalibrationLine.round_id))
            .where(
                col(CalibrationRound.rubric) == rubric,
                col(CalibrationRound.measured_at).is_not(None),
                col(CalibrationLine.line) == line,
            )
            .order_by(col(CalibrationRound.measured_at).desc(), col(CalibrationRound.id).desc())
            .limit(MOST_ROUNDS)
        ).all()
    return tuple((row.measured_at, measured_line(row, (), in_force=False)) for row in reversed(rows))
