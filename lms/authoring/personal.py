"""What this room keeps about people: who had scenarios tried out and who wrote drafts, and not a word of anybody."""

from sqlalchemy import or_
from sqlmodel import col

from lms.authoring.tables import ScenarioDraft, ScenarioDraftText, TrialRun, TrialSeed
from lms.catalogue.naming import titled
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalRoom, PersonalTable, enter

_MADE = mark("Made on")
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
        PersonalTable(
            ScenarioDraft,
            mark("Scenario drafts you made of cases, or published"),
            of=lambda person_id: or_(
                col(ScenarioDraft.made_by) == person_id, col(ScenarioDraft.published_by) == person_id
            ),
            until=lambda before: col(ScenarioDraft.made_at) <= before,
            shown={"slug": mark("Scenario"), "made_at": _MADE, "published_at": mark("Published on")},
            others={"made_by": mark("a colleague"), "published_by": mark("a colleague")},
            hidden=frozenset(
                {
                    *("id", "case_id", "base", "cause", "business", "segment", "severity", "left_out"),
                    *("model", "checked"),
                }
            ),
            codes=frozenset({"checked", "left_out"}),
        ),
        PersonalTable(
            ScenarioDraftText,
            mark("Texts of drafts you saved last"),
            of=lambda person_id: col(ScenarioDraftText.saved_by) == person_id,
            until=lambda before: col(ScenarioDraftText.saved_at) <= before,
            shown={"locale": mark("Language"), "saved_at": mark("Saved")},
            hidden=frozenset({"draft_id", "text", "revision", "saved_by"}),
            codes=frozenset({"text"}),
        ),
    ),
    nobodys={TrialSeed: "conversations of invented trainees"},
)

enter(PERSONAL)
