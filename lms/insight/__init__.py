"""Insight: how far everybody is, who needs a word, and the same as files. Did it help, and pilots."""

import lms.insight.personal  # noqa: F401  enters what the room keeps about people
from lms.insight.attention import SOON, Behind, BehindPage, people_behind, to_talk_to
from lms.insight.completion import Axis, Completion, Counts, Group, completion
from lms.insight.effect import FEWEST_BRANCHES, FEWEST_CASES, Effect
from lms.insight.export import Sheet, as_csv, as_xlsx
from lms.insight.foresight import FEW, FEWEST, Foresight, foresight
from lms.insight.funnel import Funnel, Step, funnel
from lms.insight.helped import SPANS, PersonBefore, curricula_through, did_it_help, people_before
from lms.insight.measuring import Block, Measured
from lms.insight.past import COLUMNS as PAST_COLUMNS
from lms.insight.past import LookedPast, look_at_past, take_in_past
from lms.insight.pilot_result import PilotResult, PilotWeek, pilot_result
from lms.insight.pilots import Decided, PilotCard, PilotPlan, begin_pilot, decide_pilot, others_of, pilots
from lms.insight.scope import UnitNames, regions, units_within

__all__ = [
    "FEW",
    "FEWEST",
    "FEWEST_BRANCHES",
    "FEWEST_CASES",
    "PAST_COLUMNS",
    "SOON",
    "SPANS",
    "Axis",
    "Behind",
    "BehindPage",
    "Block",
    "Completion",
    "Counts",
    "Decided",
    "Effect",
    "Foresight",
    "Funnel",
    "Group",
    "LookedPast",
    "Measured",
    "PersonBefore",
    "PilotCard",
    "PilotPlan",
    "PilotResult",
    "PilotWeek",
    "Sheet",
    "Step",
    "UnitNames",
    "as_csv",
    "as_xlsx",
    "begin_pilot",
    "completion",
    "curricula_through",
    "decide_pilot",
    "did_it_help",
    "foresight",
    "funnel",
    "look_at_past",
    "others_of",
    "people_before",
    "people_behind",
    "pilot_result",
    "pilots",
    "regions",
    "take_in_past",
    "to_talk_to",
    "units_within",
]
