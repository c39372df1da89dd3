"""What the values in one's own data of learning are called."""

from lms.platform.i18n import mark

STATES = {"open": mark("Under way"), "completed": mark("Completed"), "ended": mark("Ended")}
OUTCOMES = {"completed": mark("Completed"), "passed": mark("Passed"), "failed": mark("Not passed")}
SEEN_IN = {
    "criterion": mark("Rehearsal"),
    "quiz_item": mark("Quiz"),
    "review_item": mark("Daily review"),
    "sign_off": mark("Mentor's signature"),
    "observation": mark("Observation at work"),
}
VERDICTS = {
    "ready": mark("✓ Ready"),
    "not_yet": mark("○ Not yet"),
    "red_line": mark("■ Not ready: a red line was crossed"),
}
KINDS = {
    "course": mark("Course"),
    "lesson": mark("Lesson"),
    "quiz": mark("Quiz"),
    "drill": mark("Rehearsal"),
    "discussion": mark("Case discussion"),
    "live": mark("Live questions"),
    "sign_off": mark("Mentor's signature"),
    "observation": mark("Observation at work"),
    "review_meeting": mark("Review meeting"),
}
