"""The bank's jobs, the portal's roles and the kinds of unit, with their names on screen."""

from enum import StrEnum

from lms.platform.i18n import mark


class UnitKind(StrEnum):
    """A level of the bank: head office, a region below it, a branch below that."""

    HEAD_OFFICE = "head_office"
    REGION = "region"
    BRANCH = "branch"


class Role(StrEnum):
    """What a person may do in the portal; held over a unit and all below it."""

    TRAINEE = "trainee"
    MENTOR = "mentor"
    TRAINER = "trainer"
    MANAGER = "manager"
    CASE_HANDLER = "case_handler"
    CONSUMER_PROTECTION_OFFICER = "consumer_protection_officer"
    LISTENER = "listener"
    DATA_OFFICER = "data_officer"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Job(StrEnum):
    """What a person does in the bank; a curriculum is made for a job."""

    TELLER = "teller"
    LOBBY_MANAGER = "lobby_manager"
    WEALTH_MANAGER = "wealth_manager"
    CORPORATE_MANAGER = "corporate_manager"
    SMALL_BUSINESS_MANAGER = "small_business_manager"
    CONTACT_CENTRE_AGENT = "contact_centre_agent"
    COUNTER_SUPERVISOR = "counter_supervisor"
    CASE_HANDLER = "case_handler"
    OUTSOURCED_LOBBY = "outsourced_lobby"
    SECURITY = "security"
    BRANCH_MANAGER = "branch_manager"
    REGION_MANAGER = "region_manager"
    TRAINER = "trainer"
    HEAD_OFFICE_STAFF = "head_office_staff"


UNIT_KIND_NAMES: dict[UnitKind, str] = {
    UnitKind.HEAD_OFFICE: mark("Head office"),
    UnitKind.REGION: mark("Region"),
    UnitKind.BRANCH: mark("Branch"),
}

ROLE_NAMES: dict[Role, str] = {
    Role.TRAINEE: mark("Trainee"),
    Role.MENTOR: mark("Mentor"),
    Role.TRAINER: mark("Trainer"),
    Role.MANAGER: mark("Manager"),
    Role.CASE_HANDLER: mark("Case handler"),
    Role.CONSUMER_PROTECTION_OFFICER: mark("Consumer protection officer"),
    Role.LISTENER: mark("Staff listener"),
    Role.DATA_OFFICER: mark("Data officer"),
    Role.AUDITOR: mark("Auditor"),
    Role.ADMIN: mark("Administrator"),
}

JOB_NAMES: dict[Job, str] = {
    Job.TELLER: mark("Teller"),
    Job.LOBBY_MANAGER: mark("Lobby manager"),
    Job.WEALTH_MANAGER: mark("Wealth manager"),
    Job.CORPORATE_MANAGER: mark("Corporate account manager"),
    Job.SMALL_BUSINESS_MANAGER: mark("Small-business manager"),
    Job.CONTACT_CENTRE_AGENT: mark("Contact-centre agent"),
    Job.COUNTER_SUPERVISOR: mark("Counter supervisor"),
    Job.CASE_HANDLER: mark("Complaint case handler"),
    Job.OUTSOURCED_LOBBY: mark("Lobby assistant (outsourced)"),
    Job.SECURITY: mark("Security guard (outsourced)"),
    Job.BRANCH_MANAGER: mark("Branch manager"),
    Job.REGION_MANAGER: mark("Regional manager"),
    Job.TRAINER: mark("Service trainer"),
    Job.HEAD_OFFICE_STAFF: mark("Head-office staff"),
}
