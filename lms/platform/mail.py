"""E-mail by SMTP: one connection for several messages, and errors that say whether to try again.

Services know the ``MailServer`` alone. Nothing is sent where ``LMS_SMTP_HOST`` or ``LMS_SMTP_FROM`` is not set.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Protocol

from lms.platform.settings import Settings

TIMEOUT_S = 20.0
LONGEST_REASON = 300


@dataclass(frozen=True)
class Message:
    """A message to one person; ``id`` is the same when it is sent again, so that mail programs show it once."""

    id: str
    to: str
    subject: str
    text: str
    html: str
    at: datetime


class NotTaken(Exception):
    """The server did not take this one message; others may go.

    Attributes:
        for_good: it will not take it later either.
    """

    def __init__(self, reason: str, *, for_good: bool) -> None:
        """Say why."""
        super().__init__(reason[:LONGEST_REASON])
        self.for_good = for_good


class ServerFailed(Exception):
    """The server cannot be reached, lets nobody in, or went away: nothing can be sent for now.

    Attributes:
        unclear: it went away over a message, and may have taken it or not.
    """

    def __init__(self, reason: str, *, unclear: bool = False) -> None:
        """Say why."""
        super().__init__(reason[:LONGEST_REASON])
        self.unclear = unclear


Send = Callable[[Message], None]


class MailServer(Protocol):
    """Takes messages."""

    def session(self) -> AbstractContextManager[Send]:
        """Open a connection; what it gives sends one message, or raises ``NotTaken`` or ``ServerFailed``."""


@dataclass(frozen=True)
class SmtpServer:
    """The bank's mail server, as the settings name it."""

    settings: Settings

    @contextmanager
    def session(self) -> Iterator[Send]:
        """Open a connection; closed at the end.

        Raises:
            ServerFailed: it cannot be opened.
        """
        try:
            connection = self._connected()
        except (smtplib.SMTPException, OSError) as error:
            raise ServerFailed(_said(error)) from error
        try:
            yield lambda message: _send(connection, message, self.settings.smtp_from)
        finally:
            try:
                connection.quit()
            except (smtplib.SMTPException, OSError):
                connection.close()

    def _connected(self) -> smtplib.SMTP:
        chosen = self.settings
        place = (chosen.smtp_host, chosen.smtp_port)
        if chosen.smtp_tls == "tls":
            made: smtplib.SMTP = smtplib.SMTP_SSL(
                *place, timeout=TIMEOUT_S, context=ssl.create_default_context()
            )
        else:
            made = smtplib.SMTP(*place, timeout=TIMEOUT_S)
        try:
            if chosen.smtp_tls == "starttls":
                made.starttls(context=ssl.create_default_context())
            if chosen.smtp_user:
                made.login(chosen.smtp_user, chosen.smtp_password.get_secret_value())
        except BaseException:
            made.close()
            raise
        return made


def mail_server(settings: Settings) -> SmtpServer | None:
    """The mail server of an installation; none where none is set."""
    return SmtpServer(settings) if settings.mails else None


def written(message: Message, sender: str) -> EmailMessage:
    """The message as it goes over the line: plain text, and the same as HTML."""
    mail = EmailMessage(policy=SMTP)
    domain = parseaddr(sender)[1].rpartition("@")[2]
    mail["From"], mail["To"], mail["Subject"] = sender, message.to, message.subject
    mail["Date"], mail["Message-ID"] = format_datetime(message.at), f"<{message.id}@{domain}>"
    # So that no absence note comes back.
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _send(connection: smtplib.SMTP, message: Message, sender: str) -> None:
    try:
        connection.send_message(written(message, sender))
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise NotTaken(_reply(code, words), for_good=code >= 500) from error
    except smtplib.SMTPDataError as error:
        raise NotTaken(_reply(error.smtp_code, error.smtp_error), for_good=error.smtp_code >= 500) from error
    except (smtplib.SMTPException, OSError) as error:
        gone = isinstance(error, smtplib.SMTPServerDisconnected | OSError)
        unclear = gone and not isinstance(error, smtplib.SMTPResponseException)
        raise ServerFailed(_said(error), unclear=unclear) from error


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}".partition("\n")[0]


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"
