"""What the rules judge, as it marks now, finds in exams of a round that it marked before it read in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Row, select
from sqlmodel import col

from lms.practice.calibration.tables import CalibrationItem
from lms.practice.rows import TURN, card_of, turn_of
from lms.practice.stage import Practice
from lms.practice.tables import Attempt, HeardActs, Turn
from lms.practice.views import TurnView, transcript_of
from scoring.assessment import Outcome
from scoring.schema import load_rubric


def judged_now(
    practice: Practice, *, round_id: str, rubric: str, version: int
) -> Mapping[int, Mapping[str, Outcome]]:
    """Return the outcomes by criterion, by place in the round, of the exams that would be read by another reader now.

    An exam that was read in full stands as it was marked, whatever was learnt since; one whose words are erased, too.
    Nothing is returned where the round was drawn under another version of the rubric. It takes a tenth of a second an
    exam, and writes nothing.
    """
    if load_rubric(rubric).version != version:
        return {}
    with practice.context.database.reading() as connection:
        rows = connection.execute(
            select(Attempt, col(CalibrationItem.place), col(HeardActs.reader))
            .join(CalibrationItem, col(CalibrationItem.attempt_id) == col(Attempt.id))
            .outerjoin(HeardActs, col(HeardActs.attempt_id) == col(Attempt.id))
            .where(col(CalibrationItem.round_id) == round_id, col(Attempt.erased_at).is_(None))
        ).all()
        before = [row for row in rows if row.reader != "full"]
        said: dict[str, list[TurnView]] = defaultdict(list)
        for turn in connection.execute(
            select(col(Turn.attempt_id), *TURN)
            .where(col(Turn.attempt_id).in_([row.id for row in before]))
            .order_by(col(Turn.attempt_id), col(Turn.seq))
        ):
            said[turn.attempt_id].append(turn_of(turn))
    found: dict[int, Mapping[str, Outcome]] = {}
    for row in before:
        card = card_of(cast("Row[Any]", row))
        scenario = practice.catalogue.scenario(card.slug, card.locale, card.scenario_version)
        transcript = transcript_of(scenario, tuple(said[card.attempt_id]))
        heard = practice.hear(transcript)
        if heard.reader == "full":
            verdict = practice.judge(transcript, scenario, recogniser=heard.again(transcript))
            found[row.place] = {result.id: result.outcome for result in verdict.criteria}
    return found
