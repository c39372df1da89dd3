"""Mastery: what somebody can do, read out of what they did, with what is not known of it said beside it."""

from lms.learning.mastery.ability import (
    Belief,
    ability_at,
    chance_of,
    footing,
    later,
    mastery,
    take_in,
    unknown,
)
from lms.learning.mastery.evidence import KINDS, Evidence, Footing, Kind, Mastery
from lms.learning.mastery.gathering import evidence_of_drill, evidence_of_observation
from lms.learning.mastery.stages import WELL, difficulty_of, holds_until, level_needed, stage_of, vouches

__all__ = [
    "KINDS",
    "WELL",
    "Belief",
    "Evidence",
    "Footing",
    "Kind",
    "Mastery",
    "ability_at",
    "chance_of",
    "difficulty_of",
    "evidence_of_drill",
    "evidence_of_observation",
    "footing",
    "holds_until",
    "later",
    "level_needed",
    "mastery",
    "stage_of",
    "take_in",
    "unknown",
    "vouches",
]
