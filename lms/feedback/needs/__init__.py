"""Hidden needs: texts of a quarter alike though no cause shows it. The program finds, people name them."""

from lms.feedback.needs.groups import Group, Reading, groups_of, readings_of
from lms.feedback.needs.naming import name_group
from lms.feedback.needs.reading import (
    JOB,
    ask_for_groups,
    compare_texts,
    job_subject,
    owed,
    read_last_quarter,
)
from lms.feedback.needs.tables import NAME
from lms.feedback.needs.texts import MOST

__all__ = [
    "JOB",
    "MOST",
    "NAME",
    "Group",
    "Reading",
    "ask_for_groups",
    "compare_texts",
    "groups_of",
    "job_subject",
    "name_group",
    "owed",
    "read_last_quarter",
    "readings_of",
]
