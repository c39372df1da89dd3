"""The four levels of the competency framework, as far as evidence can tell them.

A convention of this house, not a finding: who does fairly easy things well works alone (level 2), who does hard ones
well is steady under pressure (level 3). That somebody brings others along (level 4) is seen by a person and by no
drill, so it needs a mentor's word.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.learning.mastery.ability import Belief, chance_of, level_where
from lms.learning.mastery.evidence import Evidence

WELL = 0.7
"""From this chance on something is done well."""
ALONE, UNDER_PRESSURE = 2.0, 4.0
"""Difficulties that tell level 2 and level 3."""
HIGHEST = 4
_TELLS = {1: 1.0, 2: ALONE, 3: UNDER_PRESSURE, 4: 5.0}
"""At which difficulty something of a level is."""
_LONGEST = 3_650
"""Days for which it is told in advance how long a level holds."""


def stage_of(belief: Belief, at: datetime, *, vouched: bool) -> int:
    """Return the level of the framework, 1 to 4, at which somebody is; 0 where there is no evidence.

    Args:
        belief: what is believed of the ability.
        at: when it is looked at, aware.
        vouched: whether a mentor has signed off that they bring others along.
    """
    if belief.n == 0:
        return 0
    if chance_of(belief, UNDER_PRESSURE, at) >= WELL:
        return HIGHEST if vouched else HIGHEST - 1
    return 2 if chance_of(belief, ALONE, at) >= WELL else 1


def difficulty_of(stage: int) -> float:
    """Return the difficulty of an item or a course that is written for a level of the framework, 1 to 4."""
    return _TELLS[stage]


def vouches(seen: Evidence) -> bool:
    """Tell whether a piece of evidence is a mentor's word that somebody brings others along."""
    return seen.kind == "sign_off" and seen.outcome and seen.difficulty >= difficulty_of(HIGHEST)


def holds_until(belief: Belief, stage: int) -> datetime | None:
    """Return how long level 2 or 3 holds if nothing more is seen, to the day; none where it is not reached.

    Who is beyond a newcomer can only come down by waiting, so there is one such day.
    """
    if belief.last_at is None or not _reaches(belief, stage, belief.last_at):
        return None
    holds, lost = 0, _LONGEST
    while lost - holds > 1:
        middle = (holds + lost) // 2
        if _reaches(belief, stage, belief.last_at + timedelta(days=middle)):
            holds = middle
        else:
            lost = middle
    return belief.last_at + timedelta(days=holds)


def level_needed(stage: int) -> float:
    """Return the mastery, 0 to 1, at which somebody reaches a level of the framework; level 1 needs none.

    Raises:
        ValueError: there is no such level.
    """
    if not 1 <= stage <= HIGHEST:
        raise ValueError(f"levels are 1 to {HIGHEST}, not {stage}")
    if stage == 1:
        return 0.0
    return level_where(WELL, ALONE if stage == 2 else UNDER_PRESSURE)


def _reaches(belief: Belief, stage: int, at: datetime) -> bool:
    return chance_of(belief, ALONE if stage == 2 else UNDER_PRESSURE, at) >= WELL
