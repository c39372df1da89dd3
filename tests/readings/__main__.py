"""Measures the readings and the judge, and writes the tables into docs/calibration/readings.md."""

from __future__ import annotations

from pathlib import Path

from tests.readings.report import put_into, tables

PAGE = Path(__file__).parents[2] / "docs" / "calibration" / "readings.md"

if __name__ == "__main__":
    PAGE.write_text(put_into(PAGE.read_text(encoding="utf-8"), tables()), encoding="utf-8")
    print(f"{PAGE} is as measured now.")
