"""What ``lms doctor`` says of the portal's own address and of single sign-on."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from lms.cli.check import Check
from lms.platform.loopback import is_here

if TYPE_CHECKING:
    from lms.platform.settings import Settings

PATIENCE_S = 5.0
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


def address_check(settings: "Settings") -> Check:
    """Whether certificates, letters, QR codes and single sign-on carry an address that others reach."""
    name, url, cure = "address", settings.public_url, "Set LMS_PUBLIC_URL=https://learn.bank.example."
    if not url:
        found = (
            "LMS_PUBLIC_URL is not set: letters have no link, single sign-on comes back to this machine, and "
            "certificates and QR codes carry whatever address one happens to come by."
        )
        return Check(name, "warning", found, cure)
    if is_here(url):
        found = f"{url} leads every machine to itself: letters, certificates and QR codes that carry it lead nowhere."
        return Check(name, "warning", found, cure)
    if not url.startswith("https://"):
        found = f"{url} is not encrypted: whoever listens on the way comes in as somebody else."
        return Check(name, "warning", found, "Let a proxy in front of the portal speak https, and name that.")
    return Check(name, "ok", f"{url} stands on certificates, in letters and in QR codes.")


def single_sign_on_checks(settings: "Settings", announce: Callable[[str], None]) -> Iterator[Check]:
    """Whether the identity provider of the settings can be asked; nobody is signed in for it."""
    name = "sso"
    parts = {
        "LMS_OIDC_ISSUER": settings.oidc_issuer,
        "LMS_OIDC_CLIENT_ID": settings.oidc_client_id,
        "LMS_OIDC_CLIENT_SECRET": settings.oidc_client_secret.get_secret_value(),
    }
    missing = [variable for variable, value in parts.items() if not value]
    if len(missing) == len(parts):
        yield Check(name, "ok", "None is configured; people sign in by a password.")
        return
    if missing:
        found = f"Single sign-on is off: {' and '.join(missing)} not set."
        yield Check(name, "broken", found, f"Set {' and '.join(missing)}.")
        return
    if not settings.oidc_employee_claim and not settings.oidc_email_claim:
        cure = "Set LMS_OIDC_EMPLOYEE_CLAIM to the claim with the employee number."
        yield Check(name, "broken", "No claim tells who somebody is.", cure)
    if settings.oidc_issuer.startswith("http://") and not is_here(settings.oidc_issuer):
        found = f"{settings.oidc_issuer} is not encrypted: whoever listens on the way comes in as anybody."
        yield Check(name, "broken", found, "Set LMS_OIDC_ISSUER to the provider's https address.")
    if not settings.oidc_email_verified and settings.oidc_email_claim:
        found = "An e-mail counts that the provider has not verified: whoever may enter one there is whom they please."
        yield Check(name, "warning", found, "Set LMS_OIDC_EMAIL_VERIFIED=true, unless the bank enters them.")
    if settings.oidc_passwords == "nobody":
        found = "Nobody signs in by a password: while the provider does not answer, nobody comes in."
        yield Check(name, "warning", found, "Set LMS_OIDC_PASSWORDS=administrators, to keep a way in.")
    announce(f"Asking the identity provider {settings.oidc_issuer} …")
    yield _provider_check(settings)


def _provider_check(settings: "Settings") -> Check:
    import httpx2

    name, where = "sso", settings.oidc_discovery
    cure = "Check LMS_OIDC_ISSUER, and that this machine may reach it."
    try:
        answer = httpx2.get(where, timeout=PATIENCE_S, follow_redirects=True)
        told: Any = answer.json() if answer.is_success else None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return Check(name, "broken", f"{where} does not answer ({type(error).__name__}).", cure)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not all(isinstance(told.get(key), str) for key in NEEDED):
        return Check(name, "broken", f"{where} does not answer as an OpenID provider.", cure)
    if told["issuer"].rstrip("/") != settings.oidc_issuer:
        found = f"{where} calls its issuer {told['issuer']}."
        return Check(name, "warning", found, "Set LMS_OIDC_ISSUER to that, unless it is meant so.")
    return Check(
        name, "ok", f"{settings.oidc_issuer} answers; people are matched by {_matched_by(settings)}."
    )


def _matched_by(settings: "Settings") -> str:
    claims = [claim for claim in (settings.oidc_employee_claim, settings.oidc_email_claim) if claim]
    return ", else ".join(f"“{claim}”" for claim in claims)
