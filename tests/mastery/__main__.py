"""Compares the models of mastery on simulated learners, and writes the tables into docs/mastery/comparison.md."""

from __future__ import annotations

from pathlib import Path

from tests.mastery.report import tables
from tests.readings.report import put_into

PAGE = Path(__file__).parents[2] / "docs" / "mastery" / "comparison.md"

if __name__ == "__main__":
    made = put_into(PAGE.read_text(encoding="utf-8"), tables(), by="tests.mastery")
    PAGE.write_text(made, encoding="utf-8")
    print(f"{PAGE} is as measured now.")
