"""Judging by a language model: question by question, several times over, with proof the program copies itself."""

from scoring.model_judge.judge import SAMPLES, Judged, JudgeUnavailable, judge_by_model

__all__ = ["SAMPLES", "JudgeUnavailable", "Judged", "judge_by_model"]
