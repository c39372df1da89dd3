"""What this room keeps about people: their entry, account and roles, who accompanies whom, sign-ins, requests."""

from typing import Any

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from lms.people.jobs import further_in
from lms.people.roles import JOB_NAMES, ROLE_NAMES
from lms.people.tables import (
    Account,
    AuditEntry,
    AuditHead,
    ErasureRequest,
    MentorAssignment,
    Person,
    RoleGrant,
    SessionToken,
    SignInTicket,
    Unit,
)
from lms.people.trail import DEED_NAMES
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, PersonalRoom, PersonalTable, called, enter, in_both, in_words


def _jobs(_connection: Connection, text: Any) -> list[Any]:
    return [{"id": job.value, **in_both(JOB_NAMES[job])} for job in further_in(text)]


def _unit(connection: Connection, unit_id: Any) -> dict[str, str]:
    row = connection.execute(select(Unit).where(col(Unit.id) == unit_id)).one()
    return {"zh-CN": row.name_zh, "en": row.name_en}


PERSONAL = PersonalRoom(
    "people",
    mark("Who you are in this portal"),
    (
        PersonalTable(
            Person,
            mark("Your entry in the staff list"),
            of=lambda person_id: col(Person.id) == person_id,
            until=lambda before: col(Person.created_at) <= before,
            shown={
                "employee_no": mark("Employee number"),
                "name_zh": mark("Name in Chinese"),
                "name_en": mark("Name in Latin letters"),
                "job": mark("Job"),
                "further_jobs": mark("Further jobs"),
                "unit_id": mark("Unit"),
                "hired_on": mark("Hired on"),
                "locale": mark("Language of the screens"),
                "email": mark("E-mail"),
                "active": mark("Works here"),
                "created_at": mark("Entered"),
            },
            said={"job": called(JOB_NAMES), "further_jobs": _jobs, "unit_id": _unit},
            hidden=frozenset({"id"}),
            kept=mark("Whoever works here has a name, a number and an address at work; a leaver loses them."),
            names={"name_zh": "zh-CN", "name_en": "en"},
        ),
        PersonalTable(
            Account,
            mark("Your account"),
            of=lambda person_id: col(Account.person_id) == person_id,
            until=lambda before: col(Account.password_changed_at) <= before,
            shown={
                "username": mark("User name"),
                "failures": mark("Wrong passwords in a row"),
                "failing_since": mark("Wrong passwords since"),
                "locked_until": mark("Locked until"),
                "password_changed_at": mark("Password changed"),
            },
            hidden=frozenset({"person_id", "password_hash", "demo", "first_password"}),
            codes=frozenset({"password_hash"}),
        ),
        PersonalTable(
            RoleGrant,
            mark("Your roles"),
            of=lambda person_id: col(RoleGrant.person_id) == person_id,
            until=lambda _before: col(RoleGrant.id).is_not(None),
            shown={"role": mark("Role"), "unit_id": mark("Unit"), "until": mark("Until")},
            said={"role": called(ROLE_NAMES), "unit_id": _unit},
            hidden=frozenset({"id", "person_id"}),
        ),
        PersonalTable(
            MentorAssignment,
            mark("Who accompanies whom"),
            of=lambda person_id: or_(
                col(MentorAssignment.mentor_id) == person_id, col(MentorAssignment.mentee_id) == person_id
            ),
            until=lambda _before: col(MentorAssignment.id).is_not(None),
            shown={"starts_on": mark("From"), "ends_on": mark("Last day")},
            others={"mentor_id": mark("a mentor"), "mentee_id": mark("a mentee")},
            hidden=frozenset({"id"}),
        ),
        PersonalTable(
            SessionToken,
            mark("Your sign-ins"),
            of=lambda person_id: col(SessionToken.person_id) == person_id,
            until=lambda before: col(SessionToken.created_at) <= before,
            shown={
                "created_at": mark("Signed in"),
                "expires_at": mark("Would end"),
                "revoked_at": mark("Signed out"),
                "sso": mark("By the bank's own sign-in"),
            },
            hidden=frozenset({"token_hash", "person_id"}),
        ),
        PersonalTable(
            SignInTicket,
            mark("Passes used to sign in"),
            of=lambda person_id: col(SignInTicket.person_id) == person_id,
            until=lambda before: col(SignInTicket.expires_at) <= before,
            shown={"expires_at": mark("Would end"), "used_at": mark("Used")},
            hidden=frozenset({"token_hash", "person_id", "sso"}),
            goes=True,
        ),
        PersonalTable(
            ErasureRequest,
            mark("Your requests for erasure"),
            of=lambda person_id: col(ErasureRequest.person_id) == person_id,
            until=lambda before: col(ErasureRequest.asked_at) <= before,
            shown={
                "asked_at": mark("Asked"),
                "reason": mark("Your reason"),
                "state": mark("State"),
                "decided_at": mark("Decided"),
                "answer": mark("The answer"),
                "nameless": mark("Name and number erased"),
            },
            others={"entered_by": mark("a data officer"), "decided_by": mark("a data officer")},
            hidden=frozenset({"id", "person_id"}),
            erased={"reason": ERASED},
            kept=mark("What a data officer answered proves that the request was dealt with."),
        ),
        PersonalTable(
            AuditEntry,
            mark("Who read or changed your data, and whose data you read or changed"),
            of=lambda person_id: or_(
                col(AuditEntry.person_id) == person_id, col(AuditEntry.actor_id) == person_id
            ),
            until=lambda before: col(AuditEntry.at) <= before,
            shown={
                "at": mark("When"),
                "deed": mark("What"),
                "why": mark("By right of"),
                "people": mark("People"),
            },
            others={"actor_id": mark("a colleague"), "person_id": mark("a colleague")},
            said={"deed": in_words(DEED_NAMES), "why": in_words(ROLE_NAMES)},
            hidden=frozenset({"place", "object_id", "previous", "digest"}),
        ),
    ),
    nobodys={AuditHead: "the last entry of the trail"},
)

enter(PERSONAL)
