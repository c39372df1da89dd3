"""What this room keeps about people: which pilots they began and what they decided, and which figures they own."""

from sqlalchemy import or_
from sqlmodel import col

from lms.insight.figures.kinds import KINDS
from lms.insight.figures.tables import Figure, FigureBefore, FigureRequest, FigureSet
from lms.insight.pilot_words import STEP_NAMES
from lms.insight.tables import PastComplaints, Pilot, PilotBranch, PilotStep
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, PersonalRoom, PersonalTable, enter, in_words

PERSONAL = PersonalRoom(
    "insight",
    mark("Pilots"),
    (
        PersonalTable(
            Pilot,
            mark("Pilots you began"),
            of=lambda person_id: col(Pilot.begun_by) == person_id,
            until=lambda before: col(Pilot.at) <= before,
            shown={"at": mark("When"), "title": mark("Title"), "goal": mark("Goal"), "state": mark("State")},
            said={"state": in_words(STEP_NAMES)},
            hidden=frozenset(
                {
                    *("id", "curriculum", "metric", "cause", "competency", "target", "begins_on", "weeks"),
                    *("exit_percent", "exit_after", "begun_by"),
                }
            ),
            erased={"goal": ERASED},
        ),
        PersonalTable(
            PilotStep,
            mark("What you decided about pilots"),
            of=lambda person_id: col(PilotStep.by_person_id) == person_id,
            until=lambda before: col(PilotStep.at) <= before,
            shown={"at": mark("When"), "step": mark("What"), "reason": mark("Your reason")},
            said={"step": in_words(STEP_NAMES)},
            hidden=frozenset({"id", "pilot_id", "by_person_id", "people"}),
            erased={"reason": ""},
        ),
        PersonalTable(
            FigureSet,
            mark("Figures you answer for, or took in"),
            of=lambda person_id: or_(
                col(FigureSet.owner_id) == person_id, col(FigureSet.by_person_id) == person_id
            ),
            until=lambda before: col(FigureSet.at) <= before,
            shown={
                "at": mark("When"),
                "kind": mark("Figure"),
                "definition": mark("What it counts"),
                "recorded_on": mark("Date of record"),
            },
            others={"owner_id": mark("a colleague"), "by_person_id": mark("a colleague")},
            said={"kind": in_words({key: kind.name for key, kind in KINDS.items()})},
            hidden=frozenset({"id", "key_id"}),
            kept=mark("What a figure counts is the bank's: it stands with the figure."),
        ),
    ),
    nobodys={
        Figure: "a figure of a branch",
        FigureBefore: "a figure of a branch as it was before a correction",
        FigureRequest: "a request of another system",
        PastComplaints: "figures of a branch; by whom they were taken in is a deed of the trail",
        PilotBranch: "which branches take part",
    },
)

enter(PERSONAL)
