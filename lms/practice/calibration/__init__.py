"""Calibration: several people mark the same exams blind, and what they do not agree on decides no exam."""
