"""Insight: how far everybody is, who needs a word, and the same as files. It reads, and changes nothing."""

from lms.insight.attention import SOON, Behind, BehindPage, people_behind, to_talk_to
from lms.insight.completion import Axis, Completion, Counts, Group, completion
from lms.insight.export import Sheet, as_csv, as_xlsx
from lms.insight.foresight import FEW, FEWEST, Foresight, foresight
from lms.insight.funnel import Funnel, Step, funnel
from lms.insight.scope import UnitNames, regions, units_within

__all__ = [
    "FEW",
    "FEWEST",
    "SOON",
    "Axis",
    "Behind",
    "BehindPage",
    "Completion",
    "Counts",
    "Foresight",
    "Funnel",
    "Group",
    "Sheet",
    "Step",
    "UnitNames",
    "as_csv",
    "as_xlsx",
    "completion",
    "foresight",
    "funnel",
    "people_behind",
    "regions",
    "to_talk_to",
    "units_within",
]
