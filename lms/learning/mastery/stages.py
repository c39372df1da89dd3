"""The four levels of the competency framework, as far as evidence can tell them.

A convention of this house, not a finding: who does fairly easy things well works alone (level 2), who does hard ones
well is steady under pressure (level 3). That somebody brings others along (level 4) is seen by a person and by no
drill, so it needs a mentor's word.
"""

from __future__ import annotations

from datetime import datetime

from lms.learning.mastery.ability import Belief, chance_of, level_where

WELL = 0.7
"""From this chance on something is done well."""
ALONE, UNDER_PRESSURE = 2.0, 4.0
"""Difficulties that tell level 2 and level 3."""
HIGHEST = 4


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
