"""Every criterion that rules can answer, by its id in TAXONOMY."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.rules import care, compliance, follow_through, listening, manners, red_lines
from scoring.rules.question import Question

QUESTIONS: Mapping[str, Question] = {
    "greeting": manners.GREETING,
    "courtesy": manners.COURTESY,
    "clear_need": listening.CLEAR_NEED,
    "feeling_first": listening.FEELING_FIRST,
    "apology": listening.APOLOGY,
    "plain_words": care.PLAIN_WORDS,
    "paced": care.PACED,
    "person_offered": care.PERSON_OFFERED,
    "reason_and_way": follow_through.REASON_AND_WAY,
    "complaint_taken": follow_through.COMPLAINT_TAKEN,
    "time_given": follow_through.TIME_GIVEN,
    "owned": follow_through.OWNED,
    "identity_checked": compliance.IDENTITY_CHECKED,
    "fraud_probed": compliance.FRAUD_PROBED,
    "fraud_stopped": compliance.FRAUD_STOPPED,
    "not_over_questioned": compliance.NOT_OVER_QUESTIONED,
    "suitable_and_disclosed": compliance.SUITABLE_AND_DISCLOSED,
    "closing": manners.CLOSING,
    "no_forbidden": red_lines.NO_FORBIDDEN,
    "no_over_promise": red_lines.NO_OVER_PROMISE,
    "no_leak": red_lines.NO_LEAK,
    "no_fraud_aid": red_lines.NO_FRAUD_AID,
}
"""The questions of ``service-core``. Another rubric may use any of them; what is not here is abstained from."""
