"""The quarterly paper on what customers need: as page, PDF and workbook."""

from lms.insight.paper.figures import (
    RISING_FROM,
    RISING_LEAST,
    RISING_MOST,
    SEGMENTS,
    Figures,
    Frequent,
    Need,
)
from lms.insight.paper.paper import (
    HiddenNeed,
    Paper,
    how_far,
    quarters_of,
    read_paper,
    usual_quarter,
)
from lms.insight.paper.parts import Part, parts_of
from lms.insight.paper.printed import TITLE, printed
from lms.insight.paper.words import hidden_name, listed, method, need_name, quarter_name, three_sentences

__all__ = [
    "RISING_FROM",
    "RISING_LEAST",
    "RISING_MOST",
    "SEGMENTS",
    "TITLE",
    "Figures",
    "Frequent",
    "HiddenNeed",
    "Need",
    "Paper",
    "Part",
    "hidden_name",
    "how_far",
    "listed",
    "method",
    "need_name",
    "parts_of",
    "printed",
    "quarter_name",
    "quarters_of",
    "read_paper",
    "three_sentences",
    "usual_quarter",
]
