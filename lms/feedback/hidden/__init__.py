"""Complaints that somebody hid and that were found: recorded with evidence, objected to, answered, lifted."""

from lms.feedback.hidden.barring import Barred, barred_in
from lms.feedback.hidden.objecting import answer_objection, lift_hidden, object_to_hidden
from lms.feedback.hidden.reading import (
    Hidden,
    HiddenWord,
    hidden_about_me,
    hidden_complaints,
    objections_waiting,
)
from lms.feedback.hidden.recording import HiddenFound, people_of_branch, record_hidden

__all__ = [
    "Barred",
    "Hidden",
    "HiddenFound",
    "HiddenWord",
    "answer_objection",
    "barred_in",
    "hidden_about_me",
    "hidden_complaints",
    "lift_hidden",
    "object_to_hidden",
    "objections_waiting",
    "people_of_branch",
    "record_hidden",
]
