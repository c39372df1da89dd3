"""A real SMTP server for tests: it keeps what it takes in, and refuses whom it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailOffice:
    """Where mail arrives.

    Attributes:
        taken: messages in the order in which they came.
        refused: what is answered to a recipient instead, by address.
    """

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.port = 0

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content: Any = envelope.original_content
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """What came for somebody."""
        return [one for one in self.taken if one["To"] == address]

    @staticmethod
    def text(message: EmailMessage, kind: str = "plain") -> str:
        """The words of a message."""
        part = message.get_body((kind,))
        assert part is not None
        return str(part.get_content())


@contextmanager
def mail_office() -> Iterator[MailOffice]:
    """Open one on a free port."""
    office = MailOffice()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        office.port = probe.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
