"""What customers say: taken in, masked, classified, so that it becomes what staff learn."""

import lms.feedback.personal  # noqa: F401  enters what the room keeps about people
from lms.feedback.correcting import Overtaken, correct_feedback, corrected_texts
from lms.feedback.desk import Heard, Preview, preview_feedback, record_feedback
from lms.feedback.linking import Likeness, Settled, find_likenesses, settle_link
from lms.feedback.listing import (
    Asked,
    Correction,
    FeedbackCard,
    FeedbackPage,
    FeedbackView,
    colleagues_at,
    list_feedback,
    read_feedback,
)
from lms.feedback.originals import forget_originals, open_original
from lms.feedback.receiving import RECEIVED

__all__ = [
    "RECEIVED",
    "Asked",
    "Correction",
    "FeedbackCard",
    "FeedbackPage",
    "FeedbackView",
    "Heard",
    "Likeness",
    "Overtaken",
    "Preview",
    "Settled",
    "colleagues_at",
    "correct_feedback",
    "corrected_texts",
    "find_likenesses",
    "forget_originals",
    "list_feedback",
    "open_original",
    "preview_feedback",
    "read_feedback",
    "record_feedback",
    "settle_link",
]
