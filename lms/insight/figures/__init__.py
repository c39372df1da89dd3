"""Figures of branches by month: transactions, satisfaction, errors, churn and cost, each with definition and owner."""

from lms.insight.figures.columns import COLUMNS
from lms.insight.figures.kinds import KINDS, Kind, value_plain, value_said
from lms.insight.figures.months import Month
from lms.insight.figures.standing import Correction, HeldBranch, HeldFigures, SetCard, figures_held
from lms.insight.figures.taking_in import Counts, LookedFigures, look_at_figures, take_in_figures
from lms.insight.figures.template import figures_csv, figures_workbook, rows_to_fill

__all__ = [
    "COLUMNS",
    "KINDS",
    "Correction",
    "Counts",
    "HeldBranch",
    "HeldFigures",
    "Kind",
    "LookedFigures",
    "Month",
    "SetCard",
    "figures_csv",
    "figures_held",
    "figures_workbook",
    "look_at_figures",
    "rows_to_fill",
    "take_in_figures",
    "value_plain",
    "value_said",
]
