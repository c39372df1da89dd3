"""Files of feedback: columns found or named, looked at first, then taken in in the background, part by part."""

from lms.feedback.files.columns import COLUMNS, Column, Mapped, chosen_columns, headings_in, mapping_for
from lms.feedback.files.reading import Looked, look_at
from lms.feedback.files.taking_in import (
    JOB,
    Progressed,
    begin_import,
    job_subject,
    owed,
    progress_of,
    rows_left,
    work_off,
)

__all__ = [
    "COLUMNS",
    "JOB",
    "Column",
    "Looked",
    "Mapped",
    "Progressed",
    "begin_import",
    "chosen_columns",
    "headings_in",
    "job_subject",
    "look_at",
    "mapping_for",
    "owed",
    "progress_of",
    "rows_left",
    "work_off",
]
