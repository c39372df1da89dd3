"""The questions of the shipped rubric, answered by rules: one function a criterion, grouped by what they ask."""

from scoring.rules.question import Question, Verdict
from scoring.rules.questions import QUESTIONS
from scoring.rules.reading import Reading, read

__all__ = ["QUESTIONS", "Question", "Reading", "Verdict", "read"]
