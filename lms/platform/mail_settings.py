"""The part of the settings that tells how reminders go out by e-mail."""

import re
from email.utils import parseaddr
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings


class MailSettings(BaseSettings):
    """The bank's mail server, and who the letters are from."""

    smtp_host: str = Field(default="", description="Mail server for reminders; empty: nothing is mailed")
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=587, description="587 with starttls, 465 with tls, 25 inside a network"
    )
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the way to the mail server is encrypted; none only within a machine",
    )
    smtp_user: str = Field(default="", description="User at the mail server; empty: none is asked for")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Password at the mail server")
    smtp_from: str = Field(default="", description="Sender, such as Learning <learn@bank.example>")

    @field_validator("smtp_from")
    @classmethod
    def _sender_is_an_address(cls, sender: str) -> str:
        name, address = parseaddr(sender)
        if sender and (not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or not f"{name}{address}".isprintable()):
            raise ValueError("write an address such as learn@bank.example, or Learning <learn@bank.example>")
        return sender

    @property
    def mails(self) -> bool:
        """Whether reminders go out by e-mail, too."""
        return bool(self.smtp_host and self.smtp_from)
