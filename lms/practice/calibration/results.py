"""What a round of blind marking found, once everybody is done: agreement by line, what is flagged, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlmodel import col

from lms.people import Action, Actor, people_by_id, require
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.practice.calibration.marking import RoundCard, round_card
from lms.practice.calibration.measuring import marked_all_by, measure_if_done
from lms.practice.calibration.tables import CalibrationDecision, CalibrationLine
from lms.practice.exam_terms import Decision, decisions_of, flags_in_force
from lms.practice.reviewing import in_words
from lms.practice.stage import Practice
from scoring.schema import load_rubric

if TYPE_CHECKING:
    from scoring.agreement import Agreement, Figure
    from scoring.calibration import Part, Why


@dataclass(frozen=True)
class MeasuredLine:
    """What was found of a criterion, a dimension or the total.

    Attributes:
        people: how far people agree with each other.
        judges: how far each judge agrees with them.
        change: how the agreement of the judge that counts moved since the round before; none where that is not known.
        told: whether enough was marked to flag it or not.
        why: why it is flagged, or none.
        in_force: whether this flag is the one exams go by; a later round may have told otherwise.
        decisions: what was decided of the flag, oldest first; the newest holds.
    """

    id: str
    part: Part
    people: Agreement | None
    judges: Mapping[str, Agreement]
    change: Figure | None
    told: bool
    why: Why | None
    in_force: bool
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class RoundResult:
    """A measured round.

    Attributes:
        markers: names of who marked all of it, Chinese and English.
        deciders: names of who decided, by their id.
    """

    card: RoundCard
    lines: tuple[MeasuredLine, ...]
    markers: tuple[tuple[str, str], ...]
    deciders: Mapping[str, tuple[str, str]]


def read_round(practice: Practice, *, actor: Actor, round_id: str) -> RoundResult:
    """What a round found.

    Raises:
        Forbidden: the actor is no trainer.
        NotFound: there is no such round.
        Refused: it still goes on; before that nobody sees anything.
    """
    require(actor, Action.CALIBRATE)
    measure_if_done(practice, round_id=round_id)
    card = round_card(practice, actor=actor, round_id=round_id)
    if card.measured_at is None:
        raise Refused(mark("This round is still being marked. Its result is there once everybody is done."))
    with practice.context.database.reading() as connection:
        rows = connection.execute(
            select(CalibrationLine).where(col(CalibrationLine.round_id) == round_id)
        ).all()
        decided = decisions_of(connection, [round_id])
        flags = flags_in_force(connection, load_rubric(card.rubric))
        markers = marked_all_by(connection, round_id)
    rubric = load_rubric(card.rubric)
    order = [c.id for c in rubric.criteria] + [d.id for d in rubric.dimensions]
    lines = [
        measured_line(row, decided.get((round_id, row.line), ()), in_force=flags.get(row.line) == round_id)
        for row in rows
    ]
    lines.sort(key=lambda line: order.index(line.id) if line.id in order else len(order))
    deciders = {one.person_id for found in decided.values() for one in found}
    people = people_by_id(practice.context, {*markers, *deciders})
    return RoundResult(
        card,
        tuple(lines),
        tuple((people[id_].name_zh, people[id_].name_en) for id_ in markers),
        {id_: (people[id_].name_zh, people[id_].name_en) for id_ in deciders},
    )


def measured_line(row: Any, decisions: tuple[Decision, ...], *, in_force: bool) -> MeasuredLine:
    """A line from its row."""
    from scoring.agreement import Figure

    return MeasuredLine(
        id=row.line,
        part=row.part,
        people=None if row.people is None else _agreement(row.people),
        judges={name: _agreement(found) for name, found in row.judges.items()},
        change=None if row.change is None else Figure(**row.change),
        told=row.told,
        why=row.why,
        in_force=in_force,
        decisions=decisions,
    )


def _agreement(kept: Mapping[str, Any]) -> Agreement:
    from scoring.agreement import Agreement, Figure

    return Agreement(**{**kept, "kappa": Figure(**kept["kappa"]), "gwet": Figure(**kept["gwet"])})


def decide_flag(
    practice: Practice, *, actor: Actor, round_id: str, line: str, counts: bool, reason: str
) -> None:
    """Decide whether a flagged criterion, or the total, counts in exams all the same; kept with who, when and why.

    It holds for exams that begin from now on.

    Raises:
        Forbidden: the actor is no trainer.
        NotFound: there is no such round.
        Refused: the line is not flagged there, a later round has told, or a reason is missing.
    """
    result = read_round(practice, actor=actor, round_id=round_id)
    found = next((one for one in result.lines if one.id == line), None)
    if found is None or found.why is None or found.part == "dimension":
        raise Refused(mark("Nothing is to be decided here: this was not flagged."))
    if not found.in_force:
        raise Refused(mark("A later round has told about this since; decide there."))
    row = {
        "id": new_id(),
        "round_id": round_id,
        "line": line,
        "counts": counts,
        "reason": in_words(reason),
        "person_id": actor.person_id,
        "at": practice.context.now(),
    }
    with practice.context.database.transaction() as connection:
        connection.execute(insert(CalibrationDecision).values(row))
