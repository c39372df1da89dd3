"""Single sign-on: its settings, and the file of secrets that Streamlit's sign-in by OpenID Connect reads.

Streamlit takes the client's secret from a file and from nowhere else. It is written anew at every start, below
``LMS_HOME``, from the settings, for its owner's eyes alone.
"""

import hashlib
import hmac
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

from lms.platform.key_files import write_secret

if TYPE_CHECKING:
    from lms.platform.settings import Settings

DISCOVERY = "/.well-known/openid-configuration"
CALLBACK = "/oauth2callback"
ClaimName = Annotated[str, Field(max_length=120)]
Passwords = Literal["everybody", "administrators", "nobody"]


class SingleSignOnSettings(BaseSettings):
    """The part of the settings that tells of the bank's identity provider."""

    oidc_issuer: str = Field(
        default="",
        description="The bank's identity provider, https://login.bank.example/realms/staff; empty: passwords alone",
    )
    oidc_client_id: str = Field(default="", description="What the provider calls this portal")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="The portal's secret at the provider"
    )
    oidc_name: Annotated[str, Field(max_length=60)] = Field(
        default="", description="What the button calls the provider, such as the bank's name"
    )
    oidc_employee_claim: ClaimName = Field(
        default="employee_number", description="Claim with the employee number; empty: none holds it"
    )
    oidc_email_claim: ClaimName = Field(
        default="email", description="Claim with the e-mail, asked where no number is told; empty: never"
    )
    oidc_email_verified: bool = Field(
        default=True, description="An e-mail counts only where the provider says that it was verified"
    )
    oidc_scope: str = Field(default="openid email profile", description="What is asked of the provider")
    oidc_prompt: Literal["select_account", "login", "consent"] = Field(
        default="select_account", description="login asks for the bank's password every time"
    )
    oidc_passwords: Passwords = Field(
        default="everybody", description="Who may use a local password beside single sign-on"
    )

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer_is_an_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("write the whole address, such as https://login.bank.example/realms/staff")
        return url.removesuffix(DISCOVERY).rstrip("/")

    @field_validator("oidc_scope")
    @classmethod
    def _identity_is_asked_for(cls, scope: str) -> str:
        if "openid" not in scope.split():
            raise ValueError("begin with openid: without it the provider tells nobody's identity")
        return " ".join(scope.split())

    @property
    def single_sign_on(self) -> bool:
        """Whether the bank's identity provider is set up, in full."""
        return bool(self.oidc_issuer and self.oidc_client_id and self.oidc_client_secret.get_secret_value())

    @property
    def passwords_for(self) -> Passwords:
        """Who may sign in by a local password: everybody, as long as there is no other way in."""
        return self.oidc_passwords if self.single_sign_on else "everybody"

    @property
    def oidc_discovery(self) -> str:
        """Where the provider says how it is talked to."""
        return f"{self.oidc_issuer}{DISCOVERY}"


def cookie_secret(settings: "Settings") -> str:
    """What signs the web server's cookies: it outlives a restart, and all processes of an installation share it."""
    return hmac.new(settings.key(), b"streamlit cookies", hashlib.sha256).hexdigest()


def secrets_file(settings: "Settings") -> Path:
    """Where the secrets stand for Streamlit."""
    return settings.home / "streamlit" / "secrets.toml"


def write_secrets(settings: "Settings", *, address: str) -> Path:
    """Write what Streamlit needs for single sign-on; where there is none, take away what an earlier start wrote.

    Args:
        settings: of the installation.
        address: where this process is reached, for whoever has set no public address.

    Returns:
        The file, whether it is there or not.
    """
    path = secrets_file(settings)
    if not settings.single_sign_on:
        path.unlink(missing_ok=True)
        return path
    shared = {
        "redirect_uri": f"{settings.public_url or address}{CALLBACK}",
        "cookie_secret": cookie_secret(settings),
        "client_id": settings.oidc_client_id,
        "client_secret": settings.oidc_client_secret.get_secret_value(),
        "server_metadata_url": settings.oidc_discovery,
    }
    asked = {
        "scope": settings.oidc_scope,
        "prompt": settings.oidc_prompt,
        # PKCE even where the provider does not advertise it; one that does not know it ignores it.
        "code_challenge_method": "S256",
    }
    lines = ["[auth]", *_toml(shared), "", "[auth.client_kwargs]", *_toml(asked), ""]
    write_secret(path, "\n".join(lines).encode(), replace=True)
    return path


def _toml(values: dict[str, str]) -> list[str]:
    # A string of JSON is a basic string of TOML, as long as no character is written as a pair of surrogates.
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
