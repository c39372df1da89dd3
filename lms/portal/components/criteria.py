"""Short names of the shipped criteria, for places where the whole question would be too long."""

from collections.abc import Mapping

from lms.platform.i18n import Translator, mark
from scoring.schema import Rubric

CRITERIA: Mapping[str, str] = {
    "greeting": mark("Greets first"),
    "courtesy": mark("Polite throughout"),
    "clear_need": mark("Establishes the need"),
    "feeling_first": mark("Meets the feeling first"),
    "apology": mark("Apologises for the trouble"),
    "plain_words": mark("Everyday words"),
    "paced": mark("One step at a time"),
    "person_offered": mark("Offers a person"),
    "reason_and_way": mark("A no with reason and another way"),
    "complaint_taken": mark("Takes the complaint"),
    "time_given": mark("Names a time"),
    "owned": mark("Says who does the next step"),
    "identity_checked": mark("Checks identity first"),
    "fraud_probed": mark("Asks about the signs of fraud"),
    "fraud_stopped": mark("Warns tactfully and brings in help"),
    "not_over_questioned": mark("No needless questioning"),
    "suitable_and_disclosed": mark("Suitable, with risk and fees stated"),
    "closing": mark("Closes properly"),
    "no_forbidden": mark("No insult, no quarrel"),
    "no_over_promise": mark("No promise nobody can keep"),
    "no_leak": mark("No secret given away or asked for"),
    "no_fraud_aid": mark("Does not help a fraud along"),
}


def criterion_name(tr: Translator, rubric: Rubric, criterion: str) -> str:
    """What a criterion is called; one that was written elsewhere is called by its question."""
    if criterion in CRITERIA:
        return tr.gettext(CRITERIA[criterion])
    return rubric.criterion(criterion).question.said_in(tr.locale)
