"""From a case to a scenario: a draft by rule, a trainer who edits it, a check it has to pass, its publication."""

from lms.authoring.drafting.checking import Checked
from lms.authoring.drafting.drafts import draft_case, writer_of
from lms.authoring.drafting.editing import check_draft, publish_draft, save_draft
from lms.authoring.drafting.reading import (
    DraftCard,
    DraftView,
    Fault,
    draft_of_case,
    drafts_waiting,
    list_drafts,
    read_draft,
)

__all__ = [
    "Checked",
    "DraftCard",
    "DraftView",
    "Fault",
    "check_draft",
    "draft_case",
    "draft_of_case",
    "drafts_waiting",
    "list_drafts",
    "publish_draft",
    "read_draft",
    "save_draft",
    "writer_of",
]
