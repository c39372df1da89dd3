"""What the steps, clocks, deeds and ways out of a case are called on screen."""

from collections.abc import Mapping
from typing import Literal

from lms.platform.i18n import mark

Step = Literal["accept", "investigate", "handle", "reply", "visit"]
STEPS: tuple[Step, ...] = ("accept", "investigate", "handle", "reply", "visit")
CLOSED = "closed"
Satisfaction = Literal["satisfied", "partly", "dissatisfied", "not_reached"]
Afterwards = Literal["reopened", "review", "left"]
ActsFor = Literal["self", "agent", "heir"]
WayOut = Literal["withdrawn", "mediated", "not_needed"]
WAYS_OUT: tuple[WayOut, ...] = ("withdrawn", "mediated", "not_needed")

STEP_NAMES: Mapping[str, str] = {
    "accept": mark("Accept"),
    "investigate": mark("Investigate"),
    "handle": mark("Put right"),
    "reply": mark("Reply"),
    "visit": mark("Return visit"),
    CLOSED: mark("Closed"),
}
STEP_ASKS: Mapping[str, str] = {
    "accept": mark("What did you tell the customer when you took it on?"),
    "investigate": mark("What happened, and what do you plan to do?"),
    "handle": mark("What was put right, and by whom?"),
    "reply": mark("What decision was the customer told, and how?"),
    "visit": mark("What did the customer say when asked again?"),
}
ASKS_OF_NOBODY: Mapping[str, str] = {
    "reply": mark("What was decided, and what is said to the customer if they come with their number?"),
    "visit": mark("Did anybody come with the number since? What did they say?"),
}
"""What the steps ask where nobody knows how to reach the customer."""
UNREACHABLE = mark("Anonymous, cannot be reached")
SATISFACTION_NAMES: Mapping[str, str] = {
    "satisfied": mark("Satisfied"),
    "partly": mark("Partly satisfied"),
    "dissatisfied": mark("Not satisfied"),
    "not_reached": mark("Could not be reached"),
}
AFTERWARDS_NAMES: Mapping[str, str] = {
    "reopened": mark("We look at it again: reopen it"),
    "review": mark("The unit above reviews it"),
    "left": mark("The customer leaves it at that"),
}
ACTS_FOR_NAMES: Mapping[str, str] = {
    "self": mark("The customer themself"),
    "agent": mark("Somebody with the customer's authority"),
    "heir": mark("An heir"),
}
TRACK_NAMES: Mapping[str, str] = {"simple": mark("Simple"), "complex": mark("Complex")}
CLOCK_NAMES: Mapping[str, str] = {
    "respond": mark("First answer"),
    "plan": mark("Plan"),
    "decide": mark("Decision told"),
}
WAY_OUT_NAMES: Mapping[str, str] = {
    "visited": mark("Closed with a return visit"),
    "withdrawn": mark("Withdrawn by the customer"),
    "mediated": mark("Settled by mediation"),
    "not_needed": mark("No case of its own: no complaint, or part of another"),
}
DID_NAMES: Mapping[str, str] = {
    "opened": mark("Opened"),
    "accept": mark("Accepted"),
    "investigate": mark("Investigated"),
    "handle": mark("Put right"),
    "reply": mark("Replied"),
    "asked_after": mark("The customer asked after it"),
    "tried": mark("Not reached at the return visit"),
    "visit": mark("Return visit made"),
    "assigned": mark("Given to a handler"),
    "stepped_aside": mark("Taken from the handler, whom it is about"),
    "escalated": mark("Passed to the unit above"),
    "extended": mark("More days for the decision"),
    "appraisal": mark("Appraisal outside begun"),
    "appraisal_over": mark("Appraisal outside over"),
    "mediating": mark("Mediation begun"),
    "withdrawn": mark("Withdrawn by the customer"),
    "mediated": mark("Settled by mediation"),
    "not_needed": mark("Closed as no case of its own"),
    "reopened": mark("Reopened"),
    "view_asked": mark("The colleague was asked how they see it"),
    "found": mark("Said whose doing it was"),
    "review": mark("Review asked for by the customer"),
}
