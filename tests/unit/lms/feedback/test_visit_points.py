"""What is handed out of a mystery visit says its points in words."""

from lms.feedback.visits.personal import VISIT_TABLES
from lms.feedback.visits.tables import FeedbackVisit


def test_points_and_answers_are_handed_out_in_both_languages_and_never_as_ids() -> None:
    (visits,) = [one for one in VISIT_TABLES if one.table is FeedbackVisit]
    nobody = None
    (tidy, gone) = visits.said["answers"](nobody, {"tidy": "no", "gone_since": "not_seen"})  # type: ignore[arg-type]
    assert tidy["point"].keys() == {"zh-CN", "en"} and "tidy" not in tidy["point"].values()
    assert tidy["answer"] == {"zh-CN": "否", "en": "No"}
    assert gone["point"]["en"] == "gone_since"
    (seen,) = visits.said["seen"](nobody, {"tidy": "两支笔都写不出字。"})  # type: ignore[arg-type]
    assert (seen["point"], seen["seen"]) == (tidy["point"], "两支笔都写不出字。")
