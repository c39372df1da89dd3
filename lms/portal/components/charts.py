"""Charts of the portal: each drawing has its table, and titles are sentences that say what is to be seen."""

from lms.portal.components.charts_lines import FEELINGS, MoodPoint, feeling_of
from lms.portal.components.charts_mood import (
    compare_mood_chart,
    compare_mood_table,
    mood_chart,
    mood_table,
    most_different,
    turning_points,
)
from lms.portal.components.charts_score import (
    DimensionRow,
    TrendPoint,
    dimension_chart,
    dimension_table,
    trend_chart,
    trend_table,
)
from lms.portal.components.charts_theme import register_theme

# Whoever draws a chart has the look with it.
register_theme()

__all__ = [
    "FEELINGS",
    "DimensionRow",
    "MoodPoint",
    "TrendPoint",
    "compare_mood_chart",
    "compare_mood_table",
    "dimension_chart",
    "dimension_table",
    "feeling_of",
    "mood_chart",
    "mood_table",
    "most_different",
    "register_theme",
    "trend_chart",
    "trend_table",
    "turning_points",
]
