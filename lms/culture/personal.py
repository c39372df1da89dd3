"""What this room keeps about people: the points they hold, where these came from, and what they wanted for them.

Figures stay: the books must sum to zero. Words that a person wrote go.
"""

from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from lms.catalogue.teaching.vocabulary import COMPETENCY_NAMES
from lms.culture.answers.personal import ANSWER_TABLES
from lms.culture.contest.personal import CONTEST_NOBODYS, CONTEST_TABLES
from lms.culture.honours.tables import Honour, HonourQuarter
from lms.culture.staff.personal import STAFF_TABLES
from lms.culture.stories.personal import STORY_TABLES
from lms.culture.tables import (
    ModelCase,
    PointAccount,
    PointEntry,
    PointExchange,
    PointTransaction,
    PraiseLetter,
    StarAward,
    StarVote,
    Suggestion,
    SuggestionStep,
)
from lms.culture.words import HOW_NAMES, KIND_NAMES, STATE_NAMES, STEP_NAMES
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, NOW, PersonalRoom, PersonalTable, enter, in_both, in_words
from lms.platform.settings import Locale

_WHEN = mark("When")
_MANAGER = mark("a manager")


def _why(connection: Connection, transaction_id: Any) -> dict[Locale, str]:
    kind = select(col(PointTransaction.kind)).where(col(PointTransaction.id) == transaction_id)
    return in_both(KIND_NAMES[connection.execute(kind).scalar_one()])


PERSONAL = PersonalRoom(
    "culture",
    mark("Points, praise, stories, suggestions"),
    (
        PersonalTable(
            PointAccount,
            mark("Your points"),
            of=lambda person_id: col(PointAccount.person_id) == person_id,
            until=lambda before: col(PointAccount.opened_at) <= before,
            shown={"balance": mark("Points"), "opened_at": mark("Since")},
            hidden=frozenset({"id", "kind", "person_id"}),
        ),
        PersonalTable(
            PointEntry,
            mark("Points that came and went"),
            of=lambda person_id: col(PointEntry.account_id) == person_id,
            until=lambda before: col(PointEntry.at) <= before,
            shown={"at": _WHEN, "amount": mark("Points"), "transaction_id": mark("What for")},
            said={"transaction_id": _why},
            hidden=frozenset({"account_id"}),
        ),
        PersonalTable(
            PointTransaction,
            mark("Points you gave back or took back"),
            of=lambda person_id: col(PointTransaction.by_person_id) == person_id,
            until=lambda before: col(PointTransaction.at) <= before,
            shown={"at": _WHEN, "kind": mark("What for"), "note": mark("Your reason")},
            said={"kind": in_words(KIND_NAMES)},
            hidden=frozenset({"id", "cause", "reverses", "by_person_id"}),
            erased={"note": None},
        ),
        PersonalTable(
            PointExchange,
            mark("What you wanted for your points"),
            of=lambda person_id: col(PointExchange.person_id) == person_id,
            until=lambda before: col(PointExchange.asked_at) <= before,
            shown={
                "asked_at": _WHEN,
                "offer": mark("What"),
                "points": mark("Points"),
                "state": mark("State"),
                "decided_at": mark("Decided"),
                "answer": mark("Answer"),
            },
            said={"state": in_words(STATE_NAMES)},
            others={"decided_by": _MANAGER},
            hidden=frozenset({"id", "person_id", "key"}),
            erased={"answer": None},
        ),
        PersonalTable(
            Suggestion,
            mark("What you suggested"),
            of=lambda person_id: col(Suggestion.person_id) == person_id,
            until=lambda before: col(Suggestion.at) <= before,
            shown={
                "at": _WHEN,
                "text": mark("Your words"),
                "state": mark("State"),
                "saved_cents": mark("Saved, in cents"),
                "percent": mark("Percent of it as a reward"),
                "points": mark("Points"),
            },
            said={"state": in_words(STEP_NAMES)},
            hidden=frozenset({"id", "person_id", "unit_id", "key"}),
            erased={"text": ERASED},
        ),
        PersonalTable(
            SuggestionStep,
            mark("What you did about suggestions"),
            of=lambda person_id: col(SuggestionStep.by_person_id) == person_id,
            until=lambda before: col(SuggestionStep.at) <= before,
            shown={"at": _WHEN, "step": mark("What"), "reason": mark("Your reason")},
            said={"step": in_words(STEP_NAMES)},
            hidden=frozenset({"id", "suggestion_id", "by_person_id"}),
            erased={"reason": ""},
        ),
        PersonalTable(
            PraiseLetter,
            mark("Praise of you on the wall"),
            of=lambda person_id: col(PraiseLetter.person_id) == person_id,
            until=lambda before: col(PraiseLetter.hung_at) <= before,
            shown={
                "hung_at": _WHEN,
                "named": mark("With your name"),
                "taken_down_at": mark("Taken down"),
            },
            others={"taken_down_by": _MANAGER},
            hidden=frozenset({"item_id", "person_id", "unit_id", "received_at"}),
            # Agreeing to be named is taken back with everything else.
            erased={"taken_down_at": NOW, "named": False},
        ),
        PersonalTable(
            ModelCase,
            mark("Praise of you that others learn from"),
            of=lambda person_id: col(ModelCase.person_id) == person_id,
            until=lambda before: col(ModelCase.offered_at) <= before,
            shown={
                "offered_at": _WHEN,
                "competency": mark("Competency"),
                "named": mark("With your name"),
                "taken_back_at": mark("Taken back"),
            },
            others={"taken_back_by": _MANAGER},
            said={"competency": in_words(COMPETENCY_NAMES)},
            hidden=frozenset({"item_id", "person_id", "unit_id", "place"}),
            # As with the wall: whoever goes is no model any more.
            erased={"taken_back_at": NOW, "named": False},
        ),
        PersonalTable(
            StarVote,
            mark("Your votes for the service star"),
            of=lambda person_id: col(StarVote.voter_id) == person_id,
            until=lambda before: col(StarVote.at) <= before,
            shown={"month": mark("Month"), "at": _WHEN},
            others={"person_id": mark("a colleague")},
            hidden=frozenset({"voter_id", "unit_id"}),
        ),
        PersonalTable(
            StarAward,
            mark("When you were service star"),
            of=lambda person_id: col(StarAward.person_id) == person_id,
            until=lambda before: col(StarAward.at) <= before,
            shown={"month": mark("Month"), "how": mark("How"), "score": mark("Points or votes")},
            said={"how": in_words(HOW_NAMES)},
            hidden=frozenset({"person_id", "unit_id", "at"}),
        ),
        PersonalTable(
            HonourQuarter,
            mark("Honours of a quarter you decided on"),
            of=lambda person_id: col(HonourQuarter.decided_by) == person_id,
            until=lambda before: col(HonourQuarter.decided_at) <= before,
            shown={"quarter": mark("Quarter"), "reason": mark("Your reason"), "decided_at": mark("Decided")},
            hidden=frozenset({"rule_version", "proposed", "reckoned", "decided_by"}),
            codes=frozenset({"proposed", "reckoned"}),
            erased={"reason": ""},
        ),
        PersonalTable(
            Honour,
            mark("When a letter about you was honoured"),
            of=lambda person_id: col(Honour.person_id) == person_id,
            until=lambda before: col(Honour.quarter).in_(
                select(col(HonourQuarter.quarter)).where(col(HonourQuarter.decided_at) <= before)
            ),
            shown={"quarter": mark("Quarter")},
            hidden=frozenset({"kind", "subject", "unit_id", "person_id", "score", "by_rule"}),
        ),
        *STORY_TABLES,
        *CONTEST_TABLES,
        *STAFF_TABLES,
        *ANSWER_TABLES,
    ),
    CONTEST_NOBODYS,
)

enter(PERSONAL)
