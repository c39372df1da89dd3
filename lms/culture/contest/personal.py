"""What is kept of whoever opens, judges, enters or votes in a contest. Results are the bank's; names go from them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlmodel import col

from lms.culture.contest.tables import (
    Contest,
    ContestEntry,
    ContestJuror,
    ContestMark,
    ContestPrize,
    ContestUnit,
    ContestVote,
)
from lms.culture.contest.words import PRIZE_STATES
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalTable, in_words
from lms.platform.tables import TableBase

_WHEN = mark("When")


def _set_until(before: datetime) -> Select[str]:
    return select(col(Contest.id)).where(col(Contest.at) <= before)


CONTEST_NOBODYS: Mapping[type[TableBase], str] = {
    ContestUnit: mark("Which units were invited to a contest says nothing of a person.")
}
CONTEST_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        Contest,
        mark("Contests you opened or announced"),
        of=lambda person_id: or_(col(Contest.opened_by) == person_id, col(Contest.announced_by) == person_id),
        until=lambda before: col(Contest.at) <= before,
        shown={
            "at": _WHEN,
            "title": mark("Title"),
            "theme": mark("Theme"),
            "announced_at": mark("Announced"),
        },
        others={"opened_by": mark("a colleague"), "announced_by": mark("a colleague")},
        hidden=frozenset(
            {
                *("id", "key", "entries_from", "entries_until", "vote_until", "jury_until", "jury_weight"),
                *("own_branch", "criteria", "prizes", "votes"),
            }
        ),
        kept=mark("A contest's title, theme and rules are the bank's: others take part by them."),
    ),
    PersonalTable(
        ContestJuror,
        mark("Contests you judge"),
        of=lambda person_id: col(ContestJuror.person_id) == person_id,
        until=lambda before: col(ContestJuror.contest_id).in_(_set_until(before)),
        shown={},
        hidden=frozenset({"contest_id", "person_id"}),
    ),
    PersonalTable(
        ContestEntry,
        mark("What you entered in contests"),
        of=lambda person_id: col(ContestEntry.person_id) == person_id,
        until=lambda before: col(ContestEntry.at) <= before,
        shown={
            "at": _WHEN,
            "named": mark("With your name"),
            "place": mark("Place in the result"),
            "votes": mark("Votes"),
        },
        hidden=frozenset({"id", "contest_id", "suggestion_id", "person_id", "unit_id", "jury", "marks"}),
        erased={"named": False},
    ),
    PersonalTable(
        ContestMark,
        mark("Marks you gave in contests"),
        of=lambda person_id: col(ContestMark.juror_id) == person_id,
        until=lambda before: col(ContestMark.at) <= before,
        shown={"at": _WHEN, "mark": mark("Mark, from 1 to 5")},
        hidden=frozenset({"entry_id", "juror_id", "criterion"}),
    ),
    PersonalTable(
        ContestVote,
        mark("Your votes in contests"),
        of=lambda person_id: col(ContestVote.voter_id) == person_id,
        until=lambda before: col(ContestVote.at) <= before,
        shown={"at": _WHEN},
        hidden=frozenset({"contest_id", "voter_id", "entry_id"}),
    ),
    PersonalTable(
        ContestPrize,
        mark("Prizes you won, and prizes you decided on"),
        of=lambda person_id: or_(
            col(ContestPrize.person_id) == person_id, col(ContestPrize.decided_by) == person_id
        ),
        until=lambda before: col(ContestPrize.entry_id).in_(
            select(col(ContestEntry.id)).where(col(ContestEntry.at) <= before)
        ),
        shown={
            "points": mark("Points"),
            "state": mark("State"),
            "decided_at": mark("Decided"),
            "answer": mark("Answer"),
        },
        said={"state": in_words(PRIZE_STATES)},
        others={"person_id": mark("a colleague"), "decided_by": mark("a manager")},
        hidden=frozenset({"entry_id"}),
        erased={"answer": ""},
    ),
)
