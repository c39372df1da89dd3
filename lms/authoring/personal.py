"""What this room keeps about people: who asked for a scenario to be tried out, and not a word of anybody."""

from sqlmodel import col

from lms.authoring.tables import TrialRun, TrialSeed
from lms.catalogue.naming import titled
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalRoom, PersonalTable, enter

PERSONAL = PersonalRoom(
    "authoring",
    mark("Scenarios you had tried out"),
    (
        PersonalTable(
            TrialRun,
            mark("What you asked for"),
            of=lambda person_id: col(TrialRun.asked_by) == person_id,
            until=lambda before: col(TrialRun.asked_at) <= before,
            shown={
                "slug": mark("Scenario"),
                "locale": mark("Language"),
                "version": mark("Version"),
                "seeds": mark("Tries of each kind"),
                "asked_at": mark("Asked"),
                "finished_at": mark("Finished"),
            },
            said={"slug": titled("scenario")},
            hidden=frozenset({"id", "asked_by", "text", "rules", "beat_at", "failure", "summary"}),
            codes=frozenset({"failure", "summary"}),
        ),
    ),
    nobodys={TrialSeed: "conversations of invented trainees"},
)

enter(PERSONAL)
