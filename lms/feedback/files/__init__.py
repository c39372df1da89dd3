"""Files of feedback: columns found or named, looked at first, then taken in in the background, part by part."""

from lms.feedback.files.columns import (
    COLUMNS,
    Column,
    Mapped,
    chosen_columns,
    headings_in,
    mapping_for,
    unused_headings,
)
from lms.feedback.files.reading import NO_TEXT_COLUMN, Looked, look_at
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
from lms.feedback.files.template import feedback_csv, feedback_workbook

__all__ = [
    "COLUMNS",
    "JOB",
    "NO_TEXT_COLUMN",
    "Column",
    "Looked",
    "Mapped",
    "Progressed",
    "begin_import",
    "chosen_columns",
    "feedback_csv",
    "feedback_workbook",
    "headings_in",
    "job_subject",
    "look_at",
    "mapping_for",
    "owed",
    "progress_of",
    "rows_left",
    "unused_headings",
    "work_off",
]
