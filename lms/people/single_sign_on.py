"""Single sign-on: whom of the bank's list the identity provider's word is about.

Streamlit and Authlib have looked at signature, issuer, nonce and expiry before a word gets here. Whether it is meant
for this portal is looked at again: Authlib is content with a token for another client that names ours as its party.
Nobody is entered here: who is not in the bank's list, or has left, stays outside and is told whom to ask.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people.actors import actor_from
from lms.people.addresses import is_address
from lms.people.permissions import Actor
from lms.people.tables import Account, Person, SignInTicket
from lms.people.trail import Deed, Note, record
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.settings import Settings

FRESH = timedelta(minutes=5)
"""A provider's word lets somebody in that long after it was given. Streamlit keeps it for 30 days."""
LONGEST_CLAIM = 254

Reason = Literal["nothing_told", "unverified", "unknown", "ambiguous", "left"]

SENTENCES: dict[Reason, str] = {
    "nothing_told": mark(
        "The bank's sign-in told us neither an employee number nor an e-mail, so we cannot find you. "
        "Ask whoever looks after the bank's sign-in to pass on your employee number."
    ),
    "unverified": mark(
        "The bank's sign-in told us your e-mail, but not that it is verified. "
        "Have it verified there, or ask for your employee number to be passed on, and sign in again."
    ),
    "unknown": mark(
        "You are not in this portal's list of people yet. "
        "Ask your administrator to enter you, with the number or e-mail below, and sign in again."
    ),
    "ambiguous": mark(
        "Several people in this portal's list have your e-mail, so we cannot tell who you are. "
        "Ask your administrator to correct the list."
    ),
    "left": mark(
        "Your entry in this portal's list is closed, as of somebody who left. "
        "If you work here, ask your administrator to open it again."
    ),
}


class NotLetIn(Refused):
    """The provider's word is good, but nobody in the list answers to it; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        """Say what to do."""
        super().__init__(SENTENCES[reason])
        self.reason = reason


class BadWord(Refused):
    """What was brought along is not a word of the provider for this portal."""


class WordIsUsed(Refused):
    """The provider's word let somebody in already, or is too old; it is asked for anew."""


@dataclass(frozen=True)
class WordOfProvider:
    """What the identity provider told of whoever signed in there.

    Attributes:
        number: the employee number, empty where none was told.
        email: the e-mail, empty where none was told.
        email_counts: whether it may be matched: it is verified, or the bank does without.
        given_at: when.
        digest: SHA-256 of what makes this word the only one of its kind, 64 hexadecimal digits.
    """

    number: str
    email: str
    email_counts: bool
    given_at: datetime
    digest: str


def word_of(claims: Mapping[str, object], settings: Settings) -> WordOfProvider:
    """Read the claims of an ID token.

    Args:
        claims: as the provider signed them.
        settings: name the claims that count.

    Raises:
        BadWord: they are meant for another program, or lack what every ID token has.
    """
    audience = claims.get("aud")
    meant_for = audience if isinstance(audience, list) else [audience]
    parts = [_text(claims.get(name)) for name in ("iss", "sub", "nonce")]
    given = claims.get("iat")
    usable = isinstance(given, int | float) and not isinstance(given, bool) and 0 < given < 2**33
    if (
        not settings.single_sign_on
        or settings.oidc_client_id not in meant_for
        or not all(parts)
        or not usable
    ):
        raise BadWord("What the bank's sign-in sent is not meant for this portal. Please sign in again.")
    assert isinstance(given, int | float)
    verified = claims.get("email_verified")
    return WordOfProvider(
        number=_told(claims, settings.oidc_employee_claim),
        email=_told(claims, settings.oidc_email_claim),
        email_counts=verified is True or verified == "true" or not settings.oidc_email_verified,
        given_at=datetime.fromtimestamp(given, UTC),
        digest=hashlib.sha256("\n".join(["provider", *parts, str(given)]).encode()).hexdigest(),
    )


def arrive(context: Context, *, word: WordOfProvider) -> Actor:
    """Let in whom the provider's word is about, by employee number, else by verified e-mail; recorded in the trail.

    A number that nobody has is not made up for by an e-mail: the two would tell of different people.

    Raises:
        WordIsUsed: it let somebody in before, or is older than ``FRESH``.
        NotLetIn: nobody in the list answers to it, or no one in particular, or one who left.
    """
    now = context.now()
    if abs(now - word.given_at) > FRESH:
        raise WordIsUsed("This sign-in is too old. Please sign in again.")
    try:
        with context.database.transaction() as connection:
            person_id, reason = _find(context, connection, word)
            if person_id is not None and reason is None:
                connection.execute(
                    insert(SignInTicket).values(
                        token_hash=word.digest, person_id=person_id, expires_at=now, used_at=now, sso=True
                    )
                )
            actor = (
                None
                if person_id is None or reason is not None
                else actor_from(connection, person_id, now=now, today=context.today())
            )
            if person_id is not None:
                deed = Deed.CAME_BY_PROVIDER if actor is not None else Deed.LEAVER_TURNED_AWAY
                record(context, connection, actor=actor, notes=[Note(deed, None, person_id)])
    except IntegrityError:
        raise WordIsUsed("This sign-in was used already. Please sign in again.") from None
    if actor is None:
        raise NotLetIn(reason or "left")
    return actor


def _find(context: Context, connection: Connection, word: WordOfProvider) -> tuple[str | None, Reason | None]:
    """Whom the word is about, and why they stay outside all the same."""
    if word.number:
        wanted = col(Person.employee_no) == word.number
    elif not is_address(word.email):
        return None, "nothing_told"
    elif not word.email_counts:
        return None, "unverified"
    else:
        wanted = func.lower(col(Person.email)) == word.email.lower()
    query = (
        select(col(Person.id), col(Person.active), col(Account.demo))
        .outerjoin(Account, col(Account.person_id) == col(Person.id))
        .where(wanted)
    )
    # A demo bank that was left behind is nobody's way in.
    found = [row for row in connection.execute(query) if context.settings.demo or not row.demo]
    active = [row.id for row in found if row.active]
    if len(active) == 1:
        return active[0], None
    if active or len(found) > 1:
        return None, "ambiguous"
    return (found[0].id, "left") if found else (None, "unknown")


def _told(claims: Mapping[str, object], name: str) -> str:
    return _text(claims.get(name)).strip() if name else ""


def _text(value: object) -> str:
    """A claim as text; an employee number may come as a number. What is neither, or too long, was not told."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if len(text) <= LONGEST_CLAIM and "\x00" not in text else ""
