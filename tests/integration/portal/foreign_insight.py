"""What is measured of another branch, as rows."""

from datetime import date

from lms.insight import PilotCard
from lms.insight.figures.reading import FigureRow


def a_pilot(unit_id: str, day: date) -> PilotCard:
    """A pilot of one unit, done."""
    numbers = (20, day, 12, 30, 4)
    about = ("no-such-pilot", "试点", "少些投诉。", "foundation", "complaints")
    return PilotCard(*about, None, None, *numbers, "done", (unit_id,), ())  # type: ignore[arg-type]


def a_figure(unit_id: str, owner_id: str) -> FigureRow:
    """A figure of one unit, owned by somebody."""
    return FigureRow(unit_id, "errors", date(2025, 5, 1), 1, None, "差错笔数", owner_id, None)
