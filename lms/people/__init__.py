"""People: units, persons, accounts, roles, mentors, sign-in and what each may do."""

import lms.people.personal  # noqa: F401  enters what the room keeps about people
from lms.people.accounts import (
    SignInFailed,
    add_colleague,
    authenticate,
    change_password,
    create_account,
    create_first_admin,
    set_locale,
)
from lms.people.demo import DemoAccount, DemoBank, DemoPerson, demo_accounts, load_people, sign_in_demo
from lms.people.directory import (
    PersonCard,
    UnitCard,
    actor_by_number,
    administrators_of,
    find_person,
    list_people,
    list_units,
    mentees_of,
    mentor_of,
    people_by_id,
    people_by_number,
)
from lms.people.permissions import Action, Actor, Grant, may, owns, require, require_own_password
from lms.people.roles import JOB_NAMES, ROLE_NAMES, Job, Role, UnitKind
from lms.people.sessions import Sessions
from lms.people.staffing import StaffRow, read_staff

__all__ = [
    "JOB_NAMES",
    "ROLE_NAMES",
    "Action",
    "Actor",
    "DemoAccount",
    "DemoBank",
    "DemoPerson",
    "Grant",
    "Job",
    "PersonCard",
    "Role",
    "Sessions",
    "SignInFailed",
    "StaffRow",
    "UnitCard",
    "UnitKind",
    "actor_by_number",
    "add_colleague",
    "administrators_of",
    "authenticate",
    "change_password",
    "create_account",
    "create_first_admin",
    "demo_accounts",
    "find_person",
    "list_people",
    "list_units",
    "load_people",
    "may",
    "mentees_of",
    "mentor_of",
    "owns",
    "people_by_id",
    "people_by_number",
    "read_staff",
    "require",
    "require_own_password",
    "set_locale",
    "sign_in_demo",
]
