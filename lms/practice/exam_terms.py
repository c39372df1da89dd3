"""On what terms an exam is sat: which criteria no machine's word decides, and whether exams are held back altogether.

A criterion that the last calibration to tell has flagged is set aside, until somebody decides that it counts all the
same: it is judged and shown, and counts once a person has marked it. Where the total is flagged, or half of the
criteria are set aside, no new exam begins. Practice knows no such terms. See docs/decisions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.platform.i18n import mark
from lms.practice.calibration.tables import CalibrationDecision, CalibrationLine, CalibrationRound
from lms.practice.stage import Practice
from scoring.schema import Rubric

TOTAL = "total"
"""The line of a calibration that is about all criteria together."""
EXAMS_HELD = mark(
    "Exams are held back at the moment: the trainers are making sure that they all mark alike. "
    "Your try is not used up; you can practise as often as you like meanwhile."
)


@dataclass(frozen=True)
class ExamTerms:
    """What holds for an exam that begins now.

    Attributes:
        set_aside: the criteria that no machine's word decides, in the order of the rubric.
        held: whether none may begin.
    """

    set_aside: tuple[str, ...] = ()
    held: bool = False


FREE = ExamTerms()


@dataclass(frozen=True)
class Decision:
    """What somebody decided of a flagged line.

    Attributes:
        counts: whether it counts in exams all the same; otherwise it stays set aside.
    """

    counts: bool
    reason: str
    person_id: str
    at: datetime


def exam_terms(practice: Practice, *, rubric: Rubric) -> ExamTerms:
    """On what terms an exam by a rubric begins now. No secret: whoever sits it is told."""
    with practice.context.database.reading() as connection:
        flags = flags_in_force(connection, rubric)
        decided = decisions_of(connection, sorted(set(flags.values())))
    undecided = {line for line, at in flags.items() if not counts(decided.get((at, line), ()))}
    aside = tuple(criterion.id for criterion in rubric.criteria if criterion.id in undecided)
    return ExamTerms(aside, held=TOTAL in undecided or 2 * len(aside) >= len(rubric.criteria))


def flags_in_force(connection: Connection, rubric: Rubric) -> Mapping[str, str]:
    """The flagged lines of a rubric's version, each with the round that flagged it: the last that could tell."""
    rows = connection.execute(
        select(col(CalibrationLine.line), col(CalibrationLine.why), col(CalibrationLine.round_id))
        .join(CalibrationRound, col(CalibrationRound.id) == col(CalibrationLine.round_id))
        .where(
            col(CalibrationRound.rubric) == rubric.id,
            col(CalibrationRound.rubric_version) == rubric.version,
            col(CalibrationRound.measured_at).is_not(None),
            col(CalibrationLine.told).is_(True),
        )
        .order_by(col(CalibrationRound.measured_at), col(CalibrationRound.id))
    )
    last = {row.line: row for row in rows}
    return {line: row.round_id for line, row in last.items() if row.why is not None}


def decisions_of(connection: Connection, rounds: list[str]) -> Mapping[tuple[str, str], tuple[Decision, ...]]:
    """What was decided of lines of rounds, by round and line, oldest first."""
    rows = connection.execute(
        select(CalibrationDecision)
        .where(col(CalibrationDecision.round_id).in_(rounds))
        .order_by(col(CalibrationDecision.at), col(CalibrationDecision.id))
    )
    found: dict[tuple[str, str], tuple[Decision, ...]] = {}
    for row in rows:
        key = (row.round_id, row.line)
        found[key] = (*found.get(key, ()), Decision(row.counts, row.reason, row.person_id, row.at))
    return found


def counts(decisions: tuple[Decision, ...]) -> bool:
    """Whether a flagged line counts all the same: the newest decision holds, and none is none."""
    return bool(decisions) and decisions[-1].counts
