"""What the ids of culture are called on screen."""

from collections.abc import Mapping

from lms.platform.i18n import mark

RULE_NAMES: Mapping[str, str] = {
    "praise": mark("A customer's praise, confirmed by a colleague and not asked for"),
    "observation": mark("Sat beside a colleague at work and signed, whatever came out"),
    "sign_off": mark("Signed for a colleague, or said what is missing"),
    "review_streak": mark("Kept up the daily review for {days} working days in a row"),
    "suggestion": mark("A suggestion that was adopted"),
    "star": mark("Service star of the month"),
    "story": mark("A story you told that a branch took into its morning meeting"),
    "hardship": mark("Your manager's thanks after a customer was abusive; nobody else sees it"),
}
"""What earns points, as a rule says it."""
KIND_NAMES: Mapping[str, str] = {
    "praise": mark("Praise from a customer"),
    "observation": mark("Observed a colleague at work"),
    "sign_off": mark("Signed for a colleague"),
    "review_streak": mark("Kept up the daily review"),
    "suggestion": mark("Suggestion adopted"),
    "saving": mark("Share of what a suggestion saved"),
    "star": mark("Service star"),
    "hardship": mark("Thanks after a hard moment"),
    "story": mark("Story taken into a morning meeting"),
    "prize": mark("Prize of a contest"),
    "exchange": mark("Exchanged"),
    "returned": mark("Given back"),
    "counter": mark("Points taken back"),
}
"""Why points moved."""
STATE_NAMES: Mapping[str, str] = {
    "open": mark("Waits for approval"),
    "approved": mark("Approved"),
    "refused": mark("Refused"),
    "withdrawn": mark("Withdrawn"),
}
OFFER_KINDS: Mapping[str, str] = {"gift": mark("Gift"), "training": mark("Training")}
HOW_NAMES: Mapping[str, str] = {
    "rule": mark("By rule: most points of the month"),
    "vote": mark("By the votes of the branch"),
}
STEP_NAMES: Mapping[str, str] = {
    "handed_in": mark("Suggested"),
    "in_review": mark("Taken up"),
    "adopted": mark("Adopted"),
    "declined": mark("Declined"),
    "saving": mark("Saving recorded"),
}
"""How far a suggestion is."""
