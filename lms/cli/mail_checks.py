"""What ``lms doctor`` says of e-mail: whether the server lets us in, and which letters did not go."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from lms.cli.check import Check

if TYPE_CHECKING:
    from lms.platform.database import Database
    from lms.platform.settings import Settings


def mail_check(settings: "Settings", announce: Callable[[str], None]) -> Check:
    """Whether the mail server of the settings can be reached and lets us in; nothing is sent."""
    from lms.platform.mail import ServerFailed, SmtpServer

    if not settings.smtp_host and not settings.smtp_from:
        return Check("mail", "ok", "No mail server is set; reminders stand in the portal alone.")
    if not settings.mails:
        missing = "LMS_SMTP_FROM" if settings.smtp_host else "LMS_SMTP_HOST"
        return Check("mail", "broken", f"Nothing is mailed: {missing} is not set.", f"Set {missing}.")
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    announce(f"Calling the mail server {where} …")
    try:
        with SmtpServer(settings).session():
            pass
    except ServerFailed as error:
        return Check(
            "mail",
            "broken",
            f"{where} does not let us in: {error}",
            "Check LMS_SMTP_HOST, _PORT, _TLS, _USER and _PASSWORD, and that this machine may reach it.",
        )
    if not settings.public_url:
        return Check("mail", "warning", f"{where} lets us in; letters have no link.", "Set LMS_PUBLIC_URL.")
    if settings.smtp_tls == "none":
        found = f"{where} lets us in, and what is sent there is not encrypted."
        return Check("mail", "warning", found, "Set LMS_SMTP_TLS=starttls, unless it is this very machine.")
    return Check("mail", "ok", f"{where} lets us in.")


def post_check(settings: "Settings", database: "Database", now: datetime) -> Iterator[Check]:
    """How many letters of a week wait or were given up, and why; nothing where no mail server is set."""
    from lms.learning.reminders.posting import post_stands

    if not settings.mails:
        return
    with database.reading() as connection:
        stands = post_stands(connection, now.astimezone(settings.zone).date())
    why = f" Why the last one failed: {stands.failure}" if stands.failure else ""
    if stands.given_up:
        found = f"Of the last seven days {stands.given_up} letters were given up, {stands.waiting} wait.{why}"
        cure = "Correct the address in the list of people, or mend the mail server; the next ones go by themselves."
        yield Check("letters", "warning", found, cure)
    else:
        yield Check("letters", "ok", f"{stands.waiting} letters wait.{why}")
